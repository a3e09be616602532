import type { Unavailable } from '../live/facts';
import type { Json } from '../messages/json';

/** What a finding means for who asked. */
export enum Level {
  PROBLEM = 'problem',
  /** Whether it is a problem depends on what cannot be seen from here. */
  DOUBT = 'doubt',
  /** It is none, but may not be meant. */
  WARNING = 'warning',
}

/** The checks, in the order in which what they find is likely to be the cause. */
export enum Check {
  BUCKET = 'bucket',
  URL = 'url',
  REGION = 'region',
  OBJECT = 'object',
  OWNER = 'owner',
  DENY = 'deny',
  POLICY = 'policy',
  PUBLIC_ACCESS_BLOCK = 'public-access-block',
  REQUESTER_PAYS = 'requester-pays',
  STORAGE_CLASS = 'storage-class',
  ENCRYPTION = 'encryption',
  OBJECT_OWNERSHIP = 'object-ownership',
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
  readonly changes: readonly Fix[];
}

/** What could not be judged. */
export interface Unknown extends Omit<Unavailable, 'known'> {
  /** Such as "the bucket's policy". */
  readonly what: string;
  /** Nothing can be said of the URL without it. */
  readonly decides?: boolean;
  /** Only a request of Zencoder's shows it, and a statement of the policy depends on it. */
  readonly dependsOnRequest?: boolean;
  readonly changes?: readonly Fix[];
}

/** What came of a check. */
export interface Judgement {
  readonly findings: readonly Cause[];
  readonly unknown: readonly Unknown[];
}

export const NOTHING: Judgement = { findings: [], unknown: [] };

export function found(...findings: Cause[]): Judgement {
  return { findings, unknown: [] };
}

export function notSeen(
  what: string,
  { why, permission }: Unavailable,
  more: Pick<Unknown, 'decides' | 'changes'> = {},
): Judgement {
  return { findings: [], unknown: [{ what, why, permission, ...more }] };
}

export function together(judgements: readonly Judgement[]): Judgement {
  return {
    findings: judgements.flatMap(({ findings }) => findings),
    unknown: judgements.flatMap(({ unknown }) => unknown),
  };
}
