import { readFileSync } from 'node:fs';
import { allow, policy } from '../adopt/cases/elements';
import { calledHere, calledIn } from '../support/cli';
import { filesBelow } from '../support/run';
import { BOTH, CONFIG, OTHER } from './cases/adopt-files';

const OTHERS = JSON.stringify(policy(OTHER));
const KEPT = `${JSON.stringify({ Version: '2012-10-17', Statement: [OTHER] }, null, 2)}\n`;

describe('A policy that grants Zencoder nothing', () => {
  test('is kept beside the file, and what to put into that is printed', () =>
    calledIn({ 'a.json': OTHERS }, ['adopt', '--policy', 'a.json', '--region', 'eu-west-1'], async (outcome) => {
      expect(outcome).toEqual({
        exitCode: 1,
        stderr: 'zencoder-s3: not adopted: the policy grants Zencoder (account 395540211253) nothing\n',
        stdout: `wrote policies/films.json: one statement of others
Next: put this below "buckets:" of stack production in zencoder.yaml, with the grants that Zencoder is to have:
  films:
    region: eu-west-1
    otherStatements: policies/films.json
    adoptExistingPolicy: true
`,
      });
      expect(filesBelow('.')).toEqual({ 'a.json': OTHERS, 'policies/films.json': KEPT });
      const again = await calledHere(['adopt', '--policy', 'a.json']);
      expect(again.stdout).toMatch(/^policies\/films.json holds one statement of others already\n/);
    }));

  test('never takes the place of what stands there', () => {
    const files = { 'a.json': OTHERS, 'policies/films.json': '{}' };
    return calledIn(files, ['adopt', '--policy', 'a.json'], ({ exitCode, stdout }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(filesBelow('.')).toEqual(files);
    });
  });

  const EVERYBODY: [what: string, statement: Readonly<Record<string, unknown>>, line: string][] = [
    [
      'to everybody',
      { Principal: '*' },
      'no statement names Zencoder; Statement[0] lets in everybody, Zencoder included',
    ],
    [
      'to everybody under a condition',
      { Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      'no statement names Zencoder; Statement[0] lets in everybody who meets its Condition',
    ],
    [
      'to everybody and Zencoder',
      { Principal: { AWS: ['*', '395540211253'] } },
      'no statement is for Zencoder alone; Statement[0] lets in everybody, Zencoder included',
    ],
  ];
  test.each(EVERYBODY)('is not reported as one where it grants %s', (_, statement, line) =>
    calledIn(
      { 'a.json': JSON.stringify(policy(allow(statement))) },
      ['adopt', '--policy', 'a.json'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(1);
        expect(stderr).toContain(`zencoder-s3: not adopted: ${line}\n`);
      },
    ),
  );
});

describe('A bucket of the file that', () => {
  const LINES = ['otherStatements: policies/films.json', 'adoptExistingPolicy: true'];
  const standing = (text: string) => CONFIG.replace('      # Renditions.', `${text}      # Renditions.`);
  const PLACES: [how: string, before: string, after: string][] = [
    [
      'on several lines',
      '      films: # ours\n        grants:\n          - { role: input } # all\n        # so far\n',
      `      films: # ours\n        grants:\n          - { role: input } # all\n        # so far\n        ${LINES.join('\n        ')}\n`,
    ],
    [
      'on one line',
      '      films: { grants: [{ role: input }] } # ours\n',
      `      films: { grants: [{ role: input }], ${LINES.join(', ')} } # ours\n`,
    ],
    [
      'with one of the settings',
      '      films:\n        adoptExistingPolicy: true\n        grants: [{ role: input }]\n',
      `      films:\n        adoptExistingPolicy: true\n        grants: [{ role: input }]\n        ${LINES[0]}\n`,
    ],
  ];
  test.each(PLACES)('is written %s gets the statements of other principals, and all else stays', (_, before, after) =>
    calledIn(
      { 'zencoder.yaml': standing(before), 'a.json': BOTH },
      ['adopt', 'films', '--policy', 'a.json'],
      (outcome) => {
        const { exitCode, stderr, stdout } = outcome;
        expect({ exitCode, stderr }).toEqual({
          exitCode: 0,
          stderr: expect.stringContaining('note: for Zencoder the grants'),
        });
        expect(stdout).toContain(
          'wrote policies/films.json: one statement of others\nwrote zencoder.yaml: films in stack live',
        );
        expect(readFileSync('zencoder.yaml', 'utf8')).toBe(standing(after));
        expect(readFileSync('policies/films.json', 'utf8')).toBe(KEPT);
      },
    ),
  );

  test.each([
    ['has them already', standing(`      films: { grants: [{ role: input }], ${LINES[0]} }\n`)],
    ['shares what it says', `${standing('      films: &f { grants: [{ role: input }] }\n      more: *f\n')}`],
  ])('%s is left alone', (_, yaml) => {
    const files = { 'zencoder.yaml': yaml, 'a.json': BOTH, 'policies/films.json': KEPT };
    return calledIn(files, ['adopt', 'films', '--policy', 'a.json'], ({ exitCode, stdout }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(filesBelow('.')).toEqual(files);
    });
  });
});
