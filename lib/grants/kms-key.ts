import { accountIdFault } from '../iam/account';
import { firstBroken } from '../messages/attributes';
import { quoted } from '../messages/wording';
import { REGIONS, regionFault } from '../s3/region';
import { Zencoder, ZencoderAction } from '../zencoder/account-and-roles';

/** What S3 does with a KMS key (SSE-KMS) on behalf of who reads and writes. */
export enum KmsAction {
  DECRYPT = 'kms:Decrypt',
  GENERATE_DATA_KEY = 'kms:GenerateDataKey',
}

const KEY_ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}';
const LONGEST_REGION = Math.max(...REGIONS.map((region) => region.length));

/** In the syntax that JavaScript and Terraform share. */
export const KMS_KEY_ARN_PATTERN = `^arn:${Zencoder.PARTITION}:kms:[a-z0-9-]{1,${LONGEST_REGION}}:[0-9]{12}:key/(${KEY_ID})$`;

export const MAX_KMS_KEY_ARN_LENGTH = keyArn('r'.repeat(LONGEST_REGION), Zencoder.ACCOUNT_ID, 'i'.repeat(36)).length;

const WHOLE = `write the whole ARN of the key, ${keyArn('REGION', 'ACCOUNT', 'ID')}`;
const MANAGED_BY_AWS =
  'is the AWS-managed key of S3, which cannot be shared across accounts: encrypt with a customer-managed key and name that';

/** Why a text cannot name the key that encrypts a bucket, or undefined. */
export function kmsKeyArnFault(arn: string): string | undefined {
  const bare = arn.replace(/^key\//, '');
  const [isArn, partition, region = '', account = '', resource = ''] =
    /^arn:([^:]*):kms:([^:]*):([^:]*):(.*)/s.exec(arn) ?? [];
  const id = resource.replace(/^key\//, '').toLowerCase();
  const ofAnother = `it is of the partition ${quoted(partition)}, Zencoder's account lives in the partition aws`;
  const place = partition === Zencoder.PARTITION ? (regionFault(region) ?? accountIdFault(account)) : ofAnother;
  const notForZencoder = 'is not the ARN of a key for Zencoder:';
  const broken = firstBroken([
    [isKeyId(bare), `is the ID of a key alone: write the whole ARN, ${keyArn('REGION', 'ACCOUNT', bare)}`],
    [/^(alias\/)?aws\/s3$/.test(arn), MANAGED_BY_AWS],
    [arn.startsWith('alias/'), `is an alias, which no policy can name: ${WHOLE}`],
    [!isArn, `is not the ARN of a KMS key: ${WHOLE}`],
    [place, `${notForZencoder} ${place}`],
    [resource === 'alias/aws/s3', MANAGED_BY_AWS],
    [
      resource.startsWith('alias/'),
      `is the ARN of an alias, which no policy can name: write that of the key behind it, ${keyArn(region, account, 'ID')}`,
    ],
    [
      !isKeyId(id),
      `${notForZencoder} ${quoted(resource)} is not key/ and a UUID, or key/mrk- and 32 hexadecimal digits in lower case`,
    ],
    [arn !== keyArn(region, account, id), `${notForZencoder} write ${keyArn(region, account, id)}`],
  ]);
  return broken && `${quoted(arn)} ${broken}`;
}

/** The region of a key, by its ARN; undefined where the text is none. */
export function regionOfKey(arn: string): string | undefined {
  return /^arn:[^:]*:kms:([^:]+):/.exec(arn)?.[1];
}

/** Why a key encrypts no bucket in a region. Source: S3's "Using server-side encryption with AWS KMS keys (SSE-KMS)". */
export function keyRegionDoubt(arn: string, region: unknown): string | undefined {
  const isKnown = typeof region === 'string' && regionFault(region) === undefined;
  return isKnown && regionOfKey(arn) !== region
    ? `${quoted(arn)} is a key in ${regionOfKey(arn)}, and the bucket is in ${region}: S3 encrypts with keys of the bucket's own region`
    : undefined;
}

function isKeyId(text: string): boolean {
  return new RegExp(`^(${KEY_ID})$`).test(text);
}

function keyArn(region: string, account: string, id: string): string {
  return `arn:${Zencoder.PARTITION}:kms:${region}:${account}:key/${id}`;
}

/**
 * What S3 actions need on the key of an encrypted bucket, as a set in order: reading decrypts; writing makes a data key, and
 * decrypts to put the parts of an upload together. Source: S3's "Multipart upload API and permissions".
 */
export function kmsActions(actions: readonly ZencoderAction[]): KmsAction[] {
  const writes = actions.includes(ZencoderAction.PUT_OBJECT);
  const reads = actions.includes(ZencoderAction.GET_OBJECT);
  return [...(reads || writes ? [KmsAction.DECRYPT] : []), ...(writes ? [KmsAction.GENERATE_DATA_KEY] : [])];
}
