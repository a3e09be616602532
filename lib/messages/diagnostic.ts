import { grouped } from './grouped';
import { didYouMean, quoted } from './wording';

/** What a finding means for the input: it is refused, accepted with a warning, or accepted. */
export enum Severity {
  ERROR = 'error',
  WARNING = 'warning',
  /** The input is valid, but can be misread. A note is never counted, not even with `--strict`. */
  NOTE = 'note',
}

/** One error, warning or note about an input, with its place. */
export interface Diagnostic {
  readonly path: readonly (string | number)[];
  /** The value, the rule and the nearest valid value in one line, without the place. */
  readonly message: string;
  /** @default Severity.ERROR */
  readonly severity?: Severity;
  /** The finding is about the grammar of a policy. S3 checks the grammar before it stores a policy, so a policy read from S3 is valid. */
  readonly isGrammar?: boolean;
  /** The only problem is that there are no buckets yet. */
  readonly isEmpty?: boolean;
  /** The finding compares a kept statement with the grants. `preflight` reports it with its own remedy. */
  readonly isForPreflight?: boolean;
  /** The value contains a CDKTF token where only literal text is possible. */
  readonly isToken?: boolean;
  /** The finding is about the name of the property, not about its value. */
  readonly atName?: boolean;
  /** The path of a missing value, which has no place of its own. */
  readonly about?: readonly (string | number)[];
  /** The offset in the text of the input, if no path leads to the place. */
  readonly offset?: number;
  /**
   * How many findings this one represents. The omitted findings have the same severity and come later in the input.
   * @default 1
   */
  readonly count?: number;
}

export function isWarning({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === Severity.WARNING;
}

export function isNote({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === Severity.NOTE;
}

export function isError(finding: Pick<Diagnostic, 'severity'>): boolean {
  return !isWarning(finding) && !isNote(finding);
}

/** The notes among the findings, one for each property name: the first note, with the number of omitted ones. */
export function notesOnce<Finding extends Diagnostic>(findings: readonly Finding[]): Finding[] {
  const nameOf = ({ path }: Finding) => path.filter((step) => typeof step === 'string').at(-1);
  return grouped(findings.filter(isNote), nameOf).map((alike) => {
    const [first] = alike;
    const omitted = countOf(alike) - 1;
    const more = omitted === 0 ? '' : ` (and ${omitted} more like it)`;
    return { ...first!, message: `${first!.message}${more}` };
  });
}

/** The number of findings, including the omitted ones. */
export function countOf(findings: readonly Diagnostic[]): number {
  return findings.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** The limit for findings of one severity: nobody reads more. */
const MAX_FINDINGS = 1000;

/**
 * The findings of all items, in order. If a severity has more than `MAX_FINDINGS`, only the first ones are kept, and the last of these
 * counts the omitted ones. A file of 1 MiB can have so many findings that they would take minutes and all memory.
 */
export function findingsOfEach<Item>(
  items: readonly Item[],
  findingsOf: (item: Item, index: number) => readonly Diagnostic[],
): Diagnostic[] {
  if (items.length === 0) {
    return [];
  }
  const kept: Diagnostic[] = [];
  const last = new Map<Severity, { readonly place: number; number: number; more: number }>();
  items.forEach((item, index) => {
    for (const finding of findingsOf(item, index)) {
      const { severity = Severity.ERROR, count = 1 } = finding;
      const known = last.get(severity);
      if (known !== undefined && known.number >= MAX_FINDINGS) {
        known.more += count;
      } else {
        last.set(severity, { place: kept.length, number: (known?.number ?? 0) + 1, more: 0 });
        kept.push(finding);
      }
    }
  });
  for (const { place, more } of last.values()) {
    if (more > 0) {
      kept[place] = { ...kept[place]!, count: (kept[place]!.count ?? 1) + more };
    }
  }
  return kept;
}

/** Moves findings of a part under the path that the part has in the whole input. */
export function within(path: readonly (string | number)[], findings: readonly Diagnostic[]): Diagnostic[] {
  return findings.length === 0 ? [] : findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
}

/** Runs a check on the value at `name`, if there is a value. A JavaScript caller can pass any type. */
export function faultFindings(
  name: string,
  value: string | undefined,
  fault: (value: string) => string | undefined,
): Diagnostic[] {
  const check = (text: unknown) => (typeof text === 'string' ? fault(text) : `${quoted(text)} is not a string`);
  const message = value === undefined ? undefined : check(value);
  return message === undefined ? [] : [{ path: [name], message }];
}

const PLAIN_NAME = /^[\w-]+$/;

/** A path as text: `grants[0].keys[1]`, `buckets["a.b"].region`. */
export function pathText(path: readonly (string | number)[]): string {
  const steps = path.map((step) =>
    typeof step === 'string' && PLAIN_NAME.test(step) ? `.${step}` : `[${quoted(step)}]`,
  );
  return steps.join('').replace(/^\./, '');
}

/** Throws one error with a line for each finding that is an error. Each line starts with `where`. */
export function throwIfErrors(where: string, findings: readonly Diagnostic[]): void {
  const errors = findings.length === 0 ? [] : findings.filter(isError);
  if (errors.length > 0) {
    throw new Error(errors.map((error) => findingLine(where, error)).join('\n'));
  }
}

export function findingLine(where: string, finding: Diagnostic): string {
  return [where, pathText(finding.path), finding.message].filter((part) => part !== '').join(': ');
}

/**
 * Finds properties with a misspelt name. Other unknown properties are accepted, since the props can be those of another construct.
 * A misspelt `requireTls` that nobody notices would allow requests without TLS.
 */
export function misspeltFindings(props: object, known: readonly string[]): Diagnostic[] {
  return Object.keys(props)
    .filter((name) => !known.includes(name) && didYouMean(name, known) !== '')
    .map((name) => ({ path: [name], message: `unknown property${didYouMean(name, known)}` }));
}
