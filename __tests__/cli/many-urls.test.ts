import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsServer, policy, REGION, refusal } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { called, PROGRAM, QUOTED_PROGRAM, spawned } from '../support/cli';
import { ROOT } from '../support/run';

withCredentials();
jest.setTimeout(60_000);

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

const urls = (count: number) => Array.from({ length: count }, (_, at) => `s3+${REGION}://films/in/film-${at}.mov`);
const MANY = urls(10_000).join('\n');

/** The command as its own process. */
function started(args: readonly string[], input = ''): ChildProcess {
  const program = [...PROGRAM.slice(1), ...args, '--endpoint-url', aws.endpoint];
  const child = spawn(PROGRAM[0]!, program, { cwd: ROOT, env: { ...process.env, NODE_OPTIONS: '' } });
  child.stdin!.end(input);
  return child;
}

interface End {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The outcome of a process that is interrupted after it has printed some results. */
function ended(child: ChildProcess, once: (text: string) => boolean, act: () => void): Promise<End> {
  const written = { stdout: '', stderr: '' };
  let hasActed = false;
  child.stderr!.on('data', (text) => {
    written.stderr += text;
  });
  child.stdout!.on('data', (text) => {
    written.stdout += text;
    if (!hasActed && once(written.stdout)) {
      hasActed = true;
      act();
    }
  });
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, ...written })));
}

describe('For 10,000 URLs, doctor', () => {
  it('prints each result as soon as the results before it are known', async () => {
    const child = spawn(
      'bash',
      ['-c', `${QUOTED_PROGRAM} doctor --inputs - --endpoint-url ${aws.endpoint} | head -n 1`],
      {
        cwd: ROOT,
        env: { ...process.env, NODE_OPTIONS: '' },
      },
    );
    child.stdin.end(MANY);
    const { stdout, stderr, exitCode } = await ended(
      child,
      () => false,
      () => {},
    );
    expect({ stdout, stderr, exitCode }).toEqual({
      stdout: `Denied as input: ${urls(1)[0]}\n`,
      stderr: '',
      exitCode: 0,
    });
    expect(new Set(aws.asked.map(({ key }) => key)).size).toBeLessThan(5_000);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s keeps the results so far and counts the URLs that were not checked',
    async (signal) => {
      const child = started(['doctor', '--inputs', '-'], MANY);
      const { stdout, stderr, exitCode } = await ended(
        child,
        (text) => text.includes('film-20.mov'),
        () => child.kill(signal),
      );
      const found = stdout.split('\n').filter((line) => line.startsWith('Denied as input: ')).length;
      const [, missing] = /^zencoder-s3: stopped: (\d+) of 10000 were not checked\n$/.exec(stderr) ?? [];
      expect(exitCode).toBe(signal === 'SIGINT' ? 130 : 143);
      expect(found).toBeGreaterThanOrEqual(20);
      expect(Number(missing)).toBe(10_000 - found);
    },
  );

  it('prints complete JSON after Ctrl-C', async () => {
    const child = started(['doctor', '--json', '--inputs', '-'], MANY);
    const { stdout } = await ended(
      child,
      (text) => text.includes('film-20.mov'),
      () => child.kill('SIGINT'),
    );
    const rows = JSON.parse(stdout) as { line: number; url: string }[];
    expect(rows.length).toBeGreaterThanOrEqual(20);
    expect(rows.map(({ line, url }) => ({ line, url }))).toEqual(
      rows.map(({ line }) => ({ line, url: urls(10_000)[line - 1] })),
    );
  });
});

describe('For a file with 300 buckets,', () => {
  const names = Array.from({ length: 300 }, (_, at) => `films-${at}`);
  const buckets = names.map((name) => `${name}: { grants: [{ role: input }] }`).join(', ');
  const folder = mkdtempSync(join(tmpdir(), 'many-'));
  const file = join(folder, 'zencoder.yaml');
  beforeAll(() => writeFileSync(file, `stacks: { live: { region: ${REGION}, buckets: { ${buckets} } } }`));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each([
    ['preflight', ['preflight', '--json']],
    ['doctor', ['doctor', '--json']],
  ])('%s keeps its results at Ctrl-C and counts the buckets that were not checked', async (_, args) => {
    const child = started([...args, '--file', file]);
    const seen = new Set<string>();
    aws.before = (_question, bucket) => seen.add(bucket).size === 40 && child.kill('SIGINT');
    const { stdout, stderr, exitCode } = await ended(
      child,
      () => false,
      () => {},
    );
    const value = JSON.parse(stdout) as object[] | { readonly results: object[] };
    const found = ('results' in value ? value.results : value).length;
    expect(exitCode).toBe(130);
    expect(found).toBeGreaterThan(20);
    expect(found).toBeLessThan(300);
    expect(stderr).toMatch(new RegExp(`zencoder-s3: stopped: ${300 - found} of 300 were not checked\\n$`));
  });
});

describe('If many URLs have the same findings, doctor', () => {
  const doctor = (args: readonly string[], input = '') =>
    called(['doctor', ...args, '--endpoint-url', aws.endpoint], { files: { 'urls.txt': input } });
  const times = (text: string, part: string) => text.split(part).length - 1;

  it.each([
    ['a bucket without a policy', { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') }, 'The bucket has no policy'],
    ['a policy that allows nothing', { GetBucketPolicy: policy() }, 'allows Zencoder (account'],
    ['no such bucket', { HeadBucket: refusal(404, 'NoSuchBucket') }, 'There is no bucket "films"'],
    ['a policy that cannot be read', { GetBucketPolicy: refusal(403, 'AccessDenied') }, "unknown: the bucket's policy"],
  ])('prints them once, and a line for each URL: %s', async (_, answers, says) => {
    aws.reset(answers);
    aws.objects = Object.fromEntries(urls(50).map((url) => [url.split('/films/')[1]!, {}]));
    const { stdout } = await doctor(['--inputs', 'urls.txt'], urls(50).join('\n'));
    expect(times(stdout, says)).toBe(1);
    expect(times(stdout, ` (same as ${urls(1)[0]})`)).toBe(49);
    for (const url of urls(50)) {
      expect(stdout).toContain(`: ${url}`);
    }
  });

  it('prints the URL to give Zencoder for each of them', async () => {
    aws.objects = { 'in/a.mov': {}, 'in/b.mov': {} };
    const { stdout } = await doctor(['s3://films/in/a.mov', 's3://films/in/b.mov']);
    expect(stdout.split('\n').slice(-3)).toEqual([
      'Denied as input: s3://films/in/b.mov (same as s3://films/in/a.mov)',
      `  -> s3+${REGION}://films/in/b.mov`,
      '',
    ]);
  });

  it('prints them for each URL as JSON, with its line number', async () => {
    aws.reset({ GetBucketPolicy: policy() });
    const { stdout } = await doctor(['--json', '--inputs', 'urls.txt'], `# Ours\n\n${urls(3).join('\r\n')}`);
    const rows = JSON.parse(stdout) as { line: number; url: string; findings: object[] }[];
    expect(rows.map(({ line, url }) => [line, url])).toEqual(urls(3).map((url, at) => [at + 3, url]));
    expect(rows.every(({ findings }) => findings.length > 0)).toBe(true);
  });
});

describe('Input from a pipe', () => {
  it('is rejected if it is not UTF-8', () => {
    const input = Buffer.from([...Buffer.from('s3://films/'), 0xe4, 0x2e, 0x6d, 0x6f, 0x76, 0x0a]);
    const outcome = spawned(['doctor', '--inputs', '-', '--endpoint-url', 'http://127.0.0.1:1'], input);
    expect(outcome).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'zencoder-s3: stdin is not UTF-8; convert it to UTF-8\n',
    });
  });
});
