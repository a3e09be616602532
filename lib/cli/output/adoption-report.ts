import { type Loss, lossLine } from '../../adopt/loss';
import type { AdoptedBucket } from '../../config/edit';
import { blockLines, flowText } from '../../config/yaml-text';
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
  /** There was no such file before. */
  readonly isNewFile?: boolean;
  /** The settings are yet to be put into the file, with grants: why they could not be. */
  readonly toAdd?: { readonly file: string; readonly why: string };
}

export function showReport(report: AdoptionReport, terminal: Terminal): void {
  const { written, lost, notes, warnings, settings } = report;
  const say = (tone: Tone, word: string, lines: readonly string[]) => {
    for (const line of lines) {
      terminal.say(`${terminal.paint(tone, word)}: ${line}`);
    }
  };
  if (report.toAdd !== undefined) {
    say(Tone.BAD, 'not adopted', [report.toAdd.why]);
    say(Tone.FAINT, 'note', notes);
    terminal.print(linesToAdd(report, report.toAdd.file).join('\n'));
    return;
  }
  if (written.length === 0) {
    say(Tone.BAD, 'cannot be said', lost.map(lossLine));
    terminal.say(
      settings.grants?.length === 0
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

function othersText(count: number): string {
  return `${count === 1 ? 'one statement' : `${count} statements`} of others`;
}

/** What is left to do where nobody can know the grants. */
function linesToAdd({ bucket, stack, written, settings, otherStatements }: AdoptionReport, file: string): string[] {
  const others = othersText(otherStatements);
  return [
    ...(written.length === 0
      ? [`${settings.otherStatements} holds ${others} already`]
      : written.map((path) => `wrote ${path}: ${others}`)),
    `Next: put this below "buckets:" of stack ${stack} in ${file}, with the grants that Zencoder is to have:`,
    ...blockLines({ [bucket]: settings }, 2),
  ];
}

function doneLines({ bucket, stack, written, settings, otherStatements, isNewFile }: AdoptionReport): string[] {
  const what = (index: number) =>
    index === written.length - 1 ? `${bucket} in stack ${stack}` : othersText(otherStatements);
  const { requireTls, grants = [] } = settings;
  const said = [
    ...(requireTls ? ['requireTls: true'] : []),
    ...grants.map(flowText),
    ...(grants.length > 0 ? [] : [`otherStatements: ${settings.otherStatements}`]),
  ];
  return [
    ...written.map((file, index) => {
      const isNew = isNewFile === true && index === written.length - 1;
      return `wrote ${file}${isNew ? ', a new file' : ''}: ${what(index)}`;
    }),
    ...said.map((line) => `  ${line}`),
    'Next:',
    `  1. synthesize; "npx cdktf diff ${stack}" then shows what changes in the live policy, which adoptExistingPolicy imports`,
    `  2. npx cdktf deploy ${stack}`,
    '  3. take the line adoptExistingPolicy out again',
  ];
}
