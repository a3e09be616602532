import { consequences } from '../explanation/consequences';
import { fileChanges } from '../explanation/file-changes';
import { Direction } from '../explanation/reach-changes';
import { readFile } from './config-file';
import { ExitCode } from './exit-code';
import { changesData, changesMarkdown, changesText } from './explain-changes';
import type { Options } from './explain-options';
import { sayWarnings } from './explain-warnings';
import type { Terminal } from './terminal';

/** What the file opens and closes against an older one. */
export function compare(options: Options & { readonly against: string }, terminal: Terminal): ExitCode {
  const { against, file, json, markdown, failOnWidening, strict } = options;
  const { config: before } = readFile(against);
  const { config: after, warnings: ofFile } = readFile(file);
  const changes = fileChanges(before, after);
  const warnings = consequences(before, after);
  if (json) {
    terminal.print(JSON.stringify(changesData(changes, warnings, ofFile), null, 2));
  } else if (markdown) {
    terminal.print(changesMarkdown(changes, warnings, ofFile, against));
  } else {
    terminal.print(changesText(changes, against, terminal));
    sayWarnings(warnings, ofFile, terminal);
  }
  const widens = changes.some(({ direction }) => direction === Direction.OPENS);
  const isWarned = warnings.length + ofFile.length > 0;
  return (failOnWidening && widens) || (strict && isWarned) ? ExitCode.PROBLEMS : ExitCode.FINE;
}
