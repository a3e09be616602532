/** Whether something holds; undefined where that cannot be told. */
export type Ternary = boolean | undefined;

/** Something that a decision depends on, in words that follow an "if". */
export interface Clause {
  readonly when: string;
  /** The opposite, in words that follow an "unless"; only where that reads better. */
  readonly unless?: string;
  /** Only a request tells: it is a test of a condition key of whose value nothing is known. */
  readonly isOfRequest?: true;
}

/** Whether something holds; where that cannot be told, what it depends on. */
export type Verdict = boolean | readonly Clause[];

/** What is not certain, for one reason. */
export function depends(when: string, unless?: string): Verdict {
  return [unless === undefined ? { when } : { when, unless }];
}

/** What a verdict depends on; nothing where it is certain. */
export function clausesOf(verdict: Verdict): readonly Clause[] {
  return typeof verdict === 'boolean' ? [] : verdict;
}

/** One that certainly does not hold settles it, whatever the others depend on. */
export function all(verdicts: readonly Verdict[]): Verdict {
  const open = verdicts.flatMap(clausesOf);
  return !verdicts.includes(false) && (open.length === 0 || open);
}

/** One that certainly holds settles it, whatever the others depend on. */
export function any(verdicts: readonly Verdict[]): Verdict {
  const open = verdicts.flatMap(clausesOf);
  if (verdicts.includes(true) || open.length === 0) {
    return verdicts.includes(true);
  }
  return open.length === 1 ? open : depends(open.map(({ when }) => when).join(', or '));
}

/** The same as `all`, where nothing needs to be said. */
export function allTrue(told: readonly Ternary[]): Ternary {
  return told.includes(false) ? false : told.includes(undefined) ? undefined : true;
}

/** The same as `any`, where nothing needs to be said. */
export function anyTrue(told: readonly Ternary[]): Ternary {
  return told.includes(true) ? true : told.includes(undefined) ? undefined : false;
}
