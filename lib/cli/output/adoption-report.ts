import { type Loss, lossLine } from '../../adopt/loss';
import type { AdoptedBucket } from '../../config/edit';
import { flowText } from '../../config/yaml-text';
import { type Terminal, Tone } from './terminal';

/** What came of an adoption. */
export interface AdoptionReport {
  readonly bucket: string;
  /** The stack of the file that has the bucket. */
  readonly stack: string;
  /** The files that were written; none where Zencoder would lose something without --narrow, or all is there already. */
  readonly written: readonly string[];
  /** What the file has below the name of the bucket, or would have. */
  readonly settings: AdoptedBucket;
  /** How many statements of other principals are kept. */
  readonly otherStatements: number;
  readonly lost: readonly Loss[];
  /** Each on one line. */
  readonly notes: readonly string[];
  /** Each on one line. */
  readonly warnings: readonly string[];
  /** With --refresh: the policy file that was compared with the policy, and the statements by which they differed. */
  readonly refreshed?: {
    readonly file: string;
    readonly added: readonly string[];
    readonly dropped: readonly string[];
  };
  /** There was no such file before. */
  readonly isNewFile?: boolean;
  /** The file has the settings as a comment, since nobody knows the grants: those have yet to be put in. */
  readonly toAdd?: { readonly file: string; readonly why: string };
}

export function showReport(report: AdoptionReport, terminal: Terminal): void {
  const { written, lost, notes, warnings, settings } = report;
  const say = (tone: Tone, word: string, lines: readonly string[]) => {
    for (const line of lines) {
      terminal.say(`${terminal.paint(tone, word)}: ${line}`);
    }
  };
  if (written.length === 0 && lost.length > 0) {
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
  terminal.print(
    (report.refreshed === undefined ? doneLines(report) : refreshedLines(report, report.refreshed)).join('\n'),
  );
}

function refreshedLines(
  { stack, written, otherStatements }: AdoptionReport,
  { file, added, dropped }: NonNullable<AdoptionReport['refreshed']>,
): string[] {
  if (written.length === 0) {
    return [`${file} has the ${othersText(otherStatements)} of the current policy already`];
  }
  return [
    `wrote ${file}: ${othersText(otherStatements)}`,
    ...added.map((label) => `  added: ${label} of the current policy`),
    ...dropped.map((label) => `  dropped: ${label} of the file before`),
    `Next: synthesize; "npx cdktf diff ${stack}" then shows what changes in the current policy`,
  ];
}

function othersText(count: number): string {
  return `${count === 1 ? 'one statement' : `${count} statements`} of others`;
}

function doneLines(report: AdoptionReport): string[] {
  const { bucket, stack, written, settings, otherStatements, isNewFile, toAdd } = report;
  const { requireTls, grants = [] } = settings;
  const place = `${bucket} in stack ${stack}${toAdd === undefined ? '' : ', as a comment'}`;
  const said = [
    ...(requireTls ? ['requireTls: true'] : []),
    ...grants.map(flowText),
    ...(grants.length > 0 ? [] : [`otherStatements: ${settings.otherStatements}`]),
  ];
  const steps = [...(toAdd === undefined ? [] : [grantsStep(report, toAdd.file)]), ...applySteps(stack)];
  return [
    ...(written.length === 0 ? [`nothing to write: all of it is there already`] : []),
    ...written.map((file) => {
      const isOfOthers = file.endsWith(settings.otherStatements ?? ' ');
      return `wrote ${file}${isNewFile && !isOfOthers ? ', a new file' : ''}: ${isOfOthers ? othersText(otherStatements) : place}`;
    }),
    ...said.map((line) => `  ${line}`),
    'Next:',
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
}

function grantsStep({ bucket }: AdoptionReport, file: string): string {
  const asked = 'or run adopt again with --role';
  return `put what Zencoder is to have into the comment for ${bucket} in ${file}, and take the "# " away; ${asked}`;
}

function applySteps(stack: string): string[] {
  return [
    `synthesize; "npx cdktf diff ${stack}" then shows what changes in the live policy, which adoptExistingPolicy imports`,
    `npx cdktf deploy ${stack}`,
    'take the line adoptExistingPolicy out again',
  ];
}
