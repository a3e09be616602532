import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorsOf } from '../app/folder';
import { type Files, inFolderWith } from '../support/workspace';
import { ACCOUNTS } from './cases/accounts';
import { type BadFile, linePattern, oneBucket, oneGrant } from './cases/bad-file';
import { COMMON_MISTAKES } from './cases/common-mistakes';
import { GRANTS } from './cases/grants';
import { LEFT } from './cases/leave';
import { LIMITS } from './cases/limits';
import { NAMES } from './cases/names';
import { OBJECTS, USERS } from './cases/objects';
import { OTHER_STATEMENTS } from './cases/other-statements';
import { PROVIDERS } from './cases/provider';
import { SEVERAL } from './cases/several';
import { SHAPE } from './cases/shape';
import { SYNTAX } from './cases/syntax';

const SUBJECTS: [subject: string, files: readonly BadFile[]][] = [
  ['is not plain YAML', SYNTAX],
  ['has a common mistake', COMMON_MISTAKES],
  ['violates the schema', SHAPE],
  ['has an invalid grant', GRANTS],
  ['has an invalid name', NAMES],
  ['has invalid Zencoder accounts', ACCOUNTS],
  ['has an invalid policy file', OTHER_STATEMENTS],
  ['has an invalid object', OBJECTS],
  ['has an invalid user', USERS],
  ['has an invalid provider or backend', PROVIDERS],
  ['has an invalid setting leave', LEFT],
  ['exceeds a limit', LIMITS],
  ['has several errors', SEVERAL],
];
const ALL = SUBJECTS.flatMap(([, files]) => files);

const refusals = new Map<BadFile, readonly string[]>();

/** The errors of a file, which is read once. */
function refusalOf(file: BadFile): readonly string[] {
  const lines = refusals.get(file) ?? errorsOf({ ...file.files, 'zencoder.yaml': file.yaml });
  refusals.set(file, lines);
  return lines;
}

describe.each(SUBJECTS)('A file that %s', (_, files) => {
  it.each(files)('is refused with the position of each error: $title', (file) => {
    expect(refusalOf(file)).toEqual(file.errors.map((error) => expect.stringMatching(linePattern(error))));
  });
});

describe('Each error in a file', () => {
  it.each(ALL)('is one short line without control characters, with a position that exists: $title', (file) => {
    const contents: Files = { ...file.files, 'zencoder.yaml': file.yaml };
    const lines = refusalOf(file);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(line).not.toMatch(/node_modules|\.[jt]s:\d|\bat [\w.<>]+ \(|call stack/);
      expect(line.length).toBeLessThanOrEqual(400);
      const [, name, row, column] = /^(.*?):([1-9]\d*):([1-9]\d*): \S/.exec(line)!;
      const text = Buffer.from(contents[name!]!)
        .toString('utf8')
        .replace(/^\ufeff/, '');
      expect(Number(column)).toBeLessThanOrEqual(text.split('\n')[Number(row) - 1]!.length + 1);
    }
  });

  it.each(ALL)('is reported in the order of the file: $title', (file) => {
    const places = refusalOf(file).map((line) => /^(.*?):(\d+):(\d+)/.exec(line)!.slice(1));
    const inOrder = [...places].sort(([a, row, column], [b, otherRow, otherColumn]) =>
      a === b ? Number(row) - Number(otherRow) || Number(column) - Number(otherColumn) : 0,
    );
    expect(places).toEqual(inOrder);
  });

  it('is reported, up to 500 in all, for a list with many aliases', () => {
    const list = oneGrant(`{ role: input, keys: &keys [${Array(300).fill('""')}] }`);
    const lines = errorsOf({ 'zencoder.yaml': list + '          - { role: input, keys: *keys }\n'.repeat(98) });
    expect(lines).toHaveLength(501);
    expect(lines.at(-1)).toMatch(/^zencoder\.yaml:6:\d+: and 29200 more from here on$/);
  });

  it.each(['}', '- !a x\n', '? [a]\n'])('is reported, up to 500 in all, for syntax errors: %j', (fault) => {
    const lines = errorsOf({ 'zencoder.yaml': fault.repeat(2000) });
    expect(lines).toHaveLength(501);
    expect(lines.at(-1)).toMatch(/^zencoder\.yaml:\d+:\d+: and 1500 more from here on$/);
  });

  it('is reported with a correction only if one is known', () => {
    const yaml = oneBucket('{ grants: [ { role: input, keys: { a: b } } ], requireTls: yes, adoptExistingPolicy: [] }');
    expect(errorsOf({ 'zencoder.yaml': yaml })).toEqual([
      'zencoder.yaml:4:47: stacks.live.buckets.films.grants[0].keys: is a map, must be a list',
      'zencoder.yaml:4:73: stacks.live.buckets.films.requireTls: is a string, must be true or false',
      'zencoder.yaml:4:99: stacks.live.buckets.films.adoptExistingPolicy: is a list, must be true or false',
    ]);
  });

  it('names a file that does not exist, or is a folder', () => {
    expect(errorsOf({}, 'config/zencoder.yaml')).toEqual(['config/zencoder.yaml:1:1: there is no such file']);
    expect(errorsOf({ 'config/a': '' }, 'config')).toEqual(['config:1:1: is a folder, not a file']);
  });
});

describe('The content of a file that is not a policy', () => {
  const bucket = (path: string) => oneBucket(`{ grants: [ { role: input } ], otherStatements: ${path} }`);

  it.each<[string, Files]>([
    ['a text', { 'secret.txt': 'hunter2 is the password\n' }],
    ['bytes', { 'secret.txt': Buffer.from('hunter2\u00ff', 'latin1') }],
    ['a JSON string', { 'secret.txt': '"hunter2"' }],
    ['a list', { 'secret.txt': '["hunter2"]' }],
    ['broken JSON', { 'secret.txt': '{ "password": "hunter2", hunter2' }],
    ['credentials in JSON', { 'secret.txt': '{ "AccessKeyId": "hunter2", "SecretAccessKey": "hunter2" }' }],
  ])('is not shown: %s', (_, files) => {
    const lines = errorsOf({ ...files, 'config/zencoder.yaml': bucket('../secret.txt') }, 'config/zencoder.yaml');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  const ofTheSystem = ['/etc/passwd', '/etc/hostname', '../../../../../../../../etc/passwd'];
  it.each(ofTheSystem.filter((path) => existsSync(resolve('/', path))))('is not shown for %s', (path) => {
    const lines = errorsOf({ 'zencoder.yaml': bucket(path) });
    expect(lines).toHaveLength(1);
    const secrets = readFileSync(resolve('/', path), 'utf8').split(/[\n:]/);
    const shown = secrets.filter((secret) => secret.length > 3 && !path.includes(secret) && lines[0]!.includes(secret));
    expect(shown).toEqual([]);
  });

  it.each(['a\\e[31m', 'a\\nb', 'a\\u2028b'])(
    'is refused in one line without control characters if its path has "%s"',
    (odd) => {
      const lines = errorsOf({ 'films.json': '{', 'zencoder.yaml': bucket(`"${odd}/../films.json"`) });
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    },
  );

  it('is refused with a path relative to the folder in which the app runs', () => {
    const refusal = (path: string) =>
      inFolderWith({ 'policies/films.json': '{\n' }, (folder) => {
        mkdirSync('config');
        writeFileSync('config/zencoder.yaml', bucket(path.replace('FOLDER', folder)));
        return errorsOf({}, `${folder}/config/zencoder.yaml`)[0]!.replaceAll(folder, 'FOLDER');
      });
    expect(refusal('FOLDER/policies/films.json')).toMatch(/^FOLDER\/policies\/films\.json:2:1: /);
    expect(refusal('../policies/films.json')).toMatch(/^FOLDER\/(config\/\.\.\/)?policies\/films\.json:2:1: /);
  });
});
