import { documentGrants, type NamedGrant, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { methodOf, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import type { ZencoderUserGrant } from '../grants/user-policy';
import { byCodePoint } from '../messages/text';
import { identityOf, type KnownIdentity, type ZencoderIdentity } from '../zencoder/another-zencoder';
import type { BucketConfig, LeaveEntry, StackConfig, UserConfig, ZencoderConfig } from './format';

/** A bucket of the file, with what it has from its stack. */
export interface ResolvedBucket extends BucketConfig {
  readonly bucket: string;
  readonly stack: string;
  readonly zencoder: KnownIdentity;
  /** What the policy is made of; undefined where all objects have other methods, so that the bucket gets none. */
  readonly document?: ZencoderPolicyDocumentProps;
}

/** A user of the file. Several stacks may have one of the same name, each in another account. */
export interface ResolvedUser extends UserConfig {
  readonly user: string;
  readonly stack: string;
}

/** What a file means: each bucket and user with everything that it has from elsewhere in the file. */
export interface ResolvedConfig extends ZencoderConfig {
  /** By name, in the order of the file: a bucket is in one stack. */
  readonly buckets: ReadonlyMap<string, ResolvedBucket>;
  readonly users: readonly ResolvedUser[];
}

export function resolve({ stacks }: ZencoderConfig): ResolvedConfig {
  const buckets = Object.entries(stacks).flatMap(([stack, config]) =>
    Object.entries(config.buckets ?? {}).map(([bucket, settings]): [string, ResolvedBucket] => {
      const region = settings.region ?? config.region;
      const zencoder = identityOf({ ...config.zencoder, ...settings.zencoder });
      const document = documentOf(bucket, settings, zencoder);
      return [bucket, { ...settings, ...cliAccess(settings, config), bucket, stack, region, zencoder, document }];
    }),
  );
  const byName = new Map(buckets);
  const keyOf = (bucket: string) => byName.get(bucket)?.kmsKeyArn;
  const users = Object.entries(stacks).flatMap(([stack, config]) =>
    Object.entries(config.users ?? {}).map(([user, settings]) => {
      return { ...settings, user, stack, grants: withKmsKeys(settings.grants, keyOf) };
    }),
  );
  return { stacks, buckets: byName, users };
}

/**
 * How the AWS CLI reaches the bucket, for method `acl`: as the provider of the stack does where the bucket says nothing else. It takes
 * on no role of the provider, whose profile alone may be of another account.
 */
function cliAccess(
  { cliProfile, endpointUrl }: BucketConfig,
  { provider = {} }: StackConfig,
): Pick<BucketConfig, 'cliProfile' | 'endpointUrl'> {
  const { profile, assumeRole, endpoints } = provider;
  return {
    cliProfile: cliProfile ?? (assumeRole === undefined ? profile : undefined),
    endpointUrl: endpointUrl ?? endpoints?.s3,
  };
}

/** In the order of their names. */
export function sortedBuckets({ buckets }: ResolvedConfig): ResolvedBucket[] {
  return [...buckets.values()].sort((a, b) => byCodePoint(a.bucket, b.bucket));
}

function documentOf(
  bucket: string,
  settings: BucketConfig,
  zencoder: ZencoderIdentity,
): ZencoderPolicyDocumentProps | undefined {
  const { grants, requireTls, otherStatements, acceptedDenies } = settings;
  const objects = objectsBy(settings, ZencoderObjectMethod.POLICY);
  return grants === undefined && objects.length === 0
    ? undefined
    : { bucket, grants, objects, requireTls, otherStatements, acceptedDenies, ...zencoder };
}

export function objectsBy({ objects = [] }: BucketConfig, method: ZencoderObjectMethod): ZencoderObject[] {
  return objects.filter((object) => methodOf(object) === method);
}

/** The grants of the policy by their names in the file, where objects of other methods are between its objects. */
export function policyGrants({ bucket, grants = [], objects = [] }: ResolvedBucket): NamedGrant[] {
  const all = documentGrants({ bucket, grants, objects: [...objects] });
  const isInPolicy = (index: number) => methodOf(objects[index]!) === ZencoderObjectMethod.POLICY;
  return all.filter((_, index) => index < grants.length || isInPolicy(index - grants.length));
}

/** A bucket that a stack leaves. */
export interface LeftBucket {
  readonly bucket: string;
  readonly copies: readonly Pick<ZencoderObject, 'key' | 'copyTo'>[];
}

/** In the order of their names. */
export function leftBuckets({ leave = [] }: StackConfig): LeftBucket[] {
  const all = leave.map((entry) => (typeof entry === 'string' ? { bucket: entry } : entry));
  return all
    .map(({ bucket, copies = [] }: LeaveEntry) => ({
      bucket,
      copies: copies.map((copy) => (typeof copy === 'string' ? { key: copy } : copy)),
    }))
    .sort((a, b) => byCodePoint(a.bucket, b.bucket));
}

/** The grants of a user, each with the key of its bucket where it names none itself. */
export function withKmsKeys(
  grants: readonly ZencoderUserGrant[],
  keyOf: (bucket: string) => string | undefined,
): ZencoderUserGrant[] {
  return grants.map((grant) => ({ ...grant, kmsKeyArn: grant.kmsKeyArn ?? keyOf(grant.bucket) }));
}
