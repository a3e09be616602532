import type { ITerraformDependable, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { ZencoderPermission } from '../../grants/object-access';
import type { ZencoderIdentity } from '../../zencoder/another-zencoder';

/** A grant to Zencoder's canonical user ID in the ACL of one object. */
export interface ZencoderObjectGrant {
  /** The name of the bucket, or a reference to it. ACLs must be enabled on the bucket. */
  readonly bucket: string;

  /** The exact key of the object. */
  readonly key: string;

  /**
   * What the ACL allows Zencoder to do with the object.
   * @default [ZencoderPermission.READ]
   */
  readonly permissions?: ZencoderPermission[];

  /**
   * The version of the object. Set it in a versioned bucket: without it, Terraform revokes the grant only on the
   * version that is current at that time, and an overwritten version keeps its grant.
   * @default - the version that is current when the grant is set
   */
  readonly versionId?: string;

  /**
   * The region of the bucket.
   * @default - the region of `provider`, or the configured region of the AWS CLI
   */
  readonly region?: string;

  /**
   * The profile of the AWS CLI, on the machine that runs Terraform, that may read and write the object's ACL. It
   * overrides access keys in the environment.
   * @default - the profile of `provider`, or the default of the CLI
   */
  readonly cliProfile?: string;

  /**
   * The URL of an S3 server other than AWS, such as `http://127.0.0.1:8000`.
   * @default - the S3 endpoint of `provider`, or that of AWS
   */
  readonly endpointUrl?: string;

  /**
   * A Zencoder service other than the production service.
   * @default - Zencoder's production account
   */
  readonly zencoder?: ZencoderIdentity;
}

/** The objects whose ACLs get a grant. */
export interface ZencoderObjectGrantsProps {
  /**
   * May be empty. After you remove the last object, keep the empty list until the next apply: see
   * `ZencoderObjectGrants`.
   */
  readonly objects: ZencoderObjectGrant[];

  /**
   * The AWS provider whose profile, region and S3 endpoint the AWS CLI uses for objects that have none of their own. No
   * resource of this construct uses the provider. If the provider assumes a role or has its own access keys, each
   * object needs a `cliProfile`, because the CLI does not know them.
   * @default - the AWS CLI uses its own configuration and the environment
   */
  readonly provider?: TerraformProvider;

  /** What the grants depend on, such as the ownership controls of the buckets. */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of both resources of this construct. With `preventDestroy`, Terraform refuses to revoke a grant or to
   * change its permissions. With `replaceTriggeredBy`, Terraform revokes the grants and sets them again.
   * `createBeforeDestroy` is an error: with it, Terraform does not run the command that revokes a grant.
   * @default - only the conditions of this construct
   */
  readonly lifecycle?: TerraformResourceLifecycle;
}
