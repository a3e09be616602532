import { blockAddress, type ConfiguredBuckets } from './configured-bucket';
import { bucketsNamedBy, type PlannedPolicy } from './planned-policy';
import { PlannedAction, type PlannedValue, type ResourceChange, textOf } from './resource-change';

const { CREATE, DELETE, REPLACE, REPLACE_CREATE_FIRST, FORGET_AND_CREATE } = PlannedAction;
const CREATING = [CREATE, REPLACE, REPLACE_CREATE_FIRST, FORGET_AND_CREATE];

/** The bucket of a resource. */
export interface PlannedBucket {
  /** Undefined if it is not known. */
  readonly name: string | undefined;
  /** The name in messages: the name of the bucket, or the address of the resource if that is unknown or sensitive. */
  readonly label: string;
  readonly isSensitive: boolean;
  /** The same for resources of the same bucket; undefined if the bucket is not known. */
  readonly key: string | undefined;
  /** Whether the plan creates the bucket. */
  readonly isCreated: boolean;
}

/** The buckets of a plan. */
export class PlannedBuckets {
  private readonly byBlock = new Map<string, ResourceChange[]>();
  private readonly created = new Set<string>();
  private readonly deleted = new Set<string>();

  constructor(
    changes: readonly ResourceChange[],
    private readonly configured: ConfiguredBuckets,
  ) {
    for (const change of changes.filter(({ type, isDeposed }) => type === 'aws_s3_bucket' && !isDeposed)) {
      const block = blockAddress(change.address);
      const instances = this.byBlock.get(block) ?? [];
      instances.push(change);
      this.byBlock.set(block, instances);
      const { action } = change;
      const [before, after] = [textOf(change.before('bucket')), textOf(change.after('bucket'))];
      if (CREATING.includes(action) && after !== undefined) {
        this.created.add(after);
      }
      if ([DELETE, REPLACE, REPLACE_CREATE_FIRST].includes(action) && before !== undefined) {
        this.deleted.add(before);
      }
    }
  }

  /** The bucket of a resource before the apply. */
  before(change: ResourceChange): PlannedBucket {
    return this.bucket(change.before('bucket'), change);
  }

  /**
   * The bucket of a resource after the apply.
   * @param policy the policy that names the bucket, if its name is known only after the apply
   */
  after(change: ResourceChange, policy?: PlannedPolicy): PlannedBucket {
    return this.bucket(change.after('bucket'), change, policy);
  }

  isDeleted({ name }: PlannedBucket): boolean {
    return name !== undefined && this.deleted.has(name);
  }

  private bucket(value: PlannedValue, change: ResourceChange, policy?: PlannedPolicy): PlannedBucket {
    const given = textOf(value);
    const instances = given === undefined ? this.instancesFor(change) : [];
    const [only, ...more] = instances;
    const named = policy && 'policy' in policy ? bucketsNamedBy(policy.policy) : [];
    // S3 rejects a policy that names another bucket, so the policy names this one. A reference can be only a part of the name.
    const byPolicy = given === undefined && named.length === 1 ? named[0] : undefined;
    const name = given ?? byPolicy ?? (only && more.length === 0 ? textOf(only.after('bucket')) : undefined);
    const isSensitive = value.isSensitive || (byPolicy !== undefined && change.after('policy').isSensitive);
    const areNew = instances.length > 0 && instances.every(({ action }) => CREATING.includes(action));
    const areNamed = instances.some((instance) => textOf(instance.after('bucket')) !== undefined);
    const isCreated = (name !== undefined && this.created.has(name)) || (areNew && !(name !== undefined && areNamed));
    const key = name ?? (only && more.length === 0 ? only.address : undefined);
    const label = name === undefined || isSensitive || only?.after('bucket').isSensitive ? change.address : name;
    return { name, label, isSensitive: label !== name && name !== undefined, key, isCreated };
  }

  private instancesFor({ address }: ResourceChange): readonly ResourceChange[] {
    const block = this.configured.blockOf(address);
    return (block && this.byBlock.get(block)) || [];
  }
}
