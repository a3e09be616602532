import { accountIdFault } from '../iam/account';
import { firstBroken } from '../messages/attributes';
import { quoted } from '../messages/wording';
import { REGIONS, regionFault } from '../s3/region';
import { Zencoder, ZencoderAction } from '../zencoder/account-and-roles';

/** What S3 does with a KMS key (SSE-KMS) for a requester who reads and writes. */
export enum KmsAction {
  DECRYPT = 'kms:Decrypt',
  GENERATE_DATA_KEY = 'kms:GenerateDataKey',
}

const KEY_ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}';
const MAX_REGION_LENGTH = Math.max(...REGIONS.map((region) => region.length));

/** In the syntax that JavaScript and Terraform share. */
export const KMS_KEY_ARN_PATTERN = `^arn:${Zencoder.PARTITION}:kms:[a-z0-9-]{1,${MAX_REGION_LENGTH}}:[0-9]{12}:key/(${KEY_ID})$`;

export const MAX_KMS_KEY_ARN_LENGTH = keyArn('r'.repeat(MAX_REGION_LENGTH), Zencoder.ACCOUNT_ID, 'i'.repeat(36)).length;

const WRITE_FULL_ARN = `write the full ARN of the key, ${keyArn('REGION', 'ACCOUNT', 'ID')}`;
const MANAGED_BY_AWS =
  'is the AWS-managed key of S3, which cannot be shared across accounts: encrypt with a customer-managed key and give the ARN of that key';

/** Returns why a text cannot be the ARN of the key that encrypts a bucket, or undefined if it can. */
export function kmsKeyArnFault(arn: string): string | undefined {
  const bare = arn.replace(/^key\//, '');
  const [isArn, partition, region = '', account = '', resource = ''] =
    /^arn:([^:]*):kms:([^:]*):([^:]*):(.*)/s.exec(arn) ?? [];
  const id = resource.replace(/^key\//, '').toLowerCase();
  const ofAnother = `it is in the partition ${quoted(partition)}, but Zencoder's account is in the partition aws`;
  const place = partition === Zencoder.PARTITION ? (regionFault(region) ?? accountIdFault(account)) : ofAnother;
  const notForZencoder = 'is not the ARN of a key that Zencoder can use:';
  const broken = firstBroken([
    [isKeyId(bare), `is only the ID of a key: write the full ARN, ${keyArn('REGION', 'ACCOUNT', bare)}`],
    [/^(alias\/)?aws\/s3$/.test(arn), MANAGED_BY_AWS],
    [arn.startsWith('alias/'), `is an alias, which a policy cannot name: ${WRITE_FULL_ARN}`],
    [!isArn, `is not the ARN of a KMS key: ${WRITE_FULL_ARN}`],
    [place, `${notForZencoder} ${place}`],
    [resource === 'alias/aws/s3', MANAGED_BY_AWS],
    [
      resource.startsWith('alias/'),
      `is the ARN of an alias, which a policy cannot name: write the ARN of its key, ${keyArn(region, account, 'ID')}`,
    ],
    [
      !isKeyId(id),
      `${notForZencoder} ${quoted(resource)} is not key/ and a UUID, or key/mrk- and 32 hexadecimal digits in lower case`,
    ],
    [arn !== keyArn(region, account, id), `${notForZencoder} write ${keyArn(region, account, id)}`],
  ]);
  return broken && `${quoted(arn)} ${broken}`;
}

/** The region in the ARN of a key; undefined if the text is not such an ARN. */
export function regionOfKey(arn: string): string | undefined {
  return /^arn:[^:]*:kms:([^:]+):/.exec(arn)?.[1];
}

/** Returns a warning if a key is not in the region of the bucket, or undefined. Source: S3's "Using server-side encryption with AWS KMS keys (SSE-KMS)". */
export function keyRegionWarning(arn: string, region: unknown): string | undefined {
  const isKnown = typeof region === 'string' && regionFault(region) === undefined;
  return isKnown && regionOfKey(arn) !== region
    ? `${quoted(arn)} is a key in ${regionOfKey(arn)}, but the bucket is in ${region}: S3 encrypts only with keys in the region of the bucket`
    : undefined;
}

function isKeyId(text: string): boolean {
  return new RegExp(`^(${KEY_ID})$`).test(text);
}

function keyArn(region: string, account: string, id: string): string {
  return `arn:${Zencoder.PARTITION}:kms:${region}:${account}:key/${id}`;
}

/**
 * The KMS actions that S3 actions need on the key of an encrypted bucket, as a sorted set. Reading decrypts. Writing creates a data key,
 * and decrypts to combine the parts of an upload. Source: S3's "Multipart upload API and permissions".
 */
export function kmsActions(actions: readonly ZencoderAction[]): KmsAction[] {
  const writes = actions.includes(ZencoderAction.PUT_OBJECT);
  const reads = actions.includes(ZencoderAction.GET_OBJECT);
  return [...(reads || writes ? [KmsAction.DECRYPT] : []), ...(writes ? [KmsAction.GENERATE_DATA_KEY] : [])];
}
