import { isMissing } from '../doctor/bucket-facts';
import { Looks } from '../doctor/looks';
import type { S3Access } from '../doctor/s3-reader';
import { quoted } from '../policy/wording';
import { ExitCode, Failure } from './exit-code';
import { looking } from './s3-access';

/**
 * The policy that a bucket has now, as JSON; undefined where it has none.
 * @throws Failure where there is no such bucket, or it may not be looked at
 */
export async function livePolicy(bucket: string, access: S3Access): Promise<string | undefined> {
  return looking(access, async (reader) => {
    const facts = await new Looks(reader).atBucket(bucket);
    if (isMissing(facts)) {
      throw new Failure(`there is no bucket ${quoted(bucket)}`, ExitCode.PROBLEMS);
    }
    const { policy } = facts;
    if (!policy.known) {
      const needs = policy.permission === undefined ? '' : `, which needs ${policy.permission}`;
      throw new Failure(`the policy of ${quoted(bucket)} cannot be read${needs}: ${policy.why}`, ExitCode.CANNOT_LOOK);
    }
    return policy.value ?? undefined;
  });
}
