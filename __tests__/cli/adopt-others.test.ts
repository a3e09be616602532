import { readFileSync } from 'node:fs';
import { allow, policy } from '../adoption/cases/elements';
import { filesBelow } from '../support/run';
import { adopting, run } from './adopting';
import { BOTH, CONFIG, OTHER } from './cases/adopt-files';

const OTHERS = JSON.stringify(policy(OTHER));
const KEPT = `${JSON.stringify({ Version: '2012-10-17', Statement: [OTHER] }, null, 2)}\n`;

describe('a policy that grants Zencoder nothing', () => {
  test('is kept beside the file, and what to put into that is printed', () =>
    adopting({ 'a.json': OTHERS }, ['--policy', 'a.json', '--region', 'eu-west-1'], async (outcome) => {
      expect(outcome).toEqual({
        exitCode: 1,
        err: 'zencoder-s3: not adopted: the policy grants Zencoder (account 395540211253) nothing\n',
        out: `wrote policies/films.json: one statement of others
Next: put this below "buckets:" of stack production in zencoder.yaml, with the grants that Zencoder is to have:
  films:
    region: eu-west-1
    otherStatements: policies/films.json
    adoptExistingPolicy: true
`,
      });
      expect(filesBelow('.')).toEqual({ 'a.json': OTHERS, 'policies/films.json': KEPT });
      const again = await run(['--policy', 'a.json']);
      expect(again.out).toMatch(/^policies\/films.json holds one statement of others already\n/);
    }));

  test('never takes the place of what stands there', () => {
    const files = { 'a.json': OTHERS, 'policies/films.json': '{}' };
    return adopting(files, ['--policy', 'a.json'], ({ exitCode, out }) => {
      expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
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
  test.each(EVERYBODY)('is not said to where it grants %s', (_, statement, line) =>
    adopting({ 'a.json': JSON.stringify(policy(allow(statement))) }, ['--policy', 'a.json'], ({ exitCode, err }) => {
      expect(exitCode).toBe(1);
      expect(err).toContain(`zencoder-s3: not adopted: ${line}\n`);
    }),
  );
});

describe('a bucket that stands in the file', () => {
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
  test.each(PLACES)('%s gets the statements of others, and all else stays', (_, before, after) =>
    adopting({ 'zencoder.yaml': standing(before), 'a.json': BOTH }, ['films', '--policy', 'a.json'], (outcome) => {
      const { exitCode, err, out } = outcome;
      expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.stringContaining('note: for Zencoder the grants') });
      expect(out).toContain(
        'wrote policies/films.json: one statement of others\nwrote zencoder.yaml: films in stack live',
      );
      expect(readFileSync('zencoder.yaml', 'utf8')).toBe(standing(after));
      expect(readFileSync('policies/films.json', 'utf8')).toBe(KEPT);
    }),
  );

  test.each([
    ['has them already', standing(`      films: { grants: [{ role: input }], ${LINES[0]} }\n`)],
    ['shares what it says', `${standing('      films: &f { grants: [{ role: input }] }\n      more: *f\n')}`],
  ])('is left alone where it %s', (_, yaml) => {
    const files = { 'zencoder.yaml': yaml, 'a.json': BOTH, 'policies/films.json': KEPT };
    return adopting(files, ['films', '--policy', 'a.json'], ({ exitCode, out }) => {
      expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
      expect(filesBelow('.')).toEqual(files);
    });
  });
});
