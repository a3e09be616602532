import { isObject, type Json, type JsonObject } from '../messages/json';
import { asSet } from '../messages/text';
import { quoted } from '../messages/wording';
import { PARTITION } from '../s3/escaped-arn';
import { asList } from './policy';

/** The identifiers of an AWS account. */
export interface OneAccount {
  readonly accountId: string;
  /** Undefined if it is not known. */
  readonly canonicalUserId?: string;
}

/** An AWS account with additional accounts of the same owner. A policy that names one of them names the owner. */
export interface Accounts extends OneAccount {
  readonly also?: readonly OneAccount[];
}

/** Accounts of one owner. Both identifiers of the first one are known. */
export interface Account extends Accounts {
  readonly canonicalUserId: string;
}

/** The account and the additional ones, as a list. */
export function accountsOf({ accountId, canonicalUserId, also = [] }: Accounts): OneAccount[] {
  return [{ accountId, canonicalUserId } as OneAccount].concat(also);
}

export function accountIdsOf(account: Accounts): string[] {
  return asSet(accountsOf(account).map(({ accountId }) => accountId));
}

/** A regular expression in the syntax that JavaScript, JSON Schema and Terraform share. */
export const ACCOUNT_ID_PATTERN = '^[0-9]{12}$';

export const CANONICAL_USER_ID_PATTERN = '^[0-9a-f]{64}$';

export function accountIdFault(accountId: string): string | undefined {
  return new RegExp(ACCOUNT_ID_PATTERN).test(accountId)
    ? undefined
    : `${quoted(accountId)} is not an AWS account ID, which has 12 digits`;
}

export function canonicalUserIdFault(id: string): string | undefined {
  return new RegExp(CANONICAL_USER_ID_PATTERN).test(id)
    ? undefined
    : `${quoted(id)} is not a canonical user ID, which has 64 lowercase hexadecimal digits`;
}

/** The principal for a whole account. */
export function accountPrincipal(accountId: string): { readonly AWS: string } {
  return { AWS: `arn:${PARTITION}:iam::${accountId}:root` };
}

/** The principal for whole accounts. One account is a string, several are a list. */
export function accountsPrincipal(accountIds: readonly string[]): { readonly AWS: string | string[] } {
  const [one, ...more] = asSet(accountIds.map((accountId) => accountPrincipal(accountId).AWS));
  return { AWS: more.length === 0 ? one! : [one!, ...more] };
}

/** The parts of a principal: those of some accounts, and the rest. */
export interface SplitPrincipal {
  /** The principal names a whole account, by any of its identifiers. */
  readonly account: boolean;
  /** The users, roles and sessions of the accounts that the principal names. */
  readonly within: readonly Json[];
  /** The principal also names everyone. */
  readonly everybody: boolean;
  /** The principal without the accounts; undefined if no other principal is left. */
  readonly rest: Json | undefined;
}

/**
 * Splits a principal into the part of some accounts and the rest.
 * @param principal the value of `Principal` or `NotPrincipal`
 */
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
 * How a principal relates to an account. It is the whole account, as an account ID, root ARN or canonical user ID. Or
 * it is a user, role or session in the account, or the account ID as a number, which is not valid. Or it is another
 * principal.
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

/** The account ID in an ARN; the text itself if it is not an ARN. */
export function accountOf(name: string): string {
  return name.split(':')[4] ?? name;
}

/** Whether a principal names an account, or a user, role or session in it. */
export function namesAccount(principal: Json | undefined, account: Accounts): boolean {
  const { account: whole, within } = splitPrincipal(principal ?? null, account);
  return whole || within.length > 0;
}

/**
 * Whether a principal is `"*"` or `{"AWS": "*"}`, which have the same meaning in a bucket policy. Source: IAM's
 * "Principal".
 */
export function namesEverybody(principal: Json | undefined): boolean {
  return principal === '*' || (isObject(principal) && asList(principal.AWS).includes('*'));
}

/** Whether a statement allows something to everyone, with or without a condition. */
export function allowsEverybody(statement: Json): statement is JsonObject {
  return isObject(statement) && statement.Effect === 'Allow' && namesEverybody(statement.Principal);
}

/** Adds an account to the exceptions of a `NotPrincipal`. */
export function withException(notPrincipal: JsonObject, account: Accounts): JsonObject {
  const missing = accountsOf(account).filter((one) => !splitPrincipal(notPrincipal, one).account);
  const added = missing.map(({ accountId }) => accountPrincipal(accountId).AWS);
  return { ...notPrincipal, AWS: [...asList(notPrincipal.AWS), ...added] };
}
