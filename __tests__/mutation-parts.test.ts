import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/run';

const { filesOf, PARTS } = require('../scripts/mutation/parts') as {
  filesOf: (part: { readonly files: RegExp }) => string[];
  PARTS: Readonly<Record<string, { readonly files: RegExp; readonly tests: RegExp }>>;
};

/** The rooms that decide what a policy says and what is said of one. */
const HELD = ['messages', 's3', 'iam', 'zencoder', 'grants', 'judgement', 'job-urls'];

const filesBelow = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((file) => `${folder}/${String(file).replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'));

const CHANGED = Object.values(PARTS).flatMap(filesOf);

describe('Mutation testing', () => {
  it.each(HELD)('changes every file of the room %s in exactly one part', (room) => {
    const times = (file: string) => CHANGED.filter((changed) => changed === file).length;
    expect(filesBelow(`lib/${room}`).filter((file) => times(file) !== 1)).toEqual([]);
  });

  it('changes the constructs, except their props and the Terraform expressions, and the rules of the file', () => {
    const constructs = filesBelow('lib/constructs').filter((file) => !/\/props\.ts$|kept-documents/.test(file));
    expect(constructs.filter((file) => !CHANGED.includes(file))).toEqual([]);
    expect(CHANGED).toEqual(expect.arrayContaining(filesBelow('lib/config').filter((file) => /rules\.ts$/.test(file))));
  });

  it.each(Object.entries(PARTS))('has tests and files for the part %s', (_, part) => {
    expect(filesOf(part)).not.toEqual([]);
    expect(filesBelow('__tests__').filter((file) => part.tests.test(file.replace('__tests__/', '')))).not.toEqual([]);
  });
});
