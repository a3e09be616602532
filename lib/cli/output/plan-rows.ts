import type { Writing } from '../../explain/explained-lines';
import { aboutOfPlanned, type PlanChange, planSentence } from '../../explain/plan/plan-change';
import { PlanLevel, subjectText } from '../../explain/plan/plan-finding';
import type { PlanReview } from '../../explain/plan/plan-review';
import { grouped } from '../../messages/grouped';
import { byCodePoint } from '../../messages/text';
import { shown } from '../../messages/wording';

/** What a line of a plan's review is, in a word. */
export type PlanWord = 'opens' | 'closes' | 'drops' | 'changes' | 'adds' | 'loses' | 'unknown' | 'problem' | 'note';

export interface PlanRow {
  readonly about: string;
  readonly word: PlanWord;
  readonly says: string;
}

const OF_LEVEL: Readonly<Record<PlanLevel, PlanWord>> = {
  [PlanLevel.PROBLEM]: 'problem',
  [PlanLevel.LOSS]: 'loses',
  [PlanLevel.UNKNOWN]: 'unknown',
  [PlanLevel.NOTE]: 'note',
};

const OF_STATEMENT = { comes: 'adds', goes: 'drops', changes: 'changes' } as const;
const OF_UNDISCLOSED = { added: 'adds', dropped: 'drops', changed: 'changes' } as const;

/** Everything that is said of a plan, together for each bucket and user: what is wrong, then what it opens and closes, then the rest. */
export function planRows({ changes, findings }: PlanReview, { show, text }: Writing): PlanRow[][] {
  const loud = [PlanLevel.PROBLEM, PlanLevel.LOSS, PlanLevel.UNKNOWN];
  const findingRows = (isMeant: (level: PlanLevel) => boolean) =>
    findings
      .filter(({ level }) => isMeant(level))
      .map(({ about, level, message }) => ({
        key: subjectText(about, shown),
        about: subjectText(about, show),
        word: OF_LEVEL[level],
        says: text(message),
      }));
  const rows = [
    ...findingRows((level) => loud.includes(level)),
    ...changes.map(({ change }) => ({
      key: aboutOfPlanned(change),
      about: aboutOfPlanned(change, show),
      word: wordOf(change),
      says: planSentence(change, show, text),
    })),
    ...findingRows((level) => !loud.includes(level)),
  ];
  // Two addresses can be told the same.
  const distinct = grouped(rows, (row) => row).map(([row]) => row!);
  return grouped(distinct, ({ key }) => key).sort(([a], [b]) => byCodePoint(a!.key, b!.key));
}

function wordOf(change: PlanChange): PlanWord {
  if (change.kind === 'other-statement') {
    return OF_STATEMENT[change.what];
  }
  const what = change.kind === 'undisclosed' ? change.what : 'rights';
  return what === 'rights' || what === 'acls' ? change.direction : OF_UNDISCLOSED[what];
}

/** What is printed of a plan that does nothing to the access of anybody. */
export const NOTHING_PLANNED = 'Nothing changes: the plan opens and closes nothing, and drops nothing of others';
