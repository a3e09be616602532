import { asSet } from '../../messages/text';
import { counted } from '../../messages/wording';
import type { Principal } from '../right';
import { enumeration } from '../words';
import { undisclosed } from './plan-change';
import { bucketSubject, type PlanFinding, PlanFindingKind, PlanLevel } from './plan-finding';
import type { PlannedBucket } from './planned-buckets';
import { NONE, otherBucketsNamedBy, type PlannedPolicy, readPlannedPolicy } from './planned-policy';
import { comparedPolicies, othersIn } from './policy-comparison';
import { PlannedAction, type PlannedValue, type ResourceChange, textOf } from './resource-change';
import { joinedParts, type ReviewContext, type ReviewPart } from './review-parts';

const { NOTHING, CREATE, UPDATE, DELETE, REPLACE, REPLACE_CREATE_FIRST, FORGET, FORGET_AND_CREATE } = PlannedAction;
const { PROBLEM, LOSS, UNKNOWN, NOTE } = PlanLevel;
const Kind = PlanFindingKind;

/** The policy of a bucket on one side of an apply. */
export interface PolicySide {
  readonly bucket: PlannedBucket;
  /** Undefined where it is known only after the apply. */
  readonly policy: PlannedPolicy | undefined;
  /** Undefined where it is not known, or the bucket has no policy. */
  readonly text?: string;
  readonly isSensitive: boolean;
}

export function sidesOf(change: ResourceChange, { buckets }: ReviewContext): Record<'before' | 'after', PolicySide> {
  const side = (value: PlannedValue, bucketOf: (policy: PlannedPolicy | undefined) => PlannedBucket): PolicySide => {
    const policy = value.value === undefined ? undefined : readPlannedPolicy(value.value);
    const bucket = bucketOf(policy);
    return { bucket, policy, text: textOf(value), isSensitive: value.isSensitive || bucket.isSensitive };
  };
  return {
    before: side(change.before('policy'), () => buckets.before(change)),
    after: side(change.after('policy'), (policy) => buckets.after(change, policy)),
  };
}

/** What an apply does to the policy of a bucket, or of two where a resource goes from one to the other. */
export function reviewBucketPolicy(change: ResourceChange, context: ReviewContext): ReviewPart {
  const { before, after } = sidesOf(change, context);
  const review = new PolicyReview(change, context);
  if (change.isDeposed) {
    return review.deleted(before);
  }
  const isSame = before.bucket.name !== undefined && before.bucket.name === after.bucket.name;
  switch (change.action) {
    case NOTHING:
      return context.buckets.isDeleted(before.bucket) ? review.deleted(before) : review.unchanged(before);
    case CREATE:
      return review.created(after);
    case UPDATE:
      return review.put(before, after);
    case DELETE:
      return review.deleted(before);
    case FORGET:
      return context.buckets.isDeleted(before.bucket) ? review.deleted(before) : review.forgotten(before);
    case REPLACE:
      return isSame || after.bucket.name === undefined
        ? joinedParts([review.put(before, after), review.interrupted(before)])
        : joinedParts([review.deleted(before), review.created(after)]);
    case REPLACE_CREATE_FIRST:
      return isSame
        ? review.deletedAfterCreation(before)
        : joinedParts([review.deleted(before), review.created(after)]);
    case FORGET_AND_CREATE:
      return isSame ? review.put(before, after) : joinedParts([review.forgotten(before), review.created(after)]);
    default:
      return review.strange(after);
  }
}

/**
 * What an apply of a bucket itself does to its policy: by the deprecated argument `policy`, or by the deletion of the bucket.
 * @param isManaged whether a resource of its own manages the policy, and tells what is deleted with the bucket
 */
export function reviewPolicyOfBucket(change: ResourceChange, context: ReviewContext, isManaged: boolean): ReviewPart {
  const { before, after } = sidesOf(change, context);
  const review = new PolicyReview(change, context);
  const isSet = after.text !== undefined || context.configured.hasArgument(change.address, 'policy');
  const deleted = before.text === undefined || isManaged ? NO_PART : review.deleted(before);
  switch (change.action) {
    case CREATE:
      return isSet ? review.created(after) : NO_PART;
    case UPDATE:
      // Without the argument the bucket keeps what it has.
      return isSet || change.after('policy').value === '' ? review.put(before, after) : NO_PART;
    case DELETE:
      return deleted;
    case REPLACE:
    case REPLACE_CREATE_FIRST:
      return joinedParts([deleted, isSet ? review.created(after) : NO_PART]);
    default:
      return NO_PART;
  }
}

const MOST_NAMED = 3;
const NO_PART: ReviewPart = { changes: [], findings: [] };

class PolicyReview {
  constructor(
    private readonly change: ResourceChange,
    private readonly context: ReviewContext,
  ) {}

  unchanged({ bucket }: PolicySide): ReviewPart {
    return { changes: [], findings: this.arrivals(bucket, true) };
  }

  /** The plan shows nothing of the policy that a create replaces. */
  created(after: PolicySide): ReviewPart {
    const { bucket } = after;
    const empty: PolicySide = { bucket, policy: NONE, isSensitive: false };
    const part = this.compared(empty, after, !bucket.isCreated);
    const { address } = this.change;
    const id = bucket.label === bucket.name ? JSON.stringify(bucket.label) : 'the name of the bucket';
    const why = `the plan does not show the policy that the bucket has now, and the new one replaces it: what is lost is unknown; to see it, plan with an import block (to = ${address}, id = ${id})`;
    const live = this.finding(UNKNOWN, Kind.LIVE_POLICY_UNKNOWN, bucket, why, { mayLose: true });
    return bucket.isCreated ? part : joinedParts([part, { changes: [], findings: [live] }]);
  }

  put(before: PolicySide, after: PolicySide): ReviewPart {
    const { bucket } = before.bucket.name === undefined ? after : before;
    const part = this.compared(before, { ...after, bucket }, true);
    return joinedParts([part, { changes: [], findings: this.arrivals(bucket, false) }]);
  }

  deleted(before: PolicySide): ReviewPart {
    const { bucket, policy } = before;
    const part = this.compared(before, { bucket, policy: NONE, isSensitive: false }, true);
    const others = policy && 'policy' in policy ? othersIn(policy.policy, this.context.account).length : 0;
    const included = others === 0 ? '' : `, ${counted(others, 'statement')} of others included`;
    const along = this.context.buckets.isDeleted(bucket) ? ', along with the bucket' : '';
    const message = `the whole policy is deleted${along}${included}`;
    return joinedParts([part, { changes: [], findings: [this.finding(LOSS, Kind.POLICY_DELETED, bucket, message)] }]);
  }

  interrupted({ bucket }: PolicySide): ReviewPart {
    const message = 'the policy is deleted and put again: everybody that it allows is locked out in between';
    return { changes: [], findings: [this.finding(LOSS, Kind.INTERRUPTED, bucket, message)] };
  }

  deletedAfterCreation(before: PolicySide): ReviewPart {
    const { bucket } = before;
    const message =
      'the new policy is put and then deleted, since the resource, or one that depends on it, has create_before_destroy: the bucket is left without a policy; take create_before_destroy out';
    const problem = this.finding(PROBLEM, Kind.DELETED_AFTER_CREATION, bucket, message);
    const part = this.compared(before, { bucket, policy: NONE, isSensitive: false }, true);
    const deleted = this.finding(LOSS, Kind.POLICY_DELETED, bucket, 'the whole policy is deleted');
    return joinedParts([part, { changes: [], findings: [problem, deleted] }]);
  }

  forgotten({ bucket }: PolicySide): ReviewPart {
    const message = 'Terraform forgets the policy, which stays in place as it is';
    return { changes: [], findings: [this.finding(NOTE, Kind.FORGOTTEN, bucket, message)] };
  }

  strange({ bucket }: PolicySide): ReviewPart {
    const message = 'the plan has actions that are not known here: what happens to the policy is unknown';
    const finding = this.finding(UNKNOWN, Kind.ACTION_UNKNOWN, bucket, message, { mayOpen: true, mayLose: true });
    return { changes: [], findings: [finding] };
  }

  private compared(before: PolicySide, after: PolicySide, mayLose: boolean): ReviewPart {
    const { address } = this.change;
    const { bucket } = after;
    if (before.text !== undefined && before.text === after.text && before.bucket.name === bucket.name) {
      return { changes: [], findings: [] };
    }
    const unknown = (message: string): ReviewPart => {
      const loses = mayLose && before.policy !== NONE;
      // A policy that cannot be read can deny, and what it denies opens with its deletion.
      const risks = { mayOpen: true, mayLose: loses };
      return { changes: [], findings: [this.finding(UNKNOWN, Kind.VALUE_UNKNOWN, bucket, message, risks)] };
    };
    if (after.policy === undefined || before.policy === undefined) {
      const drops = mayLose && before.policy !== NONE ? ' and which statements it drops' : '';
      return unknown(`the policy is known only after the apply: what it opens${drops} is unknown`);
    }
    for (const [policy, which] of [
      [before.policy, 'the policy before the apply'],
      [after.policy, 'the new policy'],
    ] as const) {
      if ('fault' in policy) {
        return unknown(`${which} ${policy.fault}: what changes is unknown`);
      }
    }
    const { account, now } = this.context;
    const who: Principal = { kind: 'account', accountId: account.accountId };
    const context = { bucket: bucket.name, account, who, name: bucket.label };
    const [old, young] = [before.policy, after.policy] as [{ policy: never }, { policy: never }];
    const changes = comparedPolicies(old.policy, young.policy, context, now);
    const isSensitive = before.isSensitive || after.isSensitive;
    const told = isSensitive ? undisclosed(changes, { bucket: bucket.label }) : changes;
    return { changes: told.map((one) => ({ address, change: one })), findings: this.refused(after, isSensitive) };
  }

  /** S3 takes no policy of a bucket that names another one. */
  private refused({ bucket, policy }: PolicySide, isSensitive: boolean): PlanFinding[] {
    const others =
      bucket.name === undefined || !policy || !('policy' in policy)
        ? []
        : otherBucketsNamedBy(policy.policy, bucket.name);
    if (others.length === 0) {
      return [];
    }
    const names = isSensitive ? '' : ` (${enumeration(asSet(others), MOST_NAMED)})`;
    const message = `the new policy has a Resource in another bucket${names}: S3 refuses such a policy, and the apply fails`;
    return [this.finding(PROBLEM, Kind.OTHER_BUCKET, bucket, message)];
  }

  private arrivals(bucket: PlannedBucket, isUnchanged: boolean): PlanFinding[] {
    const { isImported, previousAddress } = this.change;
    const nothing = isUnchanged ? ', and nothing in it changes' : '';
    const imported = `the policy that the bucket has is imported${nothing}`;
    const moved = `the policy is moved from ${previousAddress}${nothing}`;
    return [
      ...(isImported ? [this.finding(NOTE, Kind.IMPORTED, bucket, imported)] : []),
      ...(previousAddress === undefined ? [] : [this.finding(NOTE, Kind.MOVED, bucket, moved)]),
    ];
  }

  private finding(
    level: PlanLevel,
    kind: PlanFindingKind,
    { label }: PlannedBucket,
    message: string,
    risks: Pick<PlanFinding, 'mayOpen' | 'mayLose'> = {},
  ): PlanFinding {
    return { level, kind, about: bucketSubject(label), address: this.change.address, message, ...risks };
  }
}
