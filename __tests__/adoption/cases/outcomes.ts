import { edgeRequests } from '../../../lib/adoption/edge-requests';
import { BucketPolicy } from '../../../lib/iam/bucket-policy';
import { BucketPolicyOutcome, type BucketPolicyRequest } from '../../../lib/iam/decision';
import type { JsonObject } from '../../../lib/policy/json';
import { BUCKET } from './adopted';

const { ALLOWED, DEPENDS } = BucketPolicyOutcome;

/** Requests at the edges of all policies. */
export function requestsAbout(...policies: string[]): BucketPolicyRequest[] {
  const parsed = policies.map((policy) => JSON.parse(policy) as JsonObject);
  return edgeRequests(parsed, BUCKET);
}

/** The same requests of other accounts. */
export function ofOtherAccounts(requests: readonly BucketPolicyRequest[], zencoder: string): BucketPolicyRequest[] {
  return OTHER_ACCOUNTS.filter((account) => account !== zencoder).flatMap((accountId) =>
    requests.map((request) => ({ ...request, accountId, canonicalUserId: NOBODY })),
  );
}

const OTHER_ACCOUNTS = ['111122223333', '000000000000'];
const NOBODY = '0'.repeat(64);

/** How much a policy allows of each request: 0 nothing, 1 under conditions that are not known, 2 all of it. */
function allowances(policy: string, requests: readonly BucketPolicyRequest[]): number[] {
  const parsed = BucketPolicy.parse(policy);
  return requests.map((request) => {
    const { outcome } = parsed.decide(request);
    return outcome === ALLOWED ? 2 : outcome === DEPENDS ? 1 : 0;
  });
}

/** The policy without what it denies, which could hide what it allows. */
function withoutDenials(policy: string): string {
  const { Statement, ...rest } = JSON.parse(policy) as { Statement: { Effect: string }[] };
  return JSON.stringify({ ...rest, Statement: [Statement].flat().filter(({ Effect }) => Effect !== 'Deny') });
}

/** The requests of which the second policy allows more, and less, than the first. */
export function changes(before: string, after: string, requests: readonly BucketPolicyRequest[]) {
  const both = (policies: string[]) => policies.map((policy) => allowances(policy, requests)) as [number[], number[]];
  const [was, is] = both([before, after]);
  const [allowed, allows] = both([before, after].map(withoutDenials));
  return {
    wider: requests.filter((_, index) => is[index]! > was[index]! || allows[index]! > allowed[index]!),
    narrower: requests.filter((_, index) => is[index]! < was[index]! || allows[index]! < allowed[index]!),
  };
}
