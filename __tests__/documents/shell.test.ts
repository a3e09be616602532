import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { called, PROGRAM } from '../support/cli';
import { ROOT } from '../support/run';
import { terraform } from '../support/terraform';
import { inFolder } from '../support/workspace';
import { codeIn, DOCUMENTS } from './markdown';
import { commandsOf, LINES, type Line, MARK, MARKED, RUN_BY_CI, RUN_ELSEWHERE } from './shell-lines';

const { name: NAME, bin, scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const isMarked = ({ comment }: Line) => MARK.test(comment);
const isRunElsewhere = ({ command }: Line) => RUN_ELSEWHERE.includes(command);
const isRun = (line: Line) => line.command !== '' && !isMarked(line) && !isRunElsewhere(line);

/** What a shell finds in the place of npm and npx: the programs of this tree, and nothing of a registry. */
const STAND_INS = {
  'zencoder-s3': `exec ${PROGRAM.map((part) => `'${part}'`).join(' ')} "$@"`,
  npx: `[ "$1" = '${NAME}' ] || [ "$1" = zencoder-s3 ] || exit 99; shift; exec zencoder-s3 "$@"`,
  npm: `case "$*" in
    ci|cit) ;;
    'run synth') exec '${process.execPath}' '${join(ROOT, 'scripts', 'run-ts.js')}' '${join(ROOT, 'main.ts')}' ;;
    *) exit 99 ;;
  esac`,
};

/** Runs a line as its reader would, in a copy of what the repository has for it. */
function run(command: string): { status: number | null; stderr: string; folder: string[] } {
  return inFolder((folder) => {
    const programs = join(folder, 'bin');
    mkdirSync(programs);
    for (const [name, text] of Object.entries(STAND_INS)) {
      writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(programs, name), 0o755);
    }
    const cwd = join(folder, 'work');
    for (const name of ['zencoder.yaml', 'policies', 'examples']) {
      cpSync(join(ROOT, name), join(cwd, name), { recursive: true });
    }
    cpSync(join(ROOT, 'zencoder.yaml'), join(cwd, 'main.yaml'));
    cpSync(join(ROOT, '__tests__/explain/plan/fixtures/import-unchanged.json'), join(cwd, 'plan.json'));
    writeFileSync(join(cwd, 'urls.txt'), 's3+eu-central-1://acme-masters/incoming/film.mov\n');
    const { status, stderr } = spawnSync('sh', ['-c', command], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, CHECKPOINT_DISABLE: '1', PATH: `${programs}${delimiter}${process.env.PATH}` },
    });
    const folders = ['cdktf.out/stacks/production/cdk.tf.json', 'cdktf.out/stacks/media/cdk.tf.json', 'my-project'];
    return { status, stderr, folder: folders.filter((path) => existsSync(join(cwd, path))) };
  });
}

describe('A shell command in the documents', () => {
  it('has a comment if it needs AWS or the registry, and is in the list of such commands', () => {
    const marked: Record<string, string[]> = {};
    for (const line of LINES.filter(isMarked)) {
      marked[line.file] = [...(marked[line.file] ?? []), line.command];
    }
    expect(marked).toEqual(MARKED);
  });

  it.each(Object.entries(RUN_BY_CI))('for development is also run by CI: %s', (command, parts) => {
    expect(LINES.flatMap(commandsOf)).toContain(command);
    const ci = readFileSync(join(ROOT, '.ci', 'run'), 'utf8');
    expect(parts.filter((part) => !new RegExp(`^[^#]*\\b${part}\\b`, 'm').test(ci))).toEqual([]);
  });

  it.each(LINES.filter(isRun).map((line) => [`${line.file}:${line.line}`, line] as const))(
    'runs: %s',
    (_, { command }) => {
      const { status, stderr } = run(command);
      expect({ command, status, said: status === 0 ? '' : stderr }).toEqual({ command, status: 0, said: '' });
    },
  );

  it('that creates stacks or a project leaves them in the folder', () => {
    const madeBy = (part: string) =>
      run(LINES.filter(isRun).find(({ command }) => command.includes(part))!.command).folder;
    expect(madeBy('npm ci && npm run synth')).toEqual(['cdktf.out/stacks/production/cdk.tf.json']);
    expect(madeBy('ZENCODER_CONFIG=')).toEqual(['cdktf.out/stacks/media/cdk.tf.json']);
    expect(madeBy(' init ')).toEqual(['my-project']);
  });
});

describe('A command in a sentence, or one that no test runs,', () => {
  const inText = DOCUMENTS.filter(({ file }) => !['docs/API.md', 'CHANGELOG.md'].includes(file)).flatMap(codeIn);
  const notRun = LINES.filter(isMarked).flatMap((line) =>
    commandsOf(line).map((target) => ({ file: line.file, line: line.line, target })),
  );
  const codes = [...inText, ...notRun];
  const codesLike = (pattern: RegExp) =>
    codes.flatMap((code) => {
      const found = pattern.exec(code.target);
      return found ? [{ file: code.file, place: `${code.file}:${code.line}`, words: found.slice(1) }] : [];
    });

  it('names a script of package.json after npm run', () => {
    const run = codesLike(/^npm (?:--prefix \w+ )?run (?:--silent )?([\w:]+)/);
    expect(run.length).toBeGreaterThan(5);
    expect(run.filter(({ words: [script = ''] }) => !(script in scripts))).toEqual([]);
  });

  it('names a test that exists after npx jest', () => {
    expect(Object.keys(bin)).toEqual(['zencoder-s3']);
    const tests = codesLike(/npx jest ([\w./-]+)/);
    expect(tests.filter(({ words: [path = ''] }) => !isThere(path))).toEqual([]);
  });

  it('has a command and options of zencoder-s3', async () => {
    const lines = codesLike(new RegExp(`^(?:npx ${NAME}|(?:npx )?zencoder-s3) (\\w+)(.*)$`));
    expect(lines.length).toBeGreaterThan(10);
    const helps: Record<string, string> = {};
    for (const {
      place,
      words: [command = '', rest = ''],
    } of lines) {
      helps[command] ??= (await called([command, '--help'])).stdout;
      const unknown = [...rest.matchAll(/--[\w-]+/g)].filter(([option]) => !helps[command]!.includes(option));
      expect({ place, command, unknown, known: helps[command]!.startsWith(`Usage: zencoder-s3 ${command}`) }).toEqual({
        place,
        command,
        unknown: [],
        known: true,
      });
    }
  });

  (terraform.installed ? it : it.skip)('has a command of terraform', () => {
    const help = terraform.run(ROOT, '-help').output;
    const lines = codesLike(/^terraform (?:-chdir=\S+ )?([a-z]+)/);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.filter(({ words: [command] }) => !new RegExp(`^  ${command} `, 'm').test(help))).toEqual([]);
  });

  it('names a path of the repository that exists', () => {
    const paths = codesLike(/^((?:lib|__tests__|docs|examples|scripts|terraform|bench|policies|\.ci)\/[\w./-]+)$/);
    const named = paths.filter(({ words: [path = ''] }) => !/NAME/.test(path));
    expect(named.length).toBeGreaterThan(10);
    const isBeside = (file: string, path: string) => isThere(join(dirname(file), path));
    expect(named.filter(({ file, words: [path = ''] }) => !isThere(path) && !isBeside(file, path))).toEqual([]);
  });

  /** A file, a folder, or the beginning of the name of a test. */
  function isThere(path: string): boolean {
    return ['', '.ts', '.test.ts'].some((ending) => existsSync(join(ROOT, `${path}${ending}`)));
  }
});
