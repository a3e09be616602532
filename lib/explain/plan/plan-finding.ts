import type { Show } from '../words';

/** How a finding counts. */
export enum PlanLevel {
  /** What the apply leaves behind is broken, or not determined. */
  PROBLEM = 'problem',
  /** The apply deletes something, or takes it away for a while. */
  LOSS = 'loss',
  /** The plan does not tell it. */
  UNKNOWN = 'unknown',
  NOTE = 'note',
}

/** What a finding is, for programs. */
export enum PlanFindingKind {
  /** Several addresses manage, or one deletes and another puts, the policy of one bucket. */
  TWO_ADDRESSES = 'two-addresses',
  /** A policy or a copy is put again and then deleted, by `create_before_destroy`. */
  DELETED_AFTER_CREATION = 'deleted-after-creation',
  /** A policy names another bucket than its own, which S3 refuses. */
  OTHER_BUCKET = 'other-bucket',
  POLICY_DELETED = 'policy-deleted',
  /** A policy is deleted and put again. */
  INTERRUPTED = 'interrupted',
  COPY_DELETED = 'copy-deleted',
  USER_DELETED = 'user-deleted',
  ACCESS_KEY_DELETED = 'access-key-deleted',
  /** A policy is put where the plan does not show which one the bucket has. */
  LIVE_POLICY_UNKNOWN = 'live-policy-unknown',
  /** A value is known only after the apply, or is not understood. */
  VALUE_UNKNOWN = 'value-unknown',
  /** A later plan decides on it. */
  DEFERRED = 'deferred',
  /** The plan has an action that is not known here. */
  ACTION_UNKNOWN = 'action-unknown',
  FORGOTTEN = 'forgotten',
  MOVED = 'moved',
  IMPORTED = 'imported',
  /** It was changed outside of Terraform. */
  DRIFTED = 'drifted',
  /** Grants in ACLs of objects stay, since nothing revokes them. */
  GRANTS_STAY = 'grants-stay',
  INCOMPLETE = 'incomplete',
}

/** A bucket, or an address where its name is not known; a user; or all of the plan. */
export interface Subject {
  readonly kind: 'bucket' | 'user' | 'plan';
  readonly name: string;
}

export function bucketSubject(label: string): Subject {
  return { kind: 'bucket', name: label };
}

export function subjectText({ kind, name }: Subject, show: Show): string {
  return kind === 'plan' ? 'the plan' : kind === 'user' ? `user ${show(name)}` : show(name);
}

/** What an apply does beside opening and closing, or what the plan does not tell. */
export interface PlanFinding {
  readonly level: PlanLevel;
  readonly kind: PlanFindingKind;
  readonly about: Subject;
  /** Of the resource in the plan; absent where it is about the whole plan. */
  readonly address?: string;
  /** One line. */
  readonly message: string;
  /** Of what is unknown: it may open something, or take something away. */
  readonly mayOpen?: boolean;
  readonly mayLose?: boolean;
}
