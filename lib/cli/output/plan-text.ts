import type { PlanReview } from '../../explain/plan/plan-review';
import { printable, shown } from '../../messages/wording';
import { NOTHING_PLANNED, type PlanWord, planRows } from './plan-rows';
import { type Terminal, Tone } from './terminal';
import { wrapped } from './text-width';

const TONES: Readonly<Partial<Record<PlanWord, Tone>>> = {
  opens: Tone.WARNING,
  closes: Tone.GOOD,
  drops: Tone.BAD,
  changes: Tone.WARNING,
  adds: Tone.WARNING,
  loses: Tone.BAD,
  unknown: Tone.WARNING,
  problem: Tone.BAD,
};

const INDENT = 11;

/** What the apply of a plan opens and closes, grouped by bucket and user. */
export function planChangesText(review: PlanReview, terminal: Terminal): string {
  const groups = planRows(review, { show: shown, text: printable });
  const parts = groups.map((rows) =>
    [
      terminal.paint(Tone.STRONG, rows[0]!.about),
      ...rows.flatMap(({ word, says }) => {
        const [first = '', ...rest] = wrapped(says, terminal.columns - INDENT, 0, true);
        const padded = word.padEnd(INDENT - 2);
        const tone = TONES[word];
        const painted = tone === undefined ? padded : terminal.paint(tone, padded);
        return [`  ${painted}${first}`, ...rest.map((line) => ' '.repeat(INDENT) + line)];
      }),
    ].join('\n'),
  );
  return parts.length === 0 ? NOTHING_PLANNED : parts.join('\n\n');
}
