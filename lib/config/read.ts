import { countOf, type Diagnostic, findingLine, isError, isWarning, notesOnce, Severity } from '../messages/diagnostic';
import { formatFindings } from './check-format';
import type { ZencoderConfig } from './format';
import { type FilePlace, KeptPolicies, type PolicyFileReader } from './kept-policies';
import { ruleFindings } from './rules';
import { YamlSource } from './yaml-source';

/** The errors in the file, one line each: `FILE:LINE:COLUMN: PATH: message`. */
export class ConfigError extends Error {
  public constructor(public readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

export interface ReadConfig {
  /** The configuration, with the texts of policy files in `otherStatements`. */
  readonly config: ZencoderConfig;
  /** The warnings, one line each. */
  readonly warnings: readonly string[];
  /** The notes about values that are valid but possibly not intended, one line each. */
  readonly notes: readonly string[];
}

export interface ReadOptions {
  readonly now?: Date;
  /**
   * The path of a bucket whose policy is adopted, and whether S3 has accepted that policy. If it has, errors in its grammar are
   * warnings. Warnings about other buckets are left out.
   * @default - no bucket is adopted, and warnings are about the whole file
   */
  readonly adopted?: { readonly path: Diagnostic['path']; readonly isAcceptedByS3: boolean };
  /** The file may have no buckets, because the command adds them afterwards. */
  readonly mayBeEmpty?: boolean;
  /** Leaves out the warnings that preflight reports itself, about kept statements. */
  readonly isPreflight?: boolean;
}

/**
 * Reads the text of a `zencoder.yaml` and checks all of it.
 * @param name the name of the file in messages
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
    // Values that are nested too deeply, or an alias within its own value, overflow the stack.
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
  const own = (offset: number) => ({ file: name, offset, lineAndColumn: () => source.lineAndColumn(offset) });
  const placeOf = (finding: Diagnostic): FilePlace => policies.place(finding) ?? own(source.offsetOf(finding));
  const findings = findingsOf(source, policies, now)
    .filter(({ isEmpty }) => !(isEmpty && mayBeEmpty))
    .map((finding) =>
      finding.isGrammar && adopted?.isAcceptedByS3 && isAdopted(finding)
        ? { ...finding, severity: Severity.WARNING }
        : finding,
    )
    .map((finding): Placed => ({ finding, place: placeOf(finding) }))
    .sort(byPlace);
  const errors = linesOf(findings.filter(({ finding }) => isError(finding)));
  if (errors.length > 0) {
    throw new ConfigError(errors);
  }
  policies.fillIn();
  const accepted = findings
    .filter(({ finding }) => adopted === undefined || isAdopted(finding))
    .filter(({ finding }) => !(isPreflight && finding.isForPreflight));
  const notes = notesOnce(accepted.map(({ finding }) => finding));
  return {
    config: source.value as ZencoderConfig,
    warnings: linesOf(accepted.filter(({ finding }) => isWarning(finding))),
    notes: linesOf(notes.map((finding) => ({ finding, place: placeOf(finding) }))),
  };
}

/** Returns all findings. Findings of the rules are left out where the YAML or the schema already has one at the same place. */
function findingsOf(source: YamlSource, policies: KeptPolicies, now: Date): Diagnostic[] {
  const { syntaxFindings, nameFindings } = source;
  if (syntaxFindings.length > 0) {
    return [...syntaxFindings, ...nameFindings];
  }
  const format = formatFindings(source);
  // With so many violations of the schema, findings about values are of no use.
  const isUnusable = format.some(({ count = 1 }) => count > 1);
  const rules = isUnusable
    ? []
    : ruleFindings(source.value, now, (path) => policies.text(path)).filter(unlessReported(format));
  const badNames = new Set(nameFindings.map((finding) => source.offsetOf(finding)));
  const rest = [...format, ...policies.findings, ...rules];
  return [...nameFindings, ...rest.filter((finding) => !(finding.atName && badNames.has(source.offsetOf(finding))))];
}

function unlessReported(format: readonly Diagnostic[]): (finding: Diagnostic) => boolean {
  const paths = (findings: readonly Diagnostic[]) =>
    new Set(findings.map(({ path, about = path }) => JSON.stringify(about)));
  const reported = paths(format);
  const reportedNames = paths(format.filter(({ atName }) => atName));
  if (reported.size === 0) {
    return () => true;
  }
  return ({ path, atName }) => !(atName ? reportedNames : reported).has(JSON.stringify(path));
}

/** A finding with its position. */
interface Placed {
  readonly finding: Diagnostic;
  readonly place: FilePlace;
}

/** Made when it is first needed: making one takes longer than reading a small file. */
let byName: Intl.Collator | undefined;

function byPlace({ place: one }: Placed, { place: other }: Placed): number {
  if (one.file === other.file) {
    return one.offset - other.offset;
  }
  byName ??= new Intl.Collator('en', { numeric: true });
  return byName.compare(one.file, other.file);
}

/** A file can have more findings than anybody reads, for example with aliases. */
const MAX_LINES = 500;

function linesOf(findings: readonly Placed[]): string[] {
  const at = ({ file, lineAndColumn }: FilePlace) => `${file}:${lineAndColumn()}`;
  const lines = findings.slice(0, MAX_LINES).map(({ finding, place }) => {
    const kind = isError(finding) ? '' : `: ${finding.severity}`;
    return findingLine(`${at(place)}${kind}`, finding);
  });
  const more = countOf(findings.map(({ finding }) => finding)) - lines.length;
  return more > 0
    ? [...lines, `${at((findings[MAX_LINES] ?? findings.at(-1)!).place)}: and ${more} more from here on`]
    : lines;
}
