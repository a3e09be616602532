import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { ZencoderPermission } from '../../grants/object-access';
import type { ZencoderIdentity } from '../../zencoder/another-zencoder';

/** A copy of an object that Zencoder may read. */
export interface ZencoderObjectCopyProps {
  /** The name of the bucket, or a reference to it. ACLs must be enabled on the bucket. */
  readonly bucket: string;

  /** The key of the original, an object of at most 5 GB. */
  readonly key: string;

  /**
   * The key of the copy. An existing object at this key is overwritten, and is deleted with this construct.
   * @default - `zencoder/` followed by the key of the original
   */
  readonly copyTo?: string;

  /**
   * What the ACL allows Zencoder to do with the copy.
   * @default [ZencoderPermission.READ]
   */
  readonly permissions?: ZencoderPermission[];

  /**
   * The storage class of the copy.
   * @default STANDARD
   */
  readonly storageClass?: string;

  /**
   * The content type of the copy. If you set it, S3 does not copy the other metadata of the original.
   * @default - all metadata of the original
   */
  readonly contentType?: string;

  /**
   * The region of the bucket.
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * A Zencoder service other than the production service.
   * @default - Zencoder's production account
   */
  readonly zencoder?: ZencoderIdentity;

  /**
   * The AWS provider of the copy. The ACL of the copy gives the account of this provider full control.
   * @default - the provider of the stack without an alias
   */
  readonly provider?: TerraformProvider;

  /** What the copy depends on, such as the ownership controls of the bucket. */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of the copy. `createBeforeDestroy` is an error: Terraform would create the replacement at the same
   * key and then delete it.
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
