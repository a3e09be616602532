import { OUR_SID } from '../grants/sid';
import { type Account, accountsOf, accountsPrincipal, splitPrincipal } from '../iam/account';
import { withoutDeletedPrincipals } from '../iam/deleted-principals';
import { meaningOf } from '../iam/meaning';
import { asList, inCurrentVersion, labelOf, placeOf, statementsOf, VERSION_2008 } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { forAccount, namingTests, withoutValues } from './named-in-condition';

/** A statement of the current policy, or the part of it that is for Zencoder, or the part that is for other principals. */
export interface SplitStatement {
  readonly index: number;
  readonly isForZencoder: boolean;
  /** In the current version of the policy language. */
  readonly statement: JsonObject;
  /** The same without deleted users and roles, as S3 takes it; null where it is for nobody else. */
  readonly kept: JsonObject | null;
  /** What it says, in one line. */
  readonly words: string;
}

/** The statements of a policy, parted into those for Zencoder and those for other principals. What is none is left out. */
export function splitStatements(policy: JsonObject, zencoder: Account): SplitStatement[] {
  const { Version = VERSION_2008 } = policy;
  return statementsOf(policy).flatMap((given, index) => {
    const statement = Version === VERSION_2008 ? inCurrentVersion(given) : given;
    const { own, others } = isObject(statement) ? parted(statement, zencoder) : {};
    return [own, others]
      .filter((part) => part !== undefined)
      .map((part) => ({
        index,
        isForZencoder: part === own,
        statement: part,
        kept: withoutDeletedPrincipals(part),
        words: statementWords(part, index),
      }));
  });
}

interface Parts {
  readonly own?: JsonObject;
  readonly others?: JsonObject;
}

/** A Deny is for other principals, also where it names Zencoder. */
function parted(statement: JsonObject, zencoder: Account): Parts {
  const { Sid, Effect, Principal } = statement;
  if (typeof Sid === 'string' && OUR_SID.test(Sid)) {
    return { own: statement };
  }
  const tests = namingTests(statement, zencoder);
  if (Effect !== 'Allow' || tests.some(({ holdsWithoutKey }) => holdsWithoutKey)) {
    return { others: statement };
  }
  if (tests.length > 0) {
    const isWhole = tests.every((test) => test.isWhole);
    return {
      own: isWhole ? forAccount(statement, tests, zencoder) : statement,
      others: withoutValues(statement, tests) ?? undefined,
    };
  }
  const { account, within, rest } = splitPrincipal(Principal ?? null, zencoder);
  if (!account && within.length === 0) {
    return { others: rest === undefined ? undefined : statement };
  }
  const named = accountsOf(zencoder).filter((one) => splitPrincipal(Principal ?? null, one).account);
  const own = account ? accountsPrincipal(named.map(({ accountId }) => accountId)) : { AWS: [...within] };
  return {
    own: { ...statement, Principal: own },
    others: rest === undefined ? undefined : { ...statement, Principal: rest },
  };
}

/** What a statement says, in one line: `Statement[2] (Sid "Logs"): Allow s3:PutObject to logging.s3.amazonaws.com`. */
export function statementWords(statement: JsonObject, index: number): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction } = statement;
  const who = Principal === undefined ? `all but ${short(NotPrincipal)}` : short(Principal);
  const what = Action === undefined ? `all but ${short(NotAction)}` : short(Action);
  return `${labelOf(placeOf(statement, index))}: ${short(Effect)} ${what} to ${who}`;
}

/** A policy that nobody wrote for S3 may hold anything in the place of a text. */
function short(value: Json | undefined): string {
  const members = isObject(value) ? Object.values(value).flatMap(asList) : asList(value);
  const textOf = (one: Json) => (typeof one === 'string' ? one : JSON.stringify(one));
  const shown = members.slice(0, 2).map((one) => (one === '*' ? 'everybody' : textOf(one)));
  const more = members.length - shown.length;
  return quoted(`${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`).slice(1, -1);
}

/** Those of the first that have no equal in meaning among the others. */
export function withoutEquivalent(statements: readonly SplitStatement[], others: readonly Json[]): SplitStatement[] {
  const meanings = new Set(
    others.filter(isObject).map((statement) => meaningOf(withoutDeletedPrincipals(statement) ?? statement)),
  );
  return statements.filter(({ statement, kept }) => !meanings.has(meaningOf(kept ?? statement)));
}
