import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsServer, encryption, policy, RECOMMENDED, type Reply, refusal } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { calledHere, calledIn } from '../support/cli';
import type { Files } from '../support/workspace';
import { BOTH } from './cases/adopt-files';

/** Answers of S3 to GetBucketPolicy. */
const ANSWERS: [what: string, status: number, body: string, exitCode: number, line: string][] = [
  ['a policy', 200, BOTH, 0, ''],
  ['no policy', 404, errorBody('NoSuchBucketPolicy'), 1, 'films has no policy, so there is nothing to adopt'],
  ['access denied', 403, errorBody('AccessDenied'), 3, 'cannot read the policy of "films"'],
];

function errorBody(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>x</Message></Error>`;
}

test.each(ANSWERS)('adopt handles the answer of S3: %s', async (_, status, body, exitCode, line) => {
  const server = createServer(({ url = '' }, response) => {
    const [code, text] = url.includes('?policy') && !url.includes('Status') ? [status, body] : [200, ''];
    response.writeHead(code, { 'x-amz-bucket-region': 'eu-west-1' }).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const before = { ...process.env };
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_EC2_METADATA_DISABLED: 'true' });
  try {
    await calledIn({}, ['adopt', 'films', '--endpoint-url', endpoint, '--region', 'eu-west-1'], (outcome) => {
      expect(outcome).toMatchObject({
        exitCode,
        stderr: line === '' ? '' : expect.stringContaining(`zencoder-s3: ${line}`),
      });
      expect(existsSync('zencoder.yaml')).toBe(exitCode === 0);
    });
  } finally {
    process.env = before;
    server.closeAllConnections();
    server.close();
  }
});

describe('adopt keeps what S3 has accepted, with a warning', () => {
  withCredentials();
  let aws: AwsServer;
  beforeAll(async () => {
    aws = await AwsServer.start();
  });
  afterAll(() => aws.stop());

  const CASES: [what: string, statement: object, warning: string][] = [
    [
      'a deleted user',
      { Sid: 'Old', Principal: { AWS: 'AIDAJQABLZS4A3QDU576Q' } },
      'is the unique ID of a deleted user or role',
    ],
    [
      'an operator that is not known',
      { Sid: 'Odd', Condition: { StringIs: { 'aws:UserAgent': 'x' } } },
      '"StringIs" is no',
    ],
    ['an element that is not known', { Sid: 'More', Comment: 'ours' }, 'is not a policy element'],
    [
      'a statement that denies everybody everything',
      { Sid: 'Closed', Effect: 'Deny', Principal: '*', Action: 's3:*' },
      '(Sid "Closed") denies Zencoder every request of s3:GetObject',
    ],
    [
      'a public statement',
      { Sid: 'Open', Principal: '*' },
      '(Sid "Open") allows everybody s3:GetObject; Zencoder already has this access through grants[0]',
    ],
  ];
  const OTHER = {
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::films/*',
  };

  it('and a note that the file is invalid until it is corrected', async () => {
    aws.reset({
      GetBucketPolicy: policy(...RECOMMENDED, { ...OTHER, Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }),
    });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint], async ({ exitCode, stderr }) => {
      expect(exitCode).toBe(0);
      expect(stderr).toContain('note: S3 accepted the statements in the warnings');
      expect((await calledHere(['explain'])).stderr).toContain('has a wildcard, but a principal must be complete');
    });
  });

  it.each(CASES)('for %s', async (_, members, warning) => {
    const statement = { ...OTHER, ...members };
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, statement) });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint], ({ exitCode, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining(warning) });
      const kept = JSON.parse(readFileSync('policies/films.json', 'utf8')) as { Statement: unknown };
      expect(kept.Statement).toEqual([statement]);
    });
  });
});

describe('The region of the bucket that adopt reads from S3', () => {
  withCredentials();
  let aws: AwsServer;
  beforeAll(async () => {
    aws = await AwsServer.start();
  });
  afterAll(() => aws.stop());

  const stack = (region: string) =>
    `stacks:\n  live:\n${region}    buckets: { other: { grants: [{ role: input }] } }\n`;
  const FILES: [of: string, files: Files, line: string | undefined][] = [
    ['a new file', {}, '    region: eu-central-1\n    buckets:'],
    [
      'a stack with another region',
      { 'zencoder.yaml': stack('    region: eu-west-1\n') },
      'films: { region: eu-central-1',
    ],
    ['a stack without a region', { 'zencoder.yaml': stack('') }, 'films: { region: eu-central-1'],
    ['a stack with the same region', { 'zencoder.yaml': stack('    region: eu-central-1\n') }, undefined],
  ];
  test.each(FILES)('is written into %s, unless the stack has it', async (_, files, line) => {
    aws.reset({});
    await calledIn(files, ['adopt', 'films', '--endpoint-url', aws.endpoint], ({ exitCode, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      const text = readFileSync('zencoder.yaml', 'utf8')
        .replace(/films:\s+/, 'films: { ')
        .replace('{ {', '{');
      expect(text.split('region: eu-central-1')).toHaveLength(2);
      expect(text).toContain(line ?? '    region: eu-central-1\n    buckets:');
    });
  });

  test('cannot be overridden by --region', async () => {
    aws.reset({});
    const args = ['films', '--endpoint-url', aws.endpoint, '--region', 'eu-west-1'];
    await calledIn({}, ['adopt', ...args], (outcome) => {
      const stderr = 'zencoder-s3: --region: films is in eu-central-1, not in eu-west-1\n';
      expect(outcome).toEqual({ exitCode: 1, stdout: '', stderr });
      expect(existsSync('zencoder.yaml')).toBe(false);
    });
  });

  test('is reported as missing if it cannot be read', async () => {
    const denied = refusal(403, 'AccessDenied');
    aws.reset({ HeadBucket: denied, GetBucketLocation: denied });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint], ({ exitCode, stderr }) => {
      expect(exitCode).toBe(0);
      expect(stderr).toContain(
        'note: cannot read the region of films (needs s3:GetBucketLocation): S3 answers 403 AccessDenied\n',
      );
      expect(stderr).toContain('note: no region is given');
    });
  });
});

describe('If S3 denies reading the region of the bucket, adopt', () => {
  withCredentials({ AWS_REGION: 'eu-west-3' });
  let aws: AwsServer;
  beforeAll(async () => {
    aws = await AwsServer.start();
  });
  afterAll(() => aws.stop());

  const denied = refusal(403, 'AccessDenied');
  const UNREAD = 'cannot read the region of films (needs s3:GetBucketLocation): S3 answers 403 AccessDenied';
  const CASES: [title: string, args: string[], region: string, note: string][] = [
    [
      'uses the region of the AWS configuration, with a note',
      [],
      'eu-west-3',
      `${UNREAD}; using eu-west-3 from your AWS configuration`,
    ],
    ['uses the region of --region', ['--region', 'eu-west-2'], 'eu-west-2', UNREAD],
  ];
  test.each(CASES)('%s', async (_, args, region, note) => {
    aws.reset({ HeadBucket: denied, GetBucketLocation: denied });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint, ...args], ({ exitCode, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `zencoder-s3: note: ${note}\n` });
      expect(readFileSync('zencoder.yaml', 'utf8')).toContain(`    region: ${region}\n`);
    });
  });
});

describe('The default KMS key of the bucket that adopt reads', () => {
  withCredentials();
  let aws: AwsServer;
  beforeAll(async () => {
    aws = await AwsServer.start();
  });
  afterAll(() => aws.stop());

  const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const CASES: [what: string, encrypted: Reply, line: string | undefined, note: string | undefined][] = [
    [
      'is written into the file if it is a customer managed key',
      encryption('aws:kms', KEY),
      `kmsKeyArn: ${KEY}`,
      'note: kmsKeyArn',
    ],
    [
      'must be looked up if S3 returns an alias',
      encryption('aws:kms', 'alias/films'),
      undefined,
      'note: the bucket encrypts with the KMS key alias/films: write its ARN into the file as kmsKeyArn\n',
    ],
    [
      'is reported as unusable if it is the AWS managed key',
      encryption('aws:kms'),
      undefined,
      'which Zencoder cannot use',
    ],
    ['is not written if S3 encrypts with its own keys', encryption('AES256'), undefined, undefined],
  ];

  test.each(CASES)('%s', async (_, encrypted, line, note) => {
    aws.reset({ GetBucketEncryption: encrypted });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint], ({ exitCode, stderr }) => {
      expect(exitCode).toBe(0);
      const [key] = /kmsKeyArn: .*/.exec(readFileSync('zencoder.yaml', 'utf8')) ?? [];
      expect(key).toBe(line);
      expect(stderr).toContain(note ?? '');
      expect(stderr === '').toBe(note === undefined);
    });
  });
});
