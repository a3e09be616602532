import { kmsKeyStatement } from '../../grants/kms-key';
import type { Encryption } from '../../live/facts';
import { observedValue, unavailable } from '../../live/facts';
import { awsCommand, inShell } from '../../report/aws-command';
import { Check, type Fix, found, type Judgement, Level, NOTHING, notSeen } from '../../report/cause';
import { Zencoder } from '../../zencoder/zencoder';
import { type CheckContext, hasObject, Purpose, ROLES, rightKey } from '../context';

/** Whether the key of an object, or that of the bucket's default for outputs, lets Zencoder in. */
export function checkEncryption(facts: CheckContext): Judgement {
  const { purpose, bucket, object } = facts;
  if (purpose === Purpose.OUTPUT) {
    return bucket.encryption.known
      ? judge(bucket.encryption.value, facts)
      : notSeen("the bucket's default encryption", bucket.encryption);
  }
  if (object === undefined || !hasObject(facts)) {
    return NOTHING;
  }
  return object.encryption.known
    ? judge(object.encryption.value, facts)
    : notSeen('how the object is encrypted', object.encryption);
}

function judge(encryption: Encryption, facts: CheckContext): Judgement {
  if (!encryption.algorithm.startsWith('aws:kms')) {
    return NOTHING;
  }
  return isManagedByAws(encryption, facts) ? managedKey(encryption, facts) : ownKey(encryption.key!, facts);
}

/** Where the default names no key, S3 takes its own; the key of an object is always given as an ARN. */
function isManagedByAws({ key }: Encryption, { bucket }: CheckContext): boolean {
  const fallback = observedValue(bucket.encryption);
  const isDefaultManaged = fallback?.algorithm.startsWith('aws:kms') === true && isManagedKey(fallback.key);
  return isManagedKey(key) || isDefaultManaged;
}

function isManagedKey(key: string | undefined): boolean {
  return key === undefined || /(^|:)alias\/aws\/s3$/.test(key);
}

function managedKey({ key }: Encryption, facts: CheckContext): Judgement {
  const { purpose, url } = facts;
  const isInput = purpose === Purpose.INPUT;
  const unless = isInput && !isManagedKey(key) ? `, unless it was uploaded with the key ${key} by name` : '';
  return found({
    check: Check.ENCRYPTION,
    level: Level.PROBLEM,
    seen: isInput
      ? `The object is encrypted with the AWS-managed key aws/s3, which is the bucket's default${unless}.`
      : "The bucket's default is to encrypt with the AWS-managed key aws/s3.",
    why: 'That key cannot be shared with another account.',
    changes: [
      {
        what: 'Encrypt by S3 itself (SSE-S3)',
        command: awsCommand('s3api', 'put-bucket-encryption', {
          bucket: url.bucket,
          'server-side-encryption-configuration': JSON.stringify({
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
          }),
        }),
      },
      ...(isInput ? [encryptAnew(facts)] : []),
      {
        what: 'Encrypt with a key of your own in the same way, with this statement added to the policy of that key',
        isAlternative: true,
        statement: keyStatement(facts),
      },
    ],
  });
}

function encryptAnew(facts: CheckContext): Fix {
  const place = `s3://${facts.url.bucket}/${rightKey(facts)}`;
  return {
    what: 'And encrypt the object anew',
    command: inShell(['aws', 's3', 'cp', place, place, '--sse', 'AES256']),
  };
}

function ownKey(key: string, facts: CheckContext): Judgement {
  const look = awsCommand('kms', 'get-key-policy', { 'key-id': key, 'policy-name': 'default', output: 'text' });
  return notSeen(
    `whether the policy of the KMS key ${key} lets Zencoder use it`,
    unavailable('no request to S3 tells'),
    {
      changes: [
        { what: 'Look at it', command: look },
        {
          what: 'It needs this statement, also to be had by kmsKeyArn in zencoder.yaml',
          statement: keyStatement(facts),
        },
      ],
    },
  );
}

function keyStatement({ zencoder, purpose }: CheckContext) {
  const { accountId } = zencoder;
  const statement = kmsKeyStatement({ accountId, actions: Zencoder.roleActions(ROLES[purpose]) })!;
  return { ...statement, Action: [...statement.Action], Principal: { ...statement.Principal } };
}
