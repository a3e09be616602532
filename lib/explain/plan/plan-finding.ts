import type { Show } from '../words';

/** The severity of a finding. */
export enum PlanLevel {
  /** The state after the apply is broken, or cannot be determined. */
  PROBLEM = 'problem',
  /** The apply deletes something, or makes it unavailable for a time. */
  LOSS = 'loss',
  /** The plan does not show it. */
  UNKNOWN = 'unknown',
  NOTE = 'note',
}

/** The kinds of findings, for programs. */
export enum PlanFindingKind {
  /** Several addresses manage the policy of one bucket, or one deletes it and another creates it. */
  TWO_ADDRESSES = 'two-addresses',
  /** A policy or a copy is created again and then deleted, because of `create_before_destroy`. */
  DELETED_AFTER_CREATION = 'deleted-after-creation',
  /** A policy names another bucket than its own. S3 rejects it. */
  OTHER_BUCKET = 'other-bucket',
  POLICY_DELETED = 'policy-deleted',
  /** A policy is deleted and created again. */
  INTERRUPTED = 'interrupted',
  COPY_DELETED = 'copy-deleted',
  USER_DELETED = 'user-deleted',
  ACCESS_KEY_DELETED = 'access-key-deleted',
  /** A policy is created, and the plan does not show the current policy of the bucket. */
  CURRENT_POLICY_UNKNOWN = 'live-policy-unknown',
  /** A value is known only after the apply, or cannot be parsed. */
  VALUE_UNKNOWN = 'value-unknown',
  /** The change is deferred to a later plan. */
  DEFERRED = 'deferred',
  /** The plan has an action that this command does not know. */
  ACTION_UNKNOWN = 'action-unknown',
  FORGOTTEN = 'forgotten',
  MOVED = 'moved',
  IMPORTED = 'imported',
  /** A resource was changed outside of Terraform. */
  DRIFTED = 'drifted',
  /** Grants in ACLs of objects stay, because nothing revokes them. */
  GRANTS_STAY = 'grants-stay',
  INCOMPLETE = 'incomplete',
}

/** What a finding is about: a bucket (by its address if the name is not known), a user, or the whole plan. */
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

/** What an apply does in addition to opening and closing access, or what the plan does not show. */
export interface PlanFinding {
  readonly level: PlanLevel;
  readonly kind: PlanFindingKind;
  readonly about: Subject;
  /** The address of the resource in the plan; absent if the finding is about the whole plan. */
  readonly address?: string;
  /** One line. */
  readonly message: string;
  /** Whether something unknown can open access. */
  readonly mayOpen?: boolean;
  /** Whether something unknown can remove access or delete something. */
  readonly mayLose?: boolean;
}
