import { BucketPolicy } from '../../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../../lib/iam/decision';
import { NEEDS } from './needs';
import { REQUESTERS } from './requesters';
import type { Decision } from './trial';
import type { Verdict } from './trials';

/** What the product's own evaluator has decided as the server did, and where it says otherwise. */
export interface Comparison {
  readonly agreed: number;
  readonly differing: readonly string[];
}

/** Compares the server's decisions on requests of accounts that policies can name with those of the evaluator. */
export function compared({ policy, words, decisions }: Verdict): Comparison {
  const evaluator = BucketPolicy.parse(policy);
  const judged = decisions.filter(
    ({ requester, skipped, observed }) =>
      skipped === undefined &&
      REQUESTERS[requester].account !== undefined &&
      (observed === 'allowed' || observed === 'denied'),
  );
  const differing = judged.filter((decision) => evaluated(evaluator, words.bucket, decision) !== decision.observed);
  return {
    agreed: judged.length - differing.length,
    differing: differing.map(
      (decision) =>
        `${words.bucket}: ${decision.operation} ${JSON.stringify(decision.key)} by ${decision.requester}: the server ${decision.observed}, the evaluator ${evaluated(evaluator, words.bucket, decision)}`,
    ),
  };
}

function evaluated(policy: BucketPolicy, bucket: string, { requester, operation, key, to, tls }: Decision): string {
  const keys = { bucket: undefined, key, destination: to };
  const outcomes = NEEDS[operation].map(
    ({ action, on }) =>
      policy.decide({
        action,
        bucket,
        key: keys[on],
        accountId: REQUESTERS[requester].account!,
        context: { 'aws:SecureTransport': [String(tls)], 'aws:CurrentTime': [new Date().toISOString()] },
      }).outcome,
  );
  if (outcomes.every((outcome) => outcome === BucketPolicyOutcome.ALLOWED)) {
    return 'allowed';
  }
  return outcomes.includes(BucketPolicyOutcome.DEPENDS) ? 'depends' : 'denied';
}
