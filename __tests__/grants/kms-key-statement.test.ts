import { KmsAction } from '../../lib/grants/kms-key';
import { type KeyUse, keyStatementLine, kmsKeyStatement } from '../../lib/grants/kms-key-statement';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { simulate } from '../support/simulate';

const { DECRYPT, GENERATE_DATA_KEY } = KmsAction;
const accountId = Zencoder.ACCOUNT_ID;
const OUTPUT = Zencoder.roleActions(ZencoderRole.OUTPUT);
const INPUT = Zencoder.roleActions(ZencoderRole.INPUT);
const use = (bucket: string, actions = INPUT, account = accountId): KeyUse => ({ bucket, actions, accountId: account });

const KEY = 'arn:aws:kms:eu-west-1:999900009999:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const DENIED = 'ImplicitlyDenied';
const OF_S3 = 's3.eu-west-1.amazonaws.com';

describe('The statement for a key policy', () => {
  it('allows the account the KMS actions for requests that S3 sends for this bucket, with members in the order of AWS', () => {
    expect(JSON.stringify(kmsKeyStatement('eu-west-1', [use('films', OUTPUT)]))).toBe(
      '{"Sid":"ZencoderUseOfTheKey","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::395540211253:root"},' +
        '"Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"*","Condition":' +
        '{"StringEquals":{"kms:ViaService":"s3.eu-west-1.amazonaws.com"},"StringLike":' +
        '{"kms:EncryptionContext:aws:s3:arn":["arn:aws:s3:::films","arn:aws:s3:::films/*"]}}}',
    );
  });

  it('covers all buckets that the key encrypts', () => {
    const statement = kmsKeyStatement('eu-west-1', [use('films'), use('shorts', OUTPUT), use('films')]);
    expect(statement).toMatchObject({
      Action: [DECRYPT, GENERATE_DATA_KEY],
      Condition: {
        StringLike: {
          'kms:EncryptionContext:aws:s3:arn': ['films', 'films/*', 'shorts', 'shorts/*'].map(
            (at) => `arn:aws:s3:::${at}`,
          ),
        },
      },
    });
  });

  it('names another account, or all accounts if the buckets have different ones', () => {
    expect(kmsKeyStatement('eu-west-1', [use('films', INPUT, '012345678901')])).toMatchObject({
      Principal: { AWS: 'arn:aws:iam::012345678901:root' },
    });
    expect(kmsKeyStatement('eu-west-1', [use('films'), use('shorts', INPUT, '012345678901')])).toMatchObject({
      Principal: { AWS: ['arn:aws:iam::012345678901:root', 'arn:aws:iam::395540211253:root'] },
    });
  });

  it('allows S3 in any region if the region of the key is not known', () => {
    expect(kmsKeyStatement(undefined, [use('films')])?.Condition).toEqual({
      StringLike: {
        'kms:ViaService': 's3.*.amazonaws.com',
        'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'],
      },
    });
  });

  it('omits buckets whose grants do not need the key, and does not exist if all do not', () => {
    const listing = use('lists', [ZencoderAction.LIST_BUCKET]);
    expect(kmsKeyStatement('eu-west-1', [listing])).toBeUndefined();
    expect(kmsKeyStatement('eu-west-1', [listing, use('films')])).toEqual(kmsKeyStatement('eu-west-1', [use('films')]));
  });
});

test('The remedy for the owner of a key is one line with the key, its buckets and the statement', () => {
  expect(keyStatementLine(KEY, ['films', 'shorts'], '{"Sid":"…"}')).toBe(
    `add this statement to the policy of the KMS key ${KEY} (films, shorts), or Zencoder is denied access: {"Sid":"…"}`,
  );
});

describe('With an independent evaluator, the key', () => {
  const Statement = [kmsKeyStatement('eu-west-1', [use('films', OUTPUT), use('shorts')])];
  const policy = { Version: '2012-10-17', Statement };
  const decision = (via: string | undefined, arn: string | undefined, action: string, account: string) =>
    simulate(policy, {
      principal: `arn:aws:iam::${account}:user/encoder`,
      action,
      resource: KEY,
      context: {
        ...(via === undefined ? {} : { 'kms:ViaService': via }),
        ...(arn === undefined ? {} : { 'kms:EncryptionContext:aws:s3:arn': arn }),
      },
    });

  it.each<[what: string, via: string | undefined, arn: string | undefined, isAllowed: boolean, action?: KmsAction]>([
    ['decrypts an object of the bucket', OF_S3, 'arn:aws:s3:::films/in/a b.mov', true],
    ['makes data keys for one', OF_S3, 'arn:aws:s3:::films/out/a.mp4', true, GENERATE_DATA_KEY],
    ['works with an S3 Bucket Key', OF_S3, 'arn:aws:s3:::films', true],
    ['works for the other bucket', OF_S3, 'arn:aws:s3:::shorts/a.mov', true],
    ['does nothing for a bucket whose name begins alike', OF_S3, 'arn:aws:s3:::films-2/a.mov', false],
    ['does nothing for another bucket', OF_S3, 'arn:aws:s3:::others', false],
    ['does nothing without an encryption context', OF_S3, undefined, false],
    ['does nothing through S3 of another region', 's3.us-east-1.amazonaws.com', 'arn:aws:s3:::films/a.mov', false],
    ['does nothing through another service', 'rds.eu-west-1.amazonaws.com', 'arn:aws:s3:::films/a.mov', false],
    ['does nothing in a request to KMS itself', undefined, 'arn:aws:s3:::films/a.mov', false],
  ])('%s', (_, via, arn, isAllowed, action = DECRYPT) => {
    expect(decision(via, arn, action, accountId)).toBe(isAllowed ? 'Allowed' : DENIED);
    expect(decision(via, arn, action, '012345678901')).toBe(DENIED);
  });
});
