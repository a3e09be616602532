import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { ROOT } from '../support/run';
import { anchorsIn, DOCUMENTS, type Link, linksIn } from './markdown';

const { repository, files: packed } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  repository: { url: string };
  files: string[];
};
const OWN = new RegExp(`^${repository.url.replace(/^git\\+|\\.git$/g, '')}/(?:blob|raw|tree)/main/`);

/** Links to the repository by its address as those from its root. */
const GIVEN = DOCUMENTS.flatMap(linksIn);
const LINKS = GIVEN.map((link) =>
  OWN.test(link.target) ? { ...link, target: relative(dirname(link.file), link.target.replace(OWN, '')) } : link,
);
const OUTSIDE = /^[a-z]+:/;

/** What is wrong with a link into the repository: nothing where it leads to something. */
function faultOf({ file, target }: Link): string | undefined {
  const [path = '', anchor] = target.split('#');
  const to = path === '' ? file : normalize(join(dirname(file), path));
  if (to.startsWith('..') || !existsSync(join(ROOT, to))) {
    return 'there is no such file';
  }
  if (anchor === undefined) {
    return undefined;
  }
  const document = DOCUMENTS.find((each) => each.file === to);
  return document && anchorsIn(document).has(anchor) ? undefined : 'there is no such heading';
}

describe('The Markdown files', () => {
  it('link to files and headings that exist', () => {
    const inside = LINKS.filter(({ target }) => !OUTSIDE.test(target));
    expect(inside.length).toBeGreaterThan(60);
    const faults = inside.flatMap((link) => {
      const fault = faultOf(link);
      return fault === undefined ? [] : [`${link.file}:${link.line}: ${link.target}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it('link to other sites over TLS only', () => {
    const outside = LINKS.filter(({ target }) => OUTSIDE.test(target));
    expect(outside.filter(({ target }) => !target.startsWith('https://'))).toEqual([]);
  });

  it('of the package link to files in the package, or by URL', () => {
    const inPackage = (file: string) =>
      /^(README|LICENSE)\b/.test(file) || packed.some((each) => file === each || file.startsWith(`${each}/`));
    const ofPackage = GIVEN.filter(({ file }) => inPackage(file));
    expect(ofPackage.length).toBeGreaterThan(30);
    const nowhere = ofPackage.filter(({ file, target }) => {
      const [path = ''] = target.split('#');
      return path !== '' && !OUTSIDE.test(path) && !inPackage(normalize(join(dirname(file), path)));
    });
    expect(nowhere).toEqual([]);
  });
});
