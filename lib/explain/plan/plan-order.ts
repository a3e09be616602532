import type { SortKey } from '../../messages/sort-key';
import { detailOrder, directionOrder, principalOrder, statementOrder, subjectOrder } from '../change-order';
import { type PlanChange, subjectOfPlanned, type UndisclosedChange } from './plan-change';
import { type PlanFinding, PlanFindingKind, PlanLevel, type Subject } from './plan-finding';
import type { PlacedChange } from './review-parts';

/** The kinds of changes of Zencoder's access, in the order in which a reader sees them. */
const KINDS: readonly PlanChange['kind'][] = [
  'permissions-boundary',
  'acls',
  'right',
  'unread-statement',
  'undisclosed',
  'other-statement',
];

/** The place of a change of a plan: by its subject, then what opens before what closes. Statements of other principals are last. */
export function placedOrder({ address, change }: PlacedChange): SortKey {
  return [
    subjectOrderOf(subjectOfPlanned(change)),
    Number(change.kind === 'other-statement'),
    directionOrder(change.direction),
    KINDS.indexOf(change.kind),
    plannedDetailOrder(change),
    address,
  ];
}

function plannedDetailOrder(change: PlanChange): SortKey {
  switch (change.kind) {
    case 'unread-statement':
      return [principalOrder(change.who), ...statementOrder(change.statement), change.place.index];
    case 'undisclosed':
      return UNDISCLOSED.indexOf(change.what);
    case 'other-statement':
      return [detailOrder(change), change.place.index];
    default:
      return detailOrder(change);
  }
}

const UNDISCLOSED: readonly UndisclosedChange['what'][] = ['rights', 'acls', 'added', 'changed', 'dropped'];

const LEVELS = [PlanLevel.PROBLEM, PlanLevel.LOSS, PlanLevel.UNKNOWN, PlanLevel.NOTE];
const FINDING_KINDS = Object.values(PlanFindingKind);

/** The place of a finding: by its subject, then the most severe first. */
export function findingOrder({ about, level, kind, address = '' }: PlanFinding): SortKey {
  return [subjectOrderOf(about), LEVELS.indexOf(level), FINDING_KINDS.indexOf(kind), address];
}

/** The place of a subject in a review of a plan. */
export function subjectOrderOf({ kind, name }: Subject): SortKey {
  return subjectOrder(kind, name);
}
