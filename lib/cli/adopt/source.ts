import { kmsKeyArnFault } from '../../grants/kms-key';
import { type Encryption, type Observed, observedValue } from '../../live/facts';
import type { S3Access } from '../../live/s3-reader';
import type { JsonObject } from '../../messages/json';
import { isManagedKey } from '../../preflight/default-key';
import { regionFault } from '../../s3/region';
import { ExitCode, Failure } from '../exit-code';
import { bucketOf, pastedPolicy } from '../input/pasted-policy';
import type { AdoptionTarget } from './target';

/** A policy to adopt, and its place in the file. */
export interface Source {
  readonly policy: JsonObject;
  readonly bucket: string;
  readonly target: AdoptionTarget;
  /** The policy comes from S3, so S3 has accepted its grammar. */
  readonly isFromS3: boolean;
  /** The default KMS key of the bucket, if the file can name it. */
  readonly kmsKeyArn?: string;
  /** Facts about the bucket that are unknown, and why. One line each. */
  readonly notes: readonly string[];
}

/** Reads the policy from a file or from stdin. */
export async function sourceFromFile(path: string, name: string | undefined, target: AdoptionTarget): Promise<Source> {
  const policy = await pastedPolicy(path);
  return { policy, bucket: name ?? bucketOf(policy, target.region), target, isFromS3: false, notes: [] };
}

/** Reads the current policy from S3. @throws Failure if the bucket is in a different region than the given one */
export async function sourceFromS3(bucket: string, access: S3Access, target: AdoptionTarget): Promise<Source> {
  const { currentPolicy } = await import('../input/current-policy');
  const { policy, region, configuredRegion, encryption } = await currentPolicy(bucket, access);
  const key = keyToName(encryption);
  const why = region.known ? regionFault(region.value) : region.why;
  if (!region.known || why !== undefined) {
    const needs = region.known || region.permission === undefined ? '' : ` (needs ${region.permission})`;
    const unknownRegion = `cannot read the region of ${bucket}${needs}: ${why}`;
    const isConfigured = configuredRegion !== undefined && regionFault(configuredRegion) === undefined;
    const assumed = target.region ?? (isConfigured ? configuredRegion : undefined);
    const isAssumed = target.region === undefined && assumed !== undefined;
    const note = isAssumed ? `${unknownRegion}; using ${assumed} from your AWS configuration` : unknownRegion;
    return {
      ...key,
      policy,
      bucket,
      target: { ...target, region: assumed },
      isFromS3: true,
      notes: [note, ...key.notes],
    };
  }
  if (target.region !== undefined && target.region !== region.value) {
    throw new Failure(`--region: ${bucket} is in ${region.value}, not in ${target.region}`, ExitCode.PROBLEMS);
  }
  return { ...key, policy, bucket, target: { ...target, region: region.value }, isFromS3: true };
}

/** The default KMS key of a bucket, which Zencoder must be able to use, and notes about it. */
function keyToName(encryption: Observed<Encryption>): Pick<Source, 'kmsKeyArn' | 'notes'> {
  const { algorithm = '', key } = observedValue(encryption) ?? {};
  if (!algorithm.startsWith('aws:kms')) {
    return { notes: [] };
  }
  if (isManagedKey(key)) {
    return { notes: ['the bucket encrypts with the AWS managed key aws/s3, which Zencoder cannot use; run preflight'] };
  }
  return kmsKeyArnFault(key!) === undefined
    ? { kmsKeyArn: key, notes: [] }
    : { notes: [`the bucket encrypts with the KMS key ${key}: write its ARN into the file as kmsKeyArn`] };
}
