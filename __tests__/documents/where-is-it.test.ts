import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { DOCUMENTS } from './markdown';

const { text } = DOCUMENTS.find(({ file }) => file === 'docs/where-is-it.md')!;
const ANSWERS = [...text.matchAll(/^\| (.+\?) \| `([^`]+)` \|$/gm)].map(([, question, path]) => ({ question, path }));

describe('The questions of somebody who is new', () => {
  it('are twenty, and end with a file of lib, or a folder of it', () => {
    expect(ANSWERS.filter(({ path }) => !path!.startsWith('lib/') || !existsSync(join(ROOT, path!)))).toEqual([]);
    expect(new Set(ANSWERS.map(({ question }) => question)).size).toBe(20);
  });
});
