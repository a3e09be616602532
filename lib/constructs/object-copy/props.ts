import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { ZencoderPermission } from '../../grants/object-access';
import type { ZencoderIdentity } from '../../zencoder/another-zencoder';

/** A copy of an object that Zencoder may read. */
export interface ZencoderObjectCopyProps {
  /** The name of the bucket, or a reference to it. It has to take ACLs. */
  readonly bucket: string;

  /** The key of the original, of up to 5 GB. */
  readonly key: string;

  /**
   * The key of the copy. What lies there is overwritten, and deleted with this construct.
   * @default - `zencoder/` and the key
   */
  readonly copyTo?: string;

  /**
   * What the ACL lets Zencoder do with the object.
   * @default [ZencoderPermission.READ]
   */
  readonly permissions?: ZencoderPermission[];

  /**
   * The storage class of the copy.
   * @default STANDARD
   */
  readonly storageClass?: string;

  /**
   * S3 then copies no other metadata either.
   * @default - all metadata of the original
   */
  readonly contentType?: string;

  /**
   * The region of the bucket.
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * A Zencoder that is not the production service.
   * @default - Zencoder's production account
   */
  readonly zencoder?: ZencoderIdentity;

  /**
   * The AWS provider to use, for whose account the copy is made.
   * @default - the provider of the stack without an alias
   */
  readonly provider?: TerraformProvider;

  /** What the copy needs first, such as the ownership controls of the bucket. */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of the copy. `createBeforeDestroy` is refused: a replacement at the same key would be made and then deleted.
   * @default - none
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
