import { Direction } from '../../explain/change-sentences';
import { isLoss, type PlanChange, planSentence, subjectOfPlanned } from '../../explain/plan/plan-change';
import { type PlanFinding, type PlanFindingKind, PlanLevel, subjectText } from '../../explain/plan/plan-finding';
import type { PlanReview } from '../../explain/plan/plan-review';
import type { PlacedChange } from '../../explain/plan/review-parts';
import { shown } from '../../messages/wording';
import { type ChangeText, type WithWindowData, withWindowData } from './change-data';

/** What the apply of a plan changes. */
export interface PlanData {
  readonly opens: readonly PlanChangeData[];
  readonly closes: readonly PlanChangeData[];
  /** What is broken or undetermined after the apply. */
  readonly problems: readonly PlanFindingData[];
  /** What the apply deletes, or interrupts for a time. */
  readonly losses: readonly PlanFindingData[];
  /** Values that the plan does not know. */
  readonly unknown: readonly PlanFindingData[];
  readonly notes: readonly PlanFindingData[];
}

/** A change of a plan as text, with its place in the plan. */
export interface PlanChangeText extends ChangeText {
  /** The address of the resource in the plan. */
  readonly address: string;
  /** Whether other principals lose access. */
  readonly isLoss: boolean;
}

export type PlanChangeData = PlanChangeText & WithWindowData<PlanChange>;

/** An effect of the apply other than opening and closing, or a value that the plan does not know. */
export interface PlanFindingData {
  /** The finding, on one line. */
  readonly says: string;
  /** The bucket, `user` and a name, or `the plan`. */
  readonly about: string;
  /** The address of the resource in the plan. Absent if the finding is about the whole plan. */
  readonly address?: string;
  readonly kind: PlanFindingKind;
  /** Whether an unknown value can open access. */
  readonly mayOpen: boolean;
  /** Whether an unknown value can remove access. */
  readonly mayLose: boolean;
}

/** A plan review for JSON output. Members can be added but keep their meaning. */
export function planData({ changes, findings }: PlanReview): PlanData {
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

function changeData({ address, change }: PlacedChange): PlanChangeData {
  const about = subjectText(subjectOfPlanned(change), shown);
  const text = { says: planSentence(change), about, address, isLoss: isLoss(change) };
  return { ...text, ...withWindowData(change) };
}

function findingData({
  kind,
  about,
  address,
  message,
  mayOpen = false,
  mayLose = false,
}: PlanFinding): PlanFindingData {
  return { says: message, about: subjectText(about, shown), address, kind, mayOpen, mayLose };
}
