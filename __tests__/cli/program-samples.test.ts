import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsServer, policy, RECOMMENDED } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { called } from '../support/cli';
import { ROOT } from '../support/run';
import { renewed, samplesIn, words } from './samples';

const DOCUMENT = join(ROOT, 'docs', 'cli.md');
const NAMES = ['zencoder.yaml', 'policies/acme-masters.json'];

/** What is written in the document by `cat` is there, too. */
const text = readFileSync(DOCUMENT, 'utf8');
const files = Object.fromEntries([
  ...NAMES.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
  ...samplesIn(text)
    .filter(({ command }) => command.startsWith('cat '))
    .map(({ command, shown }) => [command.slice('cat '.length), shown]),
]) as Record<string, string>;

/** The day on which the samples were made, as far as they show one. */
jest.useFakeTimers({
  now: new Date('2026-06-01T12:00:00Z'),
  doNotFake: [
    'nextTick',
    'setImmediate',
    'queueMicrotask',
    'setTimeout',
    'clearTimeout',
    'setInterval',
    'clearInterval',
    'performance',
    'hrtime',
  ],
});

withCredentials();

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
afterAll(() => aws.stop());

const ENDED = {
  ...RECOMMENDED[0],
  Condition: { DateLessThan: { 'aws:CurrentTime': '2026-05-31T00:00:00Z' } },
};
const CDN = {
  Sid: 'Cdn',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
};

/** The policy of the bucket `films` that a command looks at. */
const LIVE: Readonly<Record<string, readonly object[]>> = {
  preflight: [...RECOMMENDED, CDN],
  doctor: [ENDED, RECOMMENDED[1]!],
};

/** What a command shows in a terminal; one that looks at a bucket, of a server in the place of AWS. */
async function shownBy(args: readonly string[]): Promise<string> {
  const live = LIVE[args[0]!];
  aws.reset(live && { GetBucketPolicy: policy(...live) });
  const where = live === undefined ? [] : ['--endpoint-url', aws.endpoint];
  const { stdout, stderr } = await called([...args, ...where], {
    files,
    columns: 80,
    environment: { NO_COLOR: '1' },
  });
  return (stdout + stderr)
    .replaceAll(` --endpoint-url ${aws.endpoint}`, '')
    .replace(/\r?\u001b\[K[^\n\r]*\r\u001b\[K/g, '');
}

it('The command shows what the document says that it shows', async () => {
  const now = await renewed(text, async ({ command, shown }) => {
    const [program, ...args] = words(command);
    return program === 'zencoder-s3' ? shownBy(args) : shown;
  });
  if (process.env.WRITE_SAMPLES) {
    writeFileSync(DOCUMENT, now);
  }
  expect(now).toBe(text);
});
