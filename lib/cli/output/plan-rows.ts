import type { Writing } from '../../explain/explained-lines';
import { aboutOfPlanned, type PlanChange, planSentence } from '../../explain/plan/plan-change';
import { PlanLevel, subjectText } from '../../explain/plan/plan-finding';
import type { PlanReview } from '../../explain/plan/plan-review';
import { grouped } from '../../messages/grouped';
import { byCodePoint } from '../../messages/text';
import { shown } from '../../messages/wording';

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
 * All lines of a plan review, grouped by bucket and user: problems first, then what the plan opens and closes, then the
 * notes.
 */
export function planRows({ changes, findings }: PlanReview, { show, text }: Writing): PlanRow[][] {
  const urgent = [PlanLevel.PROBLEM, PlanLevel.LOSS, PlanLevel.UNKNOWN];
  const findingRows = (isMeant: (level: PlanLevel) => boolean) =>
    findings
      .filter(({ level }) => isMeant(level))
      .map(({ about, level, message }) => ({
        key: subjectText(about, shown),
        about: subjectText(about, show),
        word: WORD_OF_LEVEL[level],
        says: text(message),
      }));
  const rows = [
    ...findingRows((level) => urgent.includes(level)),
    ...changes.map(({ change }) => ({
      key: aboutOfPlanned(change),
      about: aboutOfPlanned(change, show),
      word: wordOf(change),
      says: planSentence(change, show, text),
    })),
    ...findingRows((level) => !urgent.includes(level)),
  ];
  // Two addresses can give the same line.
  const distinct = grouped(rows, (row) => row).map(([row]) => row!);
  return grouped(distinct, ({ key }) => key).sort(([a], [b]) => byCodePoint(a!.key, b!.key));
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
