import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withS3Reader } from '../../lib/cli/input/s3-access';
import { policy, RECOMMENDED, refusal } from '../doctor/aws-server';
import type { Outcome } from '../support/cli';
import { FILM, withDoctor } from './doctoring';

jest.setTimeout(20_000);

const { aws, doctor } = withDoctor();

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
