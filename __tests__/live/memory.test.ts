import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Answers, AwsServer, policy, RECOMMENDED, type Reply, xml } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { PROGRAM } from '../support/cli';
import { endless } from './hostile-answers';

withCredentials();
jest.setTimeout(120_000);

const MIB = 1024 * 1024;
const FILM = 's3+eu-central-1://films/in/film.mov';
const FILE = `stacks: { live: { region: eu-central-1, buckets: { films: { grants: [{ role: input-and-output }] } },
  users: { zen: { grants: [{ bucket: films, role: input }] } } } }`;

/** Writes the peak memory of a program, in KiB, when it ends. */
const MEASURING =
  "process.on('exit', () => require('fs').writeFileSync('peak', String(process.resourceUsage().maxRSS)));";

let aws: AwsServer;
let folder: string;
beforeAll(async () => {
  aws = await AwsServer.start();
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  writeFileSync(join(folder, 'zencoder.yaml'), FILE);
  writeFileSync(join(folder, 'measuring.js'), MEASURING);
});
afterAll(() => {
  aws.stop();
  rmSync(folder, { recursive: true });
});

/** The peak memory of a command, in MiB. */
async function peakOf(args: readonly string[], always: Reply | undefined, answers: Answers): Promise<number> {
  aws.reset(answers);
  aws.always = always;
  const program = ['--require', './measuring.js', ...PROGRAM.slice(1), ...args, '--endpoint-url', aws.endpoint];
  const environment = { ...process.env, NODE_OPTIONS: '' };
  await new Promise<void>((ended) => {
    execFile(PROGRAM[0]!, program, { cwd: folder, env: environment }, () => ended());
  });
  return Number(readFileSync(join(folder, 'peak'), 'utf8')) / 1024;
}

const ENDLESS: Reply = { write: endless() };
const SMALL: Reply = { body: ' '.repeat(1000) };
const OPERATIONS = [
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
const toEach = (reply: Reply): Answers => Object.fromEntries(OPERATIONS.map((operation) => [operation, reply]));
const filledWith = (text: string): Reply =>
  xml(`<ListBucketResult><IsTruncated>false</IsTruncated>${text}</ListBucketResult>`);

const HOSTILE: readonly (readonly [name: string, always: Reply | undefined, answers: Answers])[] = [
  ['three gigabytes in every answer', ENDLESS, {}],
  ['three gigabytes in each answer about an existing bucket', undefined, toEach(ENDLESS)],
  [
    'a policy of 22 megabytes',
    undefined,
    { GetBucketPolicy: { body: `${policy(...RECOMMENDED).body}${' '.repeat(22 * MIB)}` } },
  ],
  ['lists of a megabyte of the shortest elements', undefined, toEach(filledWith('<a/>'.repeat(250_000)))],
  ['lists of a megabyte of keys', undefined, toEach(filledWith('<Contents><Key>a</Key></Contents>'.repeat(30_000)))],
];

describe.each([
  ['doctor URL', ['doctor', FILM.replace('film.mov', 'other.mov')]],
  ['doctor without a URL', ['doctor']],
  ['preflight', ['preflight']],
  ['adopt', ['adopt', 'elsewhere', '--stack', 'live']],
])('%s uses at most 64 MiB more than for answers of 1 kB', (_, args) => {
  let usual: number;
  beforeAll(async () => {
    usual = await peakOf(args, SMALL, {});
  });

  it.each(HOSTILE)('if a server sends %s', async (_name, always, answers) => {
    expect((await peakOf(args, always, answers)) - usual).toBeLessThan(64);
  });
});
