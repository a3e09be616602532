import { ZencoderObjectOwnership } from '../../s3/object-ownership';
import { type AclChange, Direction } from '../change-sentences';
import { undisclosed } from './plan-change';
import { bucketSubject, PlanFindingKind, PlanLevel } from './plan-finding';
import { PlannedAction, type PlannedValue, type ResourceChange } from './resource-change';
import { found, type ReviewContext, type ReviewPart } from './review-parts';

const { NOTHING, DELETE, FORGET, CREATE } = PlannedAction;
const { BUCKET_OWNER_ENFORCED } = ZencoderObjectOwnership;

/** Whether the grants in the ACLs of a bucket begin or cease to count. Without ownership controls they count. */
export function reviewOwnership(change: ResourceChange, { buckets }: ReviewContext): ReviewPart {
  const { action, address, isDeposed } = change;
  if (action === NOTHING || action === FORGET || isDeposed) {
    return found();
  }
  const isGone = action === DELETE;
  const { label } = isGone ? buckets.before(change) : buckets.after(change);
  const [was, is] = [ownership(change.before(...RULE)), ownership(change.after(...RULE))];
  if (!isGone && is === undefined) {
    const message = 'the object ownership is known only after the apply: whether ACLs count then is unknown';
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
  const counts = before !== after && (before === undefined || [before, after].includes(BUCKET_OWNER_ENFORCED));
  const direction = after === BUCKET_OWNER_ENFORCED ? Direction.CLOSES : Direction.OPENS;
  const acls: AclChange = { kind: 'acls', bucket: label, before, after, direction };
  const isSensitive = change.before(...RULE).isSensitive || change.after(...RULE).isSensitive;
  const told = isSensitive ? undisclosed([acls], { bucket: label }) : [acls];
  return { changes: counts ? told.map((one) => ({ address, change: one })) : [], findings: [] };
}

const RULE = ['rule', 0, 'object_ownership'] as const;

function ownership({ value }: PlannedValue): ZencoderObjectOwnership | undefined {
  return Object.values(ZencoderObjectOwnership).find((known) => known === value);
}
