import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsServer, policy, RECOMMENDED } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { called } from '../support/cli';
import { ROOT } from '../support/run';
import { renewed, samplesIn, words } from './samples';

const DOCUMENT = join(ROOT, 'docs', 'cli.md');
const NAMES = ['zencoder.yaml', 'policies/acme-masters.json'];

/** The files that `cat` prints in the document exist too. */
const text = readFileSync(DOCUMENT, 'utf8');
const files = Object.fromEntries([
  ...NAMES.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
  ...samplesIn(text)
    .filter(({ command }) => command.startsWith('cat '))
    .map(({ command, shown }) => [command.slice('cat '.length), shown]),
]) as Record<string, string>;

/** The current time in the samples. */
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

/** The policy of the bucket `films` that the commands read. */
const LIVE: Readonly<Record<string, readonly object[]>> = {
  preflight: [...RECOMMENDED, CDN],
  doctor: [ENDED, RECOMMENDED[1]!],
};

/** The output of a command on a terminal. Commands that read from AWS use a local server. */
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

it('The samples in docs/cli.md are up to date', async () => {
  const now = await renewed(text, async ({ command, shown }) => {
    const [program, ...args] = words(command);
    return program === 'zencoder-s3' ? shownBy(args) : shown;
  });
  if (process.env.WRITE_SAMPLES) {
    writeFileSync(DOCUMENT, now);
  }
  expect(now).toBe(text);
});
