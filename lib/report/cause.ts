import { flowText } from '../config/yaml-text';
import { type Unavailable, type Unreadable, unavailable } from '../live/facts';
import { BucketUnreadable } from '../live/s3-reader';
import type { Json } from '../messages/json';
import { quoted } from '../messages/wording';

/** What a finding means for who asked. */
export enum Level {
  PROBLEM = 'problem',
  /** Whether it is a problem depends on what cannot be seen from here. */
  DOUBT = 'doubt',
  /** It is none, but may not be meant. */
  WARNING = 'warning',
}

/** One thing to change. */
export interface Fix {
  /** A sentence without its full stop; what follows is behind a colon. */
  readonly what: string;
  /** To do in place of the change before it, and of what follows that up to here. */
  readonly isAlternative?: boolean;
  /** To give Zencoder. */
  readonly url?: string;
  /** Lines for `zencoder.yaml`, below `buckets:` of a stack. */
  readonly yaml?: string;
  /** A statement as it has to be in a policy. */
  readonly statement?: Json;
  /** The place of the statement that it replaces, in the policy or policy file that is named; `statement` is null where that one has to go. */
  readonly index?: number;
  /** For a shell. */
  readonly command?: string;
}

/** A reason for which Zencoder is refused, or may be. */
export interface Cause {
  /** The kind of finding, for programs. */
  readonly check: string;
  readonly level: Level;
  /** What was seen: one sentence or more. */
  readonly seen: string;
  /** What follows from it, such as why it refuses Zencoder. */
  readonly why: string;
  /** What to change. */
  readonly changes: readonly Fix[];
}

/**
 * @param seen one sentence or more
 * @param why what follows from it
 */
export function cause(level: Level, check: string, seen: string, why: string, changes: readonly Fix[] = []): Cause {
  return { check, level, seen, why, changes };
}

/** What could not be judged. */
export interface Unknown extends Unreadable {
  /** Such as "the bucket's policy". */
  readonly what: string;
  /** Nothing can be said without it. */
  readonly decides?: boolean;
  /** Only a request of Zencoder's shows it, and a statement of the policy depends on it. */
  readonly dependsOnRequest?: boolean;
  /** What to do to know it. */
  readonly changes?: readonly Fix[];
}

/** What a check finds: none where all is well. */
export type Finding = Cause | Unknown;

/** What all checks found. */
export interface Report {
  /** Problems first, then doubts, then warnings. */
  readonly findings: readonly Cause[];
  /** What only a request shows last. */
  readonly unknown: readonly Unknown[];
}

export function reportOf(all: readonly Finding[]): Report {
  const findings = all.filter((one): one is Cause => 'level' in one);
  const unknown = all.filter((one): one is Unknown => !('level' in one));
  return {
    findings: Object.values(Level).flatMap((level) => findings.filter((one) => one.level === level)),
    unknown: [false, true].flatMap((isLast) => unknown.filter((one) => isLast === (one.dependsOnRequest === true))),
  };
}

/** What could not be judged, since something could not be observed. */
export function notObserved(
  what: string,
  { why, permission }: Unavailable,
  more: Pick<Unknown, 'decides' | 'changes'> = {},
): Unknown {
  return { what, why, permission, ...more };
}

/** In place of all that could be judged of a bucket, where nothing can be known of it. @throws the error where it is another one */
export function unreadableBucket(bucket: string, error: unknown): Unknown {
  if (error instanceof BucketUnreadable) {
    return notObserved(`what there is of the bucket ${quoted(bucket)}`, unavailable(error.message), { decides: true });
  }
  throw error;
}

/** Lines for a bucket in `zencoder.yaml`, as {@link Fix.yaml} has them. */
export function bucketYaml(bucket: string, lines: readonly string[]): string {
  return [`${flowText(bucket)}:`, ...lines.map((line) => `  ${line}`)].join('\n');
}
