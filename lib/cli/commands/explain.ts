import type { ZencoderConfig } from '../../config/format';
import { aboutOf, type Change, Direction, sentence } from '../../explain/change-sentences';
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

/** What is printed in each form. Data and a table for a pull request hold the warnings, since they are read elsewhere. */
interface Result {
  readonly data: object;
  readonly markdown: (warningsOfFile: readonly string[]) => string;
  readonly text: () => string;
  readonly warnings: readonly Warning[];
  readonly opens: boolean;
}

export async function run(_: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { file, against, failOnWidening, strict } = options;
  if (failOnWidening && against === undefined) {
    throw new Failure('--fail-on-widening belongs to --against, which names the older file', ExitCode.USAGE);
  }
  const older = against === undefined ? undefined : await readOlderFile(against, file);
  const { config, warnings: ofFile } = readFile(file);
  const result = older
    ? compared(older.config, config, against === '-' ? 'stdin' : against!, terminal)
    : explained(config, terminal);
  const { data, markdown, text, warnings, opens } = result;
  if (options.json) {
    terminal.print(JSON.stringify({ ...data, warningsOfFile: ofFile }, null, 2));
  } else if (options.markdown) {
    terminal.print(markdown(ofFile));
  } else {
    terminal.print(text());
    const lines = warnings.map(({ message }) => `${terminal.paint(Tone.WARNING, 'warning')}: ${message}`);
    for (const line of [...ofFile, ...lines]) {
      terminal.say(line);
    }
  }
  const isWarned = warnings.length + ofFile.length > 0;
  return (failOnWidening && opens) || (strict && isWarned) ? ExitCode.PROBLEMS : ExitCode.FINE;
}

function explained(config: ZencoderConfig, terminal: Terminal): Result {
  const data = explanation(config);
  return {
    data,
    markdown: (ofFile) => explanationMarkdown(data, ofFile),
    text: () => explanationTable(data, terminal),
    warnings: data.warnings,
    opens: false,
  };
}

/** What the file opens and closes against an older one. */
function compared(before: ZencoderConfig, after: ZencoderConfig, older: string, terminal: Terminal): Result {
  const changes = fileChanges(before, after);
  const warnings = consequences(before, after);
  const [opens, closes] = [Direction.OPENS, Direction.CLOSES].map((direction) =>
    changes.filter((change) => change.direction === direction).map(changeData),
  );
  return {
    data: { opens, closes, warnings },
    markdown: (ofFile) => changesMarkdown(changes, warnings, ofFile, older),
    text: () => changesText(changes, older, terminal),
    warnings,
    opens: opens!.length > 0,
  };
}

/** For JSON: what a change says, and what it is made of. Members may be added, but keep their meaning. */
function changeData(change: Change) {
  const windows = change.kind === 'right' && { before: windowData(change.before), after: windowData(change.after) };
  return { says: sentence(change), about: aboutOf(change), ...change, ...windows };
}

/** Undefined where nothing is allowed; `withoutTls` where it ends earlier without TLS. */
function windowData(window: AccessWindow) {
  const { overTls, withoutTls } = window;
  const earlier = () => (requiresTls(window) ? 'never' : utcText(withoutTls));
  return isClosed(window)
    ? undefined
    : { expires: expiresOf(window), withoutTls: withoutTls === overTls ? undefined : earlier() };
}
