import { consequences } from '../../explain/consequences';
import { fileChanges } from '../../explain/file-changes';
import { Direction } from '../../explain/window-changes';
import { ExitCode } from '../exit-code';
import { readFile, readOlderFile } from '../input/config-file';
import type { Options } from '../input/explain-options';
import { changesData, changesMarkdown, changesText } from '../output/explain-changes';
import { sayWarnings } from '../output/explain-warnings';
import type { Terminal } from '../output/terminal';

/** What the file opens and closes against an older one. */
export async function compare(options: Options & { readonly against: string }, terminal: Terminal): Promise<ExitCode> {
  const { against, file, json, markdown, failOnWidening, strict } = options;
  const { config: before } = await readOlderFile(against, file);
  const { config: after, warnings: ofFile } = readFile(file);
  const older = against === '-' ? 'stdin' : against;
  const changes = fileChanges(before, after);
  const warnings = consequences(before, after);
  if (json) {
    terminal.print(JSON.stringify(changesData(changes, warnings, ofFile), null, 2));
  } else if (markdown) {
    terminal.print(changesMarkdown(changes, warnings, ofFile, older));
  } else {
    terminal.print(changesText(changes, older, terminal));
    sayWarnings(warnings, ofFile, terminal);
  }
  const widens = changes.some(({ direction }) => direction === Direction.OPENS);
  const isWarned = warnings.length + ofFile.length > 0;
  return (failOnWidening && widens) || (strict && isWarned) ? ExitCode.PROBLEMS : ExitCode.FINE;
}
