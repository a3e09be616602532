import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { ZencoderPermission } from '../../grants/object-access';
import type { ZencoderIdentity } from '../../zencoder/another-zencoder';

/** A grant to Zencoder's canonical user ID in the ACL of one object, where it lies. */
export interface ZencoderObjectGrant {
  /** The name of the bucket, or a reference to it. It has to take ACLs. */
  readonly bucket: string;

  /** Exactly this key. */
  readonly key: string;

  /**
   * What the ACL lets Zencoder do with the object.
   * @default [ZencoderPermission.READ]
   */
  readonly permissions?: ZencoderPermission[];

  /**
   * Name it in a bucket that keeps versions: a grant is revoked from the version that is current then, and one that was
   * overwritten since it was set would keep it.
   * @default - the version that is current when the grant is set
   */
  readonly versionId?: string;

  /**
   * The region of the bucket.
   * @default - that of `provider`, or the one that the AWS CLI is configured for
   */
  readonly region?: string;

  /**
   * The profile of the AWS CLI that may read and write the object's ACL, where Terraform runs. It wins over keys in the environment.
   * @default - that of `provider`, or the CLI's own choice
   */
  readonly cliProfile?: string;

  /**
   * The URL of another S3 server than AWS's, such as `http://127.0.0.1:8000`.
   * @default - the S3 endpoint of `provider`, or that of AWS
   */
  readonly endpointUrl?: string;

  /**
   * A Zencoder that is not the production service.
   * @default - Zencoder's production account
   */
  readonly zencoder?: ZencoderIdentity;
}

/** The grants of a stack. */
export interface ZencoderObjectGrantsProps {
  /** May be empty, and has to be for a while when the last object has been taken out: see the class. */
  readonly objects: ZencoderObjectGrant[];

  /**
   * The AWS provider whose profile, region and S3 endpoint the AWS CLI takes for objects that have none of their own. Nothing
   * here is a resource of it. The CLI knows neither the role that a provider assumes nor the keys in it: with such a provider
   * each object needs a `cliProfile`.
   * @default - the AWS CLI goes by its own configuration and the environment
   */
  readonly provider?: TerraformProvider;

  /** What the objects need first, such as the ownership controls of their buckets. */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of both resources that this construct makes. With `preventDestroy` no grant is revoked, and none gets other
   * permissions; with `replaceTriggeredBy` grants are revoked and set anew. `createBeforeDestroy` is refused: Terraform then
   * runs no command that revokes.
   * @default - the conditions of this construct alone
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
