import type { StatementPlace } from './policy';
import type { Mismatch } from './statement';
import type { Clause } from './verdict';

/** A request to S3, and what is known about it. */
export interface S3Request {
  /** An S3 action such as `s3:GetObject`. It is not case-sensitive. */
  readonly action: string;

  /** The name of the bucket. */
  readonly bucket: string;

  /**
   * The key of the object.
   * @default - the action applies to the bucket itself
   */
  readonly key?: string;

  /**
   * The values of condition keys such as `aws:SecureTransport`. Keys are not case-sensitive. An empty list means that
   * the key is absent. Nothing is known about a key that is missing here, except what follows from the account.
   * @default - nothing is known
   */
  readonly context?: { readonly [key: string]: string[] };
}

/** A request from an AWS account. */
export interface BucketPolicyRequest extends S3Request {
  readonly accountId: string;
  /** @default - not known */
  readonly canonicalUserId?: string;
}

/**
 * The decision of a bucket policy about a request. An allowed request also needs the permission of the requester's own
 * account.
 */
export enum BucketPolicyOutcome {
  ALLOWED = 'allowed',
  /** A statement denies the request, which overrides every Allow. */
  DENIED = 'denied',
  /** No statement allows the request. */
  NOT_ALLOWED = 'not-allowed',
  /** The decision depends on something that is not known. */
  DEPENDS = 'depends',
}

/** The part of a statement in a decision. */
export enum BucketPolicyRole {
  ALLOWS = 'allows',
  DENIES = 'denies',
  MAY_ALLOW = 'may-allow',
  MAY_DENY = 'may-deny',
  /** The Effect of the statement is not understood. */
  MAY_ALLOW_OR_DENY = 'may-allow-or-deny',
  /** Exactly one element of the statement does not match the request. */
  NEARLY_ALLOWS = 'nearly-allows',
}

/** A statement that is part of a decision. */
export interface BucketPolicyStatement extends StatementPlace {
  readonly role: BucketPolicyRole;
  /** The clauses that must all be true for the statement to apply. */
  readonly dependsOn: readonly Clause[];
  /** The descriptions of the conditions that are met. */
  readonly because: readonly string[];
  /** The elements that do not match the request. */
  readonly against: readonly Mismatch[];
  /** What the statement does to the request, as a sentence without a full stop. */
  readonly words: string;
}

/** The decision of a bucket policy about a request, and its reasons. */
export interface BucketPolicyDecision {
  readonly outcome: BucketPolicyOutcome;
  /**
   * In the order of the policy: those that deny; or else those that allow or may deny; or else those that nearly allow.
   */
  readonly statements: readonly BucketPolicyStatement[];
}
