import { spawnSync } from 'node:child_process';
import { Direction, sentence } from '../../lib/explain/change-sentences';
import { fileChanges } from '../../lib/explain/file-changes';
import { called, QUOTED_PROGRAM } from '../support/cli';
import { ROOT } from '../support/run';
import { inFolderWith } from '../support/workspace';
import { CHANGES } from './cases/changes';

const bucket = (grant: string) => `stacks: { live: { buckets: { films: { grants: [ { ${grant} } ] } } } }\n`;
const NARROW = bucket('role: input, prefixes: [in/]');
const WIDE = bucket('role: input');
const OPENED = 'Zencoder can now read from films, the whole bucket, previously only below in/ (GetObject)';
const CLOSED = 'Zencoder can no longer read from films outside in/ (GetObject)';

describe('explain --against', () => {
  it.each(CHANGES)('reports a change of the file: $name', ({ before, after, opens = [], closes = [] }) => {
    const changes = fileChanges({ stacks: { live: before } }, { stacks: { live: after } });
    const reported = (direction: Direction) =>
      changes.filter((change) => change.direction === direction).map((change) => sentence(change));
    expect({ opens: reported(Direction.OPENS), closes: reported(Direction.CLOSES) }).toEqual({ opens, closes });
  });
});

describe('zencoder-s3 explain --against', () => {
  const against = (before: string, after: string, ...args: string[]) =>
    called(['explain', '--against', 'old.yaml', ...args], { files: { 'old.yaml': before, 'zencoder.yaml': after } });

  it('lists what is opened and closed for each bucket', async () => {
    expect(await against(NARROW, WIDE)).toEqual({ exitCode: 0, stdout: `films\n  opens   ${OPENED}\n`, stderr: '' });
    expect(await against(WIDE, NARROW)).toEqual({ exitCode: 0, stdout: `films\n  closes  ${CLOSED}\n`, stderr: '' });
  });

  it('wraps lines for the terminal', async () => {
    const files = { 'old.yaml': NARROW, 'zencoder.yaml': WIDE };
    const environment = { NO_COLOR: '1' };
    const { stdout } = await called(['explain', '--against', 'old.yaml'], { files, columns: 60, environment });
    expect(stdout).toBe(
      [
        'films',
        '  opens   Zencoder can now read from films, the whole',
        '          bucket, previously only below in/ (GetObject)',
        '',
      ].join('\n'),
    );
  });

  it('reports that nothing changes', async () => {
    const stdout = 'Nothing changes: the file allows the same as old.yaml\n';
    expect(await against(WIDE, WIDE, '--fail-on-widening')).toEqual({ exitCode: 0, stdout, stderr: '' });
    const none = { opens: [], closes: [], warnings: [], warningsOfFile: [] };
    expect(JSON.parse((await against(WIDE, WIDE, '--json')).stdout)).toEqual(none);
    expect((await against(WIDE, WIDE, '--markdown')).stdout).toBe(stdout.replace('old.yaml', '`old.yaml`'));
  });

  it.each([
    ['exits with 1 if the file widens access', NARROW, WIDE, 1],
    ['exits with 0 if the file narrows access', WIDE, NARROW, 0],
    ['exits with 0 if nothing changes', WIDE, WIDE, 0],
  ])('%s, with --fail-on-widening', async (_, before, after, exitCode) => {
    for (const form of [[], ['--json'], ['--markdown']]) {
      expect(await against(before, after, '--fail-on-widening', ...form)).toMatchObject({ exitCode, stderr: '' });
      expect(await against(before, after, ...form)).toMatchObject({ exitCode: 0 });
    }
  });

  it('prints the data of each change as JSON', async () => {
    const change = {
      kind: 'right',
      about: 'films',
      who: { kind: 'account', accountId: '395540211253' },
      bucket: 'films',
      actions: ['s3:GetObject'],
    };
    const expiring = bucket('role: input, prefixes: [in/], expires: 2099-01-01T00:00:00Z');
    const { stdout } = await against(expiring, WIDE.replace('role: input', 'actions: [s3:GetObject]'), '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      opens: [
        {
          ...change,
          direction: 'opens',
          where: [{ kind: 'prefix', prefix: '' }],
          after: {},
          except: [{ kind: 'prefix', prefix: 'in/' }],
          says: OPENED,
        },
      ],
      closes: [
        {
          ...change,
          direction: 'closes',
          actions: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
          where: [{ kind: 'bucket' }],
          before: { expires: '2099-01-01T00:00:00Z' },
          except: [],
        },
      ],
    });
  });

  it('prints a Markdown table for a pull request', async () => {
    const key = bucket('actions: [s3:GetObject], keys: ["a|b`\\n"]');
    const { stdout } = await against(key, NARROW.replace('role: input', 'actions: [s3:GetObject]'), '--markdown');
    expect(stdout).toBe(
      [
        '| about |  | change |',
        '| --- | --- | --- |',
        '| `films` | opens | Zencoder can now read from `films` below `in/` (GetObject) |',
        '| `films` | closes | Zencoder can no longer read from `films`, the object <code>&#34;a&#124;b&#96;&#92;n&#34;</code> (GetObject) |',
        '',
      ].join('\n'),
    );
  });

  it.each([
    [['--against', 'none.yaml'], 2, 'none.yaml: there is no such file'],
    [['--file', 'none.yaml'], 2, 'none.yaml: there is no such file'],
    [['--against', 'wrong.yaml'], 1, 'wrong.yaml:1:9: stacks: is the number 1, must be a map of names to values'],
    [
      ['--file', 'wrong.yaml', '--against', 'zencoder.yaml'],
      1,
      'wrong.yaml:1:9: stacks: is the number 1, must be a map of names to values',
    ],
    [
      ['--fail-on-widening'],
      2,
      '--fail-on-widening needs --against with the older file, or --plan with a Terraform plan',
    ],
  ])('prints one error line for %j', async (args, exitCode, line) => {
    const files = { 'zencoder.yaml': NARROW, 'wrong.yaml': 'stacks: 1' };
    const stderr = `zencoder-s3: ${line}\n`;
    expect(await called(['explain', ...args], { files })).toEqual({ exitCode, stdout: '', stderr });
  });
});

describe('explain --against with the older file from a pipe', () => {
  const piped = (script: string) => {
    const { status, stdout, stderr } = spawnSync('bash', ['-c', `cat zencoder.yaml ${script}`], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it.each([
    ['stdin', `| ${QUOTED_PROGRAM} explain --against -`, /^Nothing changes: .* stdin\n$/],
    [
      'a substituted process',
      `> /dev/null; ${QUOTED_PROGRAM} explain --against <(cat zencoder.yaml)`,
      /^Nothing changes: /,
    ],
  ])('reads the policy files of the newer file: %s', (_, script, shown) => {
    expect(piped(script)).toEqual({ status: 0, stdout: expect.stringMatching(shown), stderr: '' });
  });

  it('names the pipe in errors of the older file', () => {
    expect(piped(`> /dev/null; echo 'stacks: 1' | ${QUOTED_PROGRAM} explain --against -`)).toEqual({
      status: 1,
      stdout: '',
      stderr: 'zencoder-s3: stdin:1:9: stacks: is the number 1, must be a map of names to values\n',
    });
    const others =
      'stacks: { a: { buckets: { films: { otherStatements: ../none.json, grants: [{ role: input }] } } } }';
    const { status, stderr } = piped(`> /dev/null; echo '${others}' | ${QUOTED_PROGRAM} explain --against -`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^zencoder-s3: stdin:1:\d+: .*there is no such file/);
    expect(stderr).not.toContain('folder');
  });

  it('resolves policy files from the folder of the newer file, also above it', () => {
    const yaml = (name: string) =>
      `stacks: { a: { buckets: { films: { "otherStatements" : ${name}, grants: [{ role: input }] } } } }`;
    const files = {
      'conf/zencoder.yaml': yaml('../policies/films.json'),
      'policies/films.json':
        '{ "Statement": { "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" } }',
      'policies/broken.json': '{ "Statement": [ }',
    };
    const against = (name: string) =>
      inFolderWith(files, (cwd) => {
        const script = `echo '${yaml(name)}' | ${QUOTED_PROGRAM} explain --file conf/zencoder.yaml --against -`;
        return spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' }).stderr;
      });
    expect(against('../policies/films.json')).not.toContain('stdin');
    expect(against('../policies/broken.json')).toMatch(/^zencoder-s3: policies\/broken\.json:1:18: .*is not JSON: /);
    expect(against('../../none.json')).toMatch(
      /^zencoder-s3: stdin:1:\d+: .*"\.\.\/\.\.\/none\.json": there is no such file; the path is relative to conf\/zencoder\.yaml\n$/,
    );
  });
});
