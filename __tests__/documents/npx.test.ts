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

describe('An npx command in the documents and messages', () => {
  const calls = TEXTS.flatMap(({ file, text }) =>
    [...text.matchAll(/\bnpx (?:(?:-y|--yes|--no-install) )*([\w@/-]+)/g)].map(([, program]) => ({
      file,
      program: program!,
    })),
  );

  it('runs this package by its own name, because npx would install any package named zencoder-s3', () => {
    expect(calls.filter(({ program }) => program === PACKAGE).length).toBeGreaterThan(5);
    expect(calls.filter(({ program }) => ![PACKAGE, ...OTHERS].includes(program))).toEqual([]);
  });
});
