import { Zencoder } from './account-and-roles';

/** An AWS account that Zencoder uses. */
export interface ZencoderAccount {
  /** The AWS account: 12 digits, as a string because it can start with 0. */
  readonly accountId: string;

  /**
   * The canonical user ID of that account, for ACL grants: 64 hexadecimal digits. Needed for the methods `acl` and `acl-copy`.
   * @default - the ID of Zencoder's production account if `accountId` is its number, otherwise none
   */
  readonly canonicalUserId?: string;
}

/** The Zencoder account that gets access, if it is not the account of the production service. */
export interface ZencoderIdentity {
  /**
   * The AWS account: 12 digits, as a string because it can start with 0.
   * @default Zencoder.ACCOUNT_ID
   */
  readonly accountId?: string;

  /**
   * The canonical user ID of that account, for ACL grants: 64 hexadecimal digits.
   * @default Zencoder.CANONICAL_USER_ID
   */
  readonly canonicalUserId?: string;

  /**
   * More accounts that get the same access, for example while Zencoder moves to another account. Their order does not matter.
   * @default - none
   */
  readonly also?: ZencoderAccount[];
}

/** A Zencoder account with both of its IDs. */
export interface KnownIdentity extends ZencoderIdentity {
  readonly accountId: string;
  readonly canonicalUserId: string;
}

/** Fills in the IDs of the production service if none are given. */
export function identityOf(props: ZencoderIdentity = {}): KnownIdentity {
  const { accountId = Zencoder.ACCOUNT_ID, canonicalUserId = Zencoder.CANONICAL_USER_ID, also } = props;
  return { accountId, canonicalUserId, ...(also && { also: also.map(known) }) };
}

function known({ accountId, canonicalUserId }: ZencoderAccount): ZencoderAccount {
  const production = accountId === Zencoder.ACCOUNT_ID ? Zencoder.CANONICAL_USER_ID : undefined;
  return { accountId, canonicalUserId: canonicalUserId ?? production };
}

/** The canonical user IDs for ACLs, in the order of the accounts. */
export function canonicalUserIdsOf(identity: ZencoderIdentity | undefined): string[] {
  const { canonicalUserId, also = [] } = identityOf(identity);
  return [...new Set([canonicalUserId, ...also.flatMap((one) => one.canonicalUserId ?? [])])];
}
