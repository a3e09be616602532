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
  it('are these, at least', () => {
    const files = DOCUMENTS.map(({ file }) => file);
    expect(files).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'docs/cli.md']));
    expect(files).toContain('terraform/zencoder-s3-access/modules/policy/README.md');
    expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
  });

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

describe('A link', () => {
  const linksOf = (prose: string) =>
    linksIn({ file: 'x.md', text: prose, blocks: [], prose }).map(({ target }) => target);
  const anchorsOf = (prose: string) => [...anchorsIn({ file: 'x.md', text: prose, blocks: [], prose })];

  it('is found beside others and around code, not within code', () => {
    expect(linksOf('[a](b.md) and [`c`](d/e.md#f), `[g](h)`, <a href="#i">')).toEqual(['b.md', 'd/e.md#f', '#i']);
  });

  it('names a heading as the code host does, a second one of the same words too', () => {
    expect(anchorsOf("## I'm getting *this*, `s3:x` still!\n\n# A\n\n## A\n\n## 1. Q & A?")).toEqual([
      'im-getting-this-s3x-still',
      'a',
      'a-1',
      '1-q--a',
    ]);
  });

  it('to nowhere is seen', () => {
    const faults = ['nowhere.md', '#nowhere', '../../outside.md', 'docs/cli.md#nowhere'].map((target) =>
      faultOf({ file: 'README.md', line: 1, target }),
    );
    expect(faults).toEqual([
      'there is no such file',
      'there is no such heading',
      'there is no such file',
      'there is no such heading',
    ]);
    expect(faultOf({ file: 'README.md', line: 1, target: 'docs/cli.md#explain' })).toBeUndefined();
  });
});
