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

describe('What doctor prints', () => {
  it('is one line where there is nothing to find', async () => {
    expect(await doctor([FILM])).toEqual({ exitCode: 0, stdout: `No problem found as input: ${FILM}\n`, stderr: '' });
  });

  it('is wrapped for a terminal of 80 columns, but for what is to be copied', async () => {
    aws.reset({ GetBucketPolicy: policy(ENDED, RECOMMENDED[1]!, OFFICE) });
    const { stdout, exitCode } = await doctor(['s3://films/in/film+1.mov'], {
      columns: 80,
      environment: { NO_COLOR: '1' },
    });
    expect(exitCode).toBe(1);
    expect(stdout.replaceAll(aws.endpoint, 'http://S3')).toMatchInlineSnapshot(`
      "Denied as input: s3://films/in/film+1.mov
        1. The bucket is in eu-central-1, and the URL names no region.
           For eu-central-1 and every region opened since 2014 Zencoder needs the
           region in the URL.
           -> Give Zencoder this URL:
                s3+eu-central-1://films/in/film+1.mov
        2. There is no object "in/film+1.mov" in the bucket, and none with a name like
           it.
           S3 answers Access Denied also for an object that is not there, unless
           Zencoder may list the bucket.
           -> Upload it, or look what the bucket holds and correct the URL:
                aws s3 ls s3://films/in/ --endpoint-url http://S3
        3. No statement of the bucket's policy lets Zencoder (account 395540211253) do
           s3:GetObject on "in/film+1.mov". Statement[0] would, but it ended on
           2025-06-30T00:00:00Z.
           S3 refuses another account what nothing allows it.
           -> Grant it in zencoder.yaml and apply:
                films:
                  grants:
                    - { role: input, keys: [in/film+1.mov] }
           -> Where the file has no such bucket yet, do this before it, to keep what
              the policy says:
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
        1. No statement of the bucket's policy lets Zencoder (account 395540211253) do s3:GetObject on "in/film.mov".
           Statement[0] would, but it ended on 2025-06-30T00:00:00Z.
           S3 refuses another account what nothing allows it.
           -> Grant it in zencoder.yaml and apply:
                films:
                  grants:
                    - { role: input, keys: [in/film.mov] }
           -> Where the file has no such bucket yet, do this before it, to keep what the policy says:
                zencoder-s3 adopt films --endpoint-url http://S3
        unknown: whether aws:SourceIp is in "192.0.2.0/24" in Zencoder's requests (Statement[2] (Sid "OfficeOnly") of the
           bucket's policy denies Zencoder s3:GetObject on "in/film.mov" otherwise)
      "
    `);
  });

  it('has colours on a terminal only', async () => {
    const { stdout } = await doctor([FILM], { columns: 80 });
    expect(stdout).toBe(`\u001b[32mNo problem found as input\u001b[39m: ${FILM}\n`);
  });

  it('holds nothing that a terminal obeys', async () => {
    const { stdout } = await doctor(['s3://films/a\u001b[2J\u202e.mov'], {
      columns: 200,
      environment: { NO_COLOR: '1' },
    });
    expect(stdout).toContain('s3://films/a\\u001b[2J\\u202e.mov');
    expect(stdout).not.toMatch(/[\u001b\u202e]/);
  });

  it('says what is unknown, and which permission would do', async () => {
    aws.reset({ GetBucketPolicy: refusal(403, 'AccessDenied') });
    expect(await doctor([FILM])).toEqual({
      exitCode: 3,
      stdout: `Unknown as input: ${FILM}\n  unknown: the bucket's policy (S3 answers 403 AccessDenied; needs s3:GetBucketPolicy)\n`,
      stderr: '',
    });
  });
});

describe('Doctor ends with exit code', () => {
  const TLS = { ...RECOMMENDED[0], Condition: { Bool: { 'aws:SecureTransport': 'true' } } };
  it.each([
    ['0 where nothing is wrong', 0, {}, []],
    ['1 where Zencoder is refused', 1, { GetBucketPolicy: policy() }, []],
    ['0 where that is in doubt', 0, { GetBucketPolicy: policy(TLS, RECOMMENDED[1]!) }, []],
    ['1 where that is in doubt, if it is strict', 1, { GetBucketPolicy: policy(TLS, RECOMMENDED[1]!) }, ['--strict']],
    ['3 where what decides may not be looked at', 3, { GetBucketPolicy: refusal(403, 'AccessDenied') }, []],
  ] as const)('%s', async (_, exitCode, answers, args) => {
    aws.reset(answers);
    expect(await doctor([FILM, ...args])).toMatchObject({ exitCode, stderr: '' });
  });

  it.each([
    ['no URL and no file', [], 'no URL is given, and this folder has no zencoder.yaml; give the URL of an object'],
    ['no such file', ['--inputs', 'none.txt'], '--inputs "none.txt": there is no such file'],
    ['an account that is none', [FILM, '--account-id', '12'], '--account-id: "12" is not an AWS account ID'],
    ['an ID that is none', [FILM, '--canonical-user-id', 'x'], '--canonical-user-id: "x" is not a canonical user ID'],
    ['a region that is none', [FILM, '--region', 'eu-central'], '--region: "eu-central" is not a region of AWS'],
    ['a server that is none', [FILM, '--endpoint-url', 'localhost'], '--endpoint-url: "localhost" is not the URL'],
    ['a purpose that is none', [FILM, '--for', 'fun'], "option '--for <purpose>' argument 'fun' is invalid"],
  ])('2 and a line for %s', async (_, args, line) => {
    const { exitCode, stdout, stderr } = await doctor(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^zencoder-s3: .*\n$/);
    expect(stderr).toContain(line);
  });

  it.each(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken'])(
    '3 and a line where S3 refuses the credentials by %s',
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

  it('3 and a line where there are no credentials', async () => {
    const { exitCode, stdout, stderr } = await withoutKeys(['--profile', 'someone'], { AWS_CONFIG_FILE: 'config' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
    expect(stderr).toMatch(/^zencoder-s3: no credentials: .*\n$/);
  });

  it.each([
    ['option', ['--profile', 'nope'], {}],
    ['environment', [], { AWS_PROFILE: 'nope' }],
  ])('3 and a line where there is no such profile as the %s says', async (_, args, environment) => {
    expect(await withoutKeys(args, { AWS_CONFIG_FILE: 'config', ...environment })).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'zencoder-s3: there is no profile "nope" in the AWS configuration\n',
    });
  });

  it('3 and a line where what was connected to never answers', async () => {
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

  it('3 and a line where nothing answers', async () => {
    const { exitCode, stdout, stderr } = await doctor([FILM, '--endpoint-url', 'http://127.0.0.1:1']);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'zencoder-s3: S3 cannot be reached: connect ECONNREFUSED 127.0.0.1:1\n',
    });
  });

  it('3 and a line where something answers that is no S3', async () => {
    aws.reset({ HeadBucket: {}, GetBucketLocation: { body: '<html>Welcome to our wireless network' } });
    expect(await doctor([FILM])).toEqual({
      exitCode: 3,
      stdout: `Unknown as input: ${FILM}\n  unknown: what there is of the bucket "films" (what answers at ${aws.endpoint} is no S3 server)\n`,
      stderr: '',
    });
  });

  it('3 and a line that says what to install where the SDK is missing', async () => {
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

it('doctor as a program of its own prints no banner of the SDK, and ends when it is done', async () => {
  const args = [...PROGRAM.slice(1), 'doctor', '--endpoint-url', aws.endpoint, FILM];
  const { stdout, stderr } = await promisify(execFile)(PROGRAM[0]!, args, {
    env: { ...process.env, AWS_PROFILE: '', NODE_OPTIONS: '' },
  });
  expect({ stdout, stderr }).toEqual({ stdout: `No problem found as input: ${FILM}\n`, stderr: '' });
});

describe('For many URLs', () => {
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

  it('doctor reads a file with one on each line', async () => {
    const files = { 'urls.txt': `# Ours.\n${FILM}\r\n\n  \n  # Not: s3://a/b\ns3://films/in/film.mov\n` };
    const { stdout } = await doctor(['--json', '--inputs', 'urls.txt'], { files });
    expect((JSON.parse(stdout) as { url: string }[]).map(({ url }) => url)).toEqual([FILM, 's3://films/in/film.mov']);
  });

  it('doctor shows progress in a terminal, and removes it again', async () => {
    const { stderr } = await doctor([FILM, FILM, FILM], { columns: 80 });
    expect(stderr.split('\r\u001b[K').filter((text) => text !== '')).toEqual(['0 of 3', '1 of 3', '2 of 3', '3 of 3']);
    expect(stderr.endsWith('\r\u001b[K')).toBe(true);
    expect((await doctor([FILM, FILM])).stderr).toBe('');
    expect((await doctor([FILM], { columns: 80 })).stderr).toBe('');
  });

  it('doctor shows no progress in a terminal that cannot erase lines', async () => {
    const { TERM: before } = process.env;
    process.env.TERM = 'dumb';
    const { stderr } = await doctor([FILM, FILM], { columns: 80, environment: { TERM: 'dumb' } });
    process.env.TERM = before;
    expect(stderr).toBe('');
  });
});

describe('A fault in a URL', () => {
  it.each([
    ['of no form of S3', 'ftp://films/a.mov', 'url', '"ftp://films/a.mov" is no S3 URL', undefined],
    ['in another partition', 's3+cn-north-1://films/a', 'url', 'is in another partition of AWS', undefined],
    ['with a bucket that is none', 's3://fi!lms/a', 'url', 'Bucket "fi!lms" holds "!"', undefined],
    ['of a bucket as an input', `s3+${REGION}://films/`, 'url', 'has no key and names the whole bucket.', undefined],
    [
      'of the console',
      'https://s3.console.aws.amazon.com/s3/object/films?region=eu-central-1&prefix=in/film.mov',
      'url',
      'is the URL of a page in the S3 console, and Zencoder signs requests for s3 URLs only.',
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
      'was dropped.',
      FILM,
    ],
    ['that is an ARN', 'arn:aws:s3:::films/in/film.mov', 'url', 'is an ARN, and Zencoder signs', FILM],
    ['with two things wrong', 's3://films/films/in/film.mov', 'region', 'the URL names no region', FILM],
  ])('is found: %s', async (_, url, check, seen, right) => {
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

describe('The region of a bucket', () => {
  const elsewhere = { 'x-amz-bucket-region': 'ap-south-1' };
  it.each([
    ['a redirect', 301],
    ['a bad request, as of regions since 2019', 400],
    ['a refusal', 403],
  ])('is learnt from %s, and the rest is asked there', async (_, status) => {
    aws.reset({ HeadBucket: refusal(status, 'Whatever', elsewhere), GetBucketLocation: refusal(403, 'AccessDenied') });
    const { stdout } = await doctor(['--region', 'eu-west-1', '--json', FILM]);
    expect(JSON.parse(stdout)).toMatchObject([
      { findings: [{ check: 'region', seen: `The bucket is in ap-south-1, and the URL says "${REGION}".` }] },
    ]);
    const regions = aws.asked.map(({ operation, region }) => [operation, region]);
    expect(regions[0]).toEqual(['HeadBucket', 'eu-west-1']);
    expect(new Set(regions.slice(1).map(([, region]) => region))).toEqual(new Set(['ap-south-1']));
  });

  it.each([
    ['', 'us-east-1'],
    ['EU', 'eu-west-1'],
    ['sa-east-1', 'sa-east-1'],
  ])('is taken from the location %j where nothing else gives it, and need not be in the URL', async (place, region) => {
    aws.reset({ HeadBucket: {}, GetBucketLocation: location(place) });
    const { stdout } = await doctor(['--json', 's3://films/in/film.mov', `s3+${region}://films/in/film.mov`]);
    expect(JSON.parse(stdout)).toMatchObject([{ verdict: 'fine' }, { verdict: 'fine' }]);
  });
});

it('doctor takes another account and canonical user ID for Zencoder', async () => {
  const id = 'c'.repeat(64);
  const identity = ['--account-id', '123456789012', '--canonical-user-id', id];
  const { stdout } = await doctor(['--json', FILM, ...identity]);
  const [{ findings }] = JSON.parse(stdout) as [{ findings: [{ seen: string; changes: [{ yaml: string }] }] }];
  expect(findings[0].seen).toContain('lets Zencoder (account 123456789012) do s3:GetObject');
  expect(findings[0].changes[0].yaml).toBe(
    'films:\n  grants:\n    - { role: input, keys: [in/film.mov] }\n  zencoder: { accountId: "123456789012" }',
  );
  aws.reset({ GetObjectAcl: acl(OWNER, [id, 'READ']) });
  expect(await doctor(['--json', FILM, ...identity])).toMatchObject({ exitCode: 0 });
});

it('doctor never shows credentials in a URL', async () => {
  const url = 's3://AKIAIOSFODNN7EXAMPLE:secret/key@films/in/film.mov';
  for (const options of [[], ['--json']]) {
    const { stdout, stderr } = await doctor([...options, url]);
    expect(`${stdout}${stderr}`).not.toMatch(/AKIA|secret/);
    expect(stdout).toContain('films/in/film.mov');
  }
});
