import { documentGrants, type NamedGrant, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { methodOf, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import type { ZencoderUserGrant } from '../grants/user-policy';
import { byCodePoint } from '../messages/text';
import { identityOf, type KnownIdentity, type ZencoderIdentity } from '../zencoder/another-zencoder';
import type { BucketConfig, LeaveEntry, StackConfig, UserConfig, ZencoderConfig } from './format';

/** A bucket of the file, with the settings of its stack as defaults. */
export interface ResolvedBucket extends BucketConfig {
  readonly bucket: string;
  readonly stack: string;
  readonly zencoder: KnownIdentity;
  /** The properties of the policy; undefined if the bucket gets none, because all its objects have other methods. */
  readonly document?: ZencoderPolicyDocumentProps;
}

/** A user of the file. Several stacks can have a user of the same name, each in another account. */
export interface ResolvedUser extends UserConfig {
  readonly user: string;
  readonly stack: string;
}

/** The configuration with all defaults resolved: each bucket and user has its settings from elsewhere in the file. */
export interface ResolvedConfig extends ZencoderConfig {
  /** The buckets by name, in the order of the file. A bucket is in one stack. */
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
 * The profile and the endpoint that the AWS CLI uses for method `acl`. They default to those of the provider. If the provider assumes a
 * role, its profile is not a default: the AWS CLI does not assume that role, and the profile alone may belong to another account.
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

/** The buckets, sorted by name. */
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

/** The grants of the policy with their names in the file. An object keeps its index there, which counts objects of other methods. */
export function policyGrants({ bucket, grants = [], objects = [] }: ResolvedBucket): NamedGrant[] {
  const all = documentGrants({ bucket, grants, objects: [...objects] });
  const isInPolicy = (index: number) => methodOf(objects[index]!) === ZencoderObjectMethod.POLICY;
  return all.filter((_, index) => index < grants.length || isInPolicy(index - grants.length));
}

/** A bucket in the setting `leave` of a stack. */
export interface LeftBucket {
  readonly bucket: string;
  readonly copies: readonly Pick<ZencoderObject, 'key' | 'copyTo'>[];
}

/** The buckets that a stack leaves, sorted by name. */
export function leftBuckets({ leave = [] }: StackConfig): LeftBucket[] {
  const all = leave.map((entry) => (typeof entry === 'string' ? { bucket: entry } : entry));
  return all
    .map(({ bucket, copies = [] }: LeaveEntry) => ({
      bucket,
      copies: copies.map((copy) => (typeof copy === 'string' ? { key: copy } : copy)),
    }))
    .sort((a, b) => byCodePoint(a.bucket, b.bucket));
}

/** The grants of a user. A grant without a KMS key gets the key of its bucket. */
export function withKmsKeys(
  grants: readonly ZencoderUserGrant[],
  keyOf: (bucket: string) => string | undefined,
): ZencoderUserGrant[] {
  return grants.map((grant) => ({ ...grant, kmsKeyArn: grant.kmsKeyArn ?? keyOf(grant.bucket) }));
}
