import { kmsKeyArnFault } from '../../grants/kms-key';
import { type Encryption, type Observed, observedValue } from '../../live/facts';
import type { S3Access } from '../../live/s3-reader';
import type { JsonObject } from '../../messages/json';
import { isManagedKey } from '../../preflight/default-key';
import { regionFault } from '../../s3/region';
import { ExitCode, Failure } from '../exit-code';
import { bucketOf, pastedPolicy } from '../input/pasted-policy';
import type { AdoptionTarget } from './target';

/** A policy to adopt, and where to. */
export interface Source {
  readonly policy: JsonObject;
  readonly bucket: string;
  readonly target: AdoptionTarget;
  /** S3 gave it, and so has taken its grammar. */
  readonly isFromS3: boolean;
  /** The KMS key that encrypts the bucket by default, where it can be named in the file. */
  readonly kmsKeyArn?: string;
  /** What is not known of the bucket, and why. */
  readonly notes: readonly string[];
}

/** A document from a file or from stdin. */
export async function pasted(path: string, name: string | undefined, target: AdoptionTarget): Promise<Source> {
  const policy = await pastedPolicy(path);
  return { policy, bucket: name ?? bucketOf(policy, target.region), target, isFromS3: false, notes: [] };
}

/** @throws Failure where the bucket is in another region than the one that was given */
export async function live(bucket: string, access: S3Access, target: AdoptionTarget): Promise<Source> {
  const { currentPolicy } = await import('../input/current-policy');
  const { policy, region, configuredRegion, encryption } = await currentPolicy(bucket, access);
  const key = keyToName(encryption);
  const why = region.known ? regionFault(region.value) : region.why;
  if (!region.known || why !== undefined) {
    const needs = region.known || region.permission === undefined ? '' : `, which needs ${region.permission}`;
    const unread = `the region of ${bucket} cannot be read${needs}: ${why}`;
    const isConfigured = configuredRegion !== undefined && regionFault(configuredRegion) === undefined;
    const assumed = target.region ?? (isConfigured ? configuredRegion : undefined);
    const isAssumed = target.region === undefined && assumed !== undefined;
    const note = isAssumed ? `${unread}; ${assumed}, of your AWS configuration, is taken for it` : unread;
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

/** The key that a bucket has by default, which Zencoder needs as well as the bucket, and what is to be said of it. */
function keyToName(encryption: Observed<Encryption>): Pick<Source, 'kmsKeyArn' | 'notes'> {
  const { algorithm = '', key } = observedValue(encryption) ?? {};
  if (!algorithm.startsWith('aws:kms')) {
    return { notes: [] };
  }
  if (isManagedKey(key)) {
    return { notes: ['the bucket encrypts with the AWS-managed key aws/s3, which Zencoder cannot use; see preflight'] };
  }
  return kmsKeyArnFault(key!) === undefined
    ? { kmsKeyArn: key, notes: [] }
    : { notes: [`the bucket encrypts with the KMS key ${key}: write its ARN into the file as kmsKeyArn`] };
}
