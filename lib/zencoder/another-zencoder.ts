import { Zencoder } from './account-and-roles';

/** An AWS account that Zencoder works from. */
export interface ZencoderAccount {
  /** The AWS account: 12 digits, as a string since it may begin with 0. */
  readonly accountId: string;

  /**
   * The canonical user ID of that account, for ACL grants: 64 hexadecimal digits. Needed for the methods `acl` and `acl-copy`.
   * @default - that of Zencoder's production account where `accountId` is its number, else none
   */
  readonly canonicalUserId?: string;
}

/** The Zencoder that gets access, where it is not the production service. */
export interface ZencoderIdentity {
  /**
   * Its AWS account: 12 digits, as a string since it may begin with 0.
   * @default Zencoder.ACCOUNT_ID
   */
  readonly accountId?: string;

  /**
   * The canonical user ID of that account, for ACL grants: 64 hexadecimal digits.
   * @default Zencoder.CANONICAL_USER_ID
   */
  readonly canonicalUserId?: string;

  /**
   * Accounts that get the same access beside it, such as the one before and the one after a change-over. Their order does not matter.
   * @default - none
   */
  readonly also?: ZencoderAccount[];
}

/** A Zencoder with both of its names. */
export interface KnownIdentity extends ZencoderIdentity {
  readonly accountId: string;
  readonly canonicalUserId: string;
}

/** With the names of the production service where none is given. */
export function identityOf(props: ZencoderIdentity = {}): KnownIdentity {
  const { accountId = Zencoder.ACCOUNT_ID, canonicalUserId = Zencoder.CANONICAL_USER_ID, also } = props;
  return { accountId, canonicalUserId, ...(also && { also: also.map(known) }) };
}

function known({ accountId, canonicalUserId }: ZencoderAccount): ZencoderAccount {
  const production = accountId === Zencoder.ACCOUNT_ID ? Zencoder.CANONICAL_USER_ID : undefined;
  return { accountId, canonicalUserId: canonicalUserId ?? production };
}

/** The canonical user IDs that ACLs name, in the order of the accounts. */
export function canonicalUserIdsOf(identity: ZencoderIdentity | undefined): string[] {
  const { canonicalUserId, also = [] } = identityOf(identity);
  return [...new Set([canonicalUserId, ...also.flatMap((one) => one.canonicalUserId ?? [])])];
}
