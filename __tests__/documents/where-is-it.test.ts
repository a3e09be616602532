import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { DOCUMENTS } from './markdown';

const { text } = DOCUMENTS.find(({ file }) => file === 'docs/where-is-it.md')!;
const ANSWERS = [...text.matchAll(/^\| (.+\?) \| `([^`]+)` \|$/gm)].map(([, question, path]) => ({ question, path }));

describe('docs/where-is-it.md', () => {
  it('has twenty questions, each with a file or folder in lib', () => {
    expect(ANSWERS.filter(({ path }) => !path!.startsWith('lib/') || !existsSync(join(ROOT, path!)))).toEqual([]);
    expect(new Set(ANSWERS.map(({ question }) => question)).size).toBe(20);
  });
});
