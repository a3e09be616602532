import { isObject, type Json, type JsonObject } from '../messages/json';
import { asSet } from '../messages/text';
import { quoted } from '../messages/wording';
import { PARTITION } from '../s3/escaped-arn';
import { asList } from './policy';

/** An AWS account by its names. */
export interface OneAccount {
  readonly accountId: string;
  /** Undefined where it is not known. */
  readonly canonicalUserId?: string;
}

/** An AWS account, and others that count as the same: whoever names one of them names it. */
export interface Accounts extends OneAccount {
  readonly also?: readonly OneAccount[];
}

/** Such an account with both of its own names. */
export interface Account extends Accounts {
  readonly canonicalUserId: string;
}

/** The account and the others, each by itself. */
export function accountsOf({ accountId, canonicalUserId, also = [] }: Accounts): OneAccount[] {
  return [{ accountId, canonicalUserId }, ...also];
}

export function accountIdsOf(account: Accounts): string[] {
  return asSet(accountsOf(account).map(({ accountId }) => accountId));
}

/** In the syntax that JavaScript, JSON Schema and Terraform share. */
export const ACCOUNT_ID_PATTERN = '^[0-9]{12}$';

export const CANONICAL_USER_ID_PATTERN = '^[0-9a-f]{64}$';

export function accountIdFault(accountId: string): string | undefined {
  return new RegExp(ACCOUNT_ID_PATTERN).test(accountId)
    ? undefined
    : `${quoted(accountId)} is not an AWS account ID: it has 12 digits`;
}

export function canonicalUserIdFault(id: string): string | undefined {
  return new RegExp(CANONICAL_USER_ID_PATTERN).test(id)
    ? undefined
    : `${quoted(id)} is not a canonical user ID: it has 64 hexadecimal digits in lower case`;
}

/** A whole account, as a statement names it. */
export function accountPrincipal(accountId: string): { readonly AWS: string } {
  return { AWS: `arn:${PARTITION}:iam::${accountId}:root` };
}

/** Whole accounts, as a statement names them: one as a text. */
export function accountsPrincipal(accountIds: readonly string[]): { readonly AWS: string | string[] } {
  const [one, ...more] = asSet(accountIds.map((accountId) => accountPrincipal(accountId).AWS));
  return { AWS: more.length === 0 ? one! : [one!, ...more] };
}

/** A principal without one account. */
export interface SplitPrincipal {
  /** The account is named, by whatever of its names. */
  readonly account: boolean;
  /** Users, roles and sessions of that account. */
  readonly within: readonly Json[];
  /** Everybody is named beside. */
  readonly everybody: boolean;
  /** Undefined where nobody is left. */
  readonly rest: Json | undefined;
}

/** @param principal the value of `Principal` or `NotPrincipal` */
export function splitPrincipal(principal: Json, account: Accounts): SplitPrincipal {
  if (!isObject(principal)) {
    return { account: false, within: [], everybody: principal === '*', rest: principal };
  }
  const names = Object.entries(principal).flatMap(([kind, value]) =>
    asList(value).map((name) => ({ kind, name, naming: namingOfAny(kind, name, account) })),
  );
  const named = (naming: Naming) => names.filter((one) => one.naming === naming);
  const rest = Object.entries(principal).flatMap(([kind, value]): [string, Json][] => {
    const left = named('other').filter((one) => one.kind === kind);
    return left.length === 0 && asList(value).length > 0
      ? []
      : [[kind, Array.isArray(value) ? left.map(({ name }) => name) : value]];
  });
  return {
    account: named('account').length > 0,
    within: named('within').map(({ name }) => name),
    everybody: namesEverybody(principal),
    rest: rest.length === 0 ? undefined : Object.fromEntries(rest),
  };
}

/**
 * How a name of a principal relates to an account: it is the whole account, by its number, its root ARN or its canonical user ID;
 * it is a user, role or session within it, or its number without quotes, which is no name; or it is another one.
 */
type Naming = 'account' | 'within' | 'other';

function namingOfAny(kind: string, name: Json, account: Accounts): Naming {
  return (
    accountsOf(account)
      .map((one) => namingOf(kind, name, one))
      .find((naming) => naming !== 'other') ?? 'other'
  );
}

function namingOf(kind: string, name: Json, { accountId, canonicalUserId }: OneAccount): Naming {
  if (kind === 'CanonicalUser') {
    return canonicalUserId !== undefined && name === canonicalUserId ? 'account' : 'other';
  }
  if (kind !== 'AWS') {
    return 'other';
  }
  if (name === accountId || name === accountPrincipal(accountId).AWS) {
    return 'account';
  }
  return typeof name !== 'object' && accountOf(String(name)) === accountId ? 'within' : 'other';
}

/** The account field of an ARN; the text itself where it is none. */
export function accountOf(name: string): string {
  return name.split(':')[4] ?? name;
}

/** Whether a principal names an account or somebody in it. */
export function namesAccount(principal: Json | undefined, account: Accounts): boolean {
  const { account: whole, within } = splitPrincipal(principal ?? null, account);
  return whole || within.length > 0;
}

/** `"*"` and `{"AWS": "*"}`, which are the same in the policy of a bucket. Source: IAM's "Principal". */
export function namesEverybody(principal: Json | undefined): boolean {
  return principal === '*' || (isObject(principal) && asList(principal.AWS).includes('*'));
}

/** Whether a statement allows everybody something, under whatever condition. */
export function allowsEverybody(statement: Json): statement is JsonObject {
  return isObject(statement) && statement.Effect === 'Allow' && namesEverybody(statement.Principal);
}

/** The same `NotPrincipal`, with the account added to those who are excepted. */
export function withException(notPrincipal: JsonObject, account: Accounts): JsonObject {
  const missing = accountsOf(account).filter((one) => !splitPrincipal(notPrincipal, one).account);
  const added = missing.map(({ accountId }) => accountPrincipal(accountId).AWS);
  return { ...notPrincipal, AWS: [...asList(notPrincipal.AWS), ...added] };
}
