import type { Writing } from '../../explain/explained-lines';
import { type PlanChange, planSentence, subjectOfPlanned } from '../../explain/plan/plan-change';
import { PlanLevel, subjectText } from '../../explain/plan/plan-finding';
import { subjectOrderOf } from '../../explain/plan/plan-order';
import type { PlanReview } from '../../explain/plan/plan-review';
import { grouped } from '../../messages/grouped';
import { sortedByKey } from '../../messages/sort-key';

/** The kind of a line in the review of a plan. */
export type PlanWord = 'opens' | 'closes' | 'drops' | 'changes' | 'adds' | 'loses' | 'unknown' | 'problem' | 'note';

export interface PlanRow {
  readonly about: string;
  readonly word: PlanWord;
  readonly says: string;
}

const WORD_OF_LEVEL: Readonly<Record<PlanLevel, PlanWord>> = {
  [PlanLevel.PROBLEM]: 'problem',
  [PlanLevel.LOSS]: 'loses',
  [PlanLevel.UNKNOWN]: 'unknown',
  [PlanLevel.NOTE]: 'note',
};

const WORD_OF_STATEMENT = { comes: 'adds', goes: 'drops', changes: 'changes' } as const;
const WORD_OF_UNDISCLOSED = { added: 'adds', dropped: 'drops', changed: 'changes' } as const;

/**
 * All lines of a plan review, grouped by subject: problems first, then what the plan opens and closes, then the
 * notes.
 */
export function planRows({ changes, findings }: PlanReview, { show, text }: Writing): PlanRow[][] {
  const urgent = [PlanLevel.PROBLEM, PlanLevel.LOSS, PlanLevel.UNKNOWN];
  const findingRows = (isMeant: (level: PlanLevel) => boolean) =>
    findings
      .filter(({ level }) => isMeant(level))
      .map(({ about, level, message }) => ({
        subject: about,
        about: subjectText(about, show),
        word: WORD_OF_LEVEL[level],
        says: text(message),
      }));
  const rows = [
    ...findingRows((level) => urgent.includes(level)),
    ...changes.map(({ change }) => ({
      subject: subjectOfPlanned(change),
      about: subjectText(subjectOfPlanned(change), show),
      word: wordOf(change),
      says: planSentence(change, show, text),
    })),
    ...findingRows((level) => !urgent.includes(level)),
  ];
  // Two addresses can give the same line.
  const distinct = grouped(rows, (row) => row).map(([row]) => row!);
  return sortedByKey(
    grouped(distinct, ({ subject }) => subject),
    ([row]) => subjectOrderOf(row!.subject),
  );
}

function wordOf(change: PlanChange): PlanWord {
  if (change.kind === 'other-statement') {
    return WORD_OF_STATEMENT[change.what];
  }
  const what = change.kind === 'undisclosed' ? change.what : 'rights';
  return what === 'rights' || what === 'acls' ? change.direction : WORD_OF_UNDISCLOSED[what];
}

/** The output for a plan that changes nobody's access. */
export const NOTHING_PLANNED =
  'Nothing changes: the plan opens and closes nothing, and removes no statements of other principals';
