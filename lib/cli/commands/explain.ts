import { aboutOf, type Change, Direction } from '../../explain/change';
import { sentence } from '../../explain/change-words';
import { consequences } from '../../explain/consequences';
import { explanation } from '../../explain/explanation';
import { fileChanges } from '../../explain/file-changes';
import type { Warning } from '../../explain/warnings';
import { type AccessWindow, expiresOf, isClosed, requiresTls } from '../../grants/access-window';
import { utcText } from '../../grants/expiry';
import { ExitCode, Failure } from '../exit-code';
import { readFile, readOlderFile } from '../input/config-file';
import { changesMarkdown, explanationMarkdown } from '../output/explain-markdown';
import { changesText, explanationTable } from '../output/explain-text';
import { type Terminal, Tone } from '../output/terminal';

interface Options {
  readonly file: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly against?: string;
  readonly failOnWidening?: boolean;
  readonly strict?: boolean;
}

export async function run(_: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { against } = options;
  if (against !== undefined) {
    return compare(options, against, terminal);
  }
  if (options.failOnWidening) {
    throw new Failure('--fail-on-widening belongs to --against, which names the older file', ExitCode.USAGE);
  }
  return explain(options, terminal);
}

function explain(options: Options, terminal: Terminal): ExitCode {
  const { config, warnings: ofFile } = readFile(options.file);
  const explained = explanation(config);
  const { warnings } = explained;
  print(options, terminal, warnings, ofFile, {
    json: () => ({ ...explained, warningsOfFile: ofFile }),
    markdown: () => explanationMarkdown(explained, ofFile),
    text: () => explanationTable(explained, terminal),
  });
  return options.strict && warnings.length + ofFile.length > 0 ? ExitCode.PROBLEMS : ExitCode.FINE;
}

/** What the file opens and closes against an older one. */
async function compare(options: Options, against: string, terminal: Terminal): Promise<ExitCode> {
  const { file, failOnWidening, strict } = options;
  const { config: before } = await readOlderFile(against, file);
  const { config: after, warnings: ofFile } = readFile(file);
  const older = against === '-' ? 'stdin' : against;
  const changes = fileChanges(before, after);
  const warnings = consequences(before, after);
  print(options, terminal, warnings, ofFile, {
    json: () => ({ ...changesData(changes), warnings, warningsOfFile: ofFile }),
    markdown: () => changesMarkdown(changes, warnings, ofFile, older),
    text: () => changesText(changes, older, terminal),
  });
  const widens = changes.some(({ direction }) => direction === Direction.OPENS);
  const isWarned = warnings.length + ofFile.length > 0;
  return (failOnWidening && widens) || (strict && isWarned) ? ExitCode.PROBLEMS : ExitCode.FINE;
}

interface Forms {
  readonly json: () => object;
  readonly markdown: () => string;
  readonly text: () => string;
}

/**
 * In text, warnings go to stderr; data and a table for a pull request hold them, since they are read elsewhere.
 * @param ofFile what the file itself warns of, each with its place
 */
function print(
  { json, markdown }: Options,
  terminal: Terminal,
  warnings: readonly Warning[],
  ofFile: readonly string[],
  forms: Forms,
): void {
  if (json || markdown) {
    terminal.print(json ? JSON.stringify(forms.json(), null, 2) : forms.markdown());
    return;
  }
  terminal.print(forms.text());
  const told = warnings.map(({ message }) => `${terminal.paint(Tone.WARNING, 'warning')}: ${message}`);
  for (const line of [...ofFile, ...told]) {
    terminal.say(line);
  }
}

/** For JSON: what a change says, and what it is made of. Members may be added, but keep their meaning. */
function changesData(changes: readonly Change[]) {
  const data = changes.map((change) => ({
    says: sentence(change),
    about: aboutOf(change),
    ...change,
    ...(change.kind === 'right' && { before: windowData(change.before), after: windowData(change.after) }),
  }));
  return {
    opens: data.filter(({ direction }) => direction === Direction.OPENS),
    closes: data.filter(({ direction }) => direction === Direction.CLOSES),
  };
}

/** Undefined where nothing is allowed; `withoutTls` where it ends earlier without TLS. */
function windowData(window: AccessWindow) {
  if (isClosed(window)) {
    return undefined;
  }
  const { overTls, withoutTls } = window;
  const earlier = () => (requiresTls(window) ? 'never' : utcText(withoutTls));
  return { expires: expiresOf(window), ...(withoutTls !== overTls && { withoutTls: earlier() }) };
}
