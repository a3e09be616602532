import { flowText } from '../config/yaml-text';
import { type Unavailable, type Unreadable, unavailable } from '../live/facts';
import { BucketUnreadable } from '../live/s3-reader';
import type { Json } from '../messages/json';
import { quoted } from '../messages/wording';

/** How serious a finding is. */
export enum Level {
  PROBLEM = 'problem',
  /** It may be a problem: that depends on something that this command cannot read. */
  DOUBT = 'doubt',
  /** It is not a problem, but may be unintended. */
  WARNING = 'warning',
}

/** One thing to change. */
export interface Fix {
  /** A sentence without its full stop. What there is to copy is printed after it, with a colon between them. */
  readonly what: string;
  /** It replaces the change before it, and those between them. */
  readonly isAlternative?: boolean;
  /** The URL to give Zencoder. */
  readonly url?: string;
  /** Lines for `zencoder.yaml`, below `buckets:` of a stack. */
  readonly yaml?: string;
  /** The statement to have in the policy. */
  readonly statement?: Json;
  /**
   * The index of the statement that it replaces, in the policy or policy file that is named; `statement` is null if
   * that one has to be removed.
   */
  readonly index?: number;
  /** A command for a shell. */
  readonly command?: string;
}

/** A reason why Zencoder is denied access, or can be. */
export interface Cause {
  /** The kind of finding, for programs. */
  readonly check: string;
  readonly level: Level;
  /** What was observed: one sentence or more. */
  readonly seen: string;
  /** What follows from it, such as why S3 denies Zencoder access. */
  readonly why: string;
  /** What to change. */
  readonly changes: readonly Fix[];
}

/**
 * A cause with these sentences.
 * @param observation what was observed: one sentence or more
 * @param why what follows from it
 */
export function cause(
  level: Level,
  check: string,
  observation: string,
  why: string,
  changes: readonly Fix[] = [],
): Cause {
  return { check, level, seen: observation, why, changes };
}

/** Something that could not be judged. */
export interface Unknown extends Unreadable {
  /** What it is, such as "the bucket's policy". */
  readonly what: string;
  /** Without it there is no verdict. */
  readonly decides?: boolean;
  /** A statement of the policy depends on it, and only a request from Zencoder contains it. */
  readonly dependsOnRequest?: boolean;
  /** How to find out. */
  readonly changes?: readonly Fix[];
}

/** A result of a check, which has none if nothing is wrong. */
export type Finding = Cause | Unknown;

/** The results of all checks. */
export interface Report {
  /** Problems first, then doubts, then warnings. */
  readonly findings: readonly Cause[];
  /** What depends on a request comes last. */
  readonly unknown: readonly Unknown[];
}

/** The results of checks in the order of a report. */
export function reportOf(all: readonly Finding[]): Report {
  const findings = all.filter((one): one is Cause => 'level' in one);
  const unknown = all.filter((one): one is Unknown => !('level' in one));
  return {
    findings: Object.values(Level).flatMap((level) => findings.filter((one) => one.level === level)),
    unknown: [false, true].flatMap((isLast) => unknown.filter((one) => isLast === (one.dependsOnRequest === true))),
  };
}

/** Something that could not be judged because it could not be read. */
export function notObserved(
  what: string,
  { why, permission }: Unavailable,
  more: Pick<Unknown, 'decides' | 'changes'> = {},
): Unknown {
  return { what, why, permission, ...more };
}

/** Replaces all findings about a bucket if nothing of it could be read. @throws any other error */
export function unreadableBucket(bucket: string, error: unknown): Unknown {
  if (error instanceof BucketUnreadable) {
    return notObserved(`the settings of the bucket ${quoted(bucket)}`, unavailable(error.message), { decides: true });
  }
  throw error;
}

/** Lines for a bucket in `zencoder.yaml`, for {@link Fix.yaml}. */
export function bucketYaml(bucket: string, lines: readonly string[]): string {
  return [`${flowText(bucket)}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
