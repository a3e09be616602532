import { Direction } from '../../explain/change-sentences';
import { aboutOfPlanned, isLoss, type PlanChange, planSentence } from '../../explain/plan/plan-change';
import { type PlanFinding, type PlanFindingKind, PlanLevel, subjectText } from '../../explain/plan/plan-finding';
import type { PlanReview } from '../../explain/plan/plan-review';
import type { PlacedChange } from '../../explain/plan/review-parts';
import { shown } from '../../messages/wording';
import { type ChangeText, type WithWindowData, withWindowData } from './change-data';

/** What a plan does. */
export interface PlanData {
  readonly opens: readonly PlanChangeData[];
  readonly closes: readonly PlanChangeData[];
  /** What the apply leaves broken, or not determined. */
  readonly problems: readonly PlanFindingData[];
  /** What the apply deletes, or takes away for a while. */
  readonly losses: readonly PlanFindingData[];
  /** What the plan does not tell. */
  readonly unknown: readonly PlanFindingData[];
  readonly notes: readonly PlanFindingData[];
}

/** A change of a plan. */
export interface PlanChangeText extends ChangeText {
  /** Of the resource in the plan. */
  readonly address: string;
  /** Other principals lose something by it. */
  readonly isLoss: boolean;
}

export type PlanChangeData = PlanChangeText & WithWindowData<PlanChange>;

/** What an apply does beside opening and closing, or what the plan does not tell. */
export interface PlanFindingData {
  /** What it is, on one line. */
  readonly says: string;
  /** The bucket, `user` and a name, or `the plan`. */
  readonly about: string;
  /** Of the resource in the plan; absent where it is about the whole plan. */
  readonly address?: string;
  readonly kind: PlanFindingKind;
  /** Of what is unknown: it may open something. */
  readonly mayOpen: boolean;
  /** Of what is unknown: it may take something away. */
  readonly mayLose: boolean;
}

/** For JSON: what a plan does. Members may be added, but keep their meaning. */
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
  const said = { says: planSentence(change), about: aboutOfPlanned(change), address, isLoss: isLoss(change) };
  return { ...said, ...withWindowData(change) };
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
