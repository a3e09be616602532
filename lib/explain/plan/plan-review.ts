import type { Account } from '../../iam/account';
import { grouped } from '../../messages/grouped';
import { sortedByKey } from '../../messages/sort-key';
import { Direction } from '../change-sentences';
import { reviewBucketPolicy, reviewPolicyOfBucket } from './bucket-policy-change';
import { ConfiguredBuckets } from './configured-bucket';
import { reviewCopy } from './copy-change';
import { reviewGrantsInPlace } from './grants-in-place';
import { reviewOwnership } from './ownership-change';
import { isLoss } from './plan-change';
import { bucketSubject, type PlanFinding, PlanFindingKind, PlanLevel } from './plan-finding';
import { type PlanJson, readPlan } from './plan-json';
import { findingOrder, placedOrder } from './plan-order';
import { PlannedBuckets } from './planned-buckets';
import { policyConflicts } from './policy-conflicts';
import { PlannedAction, ResourceChange, textOf } from './resource-change';
import { joinedParts, type PlacedChange, type ReviewContext, type ReviewPart } from './review-parts';
import { reviewUsers } from './user-change';

/** What applying a plan opens, closes and deletes, and what is unknown. */
export interface PlanReview {
  readonly changes: readonly PlacedChange[];
  readonly findings: readonly PlanFinding[];
}

/** Reviews what a Terraform plan does to the access of Zencoder, and to the policies that it changes. */
export function reviewPlan(text: string, account: Account, now = new Date()): PlanReview {
  const plan = readPlan(text);
  const changes = resourceChanges(plan.changes);
  const configured = new ConfiguredBuckets(plan.configuration);
  const context: ReviewContext = { account, configured, now, buckets: new PlannedBuckets(changes, configured) };
  const ofType = (type: string) => changes.filter((change) => change.type === type);
  const policies = ofType('aws_s3_bucket_policy');
  const buckets = ofType('aws_s3_bucket');
  const managed = new Set(policies.map((one) => context.buckets.before(one).name));
  const part = joinedParts([
    ...policies.map((one) => reviewBucketPolicy(one, context)),
    ...buckets.map((one) => reviewPolicyOfBucket(one, context, managed.has(context.buckets.before(one).name))),
    { changes: [], findings: policyConflicts([...policies, ...buckets.filter(isPolicyChanged)], context) },
    ...ofType('aws_s3_bucket_ownership_controls').map((one) => reviewOwnership(one, context)),
    ...ofType('aws_s3_object_copy').map((one) => reviewCopy(one, context)),
    reviewGrantsInPlace([...ofType('terraform_data'), ...ofType('null_resource')], context),
    reviewUsers(changes, context),
    planFindings(plan, context),
  ]);
  return inOrder(part);
}

function resourceChanges(list: PlanJson['changes']): ResourceChange[] {
  return list.map((one) => ResourceChange.read(one)).filter((change) => change !== undefined);
}

/** Whether the deprecated argument `policy` changes. Without the argument, the bucket keeps its policy. */
function isPolicyChanged(change: ResourceChange): boolean {
  const [before, after] = [textOf(change.before('policy')), textOf(change.after('policy'))];
  const { CREATE, UPDATE } = PlannedAction;
  return after !== undefined && before !== after && [CREATE, UPDATE].includes(change.action);
}

/** The types of resources whose drift is reported, and the attributes that are compared. */
const COMPARED = new Map([
  ['aws_s3_bucket_policy', ['bucket', 'policy']],
  ['aws_s3_bucket_ownership_controls', ['bucket', 'rule']],
  ['aws_s3_object_copy', ['bucket', 'key', 'source', 'grant']],
]);

/** Whether a compared attribute drifted. The provider also lists computed attributes, such as the date of a copy. */
function isDrifted(change: ResourceChange): boolean {
  const differs = (name: string) =>
    JSON.stringify(change.before(name).value) !== JSON.stringify(change.after(name).value);
  const attributes = COMPARED.get(change.type) ?? [];
  return attributes.length > 0 && (change.action === PlannedAction.DELETE || attributes.some(differs));
}

/** Findings that are not about a change of the plan: drift, deferred changes, and whether the plan is complete. */
function planFindings({ drift, deferred, isIncomplete }: PlanJson, { buckets }: ReviewContext): ReviewPart {
  const drifted = resourceChanges(drift).filter(isDrifted);
  const later = resourceChanges(deferred).filter(({ type }) => COMPARED.has(type));
  const about = (change: ResourceChange) => bucketSubject(buckets.before(change).label);
  const findings: PlanFinding[] = [
    ...drifted.map((change) => ({
      level: PlanLevel.NOTE,
      kind: PlanFindingKind.DRIFTED,
      about: about(change),
      address: change.address,
      message: `${change.address} was ${change.action === PlannedAction.DELETE ? 'deleted' : 'changed'} outside of Terraform since the last apply`,
    })),
    ...later.map((change) => ({
      level: PlanLevel.UNKNOWN,
      kind: PlanFindingKind.DEFERRED,
      about: bucketSubject(buckets.after(change).label),
      address: change.address,
      message: `${change.address} is deferred to a later plan, so what it opens and what is lost is unknown`,
      mayOpen: true,
      mayLose: true,
    })),
    ...(isIncomplete
      ? [
          {
            level: PlanLevel.NOTE,
            kind: PlanFindingKind.INCOMPLETE,
            about: { kind: 'plan', name: '' } as const,
            message: 'the plan is incomplete, because of -target or deferred changes: a later plan can change more',
          },
        ]
      : []),
  ];
  return { changes: [], findings };
}

/** Sorts a review, so that it is the same for any order of the resources in the plan. */
function inOrder({ changes, findings }: ReviewPart): PlanReview {
  const distinct = grouped(findings, (finding) => finding).map(([one]) => one!);
  return { changes: sortedByKey(changes, placedOrder), findings: sortedByKey(distinct, findingOrder) };
}

/** Whether an apply opens something, or can open it. */
export function opens({ changes, findings }: PlanReview): boolean {
  return changes.some(({ change }) => change.direction === Direction.OPENS) || findings.some(({ mayOpen }) => mayOpen);
}

/** Whether an apply removes access of other principals or deletes something, or can do so. */
export function loses({ changes, findings }: PlanReview): boolean {
  return (
    changes.some(({ change }) => isLoss(change)) ||
    findings.some(({ level, mayLose }) => level === PlanLevel.LOSS || mayLose)
  );
}

export function hasProblems({ findings }: PlanReview): boolean {
  return findings.some(({ level }) => level === PlanLevel.PROBLEM);
}
