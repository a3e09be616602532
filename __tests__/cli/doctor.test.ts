import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { withS3Reader } from '../../lib/cli/input/s3-access';
import { AwsServer, acl, location, OWNER, policy, RECOMMENDED, REGION, refusal } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { called, type Outcome, PROGRAM, type Setting } from '../support/cli';

withCredentials();

jest.setTimeout(20_000);

const FILM = `s3+${REGION}://films/in/film.mov`;

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

function doctor(args: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const endpoint = args.includes('--endpoint-url') ? [] : ['--endpoint-url', aws.endpoint];
  return called(['doctor', ...endpoint, ...args], setting);
}

const ENDED = {
  ...RECOMMENDED[0],
  Condition: { DateLessThan: { 'aws:CurrentTime': '2025-06-30T00:00:00Z' } },
};
const OFFICE = {
  Sid: 'OfficeOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
};

describe('The output of doctor', () => {
  it('is one line if there are no findings', async () => {
    expect(await doctor([FILM])).toEqual({ exitCode: 0, stdout: `No problem found as input: ${FILM}\n`, stderr: '' });
  });

  it('is wrapped for a terminal of 80 columns, except text to copy', async () => {
    aws.reset({ GetBucketPolicy: policy(ENDED, RECOMMENDED[1]!, OFFICE) });
    const { stdout, exitCode } = await doctor(['s3://films/in/film+1.mov'], {
      columns: 80,
      environment: { NO_COLOR: '1' },
    });
    expect(exitCode).toBe(1);
    expect(stdout.replaceAll(aws.endpoint, 'http://S3')).toMatchInlineSnapshot(`
      "Denied as input: s3://films/in/film+1.mov
        1. The bucket is in eu-central-1, but the URL has no region.
           Zencoder needs the region in the URL for eu-central-1 and every region
           launched since 2014.
           -> Give Zencoder this URL:
                s3+eu-central-1://films/in/film+1.mov
        2. There is no object "in/film+1.mov" in the bucket, and no object with a
           similar key.
           S3 also answers Access Denied for an object that does not exist, unless
           Zencoder is allowed to list the bucket.
           -> Upload the object, or correct the URL; this command lists the objects
              that exist:
                aws s3 ls s3://films/in/ --endpoint-url http://S3
        3. No statement of the bucket's policy allows Zencoder (account 395540211253)
           to perform s3:GetObject on "in/film+1.mov". Statement[0] would allow it,
           but it expired on 2025-06-30T00:00:00Z.
           S3 denies a request from another account unless a policy or an ACL allows
           it.
           -> Add this grant to zencoder.yaml, and apply:
                films:
                  grants:
                    - { role: input, keys: [in/film+1.mov] }
           -> If the bucket is not in zencoder.yaml yet, run this command before you
              add the grant; it keeps the current policy:
                zencoder-s3 adopt films --endpoint-url http://S3
        unknown: whether aws:SourceIp is in "192.0.2.0/24" in Zencoder's requests
           (Statement[2] (Sid "OfficeOnly") of the bucket's policy denies Zencoder
           s3:GetObject on "in/film+1.mov" otherwise)
      "
    `);
  });

  it('is wrapped for a terminal of 120 columns', async () => {
    aws.reset({ GetBucketPolicy: policy(ENDED, RECOMMENDED[1]!, OFFICE) });
    const { stdout } = await doctor([FILM], { columns: 120, environment: { NO_COLOR: '1' } });
    expect(stdout.replaceAll(aws.endpoint, 'http://S3')).toMatchInlineSnapshot(`
      "Denied as input: s3+eu-central-1://films/in/film.mov
        1. No statement of the bucket's policy allows Zencoder (account 395540211253) to perform s3:GetObject on
           "in/film.mov". Statement[0] would allow it, but it expired on 2025-06-30T00:00:00Z.
           S3 denies a request from another account unless a policy or an ACL allows it.
           -> Add this grant to zencoder.yaml, and apply:
                films:
                  grants:
                    - { role: input, keys: [in/film.mov] }
           -> If the bucket is not in zencoder.yaml yet, run this command before you add the grant; it keeps the current
              policy:
                zencoder-s3 adopt films --endpoint-url http://S3
        unknown: whether aws:SourceIp is in "192.0.2.0/24" in Zencoder's requests (Statement[2] (Sid "OfficeOnly") of the
           bucket's policy denies Zencoder s3:GetObject on "in/film.mov" otherwise)
      "
    `);
  });

  it('has colours only on a terminal', async () => {
    const { stdout } = await doctor([FILM], { columns: 80 });
    expect(stdout).toBe(`\u001b[32mNo problem found as input\u001b[39m: ${FILM}\n`);
  });

  it('has no control characters of the input', async () => {
    const { stdout } = await doctor(['s3://films/a\u001b[2J\u202e.mov'], {
      columns: 200,
      environment: { NO_COLOR: '1' },
    });
    expect(stdout).toContain('s3://films/a\\u001b[2J\\u202e.mov');
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it('names unknown facts and the missing permission', async () => {
    aws.reset({ GetBucketPolicy: refusal(403, 'AccessDenied') });
    expect(await doctor([FILM])).toEqual({
      exitCode: 3,
      stdout: `Unknown as input: ${FILM}\n  unknown: the bucket's policy (S3 answers 403 AccessDenied; needs s3:GetBucketPolicy)\n`,
      stderr: '',
    });
  });
});

describe('Doctor exits with', () => {
  const TLS = { ...RECOMMENDED[0], Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
  it.each([
    ['0 if nothing is wrong', 0, {}, []],
    ['1 if Zencoder is denied', 1, { GetBucketPolicy: policy() }, []],
    ['0 if Zencoder is possibly denied', 0, { GetBucketPolicy: policy(TLS, RECOMMENDED[1]!) }, []],
    [
      '1 if Zencoder is possibly denied, with --strict',
      1,
      { GetBucketPolicy: policy(TLS, RECOMMENDED[1]!) },
      ['--strict'],
    ],
    ['3 if a deciding fact cannot be read', 3, { GetBucketPolicy: refusal(403, 'AccessDenied') }, []],
  ] as const)('%s', async (_, exitCode, answers, args) => {
    aws.reset(answers);
    expect(await doctor([FILM, ...args])).toMatchObject({ exitCode, stderr: '' });
  });

  it.each([
    [
      'no URL and no file',
      [],
      'no URL is given, and this folder has no zencoder.yaml (npx cdktf-zencoder-s3 init writes one); give one of: the URL of an object, ',
    ],
    ['a missing file', ['--inputs', 'none.txt'], '--inputs "none.txt": there is no such file'],
    ['an invalid account', [FILM, '--account-id', '12'], '--account-id: "12" is not an AWS account ID'],
    [
      'an invalid canonical user ID',
      [FILM, '--canonical-user-id', 'x'],
      '--canonical-user-id: "x" is not a canonical user ID',
    ],
    ['an invalid region', [FILM, '--region', 'eu-central'], '--region: "eu-central" is not a region of AWS'],
    ['an invalid endpoint', [FILM, '--endpoint-url', 'localhost'], '--endpoint-url: "localhost" is not the URL'],
    ['an invalid purpose', [FILM, '--for', 'fun'], "option '--for <purpose>' argument 'fun' is invalid"],
  ])('2 and one line for %s', async (_, args, line) => {
    const { exitCode, stdout, stderr } = await doctor(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^zencoder-s3: .*\n$/);
    expect(stderr).toContain(line);
  });

  it.each(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken'])(
    '3 and one line if S3 rejects the credentials with %s',
    async (code) => {
      aws.reset({
        HeadBucket: refusal(code === 'ExpiredToken' ? 400 : 403, code),
        GetBucketLocation: refusal(403, code),
      });
      expect(await doctor([FILM, FILM])).toEqual({
        exitCode: 3,
        stdout: '',
        stderr: `zencoder-s3: S3 refuses the credentials: ${code}\n`,
      });
    },
  );

  async function withoutKeys(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Outcome> {
    const before = process.env;
    const { AWS_ACCESS_KEY_ID: _, ...without } = before;
    process.env = { ...without, ...environment };
    try {
      return await doctor([FILM, ...args], { files: { config: '[profile someone]\nregion = eu-west-1\n' } });
    } finally {
      process.env = before;
    }
  }

  it('3 and one line without credentials', async () => {
    const { exitCode, stdout, stderr } = await withoutKeys(['--profile', 'someone'], { AWS_CONFIG_FILE: 'config' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(
      /^zencoder-s3: no credentials: .*; run "aws sso login", name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\n$/,
    );
  });

  it.each([
    ['option', ['--profile', 'nope'], {}],
    ['environment', [], { AWS_PROFILE: 'nope' }],
  ])('3 and one line for an unknown profile from the %s', async (_, args, environment) => {
    expect(await withoutKeys(args, { AWS_CONFIG_FILE: 'config', ...environment })).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'zencoder-s3: there is no profile "nope" in the AWS configuration\n',
    });
  });

  it('3 and one line if the server accepts the connection but never answers', async () => {
    const server = createServer(() => {});
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const endpointUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const look = withS3Reader({ endpointUrl, timeout: 300 }, (reader) => reader.ask('HeadBucket', { Bucket: 'films' }));
    await expect(look).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/^S3 cannot be reached: .*300 ms/),
    });
    server.closeAllConnections();
    server.close();
  });

  it('3 and one line if there is no server', async () => {
    const { exitCode, stdout, stderr } = await doctor([FILM, '--endpoint-url', 'http://127.0.0.1:1']);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'zencoder-s3: S3 cannot be reached: connect ECONNREFUSED 127.0.0.1:1\n',
    });
  });

  it('3 and one line if the server is not S3', async () => {
    aws.reset({ HeadBucket: {}, GetBucketLocation: { body: '<html>Welcome to our wireless network' } });
    expect(await doctor([FILM])).toEqual({
      exitCode: 3,
      stdout: `Unknown as input: ${FILM}\n  unknown: the settings of the bucket "films" (the server at ${aws.endpoint} is not an S3 server)\n`,
      stderr: '',
    });
  });

  it('3 and one line with the package to install if the SDK is missing', async () => {
    jest.resetModules();
    jest.doMock('@aws-sdk/client-s3', () => {
      throw Object.assign(new Error("Cannot find module '@aws-sdk/client-s3'"), { code: 'MODULE_NOT_FOUND' });
    });
    const { called: calledAnew } = (await import('../support/cli')) as typeof import('../support/cli');
    expect(await calledAnew(['doctor', FILM])).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'zencoder-s3: the AWS SDK is not installed: npm install @aws-sdk/client-s3\n',
    });
    jest.dontMock('@aws-sdk/client-s3');
    jest.resetModules();
  });
});

it('doctor as its own process prints no warning of the SDK and ends when it is done', async () => {
  const args = [...PROGRAM.slice(1), 'doctor', '--endpoint-url', aws.endpoint, FILM];
  const { stdout, stderr } = await promisify(execFile)(PROGRAM[0]!, args, {
    env: { ...process.env, AWS_PROFILE: '', NODE_OPTIONS: '' },
  });
  expect({ stdout, stderr }).toEqual({ stdout: `No problem found as input: ${FILM}\n`, stderr: '' });
});

describe('For many URLs,', () => {
  const urls = Array.from({ length: 12 }, (_, index) => `s3+${REGION}://films/in/film-${index}.mov`);

  it('doctor inspects each bucket once, and at most --concurrency at a time', async () => {
    const one = await doctor(['--json', '--concurrency', '1', ...urls]);
    const lonely = aws.mostAtOnce;
    aws.reset();
    const many = await doctor(['--json', '--concurrency', '4', ...urls]);
    expect(many).toEqual(one);
    expect((JSON.parse(many.stdout) as { url: string }[]).map(({ url }) => url)).toEqual(urls);
    const ofBucket = aws.asked.filter(
      ({ operation }) => operation.startsWith('GetBucket') || operation === 'HeadBucket',
    );
    expect(ofBucket.length).toBe(new Set(ofBucket.map(({ operation }) => operation)).size);
    expect(aws.mostAtOnce).toBeLessThanOrEqual(4 * lonely);
  });

  it('doctor reads a file with one URL per line', async () => {
    const files = { 'urls.txt': `# Ours.\n${FILM}\r\n\n  \n  # Not: s3://a/b\ns3://films/in/film.mov\n` };
    const { stdout } = await doctor(['--json', '--inputs', 'urls.txt'], { files });
    expect((JSON.parse(stdout) as { url: string }[]).map(({ url }) => url)).toEqual([FILM, 's3://films/in/film.mov']);
  });

  it('doctor shows the progress on a terminal and removes it again', async () => {
    const { stderr } = await doctor([FILM, FILM, FILM], { columns: 80 });
    expect(stderr.split('\r\u001b[K').filter((text) => text !== '')).toEqual(['0 of 3', '1 of 3', '2 of 3', '3 of 3']);
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
    expect((await doctor([FILM, FILM])).stderr).toBe('');
    expect((await doctor([FILM], { columns: 80 })).stderr).toBe('');
  });

  it('doctor shows no progress on a terminal that cannot erase lines', async () => {
    const { TERM: before } = process.env;
    process.env.TERM = 'dumb';
    const { stderr } = await doctor([FILM, FILM], { columns: 80, environment: { TERM: 'dumb' } });
    process.env.TERM = before;
    expect(stderr).toBe('');
  });
});

describe('Doctor finds the problem of a URL', () => {
  it.each([
    ['that is not an S3 URL', 'ftp://films/a.mov', 'url', '"ftp://films/a.mov" is not an S3 URL', undefined],
    ['in another partition', 's3+cn-north-1://films/a', 'url', 'is in another partition of AWS', undefined],
    ['with an invalid bucket name', 's3://fi!lms/a', 'url', 'Bucket "fi!lms" contains "!"', undefined],
    ['of a bucket as an input', `s3+${REGION}://films/`, 'url', 'has no key and names the whole bucket.', undefined],
    [
      'of the console',
      'https://s3.console.aws.amazon.com/s3/object/films?region=eu-central-1&prefix=in/film.mov',
      'url',
      'is the URL of a page in the S3 console, and Zencoder signs requests for S3 URLs (s3:// or s3+REGION://) only.',
      FILM,
    ],
    [
      'of a website',
      'http://films.s3-website.eu-central-1.amazonaws.com/in/film.mov',
      'url',
      'which serves index and error pages and redirects.',
      FILM,
    ],
    [
      'that was signed',
      'https://films.s3.amazonaws.com/in/film.mov?X-Amz-Signature=secret',
      'url',
      'was removed.',
      FILM,
    ],
    ['that is an ARN', 'arn:aws:s3:::films/in/film.mov', 'url', 'is an ARN, and Zencoder signs', FILM],
    ['with two problems', 's3://films/films/in/film.mov', 'region', 'the URL has no region', FILM],
  ])('%s', async (_, url, check, seen, right) => {
    const { stdout, exitCode } = await doctor(['--json', url]);
    const [{ findings }] = JSON.parse(stdout) as [
      { findings: { check: string; seen: string; changes: { url?: string }[] }[] },
    ];
    expect(exitCode).toBe(1);
    expect(findings[0]).toMatchObject({ check, seen: expect.stringContaining(seen) });
    expect(findings[0]!.changes[0]?.url).toBe(right);
    expect(stdout.replace(url, '')).not.toContain('secret');
  });
});

describe('Doctor takes the region of a bucket', () => {
  const elsewhere = { 'x-amz-bucket-region': 'ap-south-1' };
  it.each([
    ['a redirect', 301],
    ['a bad request, as in regions since 2019', 400],
    ['a denied request', 403],
  ])('from %s, and sends the other requests there', async (_, status) => {
    aws.reset({ HeadBucket: refusal(status, 'Whatever', elsewhere), GetBucketLocation: refusal(403, 'AccessDenied') });
    const { stdout } = await doctor(['--region', 'eu-west-1', '--json', FILM]);
    expect(JSON.parse(stdout)).toMatchObject([
      { findings: [{ check: 'region', seen: `The bucket is in ap-south-1, but the URL says "${REGION}".` }] },
    ]);
    const regions = aws.asked.map(({ operation, region }) => [operation, region]);
    expect(regions[0]).toEqual(['HeadBucket', 'eu-west-1']);
    expect(new Set(regions.slice(1).map(([, region]) => region))).toEqual(new Set(['ap-south-1']));
  });

  it.each([
    ['', 'us-east-1'],
    ['EU', 'eu-west-1'],
    ['sa-east-1', 'sa-east-1'],
  ])('from the location %j if nothing else gives it, and accepts a URL without a region', async (place, region) => {
    aws.reset({ HeadBucket: {}, GetBucketLocation: location(place) });
    const { stdout } = await doctor(['--json', 's3://films/in/film.mov', `s3+${region}://films/in/film.mov`]);
    expect(JSON.parse(stdout)).toMatchObject([{ verdict: 'fine' }, { verdict: 'fine' }]);
  });
});

it('doctor accepts another account and canonical user ID of Zencoder', async () => {
  const id = 'c'.repeat(64);
  const identity = ['--account-id', '123456789012', '--canonical-user-id', id];
  const { stdout } = await doctor(['--json', FILM, ...identity]);
  const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ seen: string; changes: [{ yaml: string }] }] }];
  expect(findings[0].seen).toContain('allows Zencoder (account 123456789012) to perform s3:GetObject');
  expect(findings[0].changes[0].yaml).toBe(
    'films:\n  grants:\n    - { role: input, keys: [in/film.mov] }\n  zencoder: { accountId: "123456789012" }',
  );
  aws.reset({ GetObjectAcl: acl(OWNER, [id, 'READ']) });
  expect(await doctor(['--json', FILM, ...identity])).toMatchObject({ exitCode: 0 });
});

it('doctor does not print the credentials of a URL', async () => {
  const url = 's3://AKIAIOSFODNN7EXAMPLE:secret/key@films/in/film.mov';
  for (const options of [[], ['--json']]) {
    const { stdout, stderr } = await doctor([...options, url]);
    expect(`${stdout}${stderr}`).not.toMatch(/AKIA|secret/);
    expect(stdout).toContain('films/in/film.mov');
  }
});
