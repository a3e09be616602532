import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from './support/run';

/** The rooms of lib in reading order: each may import from those before it. */
const PURE = [
  'messages',
  's3',
  'iam',
  'zencoder',
  'grants',
  'judgement',
  'job-urls',
  'config',
  'adopt',
  'explain',
  'snippets',
];
const WITH_NODE = ['files', 'constructs', 'app', 'live', 'report', 'preflight', 'doctor', 'cli'];
const ROOMS = [...PURE, ...WITH_NODE];

/** `constructs` is compiled by jsii, which must not see what reads files and YAML. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  constructs: ['config', 'explain', 'adopt', 'snippets', 'files'],
};

const LIB = join(ROOT, 'lib');
const FILES = readdirSync(LIB, { recursive: true })
  .map((file) => String(file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();

const roomOf = (file: string) => (file.includes('/') ? file.split('/')[0]! : undefined);

/** The files of lib that a file imports, types alone included, as paths below lib. */
function imported(file: string): string[] {
  const specifiers = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'(\.[^']+)'/g;
  return [...readFileSync(join(LIB, file), 'utf8').matchAll(specifiers)].map(([, specifier]) =>
    posix.join(dirname(file), specifier!),
  );
}

const CROSSINGS = FILES.flatMap((file) =>
  imported(file)
    .filter((target) => roomOf(target) !== roomOf(file))
    .map((target) => ({ file, from: roomOf(file), to: roomOf(target), target })),
);

describe('The rooms of lib', () => {
  it('all have a place in the order', () => {
    expect([...new Set(FILES.flatMap((file) => roomOf(file) ?? []))].sort()).toEqual([...ROOMS].sort());
  });

  it('contain every file except the two that other repositories import', () => {
    expect(FILES.filter((file) => roomOf(file) === undefined)).toEqual(['core.ts', 'index.ts']);
  });

  it('import only from rooms before them, including types', () => {
    const against = CROSSINGS.filter(
      ({ from, to }) => from !== undefined && (to === undefined || ROOMS.indexOf(to) > ROOMS.indexOf(from)),
    );
    expect(against.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it.each(['constructs/object-copy', 'constructs/hcl-output'])(
    'have %s separate: only one file imports it, in addition to the exports',
    (folder) => {
      const importers = FILES.filter((file) => dirname(file) !== folder && file !== 'index.ts').filter((file) =>
        imported(file).some((target) => dirname(target) === folder),
      );
      expect(importers).toHaveLength(1);
    },
  );

  it('do not import rooms that jsii cannot compile, in the rooms that jsii compiles', () => {
    const seen = CROSSINGS.filter(({ from, to }) => NEVER[from ?? '']?.includes(to ?? ''));
    expect(seen.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  });

  it.each(PURE)('can be bundled for a browser: %s', (room) => {
    const contents = FILES.filter((file) => roomOf(file) === room)
      .map((file, at) => `export * as m${at} from './${file.replace(/\.ts$/, '')}';`)
      .join('\n');
    const { metafile, outputFiles } = buildSync({
      stdin: { contents, resolveDir: LIB, loader: 'ts' },
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
      logLevel: 'silent',
    });
    const outside = Object.keys(metafile.inputs).filter((file) => /node_modules/.test(file));
    expect(outside.filter((file) => !/node_modules\/yaml\//.test(file))).toEqual([]);
    // A page may forbid the browser to make code of text.
    expect(outputFiles[0]!.text).not.toMatch(/\bnew Function\b|\beval\(/);
  });
});

describe('CONTRIBUTING', () => {
  it('lists the rooms in their order', () => {
    const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
    expect([...text.matchAll(/^ {4}lib\/([\w-]+)\/ /gm)].map(([, room]) => room)).toEqual(ROOMS);
  });
});
