import { findingLine, pathText } from '../policy/finding';
import type { ZencoderConfig } from './config';
import { OtherPolicies } from './other-policies';
import { ruleFindings } from './rules';
import { type FileFinding, shapeFindings } from './shape';
import { readText, unreadable } from './text-file';
import { YamlSource } from './yaml-source';

/** What is wrong with the file, a line each: `FILE:LINE:COLUMN: PATH: what`. */
export class ConfigError extends Error {
  public constructor(public readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

export interface ReadConfig {
  /** With the text of the policy files in `otherStatements`. */
  readonly config: ZencoderConfig;
  /** What is doubtful, a line each. */
  readonly warnings: readonly string[];
}

/**
 * Reads the file and checks all of it, before anything is written.
 * @throws ConfigError
 */
export function readConfig(file: string, now = new Date()): ReadConfig {
  try {
    return readAndCheck(file, now);
  } catch (error) {
    // Values nested too deeply, or an alias within its own value, go on for ever in what walks them.
    throw error instanceof RangeError ? new ConfigError([`${file}:1:1: ${unreadable(error)}`]) : error;
  }
}

function readAndCheck(file: string, now: Date): ReadConfig {
  const source = parse(file);
  const others = new OtherPolicies(file, source.value);
  const findings = findingsOf(source, others, now);
  const lines = (warning: boolean) =>
    findings
      .filter((finding) => (finding.warning ?? false) === warning)
      .map((finding) => ({
        ...finding,
        place: finding.place ?? `${file}:${source.place(finding.path, finding.atName)}`,
      }))
      .sort((a, b) => a.place.localeCompare(b.place, 'en', { numeric: true }))
      .map((finding) => findingLine(finding.warning ? `${finding.place}: warning` : finding.place, finding));
  const errors = lines(false);
  if (errors.length > 0) {
    throw new ConfigError(errors);
  }
  return { config: others.readInto(source.value as ZencoderConfig), warnings: lines(true) };
}

/** What the schema says of a value, the rules need not say again. */
function findingsOf(source: YamlSource, others: OtherPolicies, now: Date): FileFinding[] {
  const shape = shapeFindings(source);
  const said = new Set(shape.map((finding) => pathText(finding.path)));
  const rules = ruleFindings(source.value, now, (path) => others.text(path));
  return [...shape, ...others.findings, ...rules.filter((finding) => !said.has(pathText(finding.path)))].map(
    (finding) => ({ ...finding, place: finding.place ?? others.place(finding) }),
  );
}

function parse(file: string): YamlSource {
  let source: YamlSource;
  try {
    source = new YamlSource(readText(file));
  } catch (error) {
    throw new ConfigError([`${file}:1:1: ${unreadable(error)}`]);
  }
  if (source.syntaxFindings.length > 0) {
    throw new ConfigError(
      source.syntaxFindings.map(({ offset, message }) => `${file}:${source.lineAndColumn(offset)}: ${message}`),
    );
  }
  return source;
}
