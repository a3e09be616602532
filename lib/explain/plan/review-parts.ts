import type { Account } from '../../iam/account';
import type { ConfiguredBuckets } from './configured-bucket';
import type { PlanChange } from './plan-change';
import type { PlanFinding } from './plan-finding';
import type { PlannedBuckets } from './planned-buckets';

/** A change, and the resource of the plan that makes it. */
export interface PlacedChange {
  readonly address: string;
  readonly change: PlanChange;
}

/** The changes and findings of some resources of a plan. */
export interface ReviewPart {
  readonly changes: readonly PlacedChange[];
  readonly findings: readonly PlanFinding[];
}

/** What the review of a resource needs to know about the whole plan. */
export interface ReviewContext {
  readonly account: Account;
  readonly buckets: PlannedBuckets;
  readonly configured: ConfiguredBuckets;
  readonly now: Date;
}

export function found(...findings: readonly PlanFinding[]): ReviewPart {
  return { changes: [], findings };
}

export function joinedParts(parts: readonly ReviewPart[]): ReviewPart {
  return {
    changes: parts.flatMap(({ changes }) => changes),
    findings: parts.flatMap(({ findings }) => findings),
  };
}
