import { type Account, accountsOf, type OneAccount, splitPrincipal, withException } from '../iam/account';
import { CHOICES, labelOf, placeOf, STATEMENT_MEMBERS, type StatementPlace } from '../iam/policy';
import { forAccount, type NamingTest, namingTests, withoutValues } from '../judgement/named-in-condition';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { type Loss, loss } from './loss';
import { type Granted, type ReadStatement, readStatement } from './read-statement';

/** The bucket whose policy is adopted, and the account of Zencoder. */
export interface AdoptionContext {
  readonly bucket: string;
  readonly zencoder: Account;
  /** S3 gave it, and so has taken its grammar. */
  readonly isFromS3?: boolean;
}

/** A statement that is kept in addition to the grants. */
export interface KeptStatement {
  readonly place: StatementPlace;
  readonly statement: JsonObject;
}

/** The parts of a statement: one for Zencoder, one for other principals, or both. */
export interface StatementParts {
  readonly granted?: Granted;
  readonly kept?: KeptStatement;
  readonly losses?: readonly Loss[];
  readonly notes?: readonly string[];
  readonly errors?: readonly string[];
  /** The statement names only some of Zencoder's accounts, but the grants apply to all of them. */
  readonly isForSomeAccounts?: boolean;
}

/** Splits a statement, which is in the current version of the policy language. */
export function splitStatement(statement: Json, index: number, { bucket, zencoder }: AdoptionContext): StatementParts {
  const place = placeOf(statement, index);
  if (!isObject(statement) || statement.Effect !== 'Allow' || !isWhole(statement)) {
    return { kept: { place, statement: statement as JsonObject } };
  }
  const { Principal, NotPrincipal } = statement;
  const { account, within, everybody, rest } = splitPrincipal(Principal ?? null, zencoder);
  if (account || within.length > 0) {
    const kept = rest === undefined ? {} : { kept: { place, statement: { ...statement, Principal: rest } } };
    const names = within.map(quoted).join(', ');
    const lines = (line: string) => [`${labelOf(place)}: ${line}`];
    const number = within.find((name) => typeof name !== 'string');
    if (number !== undefined) {
      return { errors: lines(`Principal: ${quoted(number)} is not a string, but an account ID is; write "${number}"`) };
    }
    if (everybody) {
      return { ...kept, notes: lines('names both Zencoder and everyone; Zencoder is removed, everyone is kept') };
    }
    if (!account) {
      const why = `it names only ${names}, but a grant is for Zencoder's whole account`;
      return { ...kept, losses: [loss(place, statement, why)] };
    }
    const read = readStatement(statement, place, bucket);
    const leftOut =
      within.length === 0 ? [] : lines(`${names} is omitted, since the statement also names its whole account`);
    return { ...kept, ...forAll(statement, place, zencoder, { ...read, notes: [...leftOut, ...read.notes] }) };
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

/** What a statement grants, with a note if it names only some of Zencoder's accounts. */
function forAll(statement: JsonObject, place: StatementPlace, zencoder: Account, read: ReadStatement): StatementParts {
  const isNamed = (one: OneAccount) => splitPrincipal(statement.Principal ?? null, one).account;
  const unnamed = accountsOf(zencoder).filter((one) => !isNamed(one));
  if (unnamed.length === 0 || read.granted === undefined) {
    return read;
  }
  const ids = unnamed.map(({ accountId }) => accountId).join(', ');
  const note = `${labelOf(place)}: does not name Zencoder's account ${ids}, but the grants also apply to it (zencoder.also in the file)`;
  return { ...read, notes: [note, ...read.notes], isForSomeAccounts: true };
}

const NOT_PRINCIPAL =
  'it has NotPrincipal, which includes Zencoder; it is kept for everyone else, with Zencoder added to the exceptions';

/** Whether the elements of a statement are valid for S3. Findings are reported for the statements that are kept. */
function isWhole(statement: JsonObject): boolean {
  return (
    Object.keys(statement).every((name) => STATEMENT_MEMBERS.includes(name)) &&
    CHOICES.every(([one, other]) => one in statement !== other in statement)
  );
}

/**
 * Splits a statement for everyone whose condition names Zencoder. If each test is true only for the principals that it
 * names, removing Zencoder's values changes nothing for the other principals.
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
    const advice = "move Zencoder's values to a separate statement, with an operator that requires the key";
    return {
      errors: [`${labelOf(place)}: Condition: ${test} and can also be true for requests without the key; ${advice}`],
    };
  }
  const rest = withoutValues(statement, tests);
  const kept = rest === null ? {} : { kept: { place, statement: rest } };
  if (!tests.every(({ isWhole }) => isWhole)) {
    const names = tests.flatMap(({ values }) => values.map(quoted)).join(', ');
    const why = `its condition names only ${names}, but a grant is for Zencoder's whole account`;
    return { ...kept, losses: [loss(place, statement, why)] };
  }
  const named = forAccount(statement, tests, zencoder);
  return { ...kept, ...forAll(named, place, zencoder, readStatement(named, place, bucket)) };
}
