import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { allow, policy as policyOf } from '../adopt/cases/elements';
import { AwsServer, policy, RECOMMENDED } from '../doctor/aws-server';
import { withCredentials } from '../doctor/credentials';
import { calledHere, calledIn } from '../support/cli';
import { filesBelow } from '../support/run';
import { inFolderWith } from '../support/workspace';
import { OTHER } from './cases/adopt-files';
import { CDN, NOT_REFRESHED, REFRESHED, STYLES, YAML } from './cases/adopt-refresh';

jest.setTimeout(30_000);

const fileOf = (statements: readonly object[]) =>
  `${JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)}\n`;
const currentOf = (statements: readonly object[]) => JSON.stringify(policyOf([...statements, allow({ Sid: 'Z' })]));
const REFRESH = ['adopt', '--policy', 'a.json', '--refresh'];

describe('adopt --refresh', () => {
  test.each(REFRESHED)('writes into the policy file $title', ({ kept, current, after, lines }) =>
    calledIn(
      { 'zencoder.yaml': YAML, 'policies/films.json': fileOf(kept), 'a.json': currentOf(current) },
      REFRESH,
      async ({ exitCode, stdout }) => {
        const count = after.length === 1 ? '1 statement' : `${after.length} statements`;
        expect(exitCode).toBe(0);
        expect(stdout.split('\n')).toEqual([
          `wrote policies/films.json: ${count} of other principals`,
          ...lines,
          'Next:',
          '  1. npm run synth',
          '  2. npx cdktf diff live (shows what changes in the current policy)',
          '',
        ]);
        expect(readFileSync('policies/films.json', 'utf8')).toBe(fileOf(after));
        expect(readFileSync('zencoder.yaml', 'utf8')).toBe(YAML);

        const again = await calledHere(REFRESH);
        expect(again.exitCode).toBe(0);
        expect(again.stdout).toBe(
          `policies/films.json already has the ${count} of other principals of the current policy\n`,
        );
        expect(readFileSync('policies/films.json', 'utf8')).toBe(fileOf(after));
      },
    ),
  );

  test.each(STYLES)('keeps %s in the policy file', (_, styled) =>
    calledIn(
      { 'zencoder.yaml': YAML, 'policies/films.json': styled(fileOf([OTHER])), 'a.json': currentOf([OTHER, CDN]) },
      REFRESH,
      ({ exitCode }) => {
        expect(exitCode).toBe(0);
        expect(readFileSync('policies/films.json', 'utf8')).toBe(styled(fileOf([OTHER, CDN])));
      },
    ),
  );

  test.each(NOT_REFRESHED)('does not refresh %s', (_, files, args, exitCode, line) =>
    calledIn(files, ['adopt', 'films', '--policy', 'a.json', ...args], (outcome) => {
      expect(outcome).toEqual({ exitCode, stdout: '', stderr: expect.stringContaining(line) });
      expect(filesBelow('.')).toEqual(files);
    }),
  );

  test('creates a policy file for a bucket without one', () =>
    calledIn(
      { 'zencoder.yaml': YAML.replace(', otherStatements: policies/films.json', ''), 'a.json': currentOf([OTHER]) },
      REFRESH,
      ({ exitCode }) => {
        expect(exitCode).toBe(0);
        expect(readFileSync('policies/films.json', 'utf8')).toBe(fileOf([OTHER]));
        expect(readFileSync('zencoder.yaml', 'utf8')).toContain('otherStatements: policies/films.json');
      },
    ));

  test('prints the added and dropped statements as JSON', () =>
    calledIn(
      { 'zencoder.yaml': YAML, 'policies/films.json': fileOf([OTHER]), 'a.json': currentOf([CDN]) },
      [...REFRESH, '--json'],
      ({ exitCode, stdout }) => {
        expect(exitCode).toBe(0);
        expect(JSON.parse(stdout)).toEqual({
          bucket: 'films',
          stack: 'live',
          written: ['policies/films.json'],
          settings: { otherStatements: 'policies/films.json' },
          otherStatements: 1,
          lost: [],
          notes: [],
          warnings: [],
          refreshed: {
            file: 'policies/films.json',
            added: ['Statement[0] (Sid "Cdn")'],
            dropped: ['Statement[0] (Sid "Editors")'],
          },
        });
      },
    ));

  test('does not write a read-only policy file', () => {
    const files = { 'zencoder.yaml': YAML, 'policies/films.json': fileOf([OTHER]), 'a.json': currentOf([CDN]) };
    return inFolderWith(files, async () => {
      chmodSync('policies/films.json', 0o444);
      const { exitCode, stderr } = await calledHere(REFRESH);
      const line = 'zencoder-s3: policies/films.json: is read-only; nothing was written\n';
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: line });
      expect(filesBelow('.')).toEqual(files);
      expect(statSync('policies/films.json').mode & 0o777).toBe(0o444);
    });
  });
});

describe('adopt --refresh writes nothing if, while it waits for S3,', () => {
  withCredentials();
  let aws: AwsServer;
  beforeAll(async () => {
    aws = await AwsServer.start();
  });
  afterAll(() => aws.stop());

  const EDITED: [what: string, file: string, text: string, line: string][] = [
    [
      'the policy file is edited',
      'policies/films.json',
      fileOf([{ ...OTHER, Action: 's3:GetObject' }]),
      'policies/films.json: has changed since it was read; nothing was written',
    ],
    [
      'the bucket gets another policy file',
      'zencoder.yaml',
      YAML.replace('policies/films.json', 'policies/f.json'),
      'zencoder.yaml has changed since it was read: stacks.live.buckets.films.otherStatements was changed',
    ],
  ];
  test.each(EDITED)('%s', (_, file, text, line) =>
    inFolderWith({ 'zencoder.yaml': YAML, 'policies/films.json': fileOf([OTHER]) }, async () => {
      aws.reset({ GetBucketPolicy: policy(...RECOMMENDED, CDN) });
      aws.before = (question) => (question === 'GetBucketPolicy' ? writeFileSync(file, text) : undefined);
      const { exitCode, stderr } = await calledHere(['adopt', 'films', '--refresh', '--endpoint-url', aws.endpoint]);
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(line) });
      const files = { 'zencoder.yaml': YAML, 'policies/films.json': fileOf([OTHER]) };
      expect(filesBelow('.')).toEqual({ ...files, [file]: text });
    }),
  );
});
