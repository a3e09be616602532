import { type Cause, type Finding, Level, type Report, reportOf, type Unknown } from '../../report/cause';

/** How something that the file says is on AWS. */
export enum State {
  IN_FORCE = 'in-force',
  /** It is there and says something else. */
  DRIFTED = 'drifted',
  MISSING = 'missing',
  /** It could not be read, or what decides could not. */
  UNKNOWN = 'unknown',
}

/** The kinds of things that a file says. */
export enum Thing {
  BUCKET = 'bucket',
  POLICY = 'policy',
  OBJECT_OWNERSHIP = 'object-ownership',
  OBJECT_GRANT = 'object-grant',
  COPY = 'copy',
  USER = 'user',
  USER_POLICY = 'user-policy',
  KEY_STATEMENT = 'key-statement',
}

/** One thing that the file says. */
export interface Checked {
  readonly thing: Thing;
  /** The key of an object; absent where there is one such thing. */
  readonly name?: string;
  readonly state: State;
}

/** One thing that the file says, and what was found of it. */
export interface CheckedThing extends Checked {
  readonly findings: readonly Finding[];
}

/** All that the file says of a bucket, a user or a key, and whether it is so. */
export interface InForce extends Report {
  readonly verdict: Exclude<State, State.DRIFTED | State.MISSING> | 'not-in-force';
  readonly checked: readonly Checked[];
}

/** @param more findings about no one thing, such as what ends soon */
export function inForce(things: readonly CheckedThing[], more: readonly Finding[] = []): InForce {
  const states = things.map(({ state }) => state);
  const isOff = states.includes(State.DRIFTED) || states.includes(State.MISSING);
  return {
    verdict: isOff ? 'not-in-force' : states.includes(State.UNKNOWN) ? State.UNKNOWN : State.IN_FORCE,
    checked: things.map(({ findings: _, ...checked }) => checked),
    ...reportOf([...things.flatMap(({ findings }) => findings), ...more]),
  };
}

/**
 * The state follows from the findings: a problem is a drift unless it is said to be more, and what is unknown and decides makes it
 * unknown.
 */
export function checkedThing(
  thing: Thing,
  name: string | undefined,
  findings: readonly Finding[],
  ifProblem: State = State.DRIFTED,
): CheckedThing {
  const isProblem = findings.some((finding) => isCause(finding) && finding.level === Level.PROBLEM);
  const isUnknown = findings.some((finding) => !isCause(finding));
  const state = isProblem ? ifProblem : isUnknown ? State.UNKNOWN : State.IN_FORCE;
  return { thing, ...(name === undefined ? {} : { name }), state, findings };
}

function isCause(finding: Cause | Unknown): finding is Cause {
  return 'level' in finding;
}
