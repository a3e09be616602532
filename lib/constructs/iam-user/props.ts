import type { ZencoderUserGrant } from '../../grants/user-policy';

/** What Zencoder gets as a user of your own account. */
export interface ZencoderIamUserProps {
  /** The name of the user: 1 to 64 letters, digits and `+=,.@-_`. */
  readonly userName: string;

  /**
   * What Zencoder may do, each on one bucket; the order does not matter. Tokens are welcome for the bucket and its KMS key
   * only, since they cannot be escaped for IAM.
   */
  readonly grants: ZencoderUserGrant[];

  /**
   * The ARN of the managed policy beyond which the user gets nothing, whatever is granted.
   * @default - none
   */
  readonly permissionsBoundary?: string;

  /**
   * Let the user in over TLS only.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * Make an access key, whose secret then stands in the Terraform state in plain text. A key made elsewhere has to be
   * deleted there before the user can be destroyed.
   * @default false
   */
  readonly accessKey?: boolean;
}
