import fc from 'fast-check';
import { withS3Reader } from '../../lib/cli/input/s3-access';
import { Purpose } from '../../lib/doctor/context';
import { diagnose, Verdict } from '../../lib/doctor/diagnosis';
import { AwsServices } from '../../lib/live/aws-services';
import { Inspector } from '../../lib/live/inspector';
import type { S3Operation } from '../../lib/live/s3-reader';
import type { Report } from '../../lib/report/cause';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { type Answers, AwsServer, iam, kms, type Reply, xml } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { called, type Outcome } from '../support/cli';
import { CODES, dribble, FOREIGN, HALF, HALF_OF_SERVICES, ODD, type OddAnswer } from './hostile-answers';

withCredentials();
jest.setTimeout(60_000);

let aws: AwsServer;
beforeAll(async () => {
  aws = await AwsServer.start();
});
beforeEach(() => aws.reset());
afterAll(() => aws.stop());

const FILM = 's3+eu-central-1://films/in/film.mov';
const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const fileOf = (bucket: string, more = '') => ({
  'zencoder.yaml': `stacks: { live: { region: eu-central-1, buckets: { ${bucket}: { grants: [{ role: input-and-output }] } }${more} } }`,
});
const FILE = fileOf('films');
const USER = fileOf('films', ', users: { zen: { grants: [{ bucket: films, role: input }] } }');
const WITH_KEY = {
  'zencoder.yaml': FILE['zencoder.yaml'].replace('films: { ', `films: { kmsKeyArn: "${KEY}", `),
};

const COMMANDS = {
  'doctor for an input': { args: ['doctor', '--json', FILM], files: {} },
  'doctor for an output': { args: ['doctor', '--json', '--for', 'output', FILM], files: {} },
  'doctor without a URL': { args: ['doctor', '--json'], files: FILE },
  preflight: { args: ['preflight', '--json'], files: FILE },
} as const;

function look(name: keyof typeof COMMANDS): Promise<Outcome> {
  const { args, files } = COMMANDS[name];
  return called([...args, '--endpoint-url', aws.endpoint], { files });
}

/** The results for each URL, bucket, user or key. */
function rowsOf({ stdout }: Outcome): readonly (Report & { readonly verdict?: string })[] {
  const value = JSON.parse(stdout) as Report[] | { readonly results: Report[] };
  return 'results' in value ? value.results : value;
}

function expectNoInternalError({ stdout, stderr }: Outcome): void {
  expect(`${stdout}${stderr}`).not.toMatch(/please report|undefined|\[object|native code/);
}

const named = (answers: readonly OddAnswer[]) => answers.map(({ name, reply }) => [name, reply] as const);

/** HEAD has no body, so these answers look like the one of S3 for an object that does not exist. */
const isNotFound = ({ reply: { status = 200 } }: OddAnswer) => status === 404;

describe.each(Object.keys(COMMANDS) as (keyof typeof COMMANDS)[])('%s reports one unknown on one line', (command) => {
  it.each(named([...FOREIGN, ...CODES]))('if a server answers every request with %s', async (_, reply) => {
    aws.always = reply;
    const outcome = await look(command);
    expectNoInternalError(outcome);
    const rows = rowsOf(outcome);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      findings: [],
      unknown: [{ decides: true, why: expect.stringMatching(/^.{1,160}$/) }],
    });
    expect(outcome.exitCode).toBe(3);
  });
});

it.each(named([...FOREIGN, ...CODES]))(
  'adopt writes nothing if a server answers every request with %s',
  async (_, reply) => {
    aws.always = reply;
    const outcome = await called(['adopt', 'films', '--endpoint-url', aws.endpoint], { files: fileOf('other') });
    expectNoInternalError(outcome);
    expect(outcome).toMatchObject({
      exitCode: 3,
      stdout: '',
      stderr: expect.stringMatching(/^zencoder-s3: .{1,200}\n$/),
    });
  },
);

const S3_OPERATIONS: readonly S3Operation[] = [
  'GetBucketLocation',
  'GetBucketPolicy',
  'GetBucketPolicyStatus',
  'GetBucketAcl',
  'GetBucketOwnershipControls',
  'GetPublicAccessBlock',
  'GetBucketEncryption',
  'GetBucketRequestPayment',
  'GetObjectAcl',
  'ListObjectsV2',
];

/** An answer to one operation. For the region, no other answer contains it. */
const withOdd = (operation: S3Operation, reply: Reply): Answers => ({
  ...(operation === 'GetBucketLocation' ? { HeadBucket: {} } : {}),
  [operation]: reply,
});

describe.each(S3_OPERATIONS)('Doctor reports no finding from an invalid answer to %s:', (operation) => {
  it.each(named(ODD))('%s', async (_, reply) => {
    for (const command of ['doctor for an input', 'doctor without a URL'] as const) {
      aws.reset(withOdd(operation, reply));
      const outcome = await look(command);
      expectNoInternalError(outcome);
      expect(rowsOf(outcome).flatMap(({ findings }) => findings)).toEqual([]);
      expect(outcome.stderr).toBe('');
    }
  });
});

it.each(named(ODD.filter((one) => !isNotFound(one))))(
  'Doctor reports no finding if the answer to HeadObject is %s',
  async (_, reply) => {
    aws.reset({ HeadObject: reply });
    const outcome = await look('doctor for an input');
    expectNoInternalError(outcome);
    expect(rowsOf(outcome)[0]!.findings).toEqual([]);
  },
);

it.each(HALF)('No command reports a finding from the incomplete answer to %s: %s', async (operation, body) => {
  for (const command of Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]) {
    aws.reset(withOdd(operation, { body }));
    const outcome = await look(command);
    expectNoInternalError(outcome);
    expect(rowsOf(outcome).flatMap(({ findings }) => findings)).toEqual([]);
  }
});

/** A tree of XML in the words of S3. */
const trees = fc.letrec<{ tree: string; part: string }>((tie) => ({
  tree: fc
    .tuple(
      fc.constantFrom(
        'Owner',
        'ID',
        'Grant',
        'Grantee',
        'Permission',
        'Rule',
        'IsPublic',
        'Contents',
        'Key',
        'Code',
        '__proto__',
        'constructor',
      ),
      fc.array(tie('part'), { maxLength: 3 }),
    )
    .map(([name, parts]) => `<${name}>${parts.join('')}</${name}>`),
  part: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('', 'true', 'READ', 'constructor', '&#x0;', '&amp;', '\u2028'),
    tie('tree'),
  ),
}));

it('Doctor does not fail for any XML with the element names of S3', async () => {
  const roots = [
    'AccessControlPolicy',
    'ListBucketResult',
    'OwnershipControls',
    'ServerSideEncryptionConfiguration',
    'Error',
    'PolicyStatus',
  ];
  const arbitrary = fc.tuple(
    fc.constantFrom(...S3_OPERATIONS),
    fc.constantFrom(...roots),
    fc.array(trees.tree, { maxLength: 4 }),
    fc.constantFrom(200, 400, 403, 404),
  );
  await fc.assert(
    fc.asyncProperty(arbitrary, async ([operation, root, parts, status]) => {
      aws.reset(withOdd(operation, { ...xml(`<${root}>${parts.join('')}</${root}>`), status }));
      const outcome = await look('doctor for an input');
      expectNoInternalError(outcome);
      expect(rowsOf(outcome)).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

describe('An invalid answer of IAM or KMS', () => {
  const list = (operation: string, member: string) => [operation, iam(operation, `<${member}/>`)] as const;
  const HEALTHY = Object.fromEntries([
    ['GetUser', iam('GetUser', '<User><UserName>zen</UserName></User>')],
    list('ListUserPolicies', 'PolicyNames'),
    list('ListAttachedUserPolicies', 'AttachedPolicies'),
    list('ListGroupsForUser', 'Groups'),
    [
      'ListAccessKeys',
      iam('ListAccessKeys', '<AccessKeyMetadata><member><Status>Active</Status></member></AccessKeyMetadata>'),
    ],
    ['GetKeyPolicy', kms({ Policy: '{}' })],
  ]);

  /** The results for the user or the key. */
  async function rowWith(operation: string, reply: Reply): Promise<Report> {
    aws.services = { ...HEALTHY, [operation]: reply };
    const files = operation === 'GetKeyPolicy' ? WITH_KEY : USER;
    const outcome = await called(['doctor', '--json', '--endpoint-url', aws.endpoint], { files });
    expectNoInternalError(outcome);
    return rowsOf(outcome)[1]!;
  }

  const SERVICE_OPERATIONS = ['GetUser', 'GetUserPolicy', 'ListAttachedUserPolicies', 'ListAccessKeys', 'GetKeyPolicy'];
  const cases = SERVICE_OPERATIONS.flatMap((operation) =>
    [...FOREIGN, ...CODES]
      .filter(({ reply: { body = '' } }) => operation !== 'GetKeyPolicy' || !body.startsWith('{'))
      .map(({ name, reply }) => [operation, name, reply] as const),
  );

  it.each(cases)('to %s is unknown: %s', async (operation, _, reply) => {
    const { findings, unknown } = await rowWith(operation, reply);
    expect(unknown.map(({ what }) => what)).toEqual(expect.arrayContaining([expect.stringContaining(operation)]));
    const isOfOther = ({ check }: { check: string }) => operation !== 'GetUserPolicy' && check === 'policy-missing';
    expect(findings.filter((finding) => !isOfOther(finding))).toEqual([]);
  });

  it.each(HALF_OF_SERVICES)('to %s is unknown: %s', async (operation, body) => {
    const { unknown } = await rowWith(operation, { body });
    expect(unknown.map(({ what }) => what)).toEqual(expect.arrayContaining([expect.stringContaining(operation)]));
  });
});

describe('An answer that never ends', () => {
  const TIMEOUT_MS = 1_500;
  const options = { purpose: Purpose.INPUT, zencoder: identityOf({}), now: new Date(), given: {} };
  const diagnosed = (...urls: string[]) =>
    withS3Reader({ endpointUrl: aws.endpoint, timeout: TIMEOUT_MS }, async (reader) => {
      const inspector = new Inspector(reader);
      return Promise.all(urls.map((url) => diagnose(url, inspector, options)));
    });

  it.each(['GetBucketPolicy', 'GetBucketAcl', 'ListObjectsV2'] as const)(
    'to %s is unknown if it is the only one',
    async (operation) => {
      aws.reset({ [operation]: { write: dribble } });
      const [{ findings, verdict }] = (await diagnosed(FILM)) as [Awaited<ReturnType<typeof diagnose>>];
      expect({ findings, isUnknown: verdict === Verdict.UNKNOWN }).toEqual({
        findings: [],
        isUnknown: operation === 'GetBucketPolicy',
      });
    },
  );

  it('stops the command if the next one does not end either', async () => {
    aws.always = { headers: { 'x-amz-bucket-region': 'eu-central-1' }, write: dribble };
    await expect(diagnosed(FILM, FILM.replace('films', 'other'))).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/^S3 cannot be reached: the answer to \w+ was not complete after 1500 ms$/),
    });
  });

  it('of IAM is awaited once, however many users there are', async () => {
    aws.always = { write: dribble };
    const services = new AwsServices({ endpointUrl: aws.endpoint, timeout: TIMEOUT_MS });
    for (let user = 0; user < 20; user++) {
      const answer = await services.ask('iam', 'GetUser', { UserName: `user-${user}` });
      expect(answer).toMatchObject({ known: false, why: expect.stringContaining('1500 ms') });
    }
    services.close();
    expect(aws.askedOfServices).toEqual(['GetUser']);
  });
});
