import { accountIdFault, accountPrincipal } from '../iam/account';
import { quoted } from '../messages/wording';
import { REGIONS, regionFault } from '../s3/region';
import { Zencoder, ZencoderAction } from '../zencoder/zencoder';

/** What S3 does with a KMS key (SSE-KMS) on behalf of who reads and writes. */
export enum KmsAction {
  DECRYPT = 'kms:Decrypt',
  GENERATE_DATA_KEY = 'kms:GenerateDataKey',
}

const KEY_ID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32}';
const LONGEST_REGION = Math.max(...REGIONS.map((region) => region.length));

/** In the syntax that JavaScript and Terraform share. */
export const KMS_KEY_ARN_FORM = `^arn:${Zencoder.PARTITION}:kms:[a-z0-9-]{1,${LONGEST_REGION}}:[0-9]{12}:key/(${KEY_ID})$`;

export const LONGEST_KMS_KEY_ARN = keyArn('r'.repeat(LONGEST_REGION), Zencoder.ACCOUNT_ID, 'i'.repeat(36)).length;

const WHOLE = `write the whole ARN of the key, ${keyArn('REGION', 'ACCOUNT', 'ID')}`;
const MANAGED_BY_AWS =
  'is the AWS-managed key of S3, which cannot be shared across accounts: encrypt with a customer-managed key and name that';

/** Why a text cannot name the key that encrypts a bucket, or undefined. */
export function kmsKeyArnFault(arn: string): string | undefined {
  const id = arn.replace(/^key\//, '');
  if (isKeyId(id)) {
    return `${quoted(arn)} is the ID of a key alone: write the whole ARN, ${keyArn('REGION', 'ACCOUNT', id)}`;
  }
  if (/^(alias\/)?aws\/s3$/.test(arn)) {
    return `${quoted(arn)} ${MANAGED_BY_AWS}`;
  }
  if (arn.startsWith('alias/')) {
    return `${quoted(arn)} is an alias, which no policy can name: ${WHOLE}`;
  }
  const parts = /^arn:([^:]*):kms:([^:]*):([^:]*):(.*)$/s.exec(arn);
  return parts ? arnFault(arn, parts) : `${quoted(arn)} is not the ARN of a KMS key: ${WHOLE}`;
}

function arnFault(arn: string, parts: readonly string[]): string | undefined {
  const [, partition, region, account, resource] = parts as [string, string, string, string, string];
  const refuse = (rule: string) => `${quoted(arn)} is not the ARN of a key for Zencoder: ${rule}`;
  if (partition !== Zencoder.PARTITION) {
    return refuse(`it is of the partition ${quoted(partition)}, Zencoder's account lives in the partition aws`);
  }
  const fault = regionFault(region) ?? accountIdFault(account);
  if (fault !== undefined) {
    return refuse(fault);
  }
  if (resource === 'alias/aws/s3') {
    return `${quoted(arn)} ${MANAGED_BY_AWS}`;
  }
  if (resource.startsWith('alias/')) {
    return `${quoted(arn)} is the ARN of an alias, which no policy can name: write that of the key behind it, ${keyArn(region, account, 'ID')}`;
  }
  const id = resource.replace(/^key\//, '');
  if (isKeyId(id.toLowerCase()) && arn !== keyArn(region, account, id.toLowerCase())) {
    return refuse(`write ${keyArn(region, account, id.toLowerCase())}`);
  }
  return isKeyId(id)
    ? undefined
    : refuse(`${quoted(resource)} is not key/ and a UUID, or key/mrk- and 32 hexadecimal digits in lower case`);
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

/**
 * The statement to add to the policy of the key, so that the account can use it, its members in the order AWS writes
 * them; undefined where the actions need no key. Its `*` is that one key: a policy of a key is about nothing else.
 */
export function kmsKeyStatement({ accountId, actions }: { accountId: string; actions: readonly ZencoderAction[] }) {
  const Action = kmsActions(actions);
  return Action.length === 0
    ? undefined
    : { Sid: 'ZencoderUseOfTheKey', Effect: 'Allow', Principal: accountPrincipal(accountId), Action, Resource: '*' };
}
