import type { ZencoderConfig } from '../../config/format';
import { Direction } from '../../explain/change-sentences';
import { consequences } from '../../explain/consequences';
import { type Explanation, explanation } from '../../explain/explanation';
import { fileChanges } from '../../explain/file-changes';
import type { Warning } from '../../explain/warnings';
import { ExitCode, Failure } from '../exit-code';
import { readFile, readOlderFile } from '../input/config-file';
import { changeData } from '../output/change-data';
import { changesMarkdown, explanationMarkdown, notesMarkdown } from '../output/explain-markdown';
import { changesText, explanationTable } from '../output/explain-text';
import type { FileComparison, FileMessages } from '../output/json-results';
import { type Terminal, Tone } from '../output/terminal';

interface Options {
  readonly file: string;
  readonly markdown?: boolean;
  readonly json?: boolean;
  readonly against?: string;
  readonly plan?: string;
  readonly failOnWidening?: boolean;
  readonly failOnLoss?: boolean;
  readonly accountId?: string;
  readonly canonicalUserId?: string;
  readonly strict?: boolean;
}

/** The result in each output format. JSON and Markdown contain the warnings, because they are read without stderr. */
interface Result {
  readonly data: Explanation | FileComparison;
  readonly markdown: (warningsOfFile: readonly string[]) => string;
  readonly text: () => string;
  readonly warnings: readonly Warning[];
  readonly opens: boolean;
}

const WIDENING_NEEDS = '--fail-on-widening needs --against with the older file, or --plan with a Terraform plan';

export async function run(_: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { file, against, plan, failOnWidening, strict } = options;
  if (plan !== undefined) {
    const { explainPlan } = await import('./explain-plan');
    return explainPlan({ ...options, plan }, terminal);
  }
  rejectPlanOptions(options);
  if (failOnWidening && against === undefined) {
    throw new Failure(WIDENING_NEEDS, ExitCode.USAGE);
  }
  const older = against === undefined ? undefined : await readOlderFile(against, file);
  const { config, warnings: fileWarnings, notes } = readFile(file);
  const result = older
    ? compared(older.config, config, against === '-' ? 'stdin' : against!, terminal)
    : explained(config, terminal);
  const { data, markdown, text, warnings, opens } = result;
  if (options.json) {
    const messages: FileMessages = { warningsOfFile: fileWarnings, ...(notes.length > 0 && { notesOfFile: notes }) };
    terminal.print(JSON.stringify({ ...data, ...messages }, null, 2));
  } else if (options.markdown) {
    terminal.print([markdown(fileWarnings), ...notesMarkdown(notes)].join('\n\n'));
  } else {
    terminal.print(text());
    const lines = warnings.map(({ message }) => `${terminal.paint(Tone.WARNING, 'warning')}: ${message}`);
    for (const line of [...fileWarnings, ...notes, ...lines]) {
      terminal.say(line);
    }
  }
  const isWarned = warnings.length + fileWarnings.length > 0;
  return (failOnWidening && opens) || (strict && isWarned) ? ExitCode.PROBLEMS : ExitCode.FINE;
}

function rejectPlanOptions({ failOnLoss, accountId, canonicalUserId }: Options): void {
  const given = Object.entries({
    '--fail-on-loss': failOnLoss,
    '--account-id': accountId,
    '--canonical-user-id': canonicalUserId,
  }).find(([, value]) => value !== undefined);
  if (given !== undefined) {
    throw new Failure(`${given[0]} needs --plan with a Terraform plan`, ExitCode.USAGE);
  }
}

function explained(config: ZencoderConfig, terminal: Terminal): Result {
  const data = explanation(config);
  return {
    data,
    markdown: (fileWarnings) => explanationMarkdown(data, fileWarnings),
    text: () => explanationTable(data, terminal),
    warnings: data.warnings,
    opens: false,
  };
}

/** What the file opens and closes compared with an older one. */
function compared(before: ZencoderConfig, after: ZencoderConfig, older: string, terminal: Terminal): Result {
  const changes = fileChanges(before, after);
  const warnings = consequences(before, after);
  const by = (direction: Direction) => changes.filter((change) => change.direction === direction).map(changeData);
  const opens = by(Direction.OPENS);
  return {
    data: { opens, closes: by(Direction.CLOSES), warnings },
    markdown: (fileWarnings) => changesMarkdown(changes, warnings, fileWarnings, older),
    text: () => changesText(changes, older, terminal),
    warnings,
    opens: opens.length > 0,
  };
}
