import { AwsServer, policy } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { called, type Outcome } from '../support/cli';
import { SECRET, SECRET_URLS } from './cases/secrets';

withCredentials();

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

const FILM = 's3+eu-central-1://films/in/film.mov';

function expectNoSecret({ stdout, stderr }: Outcome): void {
  expect(`${stdout}\n${stderr}`).not.toMatch(SECRET);
}

describe.each(SECRET_URLS)('The secrets of %s are not printed', (_, url) => {
  it.each([[[]], [['--json']], [['--for', 'output']]])('by doctor %j', async (options) => {
    const outcome = await called(['doctor', ...options, '--endpoint-url', aws.endpoint, url]);
    expectNoSecret(outcome);
    expect(outcome.stdout).not.toBe('');
  });

  it('by doctor for a missing bucket', async () => {
    aws.reset({ HeadBucket: { status: 404 }, GetBucketPolicy: policy() });
    expectNoSecret(await called(['doctor', '--json', '--endpoint-url', aws.endpoint, url]));
  });

  it.each([[[]], [['--json']]])('by url %j', async (options) => {
    const outcome = await called(['url', ...options, url]);
    expectNoSecret(outcome);
    expect(outcome.exitCode).toBe(1);
  });

  it('if the URL is given in the place of another value', async () => {
    expectNoSecret(await called(['policy', '--bucket', url, '--role', 'input']));
    expectNoSecret(await called(['doctor', FILM, `--urll=${url}`]));
    expectNoSecret(await called(['doctor', FILM, '--for', url]));
    expectNoSecret(await called(['doctor', '--inputs', url]));
    expectNoSecret(await called(['adopt', url]));
  });
});

it.each([
  's3://Zoe:5ecre7@films/in/film.mov',
  'https://films.s3.eu-central-1.amazonaws.com/in/film.mov?X-Amz-Signature=5ecre7',
  's3://films/in/film.mov?X-Amz-Signature=5ecre7',
  's3://films/in/film.mov%3FX-Amz-Signature%3D5ecre7',
])('Without its secrets, %s names the intended object', async (url) => {
  const { stdout } = await called(['url', '--json', '--region', 'eu-central-1', url]);
  expect(JSON.parse(stdout)).toMatchObject([{ line: 1, url: FILM }]);
});

it('URLs that are equal without their secrets are distinguished by their lines', async () => {
  const urls = ['s3://Zoe:5ecre7@films/in/film.mov', 's3://Zoe:5ecre72@films/in/film.mov'];
  for (const command of ['doctor', 'url']) {
    const where = command === 'doctor' ? ['--endpoint-url', aws.endpoint] : [];
    const { stdout } = await called([command, '--json', ...where, ...urls]);
    const rows = JSON.parse(stdout) as { line: number; url: string; given?: string }[];
    expect(rows.map(({ line, url, given = url }) => [line, given])).toEqual([
      [1, 's3://…@films/in/film.mov'],
      [2, 's3://…@films/in/film.mov'],
    ]);
  }
});

describe('The secrets of an endpoint URL are not printed', () => {
  const FILE = {
    'zencoder.yaml': 'stacks: { live: { region: eu-central-1, buckets: { films: { grants: [{ role: input }] } } } }',
  };
  const secret = (more = '') => `${aws.endpoint.replace('//', '//Zoe:5ecre7@')}${more}`;

  it.each([
    ['doctor for a URL', ['doctor', FILM]],
    ['doctor for a URL, as JSON', ['doctor', '--json', FILM]],
    ['doctor for a whole file', ['doctor', '--json']],
    ['preflight', ['preflight']],
    ['preflight, as JSON', ['preflight', '--json']],
    ['adopt', ['adopt', 'films']],
  ])('by %s, for any answer of the server', async (_, args) => {
    for (const answers of [
      {},
      { GetBucketPolicy: policy() },
      { HeadBucket: { status: 404 } },
      { HeadBucket: {}, GetBucketLocation: { body: '<html>' } },
    ]) {
      aws.reset(answers);
      expectNoSecret(await called([...args, '--endpoint-url', secret()], { files: FILE }));
      expectNoSecret(await called([...args, '--endpoint-url', secret('/?token=5ecre7')], { files: FILE }));
    }
  });

  it.each([
    'http//Zoe:5ecre7@localhost',
    'Zoe:5ecre7@localhost',
    'http://Zoe:5ecre7@127.0.0.1:1',
    'http://Zoe:5ecre7@[::1',
    'ftp://Zoe:5ecre7@x',
  ])('by the error about %s', async (url) => {
    const outcome = await called(['doctor', FILM, '--endpoint-url', url]);
    expectNoSecret(outcome);
    expect(outcome.exitCode).toBeGreaterThan(1);
  });

  it('if the endpoint is in the file', async () => {
    aws.reset({ GetBucketPolicy: policy() });
    const files = {
      'zencoder.yaml': FILE['zencoder.yaml'].replace(
        'region:',
        `provider: { endpoints: { s3: "${secret()}" } }, region:`,
      ),
    };
    expectNoSecret(await called(['doctor', '--json'], { files }));
    expectNoSecret(await called(['preflight'], { files }));
  });
});
