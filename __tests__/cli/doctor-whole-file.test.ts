import { Terminal } from '../../lib/cli/output/terminal';
import { Program } from '../../lib/cli/program';
import { kms, policy, RECOMMENDED, refusal } from '../doctor/aws-server';
import { KEY } from '../doctor/whole-file/set-ups';
import { withAws } from '../doctor/with-aws';
import { called, type Outcome } from '../support/cli';
import { type Files, inFolderWith } from '../support/workspace';

jest.setTimeout(30_000);

const aws = withAws();

const ALL = '{ grants: [{ role: input-and-output }] }';
const oneStack = (buckets: string): Files => ({ 'zencoder.yaml': `stacks: { live: { buckets: { ${buckets} } } }` });

function doctor(args: readonly string[], files: Files, columns?: number): Promise<Outcome> {
  return called(['doctor', '--endpoint-url', aws.endpoint, ...args], {
    files,
    columns,
    environment: { NO_COLOR: '1' },
  });
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+Z$/, 'Z');

describe('Doctor without a URL', () => {
  it('prints one line for what is in force, the fixes for the rest, and what is unknown', async () => {
    aws.buckets = { shorts: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') } };
    const files = oneStack(`films: ${ALL}, shorts: { grants: [{ role: input, prefixes: [in/] }] }`);
    const { stdout, stderr, exitCode } = await doctor([], files, 80);
    expect({ exitCode, stderr: stderr.replace(/\r\u001b\[K[^\r]*/g, '') }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "In force: films in stack live: policy

      Not in force: shorts in stack live: policy
        1. The bucket has no policy. Zencoder cannot read from shorts below in/
           (GetObject), but zencoder.yaml grants it. Zencoder cannot ask for the
           region and list uploads in shorts (GetBucketLocation,
           ListBucketMultipartUploads), but zencoder.yaml grants it.
           S3 denies a request from another account unless a policy or an ACL allows
           it.
           -> Apply stack live.

        unknown: whether a resource control policy of your AWS organization denies
           Zencoder access (only the management account or a delegated administrator
           can read these policies; needs organizations:ListPolicies)
           -> If you use AWS Organizations, list these policies with the credentials
              of such an account, and read each with DescribePolicy:
                aws organizations list-policies --filter RESOURCE_CONTROL_POLICY
      2 checked: 1 in force, 1 not in force, 0 unknown
      "
    `);
  });

  it('prints each result as soon as it and the results before it are known', async () => {
    const names = ['a-bucket', 'films', 'z-bucket'];
    const files = oneStack(names.map((name) => `${name}: ${ALL}`).join(', '));
    const seen: { readonly name: string; readonly asked: number }[] = [];
    const stdout = {
      write: (text: string) => {
        const [, name] = /: ([\w-]+) in stack/.exec(text) ?? [];
        seen.push(...(name === undefined ? [] : [{ name, asked: aws.asked.length }]));
      },
    };
    await inFolderWith(files, async () => {
      const terminal = new Terminal(stdout, { write: () => {} }, {});
      await new Program(terminal, '1.2.3').run(['doctor', '--concurrency', '1', '--endpoint-url', aws.endpoint]);
    });
    expect(seen.map(({ name }) => name)).toEqual(names);
    expect(seen[0]!.asked).toBeLessThan(aws.asked.length / 2);
  });

  it('checks at most --concurrency buckets at the same time', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `bucket-${index}`);
    const { stdout } = await doctor(
      ['--concurrency', '2'],
      oneStack(names.map((name) => `${name}: ${ALL}`).join(', ')),
    );
    expect(aws.mostAtOnce).toBeLessThanOrEqual(2 * 7);
    expect(stdout).toContain('40 checked: 0 in force, 40 not in force, 0 unknown\n');
  });

  it('prints complete JSON even if S3 becomes unavailable', async () => {
    aws.buckets = {
      'z-bucket': { HeadBucket: refusal(403, 'AccessDenied'), GetBucketLocation: refusal(403, 'ExpiredToken') },
    };
    const { stdout, stderr, exitCode } = await doctor(
      ['--json', '--concurrency', '1'],
      oneStack(`films: ${ALL}, z-bucket: ${ALL}`),
    );
    expect(exitCode).toBe(3);
    expect(stderr).toBe('zencoder-s3: S3 refuses the credentials: ExpiredToken\n');
    expect(JSON.parse(stdout)).toMatchObject({ results: [{ name: 'films', verdict: 'in-force' }] });
  });

  it('prints nothing but the reason if nothing could be checked', async () => {
    aws.buckets = {
      films: { HeadBucket: refusal(403, 'AccessDenied'), GetBucketLocation: refusal(403, 'ExpiredToken') },
    };
    expect(await doctor([], oneStack(`films: ${ALL}`))).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'zencoder-s3: S3 refuses the credentials: ExpiredToken\n',
    });
  });

  it('warns about access that ends within 30 days or --within', async () => {
    const grants = [10, 40, 80].map((days) => `{ role: input, prefixes: [in-${days}/], expires: ${inDays(days)} }`);
    const checks = async (...args: string[]) => {
      const { stdout } = await doctor(['--json', ...args], oneStack(`films: { grants: [${grants.join(', ')}] }`));
      const [{ findings }] = (JSON.parse(stdout) as { results: [{ findings: { check: string; seen: string }[] }] })
        .results;
      return findings.flatMap(({ check, seen }) => (check === 'ends-soon' ? [seen.replace(/ at \S+,/, '')] : []));
    };
    expect(await checks()).toEqual(['grants[0] expires in 9 days.']);
    expect(await checks('--within', '6w')).toEqual(['grants[0] expires in 9 days.', 'grants[1] expires in 39 days.']);
    expect(await checks('--within', '12h')).toEqual([]);
  });

  it('checks only the given stacks or buckets', async () => {
    const files = {
      'zencoder.yaml': `stacks: { one: { buckets: { films: ${ALL}, shorts: ${ALL} } }, two: { buckets: { trailers: ${ALL} } } }`,
    };
    const names = async (...args: string[]) => {
      const { stdout } = await doctor(['--json', ...args], files);
      return (JSON.parse(stdout) as { results: { name: string }[] }).results.map(({ name }) => name);
    };
    expect(await names('--stack', 'two')).toEqual(['trailers']);
    expect(await names('--bucket', 'films', '--bucket', 'trailers')).toEqual(['films', 'trailers']);
    expect(await doctor(['--stack', 'tow'], files)).toMatchObject({
      exitCode: 2,
      stderr: 'zencoder-s3: zencoder.yaml: there is no stack "tow"; the file has one, two; did you mean "two"?\n',
    });
  });

  it('reports organization policies as unknown once, and only the relevant ones', async () => {
    const { stdout } = await doctor(['--json'], oneStack(`films: ${ALL}, shorts: ${ALL}`));
    const { unknown } = JSON.parse(stdout) as { unknown: { what: string }[] };
    expect(unknown.map(({ what }) => what)).toEqual([
      'whether a resource control policy of your AWS organization denies Zencoder access',
    ]);
    const users = 'stacks: { live: { users: { encoder: { grants: [{ bucket: films, role: input }] } } } }';
    const ofUsers = JSON.parse((await doctor(['--json'], { 'zencoder.yaml': users })).stdout);
    expect(ofUsers.unknown).toEqual([
      expect.objectContaining({ what: expect.stringContaining('a service control policy of your AWS organization') }),
    ]);
  });

  it('uses the provider of each stack, and reports a stack as unknown if that fails', async () => {
    const files = {
      'zencoder.yaml': `stacks: { here: { buckets: { films: ${ALL} } }, there: { provider: { profile: nobody }, buckets: { shorts: ${ALL} } } }`,
    };
    aws.reset({ GetBucketPolicy: policy(...RECOMMENDED) });
    const { stdout, exitCode } = await doctor(['--json'], files);
    expect(exitCode).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      results: [
        { name: 'films', verdict: 'in-force' },
        {
          name: 'shorts',
          verdict: 'unknown',
          unknown: [{ why: 'there is no profile "nobody" in the AWS configuration' }],
        },
      ],
    });
  });

  it('uses the endpoints of the provider without --endpoint-url', async () => {
    const provider = `provider: { endpoints: { s3: "${aws.endpoint}", iam: "${aws.endpoint}" } }`;
    const files = {
      'zencoder.yaml': `stacks: { live: { ${provider}, buckets: { films: ${ALL} }, users: { encoder: { grants: [{ bucket: films, role: input }] } } } }`,
    };
    const { stdout } = await called(['doctor', '--json'], { files });
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ verdict: 'in-force' }, { name: 'encoder', verdict: 'not-in-force' }],
    });
    expect(aws.askedOfServices).toContain('GetUserPolicy');
  });

  it('uses the default endpoint of IAM if the file sets only an endpoint of S3', async () => {
    const files = {
      'zencoder.yaml': `stacks: { live: { provider: { endpoints: { s3: "${aws.endpoint}" } }, users: { encoder: { grants: [{ bucket: films, role: input }] } } } }`,
    };
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:1';
    const { stdout } = await called(['doctor', '--json'], { files }).finally(() => {
      delete process.env.AWS_ENDPOINT_URL;
    });
    expect(JSON.parse(stdout)).toMatchObject({ results: [{ name: 'encoder', verdict: 'unknown' }] });
    expect(aws.askedOfServices).toEqual([]);
  });

  it('proposes one statement for a key with all its buckets, even if --bucket selects one', async () => {
    const bucket = `{ grants: [{ role: input }], kmsKeyArn: "${KEY}" }`;
    const files = {
      'zencoder.yaml': `stacks: { one: { buckets: { films: ${bucket}, shorts: ${bucket} } }, two: { buckets: { trailers: ${bucket} } } }`,
    };
    aws.services = { GetKeyPolicy: kms({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: [] }) }) };
    const { stdout } = await doctor(['--json', '--bucket', 'films'], files);
    const { results } = JSON.parse(stdout) as { results: { kind: string; findings: object[] }[] };
    const { findings } = results.find(({ kind }) => kind === 'kms-key')!;
    const arns = ['films', 'shorts', 'trailers'].flatMap((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]);
    expect(findings).toMatchObject([
      {
        seen: expect.stringMatching(/kms:Decrypt for films\.$/),
        changes: [{ statement: { Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': arns } } } }],
      },
    ]);
  });

  it.each([
    [
      '--for output',
      ['--for', 'output'],
      '--for applies to URLs, but no URL is given; give a URL, or a file of URLs with --inputs',
    ],
    ['a missing file', ['--file', 'none.yaml'], 'none.yaml: there is no such file'],
    [
      '--file beside a URL',
      ['--file', 'zencoder.yaml', 's3://films/a'],
      '--file applies to the check of the whole file, but a URL is given',
    ],
    ['--within without a unit', ['--within', '30'], 'give a whole number from 1 to 9999 with h, d or w, such as 30d'],
  ])('exits with 2 and one line for %s', async (_, args, line) => {
    const { exitCode, stdout, stderr } = await doctor(args, oneStack(`films: ${ALL}`));
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^zencoder-s3: .*\n$/);
    expect(stderr).toContain(line);
    expect(aws.asked).toEqual([]);
  });
});
