import { asSet } from '../../messages/text';
import { counted } from '../../messages/wording';
import type { Principal } from '../right';
import { enumeration } from '../words';
import { undisclosed } from './plan-change';
import { bucketSubject, type PlanFinding, PlanFindingKind, PlanLevel } from './plan-finding';
import type { PlannedBucket } from './planned-buckets';
import { NONE, otherBucketsNamedBy, type PlannedPolicy, readPlannedPolicy } from './planned-policy';
import { comparedPolicies, statementsOfOtherPrincipals } from './policy-comparison';
import { PlannedAction, type PlannedValue, type ResourceChange, textOf } from './resource-change';
import { joinedParts, type ReviewContext, type ReviewPart } from './review-parts';

const { NOTHING, CREATE, UPDATE, DELETE, REPLACE, REPLACE_CREATE_FIRST, FORGET, FORGET_AND_CREATE } = PlannedAction;
const { PROBLEM, LOSS, UNKNOWN, NOTE } = PlanLevel;
const Kind = PlanFindingKind;

/** The policy of a bucket before or after an apply. */
export interface PolicySide {
  readonly bucket: PlannedBucket;
  /** Undefined if it is known only after the apply. */
  readonly policy: PlannedPolicy | undefined;
  /** Undefined if it is not known, or the bucket has no policy. */
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

/** What an apply does to the policy of a bucket, or of two buckets if a resource moves from one to the other. */
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
      return review.unknownAction(after);
  }
}

/**
 * What a change of the resource `aws_s3_bucket` does to the policy: by its deprecated argument `policy`, or by its deletion.
 * @param isManaged whether another resource manages the policy; the review of that one reports what is deleted with the bucket
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
      // Without the argument, the bucket keeps its policy.
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

const MAX_NAMED = 3;
const NO_PART: ReviewPart = { changes: [], findings: [] };

class PolicyReview {
  constructor(
    private readonly change: ResourceChange,
    private readonly context: ReviewContext,
  ) {}

  unchanged({ bucket }: PolicySide): ReviewPart {
    return { changes: [], findings: this.importOrMove(bucket, true) };
  }

  /** The plan does not show the policy that a create replaces. */
  created(after: PolicySide): ReviewPart {
    const { bucket } = after;
    const empty: PolicySide = { bucket, policy: NONE, isSensitive: false };
    const part = this.compared(empty, after, !bucket.isCreated);
    const { address } = this.change;
    const id = bucket.label === bucket.name ? JSON.stringify(bucket.label) : 'the name of the bucket';
    const message = `the new policy replaces the current policy, which the plan does not show, so what is lost is unknown; to show it, add an import block (to = ${address}, id = ${id}) and plan again`;
    const unknown = this.finding(UNKNOWN, Kind.CURRENT_POLICY_UNKNOWN, bucket, message, { mayLose: true });
    return bucket.isCreated ? part : joinedParts([part, { changes: [], findings: [unknown] }]);
  }

  put(before: PolicySide, after: PolicySide): ReviewPart {
    const { bucket } = before.bucket.name === undefined ? after : before;
    const part = this.compared(before, { ...after, bucket }, true);
    return joinedParts([part, { changes: [], findings: this.importOrMove(bucket, false) }]);
  }

  deleted(before: PolicySide): ReviewPart {
    const { bucket, policy } = before;
    const part = this.compared(before, { bucket, policy: NONE, isSensitive: false }, true);
    const count =
      policy && 'policy' in policy ? statementsOfOtherPrincipals(policy.policy, this.context.account).length : 0;
    const included = count === 0 ? '' : `, including ${counted(count, 'statement')} of other principals`;
    const withBucket = this.context.buckets.isDeleted(bucket) ? ' with the bucket' : '';
    const message = `the whole policy is deleted${withBucket}${included}`;
    return joinedParts([part, { changes: [], findings: [this.finding(LOSS, Kind.POLICY_DELETED, bucket, message)] }]);
  }

  interrupted({ bucket }: PolicySide): ReviewPart {
    const message = 'the policy is deleted and created again, and nobody has access through it in between';
    return { changes: [], findings: [this.finding(LOSS, Kind.INTERRUPTED, bucket, message)] };
  }

  deletedAfterCreation(before: PolicySide): ReviewPart {
    const { bucket } = before;
    const message =
      'the new policy is created and then deleted, because the resource, or one that depends on it, has create_before_destroy, so the bucket has no policy afterwards; remove create_before_destroy';
    const problem = this.finding(PROBLEM, Kind.DELETED_AFTER_CREATION, bucket, message);
    const part = this.compared(before, { bucket, policy: NONE, isSensitive: false }, true);
    const deleted = this.finding(LOSS, Kind.POLICY_DELETED, bucket, 'the whole policy is deleted');
    return joinedParts([part, { changes: [], findings: [problem, deleted] }]);
  }

  forgotten({ bucket }: PolicySide): ReviewPart {
    const message = 'Terraform no longer manages the policy and leaves it in place unchanged';
    return { changes: [], findings: [this.finding(NOTE, Kind.FORGOTTEN, bucket, message)] };
  }

  unknownAction({ bucket }: PolicySide): ReviewPart {
    const message = 'this command does not know the actions in the plan, so what happens to the policy is unknown';
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
      // A policy that cannot be read can have a Deny, and deleting that opens access.
      const risks = { mayOpen: true, mayLose: loses };
      return { changes: [], findings: [this.finding(UNKNOWN, Kind.VALUE_UNKNOWN, bucket, message, risks)] };
    };
    if (after.policy === undefined || before.policy === undefined) {
      const what = mayLose && before.policy !== NONE ? 'what it opens and drops' : 'what it opens';
      return unknown(`the policy is known only after the apply, so ${what} is unknown`);
    }
    for (const [policy, which] of [
      [before.policy, 'the current policy'],
      [after.policy, 'the new policy'],
    ] as const) {
      if ('error' in policy) {
        return unknown(`${which} ${policy.error}, so what changes is unknown`);
      }
    }
    const { account, now } = this.context;
    const who: Principal = { kind: 'account', accountId: account.accountId };
    const context = { bucket: bucket.name, account, who, name: bucket.label };
    const [was, is] = [before.policy, after.policy] as [{ policy: never }, { policy: never }];
    const all = comparedPolicies(was.policy, is.policy, context, now);
    const isSensitive = before.isSensitive || after.isSensitive;
    const changes = isSensitive ? undisclosed(all, { bucket: bucket.label }) : all;
    return { changes: changes.map((change) => ({ address, change })), findings: this.rejected(after, isSensitive) };
  }

  /** S3 rejects a policy that names another bucket. */
  private rejected({ bucket, policy }: PolicySide, isSensitive: boolean): PlanFinding[] {
    const otherBuckets =
      bucket.name === undefined || !policy || !('policy' in policy)
        ? []
        : otherBucketsNamedBy(policy.policy, bucket.name);
    if (otherBuckets.length === 0) {
      return [];
    }
    const names = isSensitive ? '' : ` (${enumeration(asSet(otherBuckets), MAX_NAMED)})`;
    const message = `the new policy has a Resource in another bucket${names}: S3 rejects the policy, and the apply fails`;
    return [this.finding(PROBLEM, Kind.OTHER_BUCKET, bucket, message)];
  }

  /** Whether the policy is imported, or its resource has a new address. */
  private importOrMove(bucket: PlannedBucket, isUnchanged: boolean): PlanFinding[] {
    const { isImported, previousAddress } = this.change;
    const unchanged = isUnchanged ? ' without changes' : '';
    const imported = `the current policy of the bucket is imported${unchanged}`;
    const moved = `the policy is moved from ${previousAddress}${unchanged}`;
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
