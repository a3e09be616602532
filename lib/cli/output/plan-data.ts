import { Direction } from '../../explain/change-sentences';
import { aboutOfPlanned, isLoss, planSentence } from '../../explain/plan/plan-change';
import { type PlanFinding, PlanLevel, subjectText } from '../../explain/plan/plan-finding';
import type { PlanReview } from '../../explain/plan/plan-review';
import type { PlacedChange } from '../../explain/plan/review-parts';
import { shown } from '../../messages/wording';
import { windowData } from './change-data';

/** For JSON: what a plan does. Members may be added, but keep their meaning. */
export function planData({ changes, findings }: PlanReview) {
  const by = (wanted: Direction) => changes.filter(({ change }) => change.direction === wanted).map(changeData);
  const of = (wanted: PlanLevel) => findings.filter(({ level }) => level === wanted).map(findingData);
  return {
    opens: by(Direction.OPENS),
    closes: by(Direction.CLOSES),
    problems: of(PlanLevel.PROBLEM),
    losses: of(PlanLevel.LOSS),
    unknown: of(PlanLevel.UNKNOWN),
    notes: of(PlanLevel.NOTE),
  };
}

function changeData({ address, change }: PlacedChange) {
  const windows = change.kind === 'right' && { before: windowData(change.before), after: windowData(change.after) };
  const said = { says: planSentence(change), about: aboutOfPlanned(change), address, isLoss: isLoss(change) };
  return { ...said, ...change, ...windows };
}

function findingData({ kind, about, address, message, mayOpen = false, mayLose = false }: PlanFinding) {
  return { says: message, about: subjectText(about, shown), address, kind, mayOpen, mayLose };
}
