import { quoted } from '../messages/wording';
import { Zencoder } from './zencoder';

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

/** In the syntax that JavaScript, JSON Schema and Terraform share. */
export const ACCOUNT_ID_FORM = '^[0-9]{12}$';

export const CANONICAL_USER_ID_FORM = '^[0-9a-f]{64}$';

/** A whole account, as a statement names it. */
export function accountPrincipal(accountId: string): { readonly AWS: string } {
  return { AWS: `arn:${Zencoder.PARTITION}:iam::${accountId}:root` };
}

export function accountIdFault(accountId: string): string | undefined {
  return new RegExp(ACCOUNT_ID_FORM).test(accountId)
    ? undefined
    : `${quoted(accountId)} is not an AWS account ID: it has 12 digits`;
}

export function canonicalUserIdFault(id: string): string | undefined {
  return new RegExp(CANONICAL_USER_ID_FORM).test(id)
    ? undefined
    : `${quoted(id)} is not a canonical user ID: it has 64 hexadecimal digits in lower case`;
}

/** With the names of the production service where none is given. */
export function identityOf(props: ZencoderIdentity = {}): Required<ZencoderIdentity> {
  const { accountId = Zencoder.ACCOUNT_ID, canonicalUserId = Zencoder.CANONICAL_USER_ID } = props;
  return { accountId, canonicalUserId };
}
