import { grouped } from './grouped';
import { didYouMean, quoted } from './wording';

/** Whether an input with the finding is refused, accepted with doubts, or accepted. */
export enum Severity {
  ERROR = 'error',
  WARNING = 'warning',
  /** Right, and open to a second reading. It counts nowhere, also not under `--strict`. */
  NOTE = 'note',
}

/** One thing that is wrong (or doubtful, or worth a note) in an input, and where in it. */
export interface Diagnostic {
  readonly path: readonly (string | number)[];
  /** What is wrong with the value, the rule, the nearest right thing: one line, without the place. */
  readonly message: string;
  /** @default Severity.ERROR */
  readonly severity?: Severity;
  /** It is about the grammar of a policy, which S3 checks as it takes one: a policy that S3 gave has passed. */
  readonly isGrammar?: boolean;
  /** All that is wrong is that there are no buckets yet. */
  readonly isEmpty?: boolean;
  /** It is about a statement that is kept and what grants allow, which preflight reports with what to do. */
  readonly isForPreflight?: boolean;
  /** It is about the name, not the value behind it. */
  readonly atName?: boolean;
  /** The path of what it is about, where that is missing and so has no place of its own. */
  readonly about?: readonly (string | number)[];
  /** Where in the text of the input it is, if no path leads there. */
  readonly offset?: number;
  /**
   * Of how many findings it is the first, where the others are left out: all of its severity, and behind it in the input.
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

/** The notes among findings, one for all values of the same name: the first, with the number of the others. */
export function notesOnce<Finding extends Diagnostic>(findings: readonly Finding[]): Finding[] {
  const nameOf = ({ path }: Finding) => path.filter((step) => typeof step === 'string').at(-1);
  return grouped(findings.filter(isNote), nameOf).map((alike) => {
    const [first] = alike;
    const others = countOf(alike) - 1;
    const more = others === 0 ? '' : ` (and ${others} more like it)`;
    return { ...first!, message: `${first!.message}${more}` };
  });
}

/** How many findings these are, with those that are left out. */
export function countOf(findings: readonly Diagnostic[]): number {
  return findings.reduce((sum, { count = 1 }) => sum + count, 0);
}

/** More than anybody reads. */
const MAX_FINDINGS = 1000;

/**
 * The findings of each item, in their order. Of a severity that there are very many of, the first are kept, and the last of those
 * counts the others: a file of 1 MiB can have so many that they take minutes and all of the memory.
 */
export function findingsOfEach<Item>(
  items: readonly Item[],
  findingsOf: (item: Item, index: number) => readonly Diagnostic[],
): Diagnostic[] {
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

/** The findings of a part, seen from the whole that holds it at `path`. */
export function within(path: readonly (string | number)[], findings: readonly Diagnostic[]): Diagnostic[] {
  return findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
}

/** What a check says of the value at `name`, if there is a value. From JavaScript it may be of any type. */
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

/** A path as it is read: `grants[0].keys[1]`, `buckets["a.b"].region`. */
export function pathText(path: readonly (string | number)[]): string {
  const steps = path.map((step) =>
    typeof step === 'string' && PLAIN_NAME.test(step) ? `.${step}` : `[${quoted(step)}]`,
  );
  return steps.join('').replace(/^\./, '');
}

/** Throws one error with a line for each finding that is no warning, each starting with the place `where`. */
export function throwIfErrors(where: string, findings: readonly Diagnostic[]): void {
  const errors = findings.filter(isError);
  if (errors.length > 0) {
    throw new Error(errors.map((error) => findingLine(where, error)).join('\n'));
  }
}

export function findingLine(where: string, finding: Diagnostic): string {
  return [where, pathText(finding.path), finding.message].filter((part) => part !== '').join(': ');
}

/**
 * Properties that are near to a known one. Others are let pass, since props of another construct may have more; but a misspelt
 * `requireTls` that nobody noticed would open more than was said.
 */
export function misspeltFindings(props: object, known: readonly string[]): Diagnostic[] {
  return Object.keys(props)
    .filter((name) => !known.includes(name) && didYouMean(name, known) !== '')
    .map((name) => ({ path: [name], message: `unknown property${didYouMean(name, known)}` }));
}
