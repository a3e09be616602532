import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { policy, RECOMMENDED, refusal } from '../doctor/aws-server';
import { PROGRAM } from '../support/cli';
import { FILM, withDoctor } from './doctoring';

jest.setTimeout(20_000);

const { aws, doctor } = withDoctor();

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

it('doctor does not print the credentials of a URL', async () => {
  const url = 's3://AKIAIOSFODNN7EXAMPLE:secret/key@films/in/film.mov';
  for (const options of [[], ['--json']]) {
    const { stdout, stderr } = await doctor([...options, url]);
    expect(`${stdout}${stderr}`).not.toMatch(/AKIA|secret/);
    expect(stdout).toContain('films/in/film.mov');
  }
});

it('doctor as its own process prints no warning of the SDK and ends when it is done', async () => {
  const args = [...PROGRAM.slice(1), 'doctor', '--endpoint-url', aws.endpoint, FILM];
  const { stdout, stderr } = await promisify(execFile)(PROGRAM[0]!, args, {
    env: { ...process.env, AWS_PROFILE: '', NODE_OPTIONS: '' },
  });
  expect({ stdout, stderr }).toEqual({ stdout: `No problem found as input: ${FILM}\n`, stderr: '' });
});
