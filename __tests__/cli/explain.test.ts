import fc from 'fast-check';
import { code } from '../../lib/cli/output/explain-markdown';
import { textWidth } from '../../lib/cli/output/text-width';
import { explanation } from '../../lib/explain/explanation';
import { shown } from '../../lib/messages/wording';
import { called } from '../support/cli';
import { oddKey } from '../support/odd-text';
import { ODD_FILE } from './cases/odd-file';
import { WIDE_CASES } from './cases/wide-grants';

describe('The table of explain', () => {
  it.each([60, 80, 100, 120])('fits into %d columns, also with wide characters', async (columns) => {
    const { exitCode, stdout } = await called(['explain'], {
      files: ODD_FILE,
      columns,
      environment: { NO_COLOR: '1' },
    });
    expect(exitCode).toBe(0);
    expect(Math.max(...stdout.split('\n').map(textWidth))).toBeLessThanOrEqual(columns);
  });

  it('shortens a long prefix in the middle on a terminal only', async () => {
    const long = 'very-long-folder-name/'.repeat(12);
    const flat = (text: string) => text.replace(/\n\s+/g, '');
    expect(flat((await called(['explain'], { files: ODD_FILE, columns: 100 })).stdout)).not.toContain(long);
    expect((await called(['explain'], { files: ODD_FILE })).stdout).toContain(`below ${long}\n`);
  });

  it('has each place in the column "where", with wrapped lines indented', async () => {
    const { stdout } = await called(['explain'], { files: ODD_FILE, columns: 80, environment: { NO_COLOR: '1' } });
    const lines = stdout.split('\n');
    const column = lines[0]!.indexOf('where');
    const films = lines.slice(
      lines.indexOf('films (production, eu-central-1)') + 1,
      lines.indexOf('  1 statement of other principals is kept, from policies/films.json'),
    );
    expect(films.map((line) => [...line].slice(column).join('')).filter((place) => place !== '')).toEqual([
      'below out/',
      'below "映画/予告編 $x/"',
      'begins with in',
      'exactly "a|b `c`\\n*d*.mp4"',
      'exactly @everyone',
      'exactly trailer.mov',
      'exactly in-place.mov',
      'exactly version.mov in',
      '  version 3/L4',
      'exactly zencoder/',
      '  shared.mov (a copy of',
      '  shared.mov)',
      'the bucket itself',
      'the bucket itself',
    ]);
  });

  it('aligns columns after wide characters', () => {
    expect(['film', '映画', 'é', 'é', '한국', '🎬', '\u200b'].map(textWidth)).toEqual([4, 4, 1, 1, 4, 2, 0]);
  });

  it('reports that a file with only revoked grants grants nothing', async () => {
    const files = { 'zencoder.yaml': 'stacks: { live: { objectGrants: true } }' };
    expect(await called(['explain'], { files })).toEqual({
      exitCode: 0,
      stdout: 'The file grants nothing\n',
      stderr: '',
    });
  });
});

describe('The Markdown of explain', () => {
  it('is one table with the bucket in each row', async () => {
    const { exitCode, stdout, stderr } = await called(['explain', '--markdown'], { files: ODD_FILE });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [table] = stdout.split('\n\n');
    const rows = table!.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));
    expect(rows.every((cells) => cells.length === 10)).toBe(true);
    expect(rows.slice(2).map(([, bucket, , who]) => `${bucket} ${who}`)).toEqual([
      ...Array.from({ length: 7 }, () => '`films` Zencoder'),
      "`shorts` Zencoder's account 123456789012",
      ...Array.from({ length: 3 }, () => '`films` the user `zencoder`'),
    ]);
  });

  it('escapes Markdown in keys', () => {
    fc.assert(
      fc.property(oddKey, (key) => {
        const cell = code(key);
        expect(cell).toMatch(/^(?:`[\w./+=:-]+`|<code>(?:[^<>&|`*_~[\]\\@#:$!\r\n.]|&#\d+;)*<\/code>)$/);
        const text = cell.replace(/^`|^<code>|`$|<\/code>$/g, '');
        expect(text.replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))).toBe(shown(key));
      }),
    );
  });

  it('contains the warnings', async () => {
    const { stdout } = await called(['explain', '--markdown'], { files: ODD_FILE });
    expect(stdout).toMatch(
      /\n\n\*\*Warnings\*\*\n\n- Zencoder can list all keys of films; .*\n\n\*\*Notes\*\*\n\n- .*: note: .*\n$/,
    );
  });
});

describe('The JSON of explain', () => {
  it('has the rights, their conditions, and warnings about wide access', async () => {
    const yaml = `
stacks:
  live:
    region: eu-west-1
    buckets:
      films:
        requireTls: true
        otherStatements: others.json
        grants: [ { role: video-cloud-ingest, prefixes: [in/], expires: 2020-06-30T02:00:00+02:00 } ]
        objects: [ { key: a.mp4, method: acl-copy, permissions: [FULL_CONTROL] } ]
    users:
      zencoder: { grants: [ { bucket: films, actions: [s3:ListBucket] } ] }
`;
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::films/*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    };
    const files = { 'zencoder.yaml': yaml, 'others.json': JSON.stringify({ Statement: [statement, statement] }) };
    const { exitCode, stdout, stderr } = await called(['explain', '--json'], { files });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const who = { kind: 'account', accountId: '395540211253' };
    const user = { kind: 'user', user: 'zencoder', stack: 'live' };
    const listing = 'the user zencoder can list all keys of films; prefixes and keys do not limit that (s3:ListBucket)';
    expect(JSON.parse(stdout)).toEqual({
      buckets: [
        {
          bucket: 'films',
          stack: 'live',
          region: 'eu-west-1',
          rights: [
            {
              who,
              bucket: 'films',
              by: 'policy',
              may: 'read, read ACLs',
              actions: ['s3:GetObject', 's3:GetObjectAcl'],
              where: [{ kind: 'prefix', prefix: 'in/' }],
              expires: '2020-06-30T00:00:00Z',
              requireTls: true,
            },
            {
              who,
              bucket: 'films',
              by: 'acl-copy',
              may: 'read, read ACLs, set ACLs',
              actions: ['s3:GetObject', 's3:GetObjectAcl', 's3:PutObjectAcl'],
              permissions: ['FULL_CONTROL'],
              where: [{ kind: 'key', key: 'zencoder/a.mp4', copyOf: 'a.mp4' }],
              requireTls: false,
            },
            {
              who,
              bucket: 'films',
              by: 'policy',
              may: 'ask for the region',
              actions: ['s3:GetBucketLocation'],
              where: [{ kind: 'bucket' }],
              expires: '2020-06-30T00:00:00Z',
              requireTls: true,
            },
          ],
          otherStatements: { count: 2, file: 'others.json' },
        },
      ],
      users: [
        {
          user: 'zencoder',
          stack: 'live',
          rights: [
            {
              who: user,
              bucket: 'films',
              by: 'policy',
              may: 'list all keys',
              actions: ['s3:ListBucket'],
              where: [{ kind: 'bucket' }],
              requireTls: false,
            },
          ],
        },
      ],
      warnings: [{ kind: 'all-keys-listed', about: 'user zencoder', message: listing }],
      warningsOfFile: [
        expect.stringMatching(/^zencoder.yaml:9:\d+: warning: .*2020-06-30T02:00:00\+02:00" is in the past/),
      ],
    });
  });
});

describe('The warnings of explain', () => {
  it.each(WIDE_CASES)('are about wide access: $name', ({ bucket, warnings }) => {
    const warned = explanation({ stacks: { live: { buckets: { films: bucket } } } }).warnings;
    expect(warned.map(({ message }) => message)).toEqual(warnings);
  });

  it('go to stderr with those of the file, and change the exit code only with --strict', async () => {
    const yaml = `
stacks:
  live:
    users: { zencoder: { accessKey: true, grants: [ { bucket: films, role: output, prefixes: [out/] } ] } }
`;
    const files = { 'zencoder.yaml': yaml };
    const { exitCode, stderr } = await called(['explain'], { files });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(
      /^zencoder-s3: zencoder.yaml:4:\d+: warning: .*\nzencoder-s3: warning: the user zencoder can write and .*\n$/,
    );
    const outputs = [['explain'], ['explain', '--json'], ['explain', '--markdown']];
    for (const args of outputs) {
      expect(await called([...args, '--strict'], { files })).toMatchObject({ exitCode: 1 });
    }
    expect(
      await called(['explain', '--strict'], { files: { 'zencoder.yaml': 'stacks: { live: { objectGrants: true } }' } }),
    ).toMatchObject({ exitCode: 0 });
  });

  it('are not printed for an invalid file', async () => {
    const files = { 'zencoder.yaml': 'stacks: { live: { buckets: { films: { grants: [] } } } }' };
    const { exitCode, stdout, stderr } = await called(['explain'], { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^zencoder-s3: zencoder.yaml:1:\d+: stacks.live.buckets.films.grants.*\n$/);
  });
});
