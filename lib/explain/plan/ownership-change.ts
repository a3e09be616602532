import { ZencoderObjectOwnership } from '../../s3/object-ownership';
import { type AclChange, Direction } from '../change-sentences';
import { undisclosed } from './plan-change';
import { bucketSubject, PlanFindingKind, PlanLevel } from './plan-finding';
import { PlannedAction, type PlannedValue, type ResourceChange } from './resource-change';
import { found, type ReviewContext, type ReviewPart } from './review-parts';

const { NOTHING, DELETE, FORGET, CREATE } = PlannedAction;
const { BUCKET_OWNER_ENFORCED } = ZencoderObjectOwnership;

/** Whether an apply enables or disables the ACLs of a bucket. Without ownership controls, ACLs are enabled. */
export function reviewOwnership(change: ResourceChange, { buckets }: ReviewContext): ReviewPart {
  const { action, address, isDeposed } = change;
  if (action === NOTHING || action === FORGET || isDeposed) {
    return found();
  }
  const isGone = action === DELETE;
  const { label } = isGone ? buckets.before(change) : buckets.after(change);
  const [was, is] = [ownership(change.before(...RULE)), ownership(change.after(...RULE))];
  if (!isGone && is === undefined) {
    const message = 'the object ownership is known only after the apply, so whether ACLs are enabled is unknown';
    const risks = { mayOpen: true, mayLose: true };
    return found({
      level: PlanLevel.UNKNOWN,
      kind: PlanFindingKind.VALUE_UNKNOWN,
      about: bucketSubject(label),
      address,
      message,
      ...risks,
    });
  }
  const [before, after] = [action === CREATE ? undefined : was, isGone ? undefined : is];
  const isChange = before !== after && (before === undefined || [before, after].includes(BUCKET_OWNER_ENFORCED));
  const direction = after === BUCKET_OWNER_ENFORCED ? Direction.CLOSES : Direction.OPENS;
  const acls: AclChange = { kind: 'acls', bucket: label, before, after, direction };
  const isSensitive = change.before(...RULE).isSensitive || change.after(...RULE).isSensitive;
  const changes = isSensitive ? undisclosed([acls], { bucket: label }) : [acls];
  return { changes: isChange ? changes.map((change) => ({ address, change })) : [], findings: [] };
}

const RULE = ['rule', 0, 'object_ownership'] as const;

function ownership({ value }: PlannedValue): ZencoderObjectOwnership | undefined {
  return Object.values(ZencoderObjectOwnership).find((known) => known === value);
}
