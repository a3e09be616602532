import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../support/run';
import { MEANT, TERMS } from './glossary';

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => ending.test(name) && !name.includes('node_modules'))
    .sort();
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** `otherNames` as the words that it is made of, in the same number of lines. */
const asWords = (text: string) => text.replace(/([a-z])(?=[A-Z])/g, '$1 ').replaceAll('_', ' ');

const withoutMeant = (text: string) => MEANT.reduce((rest, meant) => rest.replace(meant, ''), text);

/** Each word of the glossary in a text, as `file:line: word -> what to write`. */
function found(file: string, text: string, firstLine = 1): string[] {
  return text.split('\n').flatMap((line, index) => {
    const words = asWords(withoutMeant(line));
    return TERMS.flatMap(({ word, instead }) =>
      [...words.matchAll(word)].map(([match]) => `${file}:${firstLine + index}: ${match} -> ${instead}`),
    );
  });
}

const TITLED = ['describe', 'it', 'test'];

/** The function that is called, `it` for `it.each(rows)('title')` and `(wanted ? describe : describe.skip)('title')`. */
function root(node: ts.Node): string {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) || ts.isParenthesizedExpression(node)) {
    return root(node.expression);
  }
  if (ts.isTaggedTemplateExpression(node)) {
    return root(node.tag);
  }
  if (ts.isConditionalExpression(node)) {
    return root(node.whenTrue);
  }
  return ts.isIdentifier(node) ? node.text : '';
}

function titlesOf(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.arguments[0] !== undefined && TITLED.includes(root(node.expression))) {
      const [title] = node.arguments;
      if (ts.isStringLiteralLike(title) || ts.isTemplateExpression(title) || ts.isBinaryExpression(title)) {
        const { line } = source.getLineAndCharacterOfPosition(title.getStart(source));
        titles.push(...found(file, title.getText(source), line + 1));
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

const folders = (folder: string) =>
  readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
    .sort();

describe('The language', () => {
  it.each(folders('lib'))('of %s is that of the field, in comments, messages and names', (folder) => {
    expect(filesBelow(folder, /\.ts$/).flatMap((file) => found(file, read(file)))).toEqual([]);
  });

  it.each(['page/src', 'terraform', 'examples', 'scripts', 'bench'])('of %s is that of the field', (folder) => {
    const files = filesBelow(folder, /\.(ts|js|mjs|tf|hcl|md|yaml)$/);
    expect(files.flatMap((file) => found(file, read(file)))).toEqual([]);
  });

  it.each([
    'lib/index.ts',
    'lib/core.ts',
    'main.ts',
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'page/index.html',
  ])('of %s is that of the field', (file) => {
    expect(found(file, read(file))).toEqual([]);
  });

  it.each(filesBelow('docs', /\.md$/))('of %s is that of the field', (file) => {
    expect(found(file, read(file))).toEqual([]);
  });

  it.each(folders('__tests__'))('of the titles in %s is that of the field', (folder) => {
    expect(filesBelow(folder, /\.test\.ts$/).flatMap(titlesOf)).toEqual([]);
  });

  it('of the titles of all other tests is that of the field', () => {
    const files = readdirSync(join(ROOT, '__tests__')).filter((name) => name.endsWith('.test.ts'));
    expect(files.flatMap((name) => titlesOf(`__tests__/${name}`))).toEqual([]);
  });

  it.each([
    ['what is said of it', 1],
    ['saidStatement', 1],
    ['the statements of others', 1],
    ["import { readBucket } from '../live/bucket';", 0],
    ['a bucket that others live in', 2],
    ['otherStatements', 0],
    ['understands', 0],
    ['lets Zencoder in', 1],
  ])('is searched for: %j', (text, count) => {
    expect(found('file', text)).toHaveLength(count);
  });
});
