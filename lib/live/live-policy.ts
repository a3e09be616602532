import { ExitCode, Failure } from '../cli/exit-code';
import { looking } from '../cli/input/s3-access';
import { quoted } from '../messages/wording';
import type { Observed } from './facts';
import { isMissing } from './facts';
import { Inspector } from './inspector';
import type { S3Access } from './s3-reader';

/** What a bucket has now. */
export interface LivePolicy {
  /** As JSON; undefined where it has none. */
  readonly policy: string | undefined;
  readonly region: Observed<string>;
}

/**
 * The policy that a bucket has now, and where the bucket lies.
 * @throws Failure where there is no such bucket, or it may not be looked at
 */
export async function livePolicy(bucket: string, access: S3Access): Promise<LivePolicy> {
  return looking(access, async (reader) => {
    const facts = await new Inspector(reader).atBucket(bucket);
    if (isMissing(facts)) {
      throw new Failure(`there is no bucket ${quoted(bucket)}`, ExitCode.PROBLEMS);
    }
    const { policy, region } = facts;
    if (!policy.known) {
      const needs = policy.permission === undefined ? '' : `, which needs ${policy.permission}`;
      throw new Failure(`the policy of ${quoted(bucket)} cannot be read${needs}: ${policy.why}`, ExitCode.CANNOT_LOOK);
    }
    return { policy: policy.value ?? undefined, region };
  });
}
