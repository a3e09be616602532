import type { AdoptedBucket } from '../adoption/config-text';
import { flowText } from '../adoption/flow-text';
import { type Loss, lossLine } from '../adoption/place';
import { type Terminal, Tone } from './terminal';

/** What came of an adoption. */
export interface AdoptionReport {
  readonly bucket: string;
  readonly stack: string;
  /** The files; none where something would be lost that may not. */
  readonly written: readonly string[];
  /** What stands in the YAML, or would. */
  readonly settings: AdoptedBucket;
  /** How many stay. */
  readonly otherStatements: number;
  readonly lost: readonly Loss[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

export function showReport(report: AdoptionReport, terminal: Terminal): void {
  const { written, lost, notes, warnings, settings } = report;
  const say = (tone: Tone, word: string, lines: readonly string[]) => {
    for (const line of lines) {
      terminal.say(`${terminal.paint(tone, word)}: ${line}`);
    }
  };
  if (written.length === 0) {
    say(Tone.BAD, 'cannot be said', lost.map(lossLine));
    terminal.say(
      settings.grants!.length === 0
        ? 'nothing was written: no grant can say any of it'
        : 'nothing was written; --narrow writes the rest, and Zencoder then loses what is listed',
    );
    return;
  }
  say(Tone.WARNING, 'lost', lost.map(lossLine));
  say(Tone.FAINT, 'note', notes);
  say(Tone.WARNING, 'warning', warnings);
  terminal.print(doneLines(report).join('\n'));
}

function doneLines({ bucket, stack, written, settings, otherStatements }: AdoptionReport): string[] {
  const others = otherStatements === 1 ? 'one statement' : `${otherStatements} statements`;
  const what = (index: number) =>
    index === written.length - 1 ? `${bucket} in stack ${stack}` : `${others} of others`;
  const said = [...(settings.requireTls ? ['requireTls: true'] : []), ...settings.grants!.map(flowText)];
  return [
    ...written.map((file, index) => `wrote ${file}: ${what(index)}`),
    ...said.map((line) => `  ${line}`),
    'Next:',
    `  1. synthesize; "npx cdktf diff ${stack}" then shows what changes in the live policy, which adoptExistingPolicy imports`,
    `  2. npx cdktf deploy ${stack}`,
    '  3. take the line adoptExistingPolicy out again',
  ];
}
