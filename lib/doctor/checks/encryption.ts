import { regionOfKey } from '../../grants/kms-key';
import { kmsKeyStatement } from '../../grants/kms-key-statement';
import { accountIdsOf } from '../../iam/account';
import { type Encryption, observedValue } from '../../live/facts';
import type { Json } from '../../messages/json';
import { encryptByS3, isManagedKey } from '../../preflight/default-key';
import { type Cause, cause, type Finding, type Fix, Level, notObserved, type Unknown } from '../../report/cause';
import { awsCommand, inShell, optionWords } from '../../report/shell';
import { Zencoder } from '../../zencoder/account-and-roles';
import { actualKey, type CheckContext, hasObject, Purpose, ROLES } from '../context';

/** Whether Zencoder can use the key of an object, or the default key of the bucket for outputs. */
export function checkEncryption(context: CheckContext): Finding[] {
  const { purpose, bucket, object } = context;
  const isOutput = purpose === Purpose.OUTPUT;
  const encryption = isOutput ? bucket.encryption : object?.encryption;
  if (encryption === undefined || !(isOutput || hasObject(context))) {
    return [];
  }
  if (!encryption.known) {
    const what = isOutput ? "the bucket's default encryption" : 'how the object is encrypted';
    return [notObserved(what, encryption)];
  }
  const { algorithm, key } = encryption.value;
  if (!algorithm.startsWith('aws:kms')) {
    return [];
  }
  return [isManagedByAws(key, context) ? managedKey(key, context) : ownKey(key!, context)];
}

/** If the default names no key, S3 uses its own; it reports the key of an object always as an ARN. */
function isManagedByAws(key: Encryption['key'], { bucket }: CheckContext): boolean {
  const fallback = observedValue(bucket.encryption);
  const isDefaultManaged = fallback?.algorithm.startsWith('aws:kms') === true && isManagedKey(fallback.key);
  return isManagedKey(key) || isDefaultManaged;
}

function managedKey(key: Encryption['key'], context: CheckContext): Cause {
  const { purpose, url, given } = context;
  const isInput = purpose === Purpose.INPUT;
  const unless = isInput && !isManagedKey(key) ? `, unless its upload named the key ${key}` : '';
  const place = `s3://${url.bucket}/${actualKey(context)}`;
  const again: Fix = {
    what: 'Then encrypt the object again',
    command: inShell(['aws', 's3', 'cp', place, place, '--sse', 'AES256', ...optionWords(given)]),
  };
  const observation = isInput
    ? `The object is encrypted with the AWS-managed key aws/s3, which is the bucket's default${unless}.`
    : "The bucket's default encryption uses the AWS-managed key aws/s3.";
  return cause(Level.PROBLEM, 'encryption', observation, 'Other accounts cannot use that key.', [
    encryptByS3(url.bucket, given),
    ...(isInput ? [again] : []),
    {
      what: 'Encrypt with a customer-managed key in the same way, and add this statement to its key policy',
      isAlternative: true,
      statement: keyStatement(context),
    },
  ]);
}

function ownKey(key: string, context: CheckContext): Unknown {
  // The endpoint that was given is for S3.
  const { profile } = context.given;
  const options = { 'key-id': key, 'policy-name': 'default', output: 'text' };
  return {
    what: `whether the key policy of the KMS key ${key} allows Zencoder to use it`,
    why: 'S3 does not report key policies',
    changes: [
      { what: 'Read the key policy', command: awsCommand('kms', 'get-key-policy', options, { profile }) },
      {
        what: 'The key policy needs this statement; with kmsKeyArn in zencoder.yaml, zencoder-s3 explain shows it too',
        statement: keyStatement(context, key),
      },
    ],
  };
}

/** The key is in the region of the bucket. */
function keyStatement({ zencoder, purpose, url, bucket }: CheckContext, key?: string): Json {
  const region = regionOfKey(key ?? '') ?? observedValue(bucket.region) ?? url.region;
  const use = { bucket: url.bucket, accountId: accountIdsOf(zencoder), actions: Zencoder.roleActions(ROLES[purpose]) };
  return JSON.parse(JSON.stringify(kmsKeyStatement(region, [use])));
}
