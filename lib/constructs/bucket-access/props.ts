import type { ITerraformDependable, ITerraformIterator, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { ZencoderGrant } from '../../grants/grant';
import type { ZencoderObject } from '../../grants/object-access';
import type { ZencoderObjectOwnership } from '../../s3/object-ownership';
import type { ZencoderIdentity } from '../../zencoder/another-zencoder';

/** Zencoder's access to one bucket. */
export interface ZencoderBucketAccessProps {
  /** The name of the bucket, or a reference to it such as `bucket.id`. */
  readonly bucket: string;

  /**
   * What Zencoder may do; the order does not matter. Tokens are not accepted, because they cannot be escaped for IAM.
   * You can omit it if there are `objects`.
   * @default - access to `objects` only
   */
  readonly grants?: ZencoderGrant[];

  /**
   * Objects that Zencoder may read, with the method `policy`. Use `ZencoderObjectGrants` for the method `acl`, and
   * `ZencoderObjectCopy` for `acl-copy`.
   * @default - none
   */
  readonly objects?: ZencoderObject[];

  /**
   * The region of the bucket, for the `region` argument of the resource and for the URLs.
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * Allows Zencoder access over TLS only. Other statements are not changed.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * An existing bucket policy as JSON text. The policy keeps its statements in addition to Zencoder's statements.
   * An Allow for Zencoder's account in it is an error: use a grant.
   * @default - the policy has only Zencoder's statements
   */
  readonly otherStatements?: string;

  /**
   * Sids of statements that intentionally deny Zencoder what a grant allows. They cause no warning, and still deny.
   * @default - each such statement causes a warning
   */
  readonly acceptedDenies?: string[];

  /**
   * Existing bucket policies as JSON. They may be known only at plan time, such as
   * `data.aws_iam_policy_document.x.json`. The policy keeps their statements unchanged, before those of
   * `otherStatements` and Zencoder's. A document that is known at synth is plain text and not a Terraform template, and
   * is checked like `otherStatements`. Terraform checks the other documents at plan time.
   * @default - none
   */
  readonly sourcePolicyDocuments?: string[];

  /**
   * Sets the object ownership of the bucket, with a separate resource that the policy depends on.
   * @default - the object ownership is not changed
   */
  readonly objectOwnership?: ZencoderObjectOwnership;

  /**
   * Imports the current policy of the bucket, so that the plan shows the changes. The bucket must have a policy, and
   * its name must be known at synth.
   * @default false
   */
  readonly adoptExistingPolicy?: boolean;

  /**
   * The ARN of the customer managed KMS key that encrypts the bucket (SSE-KMS). The key is not changed;
   * `kmsKeyStatement` is the statement that its key policy needs.
   * @default - no key: SSE-S3 needs no additional permissions
   */
  readonly kmsKeyArn?: string;

  /**
   * A Zencoder service other than the production service.
   * @default - Zencoder's production account
   */
  readonly zencoder?: ZencoderIdentity;

  /**
   * The AWS provider of the policy and of the other resources of this construct. URLs use its region.
   * @default - the provider of the stack without an alias
   */
  readonly provider?: TerraformProvider;

  /**
   * What the policy depends on, such as the `aws_s3_bucket_public_access_block` of the bucket: S3 refuses to change
   * both at the same time. The ownership controls of `objectOwnership` depend on it too.
   * @default - only the ownership controls of `objectOwnership`, which the policy always depends on
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of the policy. Its conditions are checked in addition to those of this construct.
   * `createBeforeDestroy` is an error: a replacement would create the new policy and then delete it.
   * @default - only the conditions of this construct
   */
  readonly lifecycle?: TerraformResourceLifecycle;

  /**
   * Creates one instance for each value of an iterator. `bucket` must refer to the iterator. The grants are the same
   * for all instances. `inputUrl`, `outputUrl` and `adoptExistingPolicy` are errors with `forEach`.
   * @default - one instance
   */
  readonly forEach?: ITerraformIterator;
}
