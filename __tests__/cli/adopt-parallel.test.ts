import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from '../../lib/config/resolve';
import { readConfig } from '../../lib/files/read-config';
import { AwsServer, policy, RECOMMENDED } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { PROGRAM, spawned } from '../support/cli';
import { filesBelow } from '../support/run';
import { type Files, inFolderWith } from '../support/workspace';
import { CONFIG, OTHER } from './cases/adopt-files';

jest.setTimeout(180_000);

withCredentials();
let aws: AwsServer;
beforeAll(async () => {
  // Compiles the program once, so that the runs below do not.
  spawned(['--version']);
  aws = await AwsServer.start();
});
afterAll(() => aws.stop());

const BUCKETS = Array.from({ length: 8 }, (_, index) => `acme-films-${index}`);

/** The lock file of a process that no longer runs. */
const LEFT = `${spawnSync(process.execPath, ['--version']).pid} 0b9f ${hostname()}\n`;

/** Starts the command once for each bucket. No run gets the policy before all runs have read the file. */
async function adoptedAtOnce(
  buckets: readonly string[],
  args: readonly string[],
  statements: readonly object[] = [...RECOMMENDED, OTHER],
) {
  aws.reset();
  aws.buckets = Object.fromEntries(
    BUCKETS.map((bucket) => [
      bucket,
      { GetBucketPolicy: { body: policy(...statements).body!.replaceAll('::films', `::${bucket}`) } },
    ]),
  );
  let asked = 0;
  let everybodyAsked = () => {};
  const all = new Promise<void>((resolved) => {
    everybodyAsked = resolved;
  });
  aws.before = (question) => {
    asked += question === 'GetBucketPolicy' ? 1 : 0;
    if (asked === buckets.length) {
      everybodyAsked();
    }
    return question === 'GetBucketPolicy' ? all : undefined;
  };
  return Promise.all(
    buckets.map(async (bucket) => {
      const [program, ...before] = PROGRAM as [string, ...string[]];
      const child = spawn(program, [...before, 'adopt', bucket, '--endpoint-url', aws.endpoint, ...args], {
        env: process.env,
      });
      const written = { stdout: '', stderr: '' };
      child.stdout.on('data', (data) => {
        written.stdout += data;
      });
      child.stderr.on('data', (data) => {
        written.stderr += data;
      });
      const [exitCode] = await once(child, 'close');
      return { bucket, exitCode, ...written };
    }),
  );
}

describe('Eight parallel runs of adopt', () => {
  test.each<[where: string, files: Files, args: string[]]>([
    ['one file', { 'zencoder.yaml': CONFIG }, ['--stack', 'live']],
    ['one file, which none of them has found', {}, []],
    ['one file with a stale lock', { 'zencoder.yaml': CONFIG, '.zencoder.yaml.lock': LEFT }, ['--stack', 'live']],
  ])('write all eight buckets into %s', (_, files, args) =>
    inFolderWith(files, async () => {
      const outcomes = await adoptedAtOnce(BUCKETS, args);
      expect(outcomes).toEqual(
        BUCKETS.map((bucket) => ({
          bucket,
          exitCode: 0,
          stdout: expect.stringMatching(new RegExp(`^wrote zencoder.yaml.*: ${bucket} in stack `, 'm')),
          stderr: '',
        })),
      );
      const { buckets } = resolve(readConfig('zencoder.yaml').config);
      const others = files['zencoder.yaml'] === undefined ? [] : ['renditions'];
      expect([...buckets.keys()].sort()).toEqual([...BUCKETS, ...others].sort());
      expect(
        readFileSync('zencoder.yaml', 'utf8').startsWith(others.length > 0 ? '# Who may do what.' : 'stacks'),
      ).toBe(true);
      expect(Object.keys(filesBelow('.'))).toEqual([
        ...BUCKETS.map((bucket) => `policies/${bucket}.json`),
        'zencoder.yaml',
      ]);
    }),
  );

  test.each<[where: string, files: Files, args: string[]]>([
    ['one file', { 'zencoder.yaml': CONFIG }, ['--stack', 'live']],
    ['one file, which none of them has found', {}, []],
  ])('write eight comments into %s, if no policy grants Zencoder anything', (_, files, args) =>
    inFolderWith(files, async () => {
      const outcomes = await adoptedAtOnce(BUCKETS, args, [OTHER]);
      expect(outcomes.map(({ exitCode }) => exitCode)).toEqual(BUCKETS.map(() => 0));
      const text = readFileSync('zencoder.yaml', 'utf8');
      expect(text.match(/acme-films-\d(?=: # \[zencoder-s3:placeholder\])/g)!.sort()).toEqual(BUCKETS);
      writeFileSync('zencoder.yaml', text.replace(/^( *)# (?=acme| {2})/gm, '$1'));
      expect(Object.keys(resolve(readConfig('zencoder.yaml').config).stacks)).toHaveLength(args.length === 0 ? 1 : 2);
    }),
  );

  test('write the same bucket only once; the other seven runs report that it exists', () =>
    inFolderWith({ 'zencoder.yaml': CONFIG }, async () => {
      const same = BUCKETS.map(() => BUCKETS[0]!);
      const outcomes = await adoptedAtOnce(same, ['--stack', 'live']);
      expect(outcomes.filter(({ exitCode }) => exitCode === 0)).toHaveLength(1);
      for (const { stderr } of outcomes.filter(({ exitCode }) => exitCode !== 0)) {
        expect(stderr).toBe(
          `zencoder-s3: zencoder.yaml has changed since it was read: stacks.live.buckets.${BUCKETS[0]} was added; nothing was written, run the command again\n`,
        );
      }
      expect(Object.keys(filesBelow('.'))).toEqual([`policies/${BUCKETS[0]}.json`, 'zencoder.yaml']);
    }));
});
