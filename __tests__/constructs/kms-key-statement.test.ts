import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  AnnotationMetadataEntryType,
  TerraformIterator,
  TerraformOutput,
  type TerraformStack,
  Testing,
  Token,
} from 'cdktf';
import { ZencoderAction, ZencoderBucketAccess, type ZencoderBucketAccessProps, ZencoderRole } from '../../lib';
import { SHOWN_BY_APP } from '../../lib/constructs/terraform/annotations';
import { KMS_KEY_ARN_PATTERN } from '../../lib/grants/kms-key';
import { configurationOf, testStack } from '../support/synth';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const INPUT = { role: ZencoderRole.INPUT, prefixes: ['incoming/'] };
const OUTPUT = { role: ZencoderRole.OUTPUT };
const plain: ZencoderBucketAccessProps = { bucket: 'acme-masters', grants: [INPUT] };

const arnsOf = (statement: string): string[] =>
  JSON.parse(statement).Condition.StringLike['kms:EncryptionContext:aws:s3:arn'];

const infosOf = ({ node }: ZencoderBucketAccess) =>
  node.metadata.filter(({ type }) => type === AnnotationMetadataEntryType.INFO).map(({ data }) => data);

describe('The statement for a KMS key policy', () => {
  const kmsKeyArn = KEY;
  const statementWith = (props: Partial<ZencoderBucketAccessProps>) =>
    new ZencoderBucketAccess(testStack(), 'masters', { ...plain, ...props }).kmsKeyStatement;

  it('is JSON text that allows the account what the grants need, for this bucket only', () => {
    const grants = [INPUT, { role: ZencoderRole.OUTPUT, prefixes: ['out/'] }];
    expect(JSON.parse(statementWith({ kmsKeyArn, grants, zencoder: { accountId: '012345678901' } })!)).toEqual({
      Sid: 'ZencoderUseOfTheKey',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::012345678901:root' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
        StringLike: {
          'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::acme-masters', 'arn:aws:s3:::acme-masters/*'],
        },
      },
    });
  });

  it.each<[string, Partial<ZencoderBucketAccessProps>]>([
    ['the bucket has no key', {}],
    ['the grants neither read nor write', { kmsKeyArn, grants: [{ actions: [ZencoderAction.LIST_BUCKET] }] }],
  ])('is undefined if %s', (_, props) => {
    expect(statementWith(props)).toBeUndefined();
  });

  it('is the same for all buckets of the app that share the key, in any order', () => {
    const app = Testing.app({ stackTraces: false } as never);
    const [here, elsewhere] = [testStack('here', app), testStack('elsewhere', app)];
    const accesses = [
      new ZencoderBucketAccess(here, 'shorts', { bucket: 'shorts', grants: [OUTPUT], kmsKeyArn }),
      new ZencoderBucketAccess(elsewhere, 'films', { bucket: 'films', grants: [INPUT], kmsKeyArn }),
      new ZencoderBucketAccess(here, 'others', {
        bucket: 'others',
        grants: [INPUT],
        kmsKeyArn: `${kmsKeyArn.slice(0, -1)}f`,
      }),
    ];
    const [shorts, films, others] = accesses.map((access) => access.kmsKeyStatement!);
    expect(films).toBe(shorts);
    expect(JSON.parse(films!)).toMatchObject({ Action: ['kms:Decrypt', 'kms:GenerateDataKey'] });
    expect(arnsOf(films!)).toEqual(['films', 'films/*', 'shorts', 'shorts/*'].map((at) => `arn:aws:s3:::${at}`));
    expect(arnsOf(others!)).toEqual(['arn:aws:s3:::others', 'arn:aws:s3:::others/*']);
  });

  it('is printed at synthesis, once per key, at the first bucket', () => {
    const stack = testStack();
    const [shorts, films] = ['shorts', 'films'].map(
      (bucket) => new ZencoderBucketAccess(stack, bucket, { bucket, grants: [INPUT], kmsKeyArn }),
    );
    configurationOf(stack);
    configurationOf(stack);
    expect(infosOf(shorts!)).toEqual([]);
    expect(infosOf(films!)).toEqual([
      `add this statement to the policy of the KMS key ${kmsKeyArn} (films, shorts), or Zencoder is denied access: ${films!.kmsKeyStatement}`,
    ]);
  });

  it('is not printed if the app prints it itself, or if there is no key', () => {
    const stack = testStack('test', Testing.app({ context: { [SHOWN_BY_APP]: true } }));
    const silent = new ZencoderBucketAccess(stack, 'films', { ...plain, kmsKeyArn });
    const plainStack = testStack();
    const without = new ZencoderBucketAccess(plainStack, 'films', plain);
    configurationOf(stack);
    configurationOf(plainStack);
    expect([...infosOf(silent), ...infosOf(without)]).toEqual([]);
  });
});

describe('A key ARN that is known only at plan time', () => {
  const REGION = '${element(split(":", aws_kms_key.key.arn), 3)}';

  it('is in the statement, which is the same for all references to the key', () => {
    const stack = testStack();
    const key = new KmsKey(stack, 'key', {});
    const bucket = new S3Bucket(stack, 'films', {});
    const films = new ZencoderBucketAccess(stack, 'a', { bucket: bucket.id, grants: [INPUT], kmsKeyArn: key.arn });
    new ZencoderBucketAccess(stack, 'b', { bucket: 'shorts', grants: [INPUT], kmsKeyArn: key.arn });
    new TerraformOutput(stack, 'statement', { value: films.kmsKeyStatement });
    const { output } = configurationOf(stack);
    const written = String(output!.statement!.value);
    expect(written).toContain(`"kms:ViaService":"s3.${REGION}.amazonaws.com"`);
    expect(arnsOf(written.replace(REGION, 'REGION'))).toEqual(
      ['${aws_s3_bucket.films.id}', '${aws_s3_bucket.films.id}/*', 'shorts', 'shorts/*'].map(
        (at) => `arn:aws:s3:::${at}`,
      ),
    );
    expect(infosOf(films)).toEqual([
      expect.stringContaining('the KMS key ${aws_kms_key.key.arn} (${aws_s3_bucket.films.id}, shorts)'),
    ]);
  });

  it('is checked by Terraform', () => {
    const stack = testStack();
    new ZencoderBucketAccess(stack, 'films', { ...plain, kmsKeyArn: new KmsKey(stack, 'key', {}).arn });
    const { lifecycle } = configurationOf(stack).resource!.aws_s3_bucket_policy!.films as never;
    expect(lifecycle).toEqual({
      precondition: [
        {
          condition: `\${can(regex("${KMS_KEY_ARN_PATTERN}", "\${aws_kms_key.key.arn}"))}`,
          error_message:
            'kmsKeyArn is not the ARN of a KMS key: write arn:aws:kms:REGION:ACCOUNT:key/ID, not the ARN of an alias.',
        },
      ],
    });
  });

  it('does not make a stack depend on another stack with the same key', () => {
    const app = Testing.app({ stackTraces: false } as never);
    const [one, two] = [testStack('one', app), testStack('two', app)];
    const access = (stack: TerraformStack) =>
      new ZencoderBucketAccess(stack, 'films', {
        bucket: new S3Bucket(stack, 'b', {}).id,
        grants: [INPUT],
        kmsKeyArn: KEY,
      });
    const statements = [one, two].map(access).map(({ kmsKeyStatement }) => kmsKeyStatement!);
    expect(statements.map((text) => arnsOf(text).length)).toEqual([2, 2]);
  });

  it('has no statement with an iterator, and the printed statement contains each.value', () => {
    const stack = testStack();
    const iterator = TerraformIterator.fromList(['a-films', 'b-films']);
    const bucket = Token.asString(iterator.value);
    const access = new ZencoderBucketAccess(stack, 'many', {
      bucket,
      forEach: iterator,
      grants: [INPUT],
      kmsKeyArn: KEY,
    });
    const plainAccess = new ZencoderBucketAccess(stack, 'one', { ...plain, kmsKeyArn: KEY });
    expect(() => access.kmsKeyStatement).toThrow(/^test\/many: kmsKeyStatement: is different for each instance/);
    expect(arnsOf(plainAccess.kmsKeyStatement!)).toHaveLength(2);
    configurationOf(stack);
    expect(infosOf(access)).toEqual([expect.stringContaining('arn:aws:s3:::${each.value}/*')]);
  });
});
