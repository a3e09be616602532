import { App, TerraformResource, TerraformStack, Token } from 'cdktf';
import type { IConstruct, IValidation } from 'constructs';
import { resolved } from '../terraform/references';

interface BucketPolicyResource extends IConstruct {
  readonly bucketInput?: string;
  readonly forEach?: unknown;
}

/** What is wrong with a bucket that does not refer to the iterator. */
export const SAME_FOR_INSTANCES =
  'is the same for each instance of forEach; refer to the iterator, such as Token.asString(iterator.value)';

const BUCKET_REFERENCE = /^\$\{aws_s3_bucket\.([\w-]+)\.(?:id|bucket)\}$/;

/**
 * S3 holds one policy per bucket and the last one put wins, silently. So within an app no other policy may be for a bucket
 * that Zencoder gets access to.
 *
 * Two accesses to the same name are refused when the second is made. All else, policies that are not ours and references
 * to bucket resources, is compared once for the app, before its first stack is written.
 */
export class OnePolicyPerBucket implements IValidation {
  private static readonly ofApp = new WeakMap<App, OnePolicyPerBucket>();

  /** @throws CDKTF's error where no stack is above, which would write nothing of it */
  public static in(scope: IConstruct): OnePolicyPerBucket {
    TerraformStack.of(scope);
    const app = App.of(scope);
    const existing = OnePolicyPerBucket.ofApp.get(app);
    if (existing) {
      return existing;
    }
    const made = new OnePolicyPerBucket(app);
    OnePolicyPerBucket.ofApp.set(app, made);
    const [firstStack] = app.node.findAll().filter(TerraformStack.isStack);
    firstStack!.node.addValidation(made);
    return made;
  }

  private readonly pathsByName = new Map<string, string>();
  private readonly ours = new Set<IConstruct>();

  private constructor(private readonly app: App) {}

  /** @throws when there is an access to the bucket of this name already */
  public claim(bucket: string, path: string): void {
    const existing = Token.isUnresolved(bucket) ? undefined : this.pathsByName.get(bucket);
    if (existing !== undefined) {
      throw new Error(twice(path, existing, bucket));
    }
    this.pathsByName.set(bucket, path);
  }

  public register(access: IConstruct): void {
    this.ours.add(access);
  }

  public validate(): string[] {
    const first = new Map<string, IConstruct>();
    return this.app.node.findAll().flatMap((policy) => {
      const bucket = isBucketPolicy(policy) ? bucketIdentity(policy) : undefined;
      const ofInstances = isBucketPolicy(policy) && this.ours.has(policy) ? sameForInstances(policy) : [];
      if (ofInstances.length > 0) {
        return ofInstances;
      }
      if (bucket === undefined) {
        return [];
      }
      const existing = first.get(bucket) ?? policy;
      first.set(bucket, existing);
      const isOurs = this.ours.has(existing) || this.ours.has(policy);
      return existing !== policy && isOurs
        ? [twice(policy.node.path, existing.node.path, bucket.split(' ').pop()!)]
        : [];
    });
  }
}

function twice(path: string, other: string, bucket: string): string {
  return `${path}: the policy of bucket ${bucket} is set by ${other} already, and S3 keeps only the last one; put all grants into one of the two, and other statements into otherStatements`;
}

function isBucketPolicy(construct: IConstruct): construct is BucketPolicyResource {
  return TerraformResource.isTerraformResource(construct) && construct.terraformResourceType === 'aws_s3_bucket_policy';
}

/** The name of the bucket, or the resource of the stack that is referred to; undefined for what cannot be compared. */
function bucketIdentity(policy: BucketPolicyResource): string | undefined {
  const bucket = policy.bucketInput;
  if (bucket === undefined || !Token.isUnresolved(bucket)) {
    return bucket;
  }
  const resource = BUCKET_REFERENCE.exec(resolved(policy, policy.bucketInput!))?.[1];
  return resource && `${TerraformStack.of(policy).node.path} aws_s3_bucket.${resource}`;
}

/** A reference that is no other for another instance of `for_each`. */
function sameForInstances(policy: BucketPolicyResource): string[] {
  const bucket = resolved(policy, policy.bucketInput!);
  return policy.forEach === undefined || /\beach\./.test(bucket)
    ? []
    : [`${policy.node.path}: bucket: ${bucket} ${SAME_FOR_INSTANCES}`];
}
