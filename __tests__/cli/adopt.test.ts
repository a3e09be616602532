import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { resolve } from '../../lib/config/resolve';
import { readConfig } from '../../lib/files/read-config';
import { allow, policy } from '../adopt/cases/elements';
import { calledHere, calledIn } from '../support/cli';
import { filesBelow, ROOT } from '../support/run';
import { inFolderWith } from '../support/workspace';
import { BOTH, CONFIG, OTHER, READ } from './cases/adopt-files';
import { REFUSED } from './cases/adopt-refused';

const settingsOf = (bucket: string, stack: string) => {
  const settings = resolve(readConfig('zencoder.yaml').config).buckets.get(bucket)!;
  expect(settings.stack).toBe(stack);
  return settings;
};

describe('Without a file, adopt', () => {
  it('creates one, and a policy file for other principals', () =>
    calledIn(
      { 'live.json': BOTH },
      ['adopt', '--policy', 'live.json', '--region', 'eu-west-1'],
      ({ exitCode, stdout, stderr }) => {
        expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
        expect(filesBelow('.')).toEqual({
          'live.json': BOTH,
          'policies/films.json': `${JSON.stringify({ Version: '2012-10-17', Statement: [OTHER] }, null, 2)}\n`,
          'zencoder.yaml': `stacks:
  production:
    region: eu-west-1
    buckets:
      films:
        grants:
          - { actions: [s3:GetObject], prefixes: [in/] }
        otherStatements: policies/films.json
        adoptExistingPolicy: true
`,
        });
        expect(stdout).toBe(`wrote policies/films.json: 1 statement of other principals
wrote zencoder.yaml, a new file: films in stack production
  { actions: [s3:GetObject], prefixes: [in/] }
Next:
  1. npm run synth
  2. npx cdktf diff production (must show that the policy is imported; also shows what changes in it)
  3. npx cdktf deploy production
  4. remove the line adoptExistingPolicy from zencoder.yaml, which only this deploy needs
`);
      },
    ));

  it('names the stack as --stack does, and writes no policy file if the policy is only for Zencoder', () =>
    calledIn(
      { 'a.json': JSON.stringify(policy(READ)) },
      ['adopt', '--policy', 'a.json', '--stack', 'x', '--file', 'new/z.yaml'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(0);
        expect(stderr).toContain('note: no region is given');
        expect(Object.keys(filesBelow('.'))).toEqual(['a.json', 'new/z.yaml']);
        expect(readConfig('new/z.yaml').config.stacks.x!.buckets!.films!.grants).toHaveLength(1);
      },
    ));
});

describe('With a file, adopt', () => {
  it('adds the bucket to a stack and keeps every other line', () =>
    calledIn(
      { 'zencoder.yaml': CONFIG, 'a.json': BOTH },
      ['adopt', '--policy', 'a.json', '--stack', 'live'],
      ({ exitCode }) => {
        const text = readFileSync('zencoder.yaml', 'utf8');
        const added = `      films:
        grants:
          - { actions: [s3:GetObject], prefixes: [in/] }
        otherStatements: policies/films.json
        adoptExistingPolicy: true
`;
        expect(exitCode).toBe(0);
        expect(text.replace(added, '')).toBe(CONFIG);
        expect(settingsOf('films', 'live').region).toBe('eu-west-1');
      },
    ));

  it('adds the first bucket to a stack without buckets', () =>
    calledIn(
      {
        'zencoder.yaml': CONFIG,
        'a.json': JSON.stringify(policy([READ, allow({ Principal: { AWS: '012345678901' }, Action: 's3:PutObject' })])),
      },
      ['adopt', '--policy', 'a.json', '--stack', 'test', '--region', 'us-east-1'],
      ({ exitCode }) => {
        expect(exitCode).toBe(0);
        expect(readFileSync('zencoder.yaml', 'utf8').startsWith(CONFIG.trimEnd())).toBe(true);
        expect(settingsOf('films', 'test')).toMatchObject({
          region: 'us-east-1',
          grants: [{ actions: ['s3:PutObject'] }],
        });
      },
    ));

  it.each([
    ['Old_Films', 'policies/Old_Films.json'],
    ['F'.repeat(255), expect.stringMatching(/^policies\/F{63}-[0-9a-f]{12}\.json$/)],
  ])('adds the bucket %s, an older name, with a warning and a shortened name of its policy file', (bucket, file) =>
    calledIn(
      { 'zencoder.yaml': CONFIG, 'a.json': JSON.stringify(policy([READ, OTHER])).replaceAll('films', bucket) },
      ['adopt', '--policy', 'a.json', '--stack', 'live', '--region', 'us-east-1'],
      ({ exitCode, stderr }) => {
        expect({ exitCode, stderr }).toEqual({
          exitCode: 0,
          stderr: expect.stringMatching(/^zencoder-s3: zencoder\.yaml:\d+:7: warning: .* is a valid name only for /m),
        });
        expect(settingsOf(bucket, 'live')).toMatchObject({ region: 'us-east-1', otherStatementsFile: file });
      },
    ),
  );

  it('rewrites a stack on one line', () => {
    const yaml =
      '# Films.\nstacks: { live: { region: eu-west-1, buckets: { other: { grants: [{ role: input }] } } } }\n';
    return calledIn(
      { 'zencoder.yaml': yaml, 'a.json': JSON.stringify(policy(READ)) },
      ['adopt', '--policy', 'a.json'],
      ({ exitCode }) => {
        expect(exitCode).toBe(0);
        expect(readFileSync('zencoder.yaml', 'utf8')).toContain('# Films.');
        expect(Object.keys(readConfig('zencoder.yaml').config.stacks.live!.buckets!)).toEqual(['other', 'films']);
      },
    );
  });

  it('keeps the permissions, a link and the line endings', () =>
    calledIn(
      { 'real/z.yaml': CONFIG.replaceAll('\n', '\r\n'), 'a.json': JSON.stringify(policy(READ)) },
      ['adopt'],
      async () => {
        chmodSync('real/z.yaml', 0o640);
        symlinkSync('real/z.yaml', 'zencoder.yaml');
        expect((await calledHere(['adopt', '--policy', 'a.json', '--stack', 'live'])).exitCode).toBe(0);
        expect(lstatSync('zencoder.yaml').isSymbolicLink()).toBe(true);
        expect(statSync('real/z.yaml').mode & 0o777).toBe(0o640);
        expect(readFileSync('real/z.yaml', 'utf8').replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      },
    ));

  it('uses an existing policy file with the same statements', () => {
    const same = JSON.stringify({ Version: '2012-10-17', Statement: [OTHER] });
    return calledIn(
      { 'policies/films.json': same, 'a.json': BOTH },
      ['adopt', '--policy', 'a.json'],
      ({ exitCode, stdout }) => {
        expect(exitCode).toBe(0);
        expect(stdout).not.toContain('policies/films.json');
        expect(readFileSync('policies/films.json', 'utf8')).toBe(same);
      },
    );
  });
});

/** Formats in which a policy document is accepted. */
const FORMS: [form: string, text: string][] = [
  ['in a list', `[${BOTH}]`],
  ['in the output of the AWS CLI', JSON.stringify({ Policy: BOTH })],
  ['as a JSON string', JSON.stringify(BOTH)],
  ['after a byte order mark', `\ufeff${BOTH}`],
  ['in all these formats at once', JSON.stringify([{ Policy: JSON.stringify([JSON.parse(BOTH)]) }])],
];

test.each(FORMS)('adopt accepts a document %s', (_, text) =>
  calledIn({ 'a.json': text }, ['adopt', '--policy', 'a.json'], ({ exitCode }) => {
    expect(exitCode).toBe(0);
    expect(settingsOf('films', 'production').grants).toEqual([{ actions: ['s3:GetObject'], prefixes: ['in/'] }]);
  }),
);

test('adopt reads a document from stdin', () =>
  inFolderWith({}, () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        join(ROOT, 'scripts/run-ts.js'),
        join(ROOT, 'lib/cli/main.ts'),
        'adopt',
        '--policy',
        '-',
        '--region',
        'eu-west-1',
        '--json',
      ],
      { input: BOTH, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      bucket: 'films',
      stack: 'production',
      written: ['policies/films.json', 'zencoder.yaml'],
      settings: {
        grants: [{ actions: ['s3:GetObject'], prefixes: ['in/'] }],
        otherStatements: 'policies/films.json',
        adoptExistingPolicy: true,
      },
      otherStatements: 1,
      lost: [],
      notes: [],
      warnings: [],
      isNewFile: true,
    });
  }));

const WIDE = JSON.stringify(policy([allow({ Sid: 'All', Action: ['s3:Get*', 's3:DeleteObject'] }), OTHER]));

describe('Access that cannot be expressed as a grant', () => {
  test('is listed by adopt, which writes nothing', () =>
    calledIn({ 'a.json': WIDE }, ['adopt', '--policy', 'a.json'], ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toBe(
        `zencoder-s3: not expressible as a grant: Statement[0] (Sid "All"): s3:Get* on arn:aws:s3:::films/*, except s3:GetObject, s3:GetObjectAcl: it is a wildcard, but a grant lists each action
zencoder-s3: not expressible as a grant: Statement[0] (Sid "All"): s3:DeleteObject on arn:aws:s3:::films/*: a grant can have only actions that Zencoder uses
zencoder-s3: nothing was written; --narrow writes the rest, and Zencoder loses the access listed above
`,
      );
      expect(Object.keys(filesBelow('.'))).toEqual(['a.json']);
    }));

  test('is dropped with --narrow, and the rest is written', () =>
    calledIn(
      { 'a.json': WIDE },
      ['adopt', '--policy', 'a.json', '--narrow', '--region', 'eu-west-1'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(0);
        expect(stderr.split('\n').map((line) => line.slice(0, 28))).toEqual([
          'zencoder-s3: lost: Statement',
          'zencoder-s3: lost: Statement',
          '',
        ]);
        expect(settingsOf('films', 'production').grants).toEqual([{ actions: ['s3:GetObject', 's3:GetObjectAcl'] }]);
      },
    ));

  test('gives exit code 1 with --narrow and --strict, and the rest is written', () =>
    calledIn({ 'a.json': WIDE }, ['adopt', '--policy', 'a.json', '--narrow', '--strict'], ({ exitCode }) => {
      expect(exitCode).toBe(1);
      expect(existsSync('zencoder.yaml')).toBe(true);
    }));

  test('is listed with --narrow too if nothing remains, and nothing is written', () =>
    calledIn(
      { 'a.json': JSON.stringify(policy(allow({ Action: 's3:DeleteObject' }))) },
      ['adopt', '--policy', 'a.json', '--narrow'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(1);
        expect(stderr).toContain('nothing was written: none of it can be expressed as a grant');
        expect(Object.keys(filesBelow('.'))).toEqual(['a.json']);
      },
    ));
});

test('adopt prints warnings about the bucket', () =>
  calledIn(
    {
      'zencoder.yaml': CONFIG,
      'a.json': JSON.stringify(policy([READ, allow({ Sid: 'Open', Principal: '*' })])),
    },
    ['adopt', '--policy', 'a.json', '--stack', 'live'],
    ({ exitCode, stderr }) => {
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(
        /^zencoder-s3: policies\/films\.json:\d+:\d+: warning: .*allows everybody, including Zencoder/,
      );
    },
  ));

test.each(REFUSED)('adopt writes nothing and prints one line: %s', (_, files, args, exitCode, line) =>
  calledIn(files, ['adopt', ...args], (outcome) => {
    expect(outcome).toEqual({ exitCode, stdout: '', stderr: expect.stringContaining(`zencoder-s3: ${line}`) });
    expect(filesBelow('.')).toEqual(files);
  }),
);
