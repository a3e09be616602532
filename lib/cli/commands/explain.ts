import { explanation } from '../../explain/explanation';
import { ExitCode, Failure } from '../exit-code';
import { otherStatementFiles, readFile } from '../input/config-file';
import type { Options } from '../input/explain-options';
import { sayWarnings } from '../output/explain-warnings';
import type { Terminal } from '../output/terminal';

/** In text, warnings go to stderr; data and a table for a pull request hold them, since they are read elsewhere. */
export async function run(_: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { against } = options;
  if (against !== undefined) {
    const { compare } = await import('./explain-against');
    return compare({ ...options, against }, terminal);
  }
  if (options.failOnWidening) {
    throw new Failure('--fail-on-widening belongs to --against, which names the older file', ExitCode.USAGE);
  }
  return explain(options, terminal);
}

async function explain({ file, json, markdown, strict }: Options, terminal: Terminal): Promise<ExitCode> {
  const { config, warnings: ofFile } = readFile(file);
  const explained = explanation(config, otherStatementFiles(file));
  if (json) {
    terminal.print(JSON.stringify({ ...explained, warningsOfFile: ofFile }, null, 2));
  } else if (markdown) {
    const { explanationMarkdown } = await import('../output/explain-markdown');
    terminal.print(explanationMarkdown(explained, ofFile));
  } else {
    const { explanationTable } = await import('../output/explain-table');
    terminal.print(explanationTable(explained, terminal));
    sayWarnings(explained.warnings, ofFile, terminal);
  }
  return strict && explained.warnings.length + ofFile.length > 0 ? ExitCode.PROBLEMS : ExitCode.FINE;
}
