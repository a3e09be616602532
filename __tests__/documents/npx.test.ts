import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { DOCUMENTS } from './markdown';

const { name: PACKAGE } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { name: string };

/** Programs of packages that the same lines install, or that have the name of their package. */
const OTHERS = ['cdktf', 'jest', 'jsii', 'jsii-pacmak', 'tsc', 'biome'];

function filesIn(folder: string, ending: RegExp): { file: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path) && !/(^|\/)(node_modules|cdktf\.out)\//.test(path))
    .map((path) => ({ file: join(folder, path), text: readFileSync(join(ROOT, folder, path), 'utf8') }));
}

const TEXTS = [
  ...DOCUMENTS,
  ...filesIn('docs/pipelines', /./),
  ...filesIn('lib', /\.ts$/),
  ...filesIn('examples', /\.(ts|js|ya?ml|json)$/),
];

describe('What the documents and the messages run by npx', () => {
  const calls = TEXTS.flatMap(({ file, text }) =>
    [...text.matchAll(/\bnpx (?:(?:-y|--yes|--no-install) )*([\w@/-]+)/g)].map(([, program]) => ({
      file,
      program: program!,
    })),
  );

  it('is this package by its own name: npx would install a package that is called as its command, whoever publishes it', () => {
    expect(calls.filter(({ program }) => program === PACKAGE).length).toBeGreaterThan(5);
    expect(calls.filter(({ program }) => ![PACKAGE, ...OTHERS].includes(program))).toEqual([]);
  });
});
