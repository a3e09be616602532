import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsServer, encryption, policy, RECOMMENDED, type Reply, refusal } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { calledHere, calledIn } from '../support/cli';
import type { Files } from '../support/workspace';
import { BOTH } from './cases/adopt-files';

/** What S3 answers when it is asked for a policy. */
const ANSWERS: [what: string, status: number, body: string, exitCode: number, line: string][] = [
  ['a policy', 200, BOTH, 0, ''],
  ['that there is none', 404, errorBody('NoSuchBucketPolicy'), 1, 'films has no policy, so there is nothing to adopt'],
  ['that it may not be read', 403, errorBody('AccessDenied'), 3, 'cannot read the policy of "films"'],
];

function errorBody(code: string): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>x</Message></Error>`;
}

test.each(ANSWERS)('adopt goes by what S3 answers: %s', async (_, status, body, exitCode, line) => {
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

describe('What S3 has accepted is adopted with a warning', () => {
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
      '(Sid "Open") allows everybody s3:GetObject; Zencoder has that by grants[0] already',
    ],
  ];
  const OTHER = {
    Effect: 'Allow',
    Principal: { AWS: '111122223333' },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::films/*',
  };

  it('and a note that the file is refused until it is corrected', async () => {
    aws.reset({
      GetBucketPolicy: policy(...RECOMMENDED, { ...OTHER, Principal: { AWS: 'arn:aws:iam::111122223333:user/*' } }),
    });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint], async ({ exitCode, stderr }) => {
      expect(exitCode).toBe(0);
      expect(stderr).toContain('note: S3 accepted the statements in the warnings');
      expect((await calledHere(['explain'])).stderr).toContain('has a wildcard, but a principal must be complete');
    });
  });

  it.each(CASES)('where it is %s', async (_, members, warning) => {
    const statement = { ...OTHER, ...members };
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, statement) });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint], ({ exitCode, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining(warning) });
      const kept = JSON.parse(readFileSync('policies/films.json', 'utf8')) as { Statement: unknown };
      expect(kept.Statement).toEqual([statement]);
    });
  });
});

describe('The region of an existing bucket', () => {
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
    ['a stack in another', { 'zencoder.yaml': stack('    region: eu-west-1\n') }, 'films: { region: eu-central-1'],
    ['a stack without one', { 'zencoder.yaml': stack('') }, 'films: { region: eu-central-1'],
    ['a stack in the same', { 'zencoder.yaml': stack('    region: eu-central-1\n') }, undefined],
  ];
  test.each(FILES)('is written into %s, unless it is there', async (_, files, line) => {
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

  test('is not overridden by --region', async () => {
    aws.reset({});
    const args = ['films', '--endpoint-url', aws.endpoint, '--region', 'eu-west-1'];
    await calledIn({}, ['adopt', ...args], (outcome) => {
      const stderr = 'zencoder-s3: --region: films is in eu-central-1, not in eu-west-1\n';
      expect(outcome).toEqual({ exitCode: 1, stdout: '', stderr });
      expect(existsSync('zencoder.yaml')).toBe(false);
    });
  });

  test('is reported as missing where it cannot be read', async () => {
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

describe('A region that S3 does not tell', () => {
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
      'is that of the AWS configuration, with a note',
      [],
      'eu-west-3',
      `${UNREAD}; using eu-west-3 from your AWS configuration`,
    ],
    ['is that of --region', ['--region', 'eu-west-2'], 'eu-west-2', UNREAD],
  ];
  test.each(CASES)('%s', async (_, args, region, note) => {
    aws.reset({ HeadBucket: denied, GetBucketLocation: denied });
    await calledIn({}, ['adopt', 'films', '--endpoint-url', aws.endpoint, ...args], ({ exitCode, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: `zencoder-s3: note: ${note}\n` });
      expect(readFileSync('zencoder.yaml', 'utf8')).toContain(`    region: ${region}\n`);
    });
  });
});

describe('The KMS key that encrypts the bucket', () => {
  withCredentials();
  let aws: AwsServer;
  beforeAll(async () => {
    aws = await AwsServer.start();
  });
  afterAll(() => aws.stop());

  const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
  const CASES: [what: string, encrypted: Reply, line: string | undefined, note: string | undefined][] = [
    [
      'is named in the file, if it is one of the customer',
      encryption('aws:kms', KEY),
      `kmsKeyArn: ${KEY}`,
      'note: kmsKeyArn',
    ],
    [
      'is to be looked up, if S3 gives it as an alias',
      encryption('aws:kms', 'alias/films'),
      undefined,
      'note: the bucket encrypts with the KMS key alias/films: write its ARN into the file as kmsKeyArn\n',
    ],
    [
      'is said to be of no use, if it is the AWS-managed one',
      encryption('aws:kms'),
      undefined,
      'which Zencoder cannot use',
    ],
    ['is none, if S3 encrypts by itself', encryption('AES256'), undefined, undefined],
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
