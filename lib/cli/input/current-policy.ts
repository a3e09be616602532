import { type Encryption, isMissing, type Observed } from '../../live/facts';
import { Inspector } from '../../live/inspector';
import type { S3Access } from '../../live/s3-reader';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { ExitCode, Failure } from '../exit-code';
import { policyIn } from './pasted-policy';
import { withS3Reader } from './s3-access';

/** The current policy of a bucket, with the facts that an adoption needs. */
export interface CurrentPolicy {
  readonly policy: JsonObject;
  readonly region: Observed<string>;
  /** The region of the caller's AWS configuration, if it has one. */
  readonly configuredRegion?: string;
  /** The default encryption of the bucket. */
  readonly encryption: Observed<Encryption>;
}

/**
 * Reads the current policy of a bucket from S3.
 * @throws Failure if the bucket does not exist, has no policy, or cannot be read
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
    const needs = policy.permission === undefined ? '' : ` (needs ${policy.permission})`;
    throw new Failure(`cannot read the policy of ${quoted(bucket)}${needs}: ${policy.why}`, ExitCode.INCOMPLETE);
  }
  if (policy.value === null) {
    throw new Failure(`${bucket} has no policy, so there is nothing to adopt`, ExitCode.PROBLEMS);
  }
  return { policy: policyIn(policy.value, bucket), region, configuredRegion, encryption };
}
