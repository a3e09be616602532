import { OUR_SID } from '../grants/sid';
import { type Account, accountsOf, accountsPrincipal, splitPrincipal } from '../iam/account';
import { withoutDeletedPrincipals } from '../iam/deleted-principals';
import { meaningOf } from '../iam/meaning';
import { asList, inCurrentVersion, labelOf, placeOf, statementsOf, VERSION_2008 } from '../iam/policy';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { forAccount, namingTests, withoutValues } from './named-in-condition';

/** A statement of a policy, or the part of it for Zencoder, or the part for other principals. */
export interface SplitStatement {
  readonly index: number;
  readonly isForZencoder: boolean;
  /** In the current version of the policy language. */
  readonly statement: JsonObject;
  /** The same statement without deleted users and roles, which S3 refuses; null if it names no other principals. */
  readonly kept: JsonObject | null;
  /** A summary in one line. */
  readonly words: string;
}

/** Splits the statements of a policy into those for Zencoder and those for other principals. Members that are not statements are omitted. */
export function splitStatements(policy: JsonObject, zencoder: Account): SplitStatement[] {
  const { Version = VERSION_2008 } = policy;
  return statementsOf(policy).flatMap((given, index) => {
    const statement = Version === VERSION_2008 ? inCurrentVersion(given) : given;
    const { own, rest } = isObject(statement) ? split(statement, zencoder) : {};
    return [own, rest]
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
  /** The part for Zencoder. */
  readonly own?: JsonObject;
  /** The part for other principals. */
  readonly rest?: JsonObject;
}

/** Splits one statement. A Deny counts as a statement for other principals, even if it names Zencoder. */
function split(statement: JsonObject, zencoder: Account): Parts {
  const { Sid, Effect, Principal } = statement;
  if (typeof Sid === 'string' && OUR_SID.test(Sid)) {
    return { own: statement };
  }
  const tests = namingTests(statement, zencoder);
  if (Effect !== 'Allow' || tests.some(({ holdsWithoutKey }) => holdsWithoutKey)) {
    return { rest: statement };
  }
  if (tests.length > 0) {
    const isWhole = tests.every((test) => test.isWhole);
    return {
      own: isWhole ? forAccount(statement, tests, zencoder) : statement,
      rest: withoutValues(statement, tests) ?? undefined,
    };
  }
  const { account, within, rest: otherPrincipals } = splitPrincipal(Principal ?? null, zencoder);
  if (!account && within.length === 0) {
    return { rest: otherPrincipals === undefined ? undefined : statement };
  }
  const named = accountsOf(zencoder).filter((one) => splitPrincipal(Principal ?? null, one).account);
  const own = account ? accountsPrincipal(named.map(({ accountId }) => accountId)) : { AWS: [...within] };
  return {
    own: { ...statement, Principal: own },
    rest: otherPrincipals === undefined ? undefined : { ...statement, Principal: otherPrincipals },
  };
}

/** A summary of a statement in one line: `Statement[2] (Sid "Logs"): Allow s3:PutObject for logging.s3.amazonaws.com`. */
export function statementWords(statement: JsonObject, index: number): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction } = statement;
  const who = Principal === undefined ? allExcept(EVERYBODY, NotPrincipal) : short(Principal, EVERYBODY);
  const what = Action === undefined ? allExcept(ALL_ACTIONS, NotAction) : short(Action, ALL_ACTIONS);
  const effect = short(Effect);
  const missing = Object.entries({ Effect: effect, Action: what, Principal: who }).flatMap(([name, words]) =>
    words === '' ? [name] : [],
  );
  const words = [effect, what, who && `for ${who}`, ...(missing.length > 0 ? [`without ${missing.join(', ')}`] : [])];
  return `${labelOf(placeOf(statement, index))}: ${words.filter((one) => one !== '').join(' ')}`;
}

const EVERYBODY = 'everybody';
const ALL_ACTIONS = 'all actions';

/** The words for `NotPrincipal` or `NotAction`; empty if the element is missing. */
function allExcept(all: string, value: Json | undefined): string {
  const excepted = short(value, all);
  return excepted && `${all} except ${excepted}`;
}

/**
 * The first two members of an element. In an arbitrary policy a member can be of any type.
 * @param all the words for `*`
 */
function short(value: Json | undefined, all = '*'): string {
  const members = isObject(value) ? Object.values(value).flatMap(asList) : asList(value);
  const textOf = (one: Json) => (typeof one === 'string' ? one : JSON.stringify(one));
  const shown = members.slice(0, 2).map((one) => (one === '*' ? all : textOf(one)));
  const more = members.length - shown.length;
  return quoted(`${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`).slice(1, -1);
}

/** The statements for which the other list has no statement with the same meaning. */
export function withoutEquivalent(statements: readonly SplitStatement[], otherList: readonly Json[]): SplitStatement[] {
  const meanings = new Set(
    otherList.filter(isObject).map((statement) => meaningOf(withoutDeletedPrincipals(statement) ?? statement)),
  );
  return statements.filter(({ statement, kept }) => !meanings.has(meaningOf(kept ?? statement)));
}
