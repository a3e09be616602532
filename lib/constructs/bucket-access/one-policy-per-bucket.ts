import { App, TerraformResource, TerraformStack, Token } from 'cdktf';
import type { IConstruct, IValidation } from 'constructs';
import { resolved } from '../terraform/references';

interface BucketPolicyResource extends IConstruct {
  readonly bucketInput?: string;
  readonly forEach?: unknown;
}

/** The error if `forEach` is given and the bucket does not refer to the iterator. */
export const SAME_FOR_INSTANCES =
  'is the same for every instance of forEach; refer to the iterator, for example Token.asString(iterator.value)';

const BUCKET_REFERENCE = /^\$\{aws_s3_bucket\.([\w-]+)\.(?:id|bucket)\}$/;

/**
 * Checks that an app has only one policy for each bucket with a `ZencoderBucketAccess`. S3 keeps one policy per bucket,
 * and each new policy replaces the one before without a warning.
 *
 * A second access with the same literal bucket name is refused when it is created. References to bucket resources, and
 * policies that are not from this package, are compared once per app, before the first stack is written.
 */
export class OnePolicyPerBucket implements IValidation {
  private static readonly ofApp = new WeakMap<App, OnePolicyPerBucket>();

  /** @throws CDKTF's error if the scope is not in a stack: CDKTF would not write the policy */
  public static in(scope: IConstruct): OnePolicyPerBucket {
    TerraformStack.of(scope);
    const app = App.of(scope);
    const existing = OnePolicyPerBucket.ofApp.get(app);
    if (existing) {
      return existing;
    }
    const created = new OnePolicyPerBucket(app);
    OnePolicyPerBucket.ofApp.set(app, created);
    const [firstStack] = app.node.findAll().filter(TerraformStack.isStack);
    firstStack!.node.addValidation(created);
    return created;
  }

  private readonly pathsByName = new Map<string, string>();
  private readonly accesses = new Set<IConstruct>();

  private constructor(private readonly app: App) {}

  /** @throws an error if another access has the same literal bucket name */
  public claim(bucket: string, path: string): void {
    const existing = this.pathsByName.get(bucket);
    if (existing !== undefined && !Token.isUnresolved(bucket)) {
      throw new Error(secondPolicyError(path, existing, bucket));
    }
    this.pathsByName.set(bucket, path);
  }

  public register(access: IConstruct): void {
    this.accesses.add(access);
  }

  public validate(): string[] {
    const first = new Map<string, IConstruct>();
    return this.app.node.findAll().flatMap((policy) => {
      const bucket = isBucketPolicy(policy) ? bucketIdentity(policy) : undefined;
      const instanceErrors = isBucketPolicy(policy) && this.accesses.has(policy) ? instanceErrorsOf(policy) : [];
      if (instanceErrors.length > 0) {
        return instanceErrors;
      }
      if (bucket === undefined) {
        return [];
      }
      const existing = first.get(bucket) ?? policy;
      first.set(bucket, existing);
      const isAccess = this.accesses.has(existing) || this.accesses.has(policy);
      return existing !== policy && isAccess
        ? [secondPolicyError(policy.node.path, existing.node.path, bucket.split(' ').pop()!)]
        : [];
    });
  }
}

function secondPolicyError(path: string, other: string, bucket: string): string {
  return `${path}: ${other} already sets the policy of bucket ${bucket}, and S3 keeps only the last policy; put all grants into one ZencoderBucketAccess, and other statements into its otherStatements`;
}

function isBucketPolicy(construct: IConstruct): construct is BucketPolicyResource {
  return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'aws_s3_bucket_policy';
}

/**
 * The literal bucket name, or the bucket resource that the policy refers to; undefined for other tokens, which cannot
 * be compared.
 */
function bucketIdentity(policy: BucketPolicyResource): string | undefined {
  const bucket = policy.bucketInput;
  if (bucket === undefined || !Token.isUnresolved(bucket)) {
    return bucket;
  }
  const resource = BUCKET_REFERENCE.exec(resolved(policy, policy.bucketInput!))?.[1];
  return resource && `${TerraformStack.of(policy).node.path} aws_s3_bucket.${resource}`;
}

/** The error if the policy has `forEach` and its bucket is the same for every instance. */
function instanceErrorsOf(policy: BucketPolicyResource): string[] {
  if (policy.forEach === undefined) {
    return [];
  }
  const bucket = resolved(policy, policy.bucketInput!);
  return /\beach\./.test(bucket) ? [] : [`${policy.node.path}: bucket: ${bucket} ${SAME_FOR_INSTANCES}`];
}
