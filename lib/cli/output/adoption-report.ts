import { type Loss, lossLine } from '../../adopt/loss';
import type { AdoptedBucket } from '../../config/edit';
import { flowText } from '../../config/yaml-text';
import { counted } from '../../messages/wording';
import { type Terminal, Tone } from './terminal';

/** The result of an adoption. */
export interface AdoptionReport {
  readonly bucket: string;
  /** The stack in the file that has the bucket. */
  readonly stack: string;
  /**
   * The files that were written. Empty if Zencoder would lose access and --narrow is not given, or if nothing had to be
   * added.
   */
  readonly written: readonly string[];
  /** The settings of the bucket in the file, or the settings that would be written. */
  readonly settings: AdoptedBucket;
  /** The number of statements of other principals that are kept. */
  readonly otherStatements: number;
  /** The access that Zencoder loses because grants cannot express it. */
  readonly lost: readonly Loss[];
  /** Notes, one line each. */
  readonly notes: readonly string[];
  /** Warnings, one line each. */
  readonly warnings: readonly string[];
  /** With --refresh: the policy file, and the statements that were added to it and dropped from it. */
  readonly refreshed?: {
    readonly file: string;
    readonly added: readonly string[];
    readonly dropped: readonly string[];
  };
  /** The file did not exist before. */
  readonly isNewFile?: boolean;
  /**
   * Present if the settings were written as a comment because the grants are unknown: the file to complete, and why.
   */
  readonly toAdd?: { readonly file: string; readonly why: string };
}

export function showReport(report: AdoptionReport, terminal: Terminal): void {
  const { written, lost, notes, settings } = report;
  const say = (tone: Tone, word: string, lines: readonly string[]) => {
    for (const line of lines) {
      terminal.say(`${terminal.paint(tone, word)}: ${line}`);
    }
  };
  if (written.length === 0 && lost.length > 0) {
    say(Tone.BAD, 'not expressible as a grant', lost.map(lossLine));
    terminal.say(
      settings.grants?.length === 0
        ? 'nothing was written: none of it can be expressed as a grant'
        : 'nothing was written; --narrow writes the rest, and Zencoder loses the access listed above',
    );
    return;
  }
  say(Tone.WARNING, 'lost', lost.map(lossLine));
  say(Tone.FAINT, 'note', notes);
  sayWarnings(report, terminal);
  terminal.print(
    (report.refreshed === undefined ? doneLines(report) : refreshedLines(report, report.refreshed)).join('\n'),
  );
}

/** Prints the warnings. A warning about the file has its place and its severity already; one about a commented bucket has neither. */
function sayWarnings({ warnings, toAdd }: AdoptionReport, terminal: Terminal): void {
  const severity = toAdd === undefined ? '' : `${terminal.paint(Tone.WARNING, 'warning')}: `;
  for (const line of warnings) {
    terminal.say(`${severity}${line}`);
  }
}

function refreshedLines(
  { stack, written, otherStatements }: AdoptionReport,
  { file, added, dropped }: NonNullable<AdoptionReport['refreshed']>,
): string[] {
  if (written.length === 0) {
    return [`${file} already has the ${countText(otherStatements)} of the current policy`];
  }
  return [
    `wrote ${file}: ${countText(otherStatements)}`,
    ...added.map((label) => `  added: ${label} of the current policy`),
    ...dropped.map((label) => `  dropped: ${label} of the previous file`),
    ...nextLines(['npm run synth', `npx cdktf diff ${stack} (shows what changes in the current policy)`]),
  ];
}

function countText(count: number): string {
  return `${counted(count, 'statement')} of other principals`;
}

function doneLines(report: AdoptionReport): string[] {
  const { bucket, stack, written, settings, otherStatements, isNewFile, toAdd } = report;
  const { requireTls, grants = [] } = settings;
  const place = `${bucket} in stack ${stack}${toAdd === undefined ? '' : ', as a comment'}`;
  const settingLines = [
    ...(requireTls ? ['requireTls: true'] : []),
    ...grants.map(flowText),
    ...(grants.length > 0 ? [] : [`otherStatements: ${settings.otherStatements}`]),
  ];
  const isPolicyFile = (file: string) => file.endsWith(settings.otherStatements ?? ' ');
  const configFile = written.find((file) => !isPolicyFile(file));
  const steps = [...(toAdd === undefined ? [] : [grantsStep(report, toAdd.file)]), ...applySteps(stack, configFile)];
  return [
    ...(written.length === 0 ? ['nothing to write: the file already has it all'] : []),
    ...written.map((file) => {
      const what = isPolicyFile(file) ? countText(otherStatements) : place;
      return `wrote ${file}${isNewFile && !isPolicyFile(file) ? ', a new file' : ''}: ${what}`;
    }),
    ...settingLines.map((line) => `  ${line}`),
    ...nextLines(steps),
  ];
}

function grantsStep({ bucket }: AdoptionReport, file: string): string {
  const step = `in ${file}, write the grants of Zencoder into the comment for ${bucket} and remove the "# "`;
  return `${step}; or run adopt again with --role`;
}

function applySteps(stack: string, file = 'the file'): string[] {
  return [
    'npm run synth',
    `npx cdktf diff ${stack} (must show that the policy is imported; also shows what changes in it)`,
    `npx cdktf deploy ${stack}`,
    `remove the line adoptExistingPolicy from ${file}, which only this deploy needs`,
  ];
}

function nextLines(steps: readonly string[]): string[] {
  return ['Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
}
