import type { BucketConfig, UserConfig, ZencoderConfig } from '../../lib/config/format';
import { type ZencoderObject, ZencoderObjectMethod, ZencoderPermission } from '../../lib/grants/object-access';
import type { ZencoderUserGrant } from '../../lib/grants/user-policy';
import { Zencoder, ZencoderAction } from '../../lib/zencoder/account-and-roles';
import { actionsOf, grantsAllow, hasEnded, isOnBucket } from '../support/meaning';
import { BUCKETS, EXPIRIES, KEYS, KMS_KEYS, NOW, OTHER_ACCOUNT, PREFIXES } from './random-files';

/** A request at a point in time. */
export interface Request {
  readonly who: string;
  readonly on: string;
  readonly action: string;
  /** The key of the object, for an action on objects. */
  readonly key?: string;
  readonly at: Date;
  readonly tls: boolean;
}

const PERMITTED: Readonly<Record<ZencoderPermission, readonly string[]>> = {
  [ZencoderPermission.READ]: ['s3:GetObject'],
  [ZencoderPermission.READ_ACP]: ['s3:GetObjectAcl'],
  [ZencoderPermission.WRITE_ACP]: ['s3:PutObjectAcl'],
  [ZencoderPermission.FULL_CONTROL]: ['s3:GetObject', 's3:GetObjectAcl', 's3:PutObjectAcl'],
};

/** Whether a file allows the request, according to its documentation. */
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
    (byPolicy && (grantsAllow(grants, request) || objects.some(isReadByPolicy))) ||
    (who === Zencoder.ACCOUNT_ID && objects.some((object) => permits(object, request)))
  );
}

function isUserAllowed(
  stacks: ZencoderConfig['stacks'],
  { grants, requireTls }: UserConfig,
  request: Request,
): boolean {
  return (
    ((request.tls || !requireTls) &&
      grantsAllow(
        grants.filter(({ bucket }) => bucket === request.on),
        request,
      )) ||
    grants.some((grant) => usesKey(stacks, grant, request))
  );
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

function usesKey(stacks: ZencoderConfig['stacks'], grant: ZencoderUserGrant, { on, action, at }: Request): boolean {
  if (!(action in NEEDED_BY)) {
    return false;
  }
  const ofBucket = Object.values(stacks).flatMap(({ buckets = {} }) => buckets[grant.bucket]?.kmsKeyArn ?? [])[0];
  return (
    (grant.kmsKeyArn ?? ofBucket) === on &&
    NEEDED_BY[action]!.some((one) => actionsOf(grant).includes(one)) &&
    !hasEnded(grant, at)
  );
}

/** Keys at every boundary: each prefix and key in the files, and a longer key that is in none. */
const EDGES = ['zzz', ...new Set([...PREFIXES, ...KEYS].flatMap((text) => [text, `${text}zzz`]))];
const TIMES = [NOW.getTime(), ...EXPIRIES.map((date) => Date.parse(date))].filter((time) => time >= NOW.getTime());
const WHEN = [...new Set(TIMES.flatMap((time) => [time, ...(time > NOW.getTime() ? [time - 1000] : [])]))].map(
  (time) => new Date(time),
);

/** Every request in which the files can differ, from the present on. */
export const REQUESTS: readonly Request[] = [Zencoder.ACCOUNT_ID, OTHER_ACCOUNT, 'zencoder'].flatMap((who) =>
  [true, false].flatMap((tls) =>
    WHEN.flatMap((at) => [
      ...BUCKETS.flatMap((on) =>
        Object.values(ZencoderAction).flatMap((action): Request[] =>
          isOnBucket(action) ? [{ who, on, action, at, tls }] : EDGES.map((key) => ({ who, on, action, key, at, tls })),
        ),
      ),
      ...KMS_KEYS.flatMap((on) =>
        ['kms:Decrypt', 'kms:GenerateDataKey'].map((action) => ({ who, on, action, at, tls })),
      ),
    ]),
  ),
);
