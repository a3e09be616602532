/** Whether something is true; undefined if this is not known. */
export type Ternary = boolean | undefined;

/** A condition of a decision. */
export interface Clause {
  /** Words that can follow "if". */
  readonly when: string;
  /** The opposite, as words that can follow "unless"; only where this is easier to read. */
  readonly unless?: string;
  /** The clause tests a condition key whose value is known only when a request is made. */
  readonly isOfRequest?: true;
}

/** Whether something is true; if this is not known, the clauses on which it depends. */
export type Verdict = boolean | readonly Clause[];

/** A verdict that depends on one clause. */
export function depends(when: string, unless?: string): Verdict {
  return [unless === undefined ? { when } : { when, unless }];
}

/** The clauses on which a verdict depends; empty if it is certain. */
export function clausesOf(verdict: Verdict): readonly Clause[] {
  return typeof verdict === 'boolean' ? [] : verdict;
}

/** Combines verdicts with "and". If one is false, the result is false. */
export function all(verdicts: readonly Verdict[]): Verdict {
  const open = verdicts.flatMap(clausesOf);
  return !verdicts.includes(false) && (open.length === 0 || open);
}

/** Combines verdicts with "or". If one is true, the result is true. */
export function any(verdicts: readonly Verdict[]): Verdict {
  const open = verdicts.flatMap(clausesOf);
  if (verdicts.includes(true) || open.length === 0) {
    return verdicts.includes(true);
  }
  return open.length === 1 ? open : depends(open.map(({ when }) => when).join(', or '));
}

/** The same as `all`, without clauses. */
export function allTrue(values: readonly Ternary[]): Ternary {
  return values.includes(false) ? false : values.includes(undefined) ? undefined : true;
}

/** The same as `any`, without clauses. */
export function anyTrue(values: readonly Ternary[]): Ternary {
  return values.includes(true) ? true : values.includes(undefined) ? undefined : false;
}
