import type { ITerraformDependable, ITerraformIterator, TerraformProvider, TerraformResourceLifecycle } from 'cdktf';
import type { ZencoderGrant } from '../../grants/grant';
import type { ZencoderObject } from '../../grants/object-access';
import type { ZencoderObjectOwnership } from '../../s3/object-ownership';
import type { ZencoderIdentity } from '../../zencoder/another-zencoder';

/** What Zencoder gets on one bucket. */
export interface ZencoderBucketAccessProps {
  /** The name of the bucket, or a reference to it such as `bucket.id`. */
  readonly bucket: string;

  /**
   * What Zencoder may do; the order does not matter. No tokens in it, since they cannot be escaped for IAM. May be absent
   * where there are objects.
   * @default - nothing beside the objects
   */
  readonly grants?: ZencoderGrant[];

  /**
   * Objects that Zencoder may read, by the method `policy`. For the method `acl` there is `ZencoderObjectGrants`, for
   * `acl-copy` there is `ZencoderObjectCopy`.
   * @default - none
   */
  readonly objects?: ZencoderObject[];

  /**
   * The region of the bucket, for the resource's own `region` argument and for the URLs.
   * @default - the region of the provider
   */
  readonly region?: string;

  /**
   * Let Zencoder in over TLS only. Statements of others are not touched.
   * @default false
   */
  readonly requireTls?: boolean;

  /**
   * The bucket policy of others as JSON text, whose statements are kept beside Zencoder's.
   * An Allow in it for Zencoder's account is refused: say it as a grant.
   * @default - none: the policy holds Zencoder's statements alone
   */
  readonly otherStatements?: string;

  /**
   * Sids of statements that deny Zencoder on purpose what a grant allows: no warning for them. They still deny.
   * @default - each such statement is warned of
   */
  readonly acceptedDenies?: string[];

  /**
   * Existing bucket policies as JSON, also what is known only at plan time, such as `data.aws_iam_policy_document.x.json`. Their
   * statements are kept as they are, in front of `otherStatements` and Zencoder's. Text that is known at synth is plain text, no
   * template of Terraform's, and is checked like `otherStatements`; the rest is checked by Terraform at plan time.
   * @default - none
   */
  readonly sourcePolicyDocuments?: string[];

  /**
   * Sets the ownership of objects in the bucket, by a resource of its own that the policy waits for.
   * @default - left as it is
   */
  readonly objectOwnership?: ZencoderObjectOwnership;

  /**
   * Import the policy that the bucket has now, so that the plan shows what changes in it. Needs a bucket with a policy and
   * a name that is known at synth.
   * @default false
   */
  readonly adoptExistingPolicy?: boolean;

  /**
   * The ARN of the customer-managed KMS key that encrypts the bucket (SSE-KMS). Nothing of the key is changed; see
   * `kmsKeyStatement` for what its policy has to allow.
   * @default - none: SSE-S3 needs nothing more
   */
  readonly kmsKeyArn?: string;

  /**
   * Another Zencoder than the production service.
   * @default - Zencoder's production account
   */
  readonly zencoder?: ZencoderIdentity;

  /**
   * The AWS provider to use, also for what this construct makes beside the policy and for the region in URLs.
   * @default - the provider of the stack without an alias
   */
  readonly provider?: TerraformProvider;

  /**
   * What the policy needs first, such as the `aws_s3_bucket_public_access_block` of the bucket: S3 refuses to change both at the
   * same time. The ownership controls of `objectOwnership` wait for it, too.
   * @default - the ownership controls of `objectOwnership` alone, which the policy waits for in any case
   */
  readonly dependsOn?: ITerraformDependable[];

  /**
   * The lifecycle of the policy. Conditions in it are checked beside those of this construct. `createBeforeDestroy` is refused:
   * a replacement would put the new policy and then delete it.
   * @default - the conditions of this construct alone
   */
  readonly lifecycle?: TerraformResourceLifecycle;

  /**
   * Makes an instance for each value of an iterator. `bucket` has to refer to the iterator; the grants are the same for all. With
   * it `inputUrl`, `outputUrl` and `adoptExistingPolicy` are refused.
   * @default - one instance
   */
  readonly forEach?: ITerraformIterator;
}
