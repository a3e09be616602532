import { type Account, accountsOf, type OneAccount, splitPrincipal, withException } from '../iam/account';
import { CHOICES, labelOf, placeOf, STATEMENT_MEMBERS, type StatementPlace } from '../iam/policy';
import { forAccount, type NamingTest, namingTests, withoutValues } from '../judgement/named-in-condition';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { type Loss, loss } from './loss';
import { type Granted, type ReadStatement, readStatement } from './read-statement';

/** Whose policy is adopted. */
export interface AdoptionContext {
  readonly bucket: string;
  readonly zencoder: Account;
  /** S3 gave it, and so has taken its grammar. */
  readonly isFromS3?: boolean;
}

/** A statement that stays beside Zencoder's. */
export interface KeptStatement {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
}

/** What a statement comes to: something for Zencoder, something for others, or both. */
export interface StatementParts {
  readonly granted?: Granted;
  readonly kept?: KeptStatement;
  readonly losses?: readonly Loss[];
  readonly notes?: readonly string[];
  readonly errors?: readonly string[];
  /** It is for some of the accounts of Zencoder, and the grants are for all of them. */
  readonly isForSomeAccounts?: boolean;
}

/** Parts a statement that is in the current version of the policy language. */
export function splitStatement(statement: Json, index: number, { bucket, zencoder }: AdoptionContext): StatementParts {
  const place = placeOf(statement, index);
  if (!isObject(statement) || statement.Effect !== 'Allow' || !isWhole(statement)) {
    return { kept: { place, statement: statement as JsonObject } };
  }
  const { Principal, NotPrincipal } = statement;
  const { account, within, everybody, rest } = splitPrincipal(Principal ?? null, zencoder);
  if (account || within.length > 0) {
    const others = rest === undefined ? {} : { kept: { place, statement: { ...statement, Principal: rest } } };
    const names = within.map(quoted).join(', ');
    const lines = (line: string) => [`${labelOf(place)}: ${line}`];
    const number = within.find((name) => typeof name !== 'string');
    if (number !== undefined) {
      return { errors: lines(`Principal: ${quoted(number)} is no string, as an account ID is; write "${number}"`) };
    }
    if (everybody) {
      return { ...others, notes: lines('names Zencoder beside everybody; its name is left out, everybody stays') };
    }
    if (!account) {
      const why = `it is for ${names} alone, and grants are for Zencoder's whole account`;
      return { ...others, losses: [loss(place, statement, why)] };
    }
    const read = readStatement(statement, place, bucket);
    const leftOut = within.length === 0 ? [] : lines(`${names} is left out beside the whole account of it`);
    return { ...others, ...forAll(statement, place, zencoder, { ...read, notes: [...leftOut, ...read.notes] }) };
  }
  const tests = namingTests(statement, zencoder);
  if (tests.length > 0) {
    return splitByCondition(statement, tests, place, { bucket, zencoder });
  }
  return isObject(NotPrincipal) && !accountsOf(zencoder).every((one) => splitPrincipal(NotPrincipal, one).account)
    ? {
        kept: { place, statement: { ...statement, NotPrincipal: withException(NotPrincipal, zencoder) } },
        losses: [loss(place, statement, NOT_PRINCIPAL)],
      }
    : { kept: { place, statement } };
}

/** What a statement grants, with a note where that is for some of Zencoder's accounts alone. */
function forAll(statement: JsonObject, place: StatementPlace, zencoder: Account, read: ReadStatement): StatementParts {
  const isNamed = (one: OneAccount) => splitPrincipal(statement.Principal ?? null, one).account;
  const others = accountsOf(zencoder).filter((one) => !isNamed(one));
  if (others.length === 0 || read.granted === undefined) {
    return read;
  }
  const ids = others.map(({ accountId }) => accountId).join(', ');
  const note = `${labelOf(place)}: does not name Zencoder's account ${ids}, which the grants are for too, as the file says (zencoder.also)`;
  return { ...read, notes: [note, ...read.notes], isForSomeAccounts: true };
}

const NOT_PRINCIPAL =
  'it has NotPrincipal, and so lets in Zencoder with all who are not named; for them it stays, with Zencoder named too';

/** A statement that S3 takes, as far as its elements go. What it would refuse is reported of those that are kept. */
function isWhole(statement: JsonObject): boolean {
  return (
    Object.keys(statement).every((name) => STATEMENT_MEMBERS.includes(name)) &&
    CHOICES.every(([one, other]) => one in statement !== other in statement)
  );
}

/**
 * Of a statement for everybody whose condition names Zencoder. Taking Zencoder's values out of a test leaves all others as they are,
 * if the test holds for those alone whom it names.
 */
function splitByCondition(
  statement: JsonObject,
  tests: readonly NamingTest[],
  place: StatementPlace,
  { bucket, zencoder }: AdoptionContext,
): StatementParts {
  const open = tests.find(({ holdsWithoutKey }) => holdsWithoutKey);
  if (open !== undefined) {
    const test = `${open.operator} on ${open.key} names Zencoder (${open.values.map(quoted).join(', ')})`;
    const advice = "put Zencoder's values into a statement of their own, with an operator that needs the key";
    return {
      errors: [`${labelOf(place)}: Condition: ${test} and can hold for requests without the key too; ${advice}`],
    };
  }
  const rest = withoutValues(statement, tests);
  const others = rest === null ? {} : { kept: { place, statement: rest } };
  if (!tests.every(({ isWhole }) => isWhole)) {
    const names = tests.flatMap(({ values }) => values.map(quoted)).join(', ');
    const why = `its condition is for ${names} alone, and grants are for Zencoder's whole account`;
    return { ...others, losses: [loss(place, statement, why)] };
  }
  const named = forAccount(statement, tests, zencoder);
  return { ...others, ...forAll(named, place, zencoder, readStatement(named, place, bucket)) };
}
