import type { StatementPlace } from './policy';
import type { Mismatch } from './statement';
import type { Clause } from './verdict';

/** What is asked of S3, and what is known of the request. */
export interface S3Request {
  /** An action of S3, such as `s3:GetObject`; in any case. */
  readonly action: string;

  /** The name of the bucket. */
  readonly bucket: string;

  /**
   * The key of the object.
   * @default - the action is one on the bucket itself
   */
  readonly key?: string;

  /**
   * The values of condition keys such as `aws:SecureTransport`, in any case. An empty list says that the key is absent; of a
   * key that is left out nothing is known, but for what follows from the account.
   * @default - nothing is known
   */
  readonly context?: { readonly [key: string]: string[] };
}

/** A request of anybody of an account. */
export interface BucketPolicyRequest extends S3Request {
  readonly accountId: string;
  /** @default - not known */
  readonly canonicalUserId?: string;
}

/** What a bucket policy says to a request. Only an allowed one gets through, if the own account of who asks allows it too. */
export enum BucketPolicyOutcome {
  ALLOWED = 'allowed',
  /** A statement denies it, whatever others allow. */
  DENIED = 'denied',
  /** No statement allows it. */
  NOT_ALLOWED = 'not-allowed',
  /** That cannot be told from what is known. */
  DEPENDS = 'depends',
}

/** What a statement has to do with a decision. */
export enum BucketPolicyRole {
  ALLOWS = 'allows',
  DENIES = 'denies',
  MAY_ALLOW = 'may-allow',
  MAY_DENY = 'may-deny',
  /** Its Effect is not understood. */
  MAY_ALLOW_OR_DENY = 'may-allow-or-deny',
  /** One thing keeps it from allowing the request. */
  NEARLY_ALLOWS = 'nearly-allows',
}

/** A statement that led to a decision. */
export interface BucketPolicyStatement extends StatementPlace {
  readonly role: BucketPolicyRole;
  /** What it depends on whether it applies: clauses that have to be true, all of them. */
  readonly dependsOn: readonly Clause[];
  /** Its conditions that hold, in words. */
  readonly because: readonly string[];
  /** What keeps it from applying. */
  readonly against: readonly Mismatch[];
  /** What it does to the request, as a sentence without a full stop. */
  readonly words: string;
}

/** What a bucket policy says to a request, and why. */
export interface BucketPolicyDecision {
  readonly outcome: BucketPolicyOutcome;
  /** In the order of the policy: those that deny, or else those that allow or may deny, or else those that nearly allow it. */
  readonly statements: readonly BucketPolicyStatement[];
}
