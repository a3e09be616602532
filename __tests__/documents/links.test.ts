import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ROOT } from '../support/run';
import { anchorsIn, DOCUMENTS, type Link, linksIn } from './markdown';

const LINKS = DOCUMENTS.flatMap(linksIn);
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
  it('have links into the repository that lead to a file, and to a heading of it', () => {
    const inside = LINKS.filter(({ target }) => !OUTSIDE.test(target));
    expect(inside.length).toBeGreaterThan(60);
    const faults = inside.flatMap((link) => {
      const fault = faultOf(link);
      return fault === undefined ? [] : [`${link.file}:${link.line}: ${link.target}: ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it('have links to the outside over TLS only', () => {
    const outside = LINKS.filter(({ target }) => OUTSIDE.test(target));
    expect(outside.filter(({ target }) => !target.startsWith('https://'))).toEqual([]);
  });
});
