import { type FileFinding, formatFindings } from '../config/check-format';
import type { ZencoderConfig } from '../config/format';
import { ruleFindings } from '../config/rules';
import { YamlSource } from '../config/yaml-source';
import { type Diagnostic, findingLine, isError, isWarning, Severity } from '../messages/diagnostic';
import { OtherPolicies } from './kept-policy-files';
import { readText, unreadable } from './text-file';

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

export interface ReadOptions {
  readonly now?: Date;
  /**
   * The path of a bucket whose policy is adopted, and whether S3 has taken that policy: what is wrong with its grammar is a warning
   * then. Warnings are of that bucket alone.
   * @default - the file is read as a whole
   */
  readonly adopted?: { readonly path: Diagnostic['path']; readonly isTaken: boolean };
  /** The warnings are for preflight, which reports what is to do about kept statements itself. */
  readonly isPreflight?: boolean;
}

/**
 * Reads the file and checks all of it, before anything is written.
 * @throws ConfigError
 */
export function readConfig(file: string, options: ReadOptions = {}): ReadConfig {
  try {
    return readAndCheck(file, options);
  } catch (error) {
    // Values nested too deeply, or an alias within its own value, go on for ever in what walks them.
    throw error instanceof RangeError ? new ConfigError([`${file}:1:1: ${unreadable(error)}`]) : error;
  }
}

function readAndCheck(file: string, { now = new Date(), adopted, isPreflight }: ReadOptions): ReadConfig {
  const isAdopted = ({ path }: Diagnostic) => adopted?.path.every((step, index) => path[index] === step) === true;
  const source = parse(file);
  const others = new OtherPolicies(file, source.value);
  const findings = findingsOf(file, source, others, now)
    .map((finding) =>
      finding.isGrammar && adopted?.isTaken && isAdopted(finding)
        ? { ...finding, severity: Severity.WARNING }
        : finding,
    )
    .sort((a, b) => byPlace.compare(a.place, b.place));
  const errors = linesOf(findings.filter(isError));
  if (errors.length > 0) {
    throw new ConfigError(errors);
  }
  return {
    config: others.readInto(source.value as ZencoderConfig),
    warnings: linesOf(
      findings
        .filter(isWarning)
        .filter((finding) => adopted === undefined || isAdopted(finding))
        .filter((finding) => !(isPreflight && finding.isForPreflight)),
    ),
  };
}

interface PlacedFinding extends FileFinding {
  readonly place: string;
}

const byPlace = new Intl.Collator('en', { numeric: true });

/** A file that repeats itself, by aliases say, can have more findings than anybody reads. */
const MOST_LINES = 500;

function linesOf(findings: readonly PlacedFinding[]): string[] {
  const lines = findings
    .slice(0, MOST_LINES)
    .map((finding) => findingLine(isWarning(finding) ? `${finding.place}: warning` : finding.place, finding));
  const more = findings.length - lines.length;
  return more > 0 ? [...lines, `${findings[MOST_LINES]!.place}: and ${more} more from here on`] : lines;
}

/** What is said of a name that is no name, or by the schema of a value, the rules need not say again. */
function findingsOf(file: string, source: YamlSource, others: OtherPolicies, now: Date): PlacedFinding[] {
  const names = source.nameFindings.map(({ offset, message }) => ({
    path: [],
    place: `${file}:${source.lineAndColumn(offset)}`,
    message,
  }));
  const shape = formatFindings(source);
  const found = ruleFindings(source.value, now, (path) => others.text(path)).filter(unlessSaid(shape));
  // A token is found in the file as a whole, and where a grant or an object has no place for it.
  const rules = new Map(
    found.map((finding) => [JSON.stringify([finding.path, finding.atName, finding.message]), finding]),
  );
  const badNames = new Set(names.map(({ place }) => place));
  const rest = [...shape, ...others.findings, ...rules.values()]
    .map((finding) => ({
      ...finding,
      place: finding.place ?? others.place(finding) ?? `${file}:${source.place(finding.path, finding.atName)}`,
    }))
    .filter((finding) => !(finding.atName && badNames.has(finding.place)));
  return [...names, ...rest];
}

function unlessSaid(shape: readonly FileFinding[]): (finding: FileFinding) => boolean {
  const paths = (findings: readonly FileFinding[]) =>
    new Set(findings.map(({ path, about = path }) => JSON.stringify(about)));
  const said = paths(shape);
  const saidOfNames = paths(shape.filter(({ atName }) => atName));
  return ({ path, atName }) => !(atName ? saidOfNames : said).has(JSON.stringify(path));
}

function parse(file: string): YamlSource {
  let source: YamlSource;
  try {
    source = new YamlSource(readText(file));
  } catch (error) {
    throw new ConfigError([`${file}:1:1: ${unreadable(error)}`]);
  }
  if (source.syntaxFindings.length > 0) {
    const findings = [...source.syntaxFindings, ...source.nameFindings].sort((a, b) => a.offset - b.offset);
    const place = (offset: number) => `${file}:${source.lineAndColumn(offset)}`;
    throw new ConfigError(
      linesOf(findings.map(({ offset, message }) => ({ path: [], place: place(offset), message }))),
    );
  }
  return source;
}
