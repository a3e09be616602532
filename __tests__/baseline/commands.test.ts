import { adopting } from '../cli/adopting';
import { called } from '../cli/command';
import { AwsServer, policy, RECOMMENDED } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { FIXTURES } from './fixtures';
import { expectBaseline } from './written';

/** The day is always the same, and only the day. */
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

const CDN = {
  Sid: 'Cdn',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
};
const CLOSED = { Sid: 'Closed', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::films/*' };

/** Current policies of the bucket films, by what they are. */
const CURRENT = {
  recommended: RECOMMENDED,
  beside: [...RECOMMENDED, CDN],
  closed: [...RECOMMENDED, CLOSED],
  foreign: [CDN],
};

function withoutServer(text: string): string {
  return text.replaceAll(aws.endpoint, 'ENDPOINT');
}

describe('The data that a command prints is that of the baseline', () => {
  it.each(FIXTURES)('explain of $name', async ({ name, files }) => {
    const { stdout } = await called(['explain', '--json'], { files });
    expectBaseline(`${name}/explain.json`, stdout);
  });

  it.each(FIXTURES.slice(1).map((after, index) => ({ before: FIXTURES[index]!, after })))(
    'explain of $after.name against $before.name',
    async ({ before, after }) => {
      const files = { 'older.yaml': before.files['zencoder.yaml']!, ...before.files, ...after.files };
      const { stdout } = await called(['explain', '--json', '--against', 'older.yaml'], { files });
      expectBaseline(`${after.name}/against-${before.name}.json`, stdout);
    },
  );

  it.each(FIXTURES)('policy of $name', async ({ name, files }) => {
    const { stdout, stderr } = await called(['policy', 'films'], { files });
    expectBaseline(`${name}/policy.json`, stdout || stderr);
  });

  it.each(FIXTURES)('preflight of $name', async ({ name, files }) => {
    aws.reset({ GetBucketPolicy: policy(...CURRENT.beside) });
    const { stdout } = await called(['preflight', '--json', '--endpoint-url', aws.endpoint], { files });
    expectBaseline(`${name}/preflight.json`, withoutServer(stdout));
  });

  it.each(Object.entries(CURRENT))('adopt of a %s policy', async (name, statements) => {
    aws.reset({ GetBucketPolicy: policy(...statements) });
    await adopting({}, ['films', '--json', '--endpoint-url', aws.endpoint], ({ out, err }) => {
      expectBaseline(`commands/adopt-${name}.json`, withoutServer(out || err));
    });
  });

  it.each(Object.entries(CURRENT))('doctor with a %s policy', async (name, statements) => {
    for (const purpose of ['input', 'output']) {
      aws.reset({ GetBucketPolicy: policy(...statements) });
      const args = ['doctor', '--json', '--for', purpose, '--endpoint-url', aws.endpoint];
      const { stdout } = await called([...args, 's3://films/in/a film.mov', 's3://films/in/a+film.mov']);
      expectBaseline(`commands/doctor-${name}-${purpose}.json`, withoutServer(stdout));
    }
  });

  it('url', async () => {
    const urls = [
      's3://films/a.mov',
      's3+eu-central-1://films/a b.mov',
      's3://films/this+file.mp4',
      'https://films.s3.eu-west-1.amazonaws.com/a%20b.mov',
      'https://s3.amazonaws.com/films/a.mov?X-Amz-Signature=0',
      'films/a.mov',
    ];
    const { stdout, stderr } = await called(['url', '--json', '--region', 'eu-central-1', ...urls]);
    expectBaseline('commands/url.json', stdout || stderr);
  });
});
