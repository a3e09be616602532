import { listed } from '../iam/policy';
import { accountPrincipal, type ZencoderIdentity } from '../policy/identity';
import { isObject, type Json, type JsonObject } from '../policy/json';

/** A principal without Zencoder. */
export interface PartedPrincipal {
  /** Zencoder's account is named, by whatever of its names. */
  readonly account: boolean;
  /** Users, roles and sessions of that account, which no grant can name alone; the account as a number, which is no name. */
  readonly within: readonly Json[];
  /** Everybody is named beside. */
  readonly everybody: boolean;
  /** Undefined where nobody is left. */
  readonly rest: Json | undefined;
}

/** @param principal of a statement, `Principal` or `NotPrincipal` */
export function partedPrincipal(principal: Json, zencoder: Required<ZencoderIdentity>): PartedPrincipal {
  if (!isObject(principal)) {
    return { account: false, within: [], everybody: principal === '*', rest: principal };
  }
  const names = Object.entries(principal).flatMap(([kind, value]) => listed(value).map((name) => ({ kind, name })));
  const kindOf = ({ kind, name }: (typeof names)[number]) => kindOfPrincipal(kind, name, zencoder);
  const rest = Object.entries(principal).flatMap(([kind, value]) => {
    const left = listed(value).filter((name) => kindOfPrincipal(kind, name, zencoder) === 'other');
    return left.length === 0 && listed(value).length > 0
      ? []
      : [[kind, Array.isArray(value) ? left : value] as [string, Json]];
  });
  return {
    account: names.some((name) => kindOf(name) === 'account'),
    within: names.filter((name) => kindOf(name) === 'within').map(({ name }) => name),
    everybody: names.some(({ kind, name }) => kind === 'AWS' && name === '*'),
    rest: rest.length === 0 ? undefined : Object.fromEntries(rest),
  };
}

function kindOfPrincipal(
  kind: string,
  name: Json,
  { accountId, canonicalUserId }: Required<ZencoderIdentity>,
): 'account' | 'within' | 'other' {
  if (kind === 'CanonicalUser') {
    return name === canonicalUserId ? 'account' : 'other';
  }
  if (kind !== 'AWS') {
    return 'other';
  }
  if (name === accountId || name === accountPrincipal(accountId).AWS) {
    return 'account';
  }
  return (String(name).split(':')[4] ?? String(name)) === accountId ? 'within' : 'other';
}

/** The same `NotPrincipal`, with Zencoder's account among those who are not meant. */
export function notZencoderEither(notPrincipal: JsonObject, { accountId }: Required<ZencoderIdentity>): JsonObject {
  return { ...notPrincipal, AWS: [...listed(notPrincipal.AWS), accountPrincipal(accountId).AWS] };
}
