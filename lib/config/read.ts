import { type Diagnostic, findingLine, isError, isWarning, notesOnce, Severity } from '../messages/diagnostic';
import { formatFindings } from './check-format';
import type { ZencoderConfig } from './format';
import { KeptPolicies, type PolicyFileReader } from './kept-policies';
import { ruleFindings } from './rules';
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
  /** What is right and open to a second reading, a line each. */
  readonly notes: readonly string[];
}

export interface ReadOptions {
  readonly now?: Date;
  /**
   * The path of a bucket whose policy is adopted, and whether S3 has taken that policy: what is wrong with its grammar is a warning
   * then. Warnings are of that bucket alone.
   * @default - the file is read as a whole
   */
  readonly adopted?: { readonly path: Diagnostic['path']; readonly isTaken: boolean };
  /** Buckets are yet to be put into the file: that it has none is not wrong. */
  readonly mayBeEmpty?: boolean;
  /** The warnings are for preflight, which reports what is to do about kept statements itself. */
  readonly isPreflight?: boolean;
}

/**
 * Reads the text of a `zencoder.yaml` and checks all of it.
 * @param name how messages call the file
 * @throws ConfigError
 */
export function readConfigText(
  text: string,
  name: string,
  policyFile: PolicyFileReader,
  options: ReadOptions = {},
): ReadConfig {
  try {
    return readAndCheck(text, name, policyFile, options);
  } catch (error) {
    // Values nested too deeply, or an alias within its own value, go on for ever in what walks them.
    throw error instanceof RangeError ? new ConfigError([`${name}:1:1: is nested too deeply to be read`]) : error;
  }
}

function readAndCheck(
  text: string,
  name: string,
  policyFile: PolicyFileReader,
  { now = new Date(), adopted, mayBeEmpty, isPreflight }: ReadOptions,
): ReadConfig {
  const isAdopted = ({ path }: Diagnostic) => adopted?.path.every((step, index) => path[index] === step) === true;
  const source = new YamlSource(text);
  const policies = new KeptPolicies(source.value, policyFile);
  const findings = findingsOf(source, policies, now)
    .filter(({ isEmpty }) => !(isEmpty && mayBeEmpty))
    .map((finding) => ({
      ...finding,
      place: finding.place ?? policies.place(finding) ?? `${name}:${source.place(finding)}`,
      ...(finding.isGrammar && adopted?.isTaken && isAdopted(finding) && { severity: Severity.WARNING }),
    }))
    .sort((a, b) => byPlace.compare(a.place, b.place));
  const errors = linesOf(findings.filter(isError));
  if (errors.length > 0) {
    throw new ConfigError(errors);
  }
  policies.fillIn();
  const accepted = findings
    .filter((finding) => adopted === undefined || isAdopted(finding))
    .filter((finding) => !(isPreflight && finding.isForPreflight));
  return {
    config: source.value as ZencoderConfig,
    warnings: linesOf(accepted.filter(isWarning)),
    notes: linesOf(notesOnce(accepted)),
  };
}

/** What is reported of a name that is no name, or by the format of a value, the rules need not report again. */
function findingsOf(source: YamlSource, policies: KeptPolicies, now: Date): Diagnostic[] {
  const { syntaxFindings, nameFindings } = source;
  if (syntaxFindings.length > 0) {
    return [...syntaxFindings, ...nameFindings];
  }
  const format = formatFindings(source);
  const found = ruleFindings(source.value, now, (path) => policies.text(path)).filter(unlessReported(format));
  // A token is found in the file as a whole, and where a grant or an object has no place for it.
  const rules = new Map(
    found.map((finding) => [JSON.stringify([finding.path, finding.atName, finding.message]), finding]),
  );
  const badNames = new Set(nameFindings.map((finding) => source.place(finding)));
  const rest = [...format, ...policies.findings, ...rules.values()];
  return [...nameFindings, ...rest.filter((finding) => !(finding.atName && badNames.has(source.place(finding))))];
}

function unlessReported(format: readonly Diagnostic[]): (finding: Diagnostic) => boolean {
  const paths = (findings: readonly Diagnostic[]) =>
    new Set(findings.map(({ path, about = path }) => JSON.stringify(about)));
  const reported = paths(format);
  const reportedNames = paths(format.filter(({ atName }) => atName));
  return ({ path, atName }) => !(atName ? reportedNames : reported).has(JSON.stringify(path));
}

const byPlace = new Intl.Collator('en', { numeric: true });

/** A file that repeats itself, by aliases say, can have more findings than anybody reads. */
const MOST_LINES = 500;

function linesOf(findings: readonly (Diagnostic & { readonly place: string })[]): string[] {
  const lines = findings
    .slice(0, MOST_LINES)
    .map((finding) => findingLine(isError(finding) ? finding.place : `${finding.place}: ${finding.severity}`, finding));
  const more = findings.length - lines.length;
  return more > 0 ? [...lines, `${findings[MOST_LINES]!.place}: and ${more} more from here on`] : lines;
}
