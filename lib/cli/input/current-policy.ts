import { type Encryption, isMissing, type Observed } from '../../live/facts';
import { Inspector } from '../../live/inspector';
import type { S3Access } from '../../live/s3-reader';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { ExitCode, Failure } from '../exit-code';
import { policyIn } from './pasted-policy';
import { withS3Reader } from './s3-access';

/** What a bucket has now. */
export interface CurrentPolicy {
  readonly policy: JsonObject;
  readonly region: Observed<string>;
  /** That of the caller's AWS configuration, if it names one. */
  readonly configuredRegion?: string;
  /** How objects are encrypted by default. */
  readonly encryption: Observed<Encryption>;
}

/**
 * The policy that a bucket has now, and the region of the bucket.
 * @throws Failure where there is no such bucket, it has no policy, or it may not be looked at
 */
export async function currentPolicy(bucket: string, access: S3Access): Promise<CurrentPolicy> {
  const { facts, configuredRegion } = await withS3Reader(access, async (reader) => ({
    facts: await new Inspector(reader).atBucket(bucket),
    configuredRegion: reader.configuredRegion,
  }));
  if (isMissing(facts)) {
    throw new Failure(`there is no bucket ${quoted(bucket)}`, ExitCode.PROBLEMS);
  }
  const { policy, region, encryption } = facts;
  if (!policy.known) {
    const needs = policy.permission === undefined ? '' : `, which needs ${policy.permission}`;
    throw new Failure(`the policy of ${quoted(bucket)} cannot be read${needs}: ${policy.why}`, ExitCode.INCOMPLETE);
  }
  if (policy.value === null) {
    throw new Failure(`${bucket} has no policy, so there is nothing to adopt`, ExitCode.PROBLEMS);
  }
  return { policy: policyIn(policy.value, bucket), region, configuredRegion, encryption };
}
