import type { BucketConfig, UserConfig, ZencoderConfig } from '../../lib/app/config';
import type { ZencoderGrant } from '../../lib/policy/grant';
import { type ZencoderObject, ZencoderObjectMethod, ZencoderPermission } from '../../lib/policy/object-access';
import type { ZencoderUserGrant } from '../../lib/policy/user-policy';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder';
import { BUCKETS, EXPIRIES, KEYS, KMS_KEYS, NOW, OTHER_ACCOUNT, PREFIXES } from './random-files';

/** What somebody wants to do at some time. */
export interface Request {
  readonly who: string;
  readonly on: string;
  readonly action: string;
  /** Of the object, for an action on objects. */
  readonly key?: string;
  readonly time: number;
  readonly tls: boolean;
}

const ON_BUCKETS: readonly string[] = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads', 's3:ListBucket'];
const READ = ['s3:GetObject'];
const BOTH_ON_BUCKETS = ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'];
const WRITE = [...READ, 's3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts'];
const ROLES: Readonly<Record<ZencoderRole, readonly string[]>> = {
  [ZencoderRole.INPUT]: [...READ, ...BOTH_ON_BUCKETS],
  [ZencoderRole.OUTPUT]: [...WRITE, ...BOTH_ON_BUCKETS],
  [ZencoderRole.INPUT_AND_OUTPUT]: [...WRITE, 's3:GetObjectAcl', ...BOTH_ON_BUCKETS],
  [ZencoderRole.VIDEO_CLOUD_INGEST]: [...READ, 's3:GetObjectAcl', 's3:GetBucketLocation'],
};
const PERMITTED: Readonly<Record<ZencoderPermission, readonly string[]>> = {
  [ZencoderPermission.READ]: ['s3:GetObject'],
  [ZencoderPermission.READ_ACP]: ['s3:GetObjectAcl'],
  [ZencoderPermission.WRITE_ACP]: ['s3:PutObjectAcl'],
  [ZencoderPermission.FULL_CONTROL]: ['s3:GetObject', 's3:GetObjectAcl', 's3:PutObjectAcl'],
};

/** A reading of the file of its own: word by word, without a thought for what the product makes of it. */
export function isAllowed({ stacks }: ZencoderConfig, request: Request): boolean {
  return Object.values(stacks).some(
    ({ buckets = {}, users = {} }) =>
      Object.entries(buckets).some(([name, bucket]) => name === request.on && letsIn(bucket, request)) ||
      Object.entries(users).some(([name, user]) => name === request.who && isUserAllowed(stacks, user, request)),
  );
}

function letsIn({ grants = [], objects = [], requireTls, zencoder }: BucketConfig, request: Request): boolean {
  const { who, action, key, tls } = request;
  const isReadByPolicy = (object: ZencoderObject) =>
    isByPolicy(object) && action === 's3:GetObject' && key === object.key;
  const byPolicy = who === (zencoder?.accountId ?? Zencoder.ACCOUNT_ID) && (tls || !requireTls);
  return (
    (byPolicy && (grants.some((grant) => gives(grant, request)) || objects.some(isReadByPolicy))) ||
    (who === Zencoder.ACCOUNT_ID && objects.some((object) => permits(object, request)))
  );
}

function isUserAllowed(
  stacks: ZencoderConfig['stacks'],
  { grants, requireTls }: UserConfig,
  request: Request,
): boolean {
  return (
    ((request.tls || !requireTls) && grants.some((grant) => grant.bucket === request.on && gives(grant, request))) ||
    grants.some((grant) => usesKey(stacks, grant, request))
  );
}

function gives({ role, actions = [], prefixes = [], keys = [], expires }: ZencoderGrant, request: Request): boolean {
  const { action, key, time } = request;
  const granted: readonly string[] = role === undefined ? actions : ROLES[role];
  const isThere = () =>
    ON_BUCKETS.includes(action) ||
    prefixes.length + keys.length === 0 ||
    keys.some((one) => one === key) ||
    prefixes.some((prefix) => key !== undefined && key.slice(0, prefix.length) === prefix);
  return granted.includes(action) && time < endOf(expires) && isThere();
}

function endOf(expires: string | undefined): number {
  return expires === undefined ? Number.POSITIVE_INFINITY : new Date(expires).getTime();
}

function isByPolicy({ method }: ZencoderObject): boolean {
  return method === undefined || method === ZencoderObjectMethod.POLICY;
}

function permits(object: ZencoderObject, { action, key }: Request): boolean {
  const { permissions = [ZencoderPermission.READ] } = object;
  return !isByPolicy(object) && object.key === key && permissions.some((one) => PERMITTED[one].includes(action));
}

const NEEDED_BY: Readonly<Record<string, readonly string[]>> = {
  'kms:Decrypt': ['s3:GetObject', 's3:PutObject'],
  'kms:GenerateDataKey': ['s3:PutObject'],
};

function usesKey(stacks: ZencoderConfig['stacks'], grant: ZencoderUserGrant, { on, action, time }: Request): boolean {
  if (!(action in NEEDED_BY)) {
    return false;
  }
  const ofBucket = Object.values(stacks).flatMap(({ buckets = {} }) => buckets[grant.bucket]?.kmsKeyArn ?? [])[0];
  const granted: readonly string[] = grant.role === undefined ? (grant.actions ?? []) : ROLES[grant.role];
  return (
    (grant.kmsKeyArn ?? ofBucket) === on &&
    NEEDED_BY[action]!.some((one) => granted.includes(one)) &&
    time < endOf(grant.expires)
  );
}

/** Keys at every edge: each prefix and key that is named anywhere, and something behind it that is named nowhere. */
const EDGES = ['zzz', ...new Set([...PREFIXES, ...KEYS].flatMap((text) => [text, `${text}zzz`]))];
const TIMES = [NOW.getTime(), ...EXPIRIES.map((date) => Date.parse(date))].filter((time) => time >= NOW.getTime());
const WHEN = [...new Set(TIMES.flatMap((time) => [time, ...(time > NOW.getTime() ? [time - 1000] : [])]))];

/** Every request that the files can differ in, from now on. */
export const REQUESTS: readonly Request[] = [Zencoder.ACCOUNT_ID, OTHER_ACCOUNT, 'zencoder'].flatMap((who) =>
  [true, false].flatMap((tls) =>
    WHEN.flatMap((time) => [
      ...BUCKETS.flatMap((on) =>
        Object.values(ZencoderAction).flatMap((action): Request[] =>
          ON_BUCKETS.includes(action)
            ? [{ who, on, action, time, tls }]
            : EDGES.map((key) => ({ who, on, action, key, time, tls })),
        ),
      ),
      ...KMS_KEYS.flatMap((on) =>
        ['kms:Decrypt', 'kms:GenerateDataKey'].map((action) => ({ who, on, action, time, tls })),
      ),
    ]),
  ),
);
