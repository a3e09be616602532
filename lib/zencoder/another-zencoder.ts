import { Zencoder } from './account-and-roles';

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
}

/** With the names of the production service where none is given. */
export function identityOf(props: ZencoderIdentity = {}): Required<ZencoderIdentity> {
  const { accountId = Zencoder.ACCOUNT_ID, canonicalUserId = Zencoder.CANONICAL_USER_ID } = props;
  return { accountId, canonicalUserId };
}
