import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './support/run';

interface LeftOut {
  readonly files: RegExp;
  readonly why: string;
  readonly run?: string;
}

const { isQuick, LEFT_OUT, leftOutLines, testFiles } = require(join(ROOT, 'scripts', 'quick-tests.js')) as {
  isQuick(file: string): boolean;
  LEFT_OUT: readonly LeftOut[];
  leftOutLines(root: string): readonly string[];
  testFiles(root: string): readonly string[];
};
const { scripts } = require(join(ROOT, 'package.json')) as { scripts: Readonly<Record<string, string>> };

/** Folders of tests that all need a server. */
const NEEDS_SERVERS = ['deploy', 's3-server'];

const FILES = testFiles(ROOT);
const QUICK = FILES.filter(isQuick);

describe('The quick suite', () => {
  it('is what `npm test` runs', () => {
    const [program, ...args] = scripts.test!.split(' ');
    expect(program).toBe('jest');
    const { stdout } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js'), ...args, '--listTests'],
      { cwd: ROOT, encoding: 'utf8' },
    );
    const listed = stdout.trim().split('\n');
    expect(listed.map((file) => relative(join(ROOT, '__tests__'), file)).sort()).toEqual(QUICK);
  });

  it('has tests of every folder, except folders that need servers', () => {
    const folders = [...new Set(FILES.map((file) => dirname(file)))];
    const without = folders.filter((folder) => !QUICK.some((file) => dirname(file) === folder));
    expect(without).toEqual(NEEDS_SERVERS);
  });

  it('starts no server and packs no package', () => {
    const text = (file: string) => readFileSync(join(ROOT, '__tests__', file), 'utf8');
    const starting = /from '[./]+\/(s3-server|deploy)\/|'npm', \['pack'|npm\(ROOT, 'pack'/;
    expect(QUICK.filter((file) => starting.test(text(file)))).toEqual([]);
    expect(starting.test(text('packed.test.ts'))).toBe(true);
  });
});

describe('What the quick suite leaves out', () => {
  it.each(LEFT_OUT)('exists and has exactly one reason: it $why', ({ files }) => {
    const left = FILES.filter((file) => files.test(file));
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((file) => LEFT_OUT.filter((other) => other.files.test(file)).length > 1)).toEqual([]);
  });

  it('is listed with its reasons and with existing commands', () => {
    const lines = leftOutLines(ROOT);
    expect(lines[0]).toBe(
      `Left out: ${FILES.length - QUICK.length} of ${FILES.length} test files. All of them: npm run test:all`,
    );
    expect(lines.slice(1).map((line) => line.replace(/^ +\d+ +/, ''))).toEqual(
      LEFT_OUT.map(({ why, run }) => (run === undefined ? why : `${why}: ${run}`)),
    );
    const commands = lines.flatMap((line) => [...line.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!));
    expect(commands.filter((name) => !(name in scripts))).toEqual([]);
  });
});
