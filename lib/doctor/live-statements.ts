import { meaningOf } from '../iam/meaning';
import { partedPrincipal } from '../iam/named-account';
import { inNewVersion, labelOf, listed, OLD_VERSION, placeOf, statementsOf } from '../iam/policy';
import { accountPrincipal, type ZencoderIdentity } from '../policy/identity';
import { isObject, type Json, type JsonObject } from '../policy/json';
import { OUR_SID } from '../policy/sid';
import { quoted } from '../policy/wording';

/** A statement of a live policy, or the part of it that is for Zencoder, or the part that is for others. */
export interface LiveStatement {
  readonly index: number;
  readonly isForZencoder: boolean;
  /** In the current version of the policy language. */
  readonly statement: JsonObject;
  /** What it says, in one line. */
  readonly words: string;
}

/** The statements of a policy, parted into those for Zencoder and those of others. */
export function liveStatements(json: string, zencoder: Required<ZencoderIdentity>): LiveStatement[] {
  const policy = JSON.parse(json) as JsonObject;
  const { Version = OLD_VERSION } = policy;
  return statementsOf(policy).flatMap((given, index) => {
    const statement = Version === OLD_VERSION ? inNewVersion(given) : given;
    return isObject(statement) ? parted(statement, index, zencoder) : [];
  });
}

/** A Deny stays one of others, also where it names Zencoder. */
function parted(statement: JsonObject, index: number, zencoder: Required<ZencoderIdentity>): LiveStatement[] {
  const part = (isForZencoder: boolean, of: JsonObject): LiveStatement => ({
    index,
    isForZencoder,
    statement: of,
    words: wordsOf(of, index),
  });
  const isOurs = typeof statement.Sid === 'string' && OUR_SID.test(statement.Sid);
  const { Principal, Effect } = statement;
  if (isOurs || Effect !== 'Allow' || Principal === undefined) {
    return [part(isOurs, statement)];
  }
  const { account, within, rest } = partedPrincipal(Principal, zencoder);
  return [
    ...(account ? [part(true, { ...statement, Principal: accountPrincipal(zencoder.accountId) })] : []),
    ...(!account && within.length > 0 ? [part(true, { ...statement, Principal: { AWS: [...within] } })] : []),
    ...(rest === undefined ? [] : [part(false, { ...statement, Principal: rest })]),
  ];
}

/** Those of the first that have no equal in meaning among the others. */
export function withoutEqual(statements: readonly LiveStatement[], others: readonly Json[]): LiveStatement[] {
  const meanings = new Set(others.filter(isObject).map(meaningOf));
  return statements.filter(({ statement }) => !meanings.has(meaningOf(statement)));
}

function wordsOf(statement: JsonObject, index: number): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction } = statement;
  const who = Principal === undefined ? `all but ${short(NotPrincipal)}` : short(Principal);
  const what = Action === undefined ? `all but ${short(NotAction)}` : short(Action);
  return `${labelOf(placeOf(statement, index))}: ${String(Effect)} ${what} to ${who}`;
}

function short(value: Json | undefined): string {
  const members = isObject(value) ? Object.values(value).flatMap(listed) : listed(value);
  const shown = members.slice(0, 2).map((member) => (member === '*' ? 'everybody' : String(member)));
  const more = members.length - shown.length;
  return quoted(`${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`).slice(1, -1);
}
