import { type Cause, type Finding, Level, type Report, reportOf, type Unknown } from '../../report/cause';

/** The state on AWS of something that the file describes. */
export enum State {
  IN_FORCE = 'in-force',
  /** It exists, and differs from the file. */
  DRIFTED = 'drifted',
  MISSING = 'missing',
  /** It could not be read, or something that decides could not. */
  UNKNOWN = 'unknown',
}

/** The kinds of things that a file describes. */
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

/** One thing that the file describes, and its state. */
export interface Checked {
  readonly thing: Thing;
  /** The key of an object; absent for the other things. */
  readonly name?: string;
  readonly state: State;
}

/** One thing that the file describes, and the findings about it. */
export interface CheckedThing extends Checked {
  readonly findings: readonly Finding[];
}

/** Everything that the file describes for a bucket, a user or a key, and whether it is in force. */
export interface InForce extends Report {
  readonly verdict: Exclude<State, State.DRIFTED | State.MISSING> | 'not-in-force';
  readonly checked: readonly Checked[];
}

/**
 * The result for a bucket, a user or a key.
 * @param more findings that are not about one of the things, such as a grant that expires soon
 */
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
 * A thing with the state that follows from its findings. Without a problem, anything unknown makes the state unknown.
 * @param ifProblem the state if there is a problem
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
