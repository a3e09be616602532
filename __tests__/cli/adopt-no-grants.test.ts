import { readFileSync, writeFileSync } from 'node:fs';
import { PLACEHOLDER } from '../../lib/config/placeholders';
import { allow, policy } from '../adopt/cases/elements';
import { calledHere, calledIn } from '../support/cli';
import { filesBelow } from '../support/run';
import { BOTH, CONFIG, OTHER } from './cases/adopt-files';
import { ASKED, FIRST_CASES, type FirstCase, NOT_ASKED } from './cases/adopt-first';

const OTHERS = JSON.stringify(policy(OTHER));
const KEPT = `${JSON.stringify({ Version: '2012-10-17', Statement: [OTHER] }, null, 2)}\n`;

/** The lines of a bucket with its settings in a file. */
function entryOf({ indent, step = 2, newline = '\n', region }: FirstCase, grant: string, isComment: boolean): string {
  const [one, two] = [' '.repeat(step), ' '.repeat(2 * step)];
  const lines = [
    `films:${isComment ? ' # [zencoder-s3:placeholder] has no grants yet: add the grants for Zencoder and remove each "# "' : ''}`,
    ...(region === undefined ? [] : [`${one}region: ${region}`]),
    `${one}grants:`,
    `${two}- ${grant}`,
    `${one}otherStatements: policies/films.json`,
    `${one}adoptExistingPolicy: true`,
  ];
  return lines.map((line) => `${' '.repeat(indent)}${isComment ? '# ' : ''}${line}${newline}`).join('');
}

describe('If the policy grants Zencoder nothing, adopt', () => {
  const ADOPT = ['adopt', '--policy', 'a.json', '--region', 'eu-west-1'];
  const contentOf = ({ files }: FirstCase) => ({ 'a.json': OTHERS, ...files });

  test.each(FIRST_CASES)('keeps it and writes the bucket as a comment into $title', (one) =>
    calledIn(contentOf(one), [...ADOPT, ...one.args], async ({ exitCode, stderr, stdout }) => {
      expect({ exitCode, stderr }).toEqual({
        exitCode: 0,
        stderr: 'zencoder-s3: note: the policy grants Zencoder (account 395540211253) nothing\n',
      });
      expect(stdout).toContain('in zencoder.yaml, write the grants of Zencoder into the comment for films');
      const text = one.after.replace('[entry]', entryOf(one, '{ role: input, prefixes: [in/] }', true));
      expect(filesBelow('.')).toEqual({ 'a.json': OTHERS, 'policies/films.json': KEPT, 'zencoder.yaml': text });

      const again = await calledHere([...ADOPT, ...one.args]);
      expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^nothing to write: /) });
      expect(readFileSync('zencoder.yaml', 'utf8')).toBe(text);

      writeFileSync('zencoder.yaml', text.replace(/^(\ufeff? *)# (?=films:| {2})/gm, '$1'));
      expect((await calledHere(['explain'])).stdout).toContain('films');
    }),
  );

  test.each(FIRST_CASES)('keeps it and with --role writes the bucket into $title', (one) =>
    calledIn(contentOf(one), [...ADOPT, ...one.args, '--role', 'input'], ({ exitCode }) => {
      expect(exitCode).toBe(0);
      const text = one.after.replace('[entry]', entryOf(one, '{ role: input }', false));
      expect(readFileSync('zencoder.yaml', 'utf8')).toBe(text);
    }),
  );

  test.each(FIRST_CASES)('with --role replaces the comment in $title by the bucket', (one) =>
    calledIn(contentOf(one), [...ADOPT, ...one.args], async () => {
      expect((await calledHere([...ADOPT, ...one.args, '--role', 'input'])).exitCode).toBe(0);
      const text = one.after.replace('[entry]', entryOf(one, '{ role: input }', false));
      expect(readFileSync('zencoder.yaml', 'utf8')).toBe(text);
    }),
  );

  test.each(ASKED)('keeps it and writes the grant that %j requests', (args, grant) =>
    calledIn({ 'a.json': OTHERS }, [...ADOPT, ...args], ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: expect.stringContaining('note: the policy grants') });
      expect(stdout).toContain(`wrote zencoder.yaml, a new file: films in stack production\n  ${grant}\n`);
      expect(readFileSync('zencoder.yaml', 'utf8')).toContain(`          - ${grant}\n`);
    }),
  );

  test.each(NOT_ASKED)('writes nothing if the options request %s', (_, args, exitCode, line) =>
    calledIn({ 'a.json': OTHERS }, [...ADOPT, ...args], (outcome) => {
      expect(outcome).toEqual({ exitCode, stdout: '', stderr: expect.stringContaining(`zencoder-s3: ${line}`) });
      expect(filesBelow('.')).toEqual({ 'a.json': OTHERS });
    }),
  );

  test('accepts --role; it rejects --role for a policy that grants Zencoder something', () =>
    calledIn({ 'a.json': BOTH }, [...ADOPT, '--role', 'input'], ({ exitCode, stderr }) => {
      const line = '--role: the policy already grants Zencoder access to films; remove --role';
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `zencoder-s3: ${line}\n` });
      expect(filesBelow('.')).toEqual({ 'a.json': BOTH });
    }));

  test.each([
    ['on one line', 'stacks: { live: { region: eu-west-1, buckets: { a1b: { grants: [{ role: input }] } } } }\n'],
    ['with an empty map of buckets', 'stacks:\n  live:\n    region: eu-west-1\n    buckets: {}\n'],
  ])('keeps it and writes the bucket as a comment below a stack %s', (_, yaml) =>
    calledIn({ 'zencoder.yaml': yaml, 'a.json': OTHERS }, ADOPT, async ({ exitCode }) => {
      expect(exitCode).toBe(0);
      const text = readFileSync('zencoder.yaml', 'utf8');
      expect(text.startsWith(`${yaml}# ${PLACEHOLDER} below "buckets" of stack live:\n# films: # ${PLACEHOLDER}`)).toBe(
        true,
      );
      expect((await calledHere([...ADOPT, '--role', 'input'])).exitCode).toBe(0);
      expect(readFileSync('zencoder.yaml', 'utf8').trimEnd().split('\n')).toHaveLength(yaml.split('\n').length - 1);
      expect((await calledHere(['explain'])).stdout).toContain('films');
    }),
  );

  test('writes two comments for two buckets', () =>
    calledIn({ 'a.json': OTHERS, 'b.json': OTHERS.replaceAll('films', 'shorts') }, ADOPT, async () => {
      const { exitCode } = await calledHere(['adopt', '--policy', 'b.json', '--region', 'eu-west-1']);
      expect(exitCode).toBe(0);
      const names = readFileSync('zencoder.yaml', 'utf8').match(/^ {6}# \w+(?=: # \[zencoder-s3:placeholder\])/gm);
      expect(names).toEqual(['      # films', '      # shorts']);
      expect((await calledHere(['explain'])).stderr).toContain('stacks.production.buckets: is null');
    }));

  test('does not overwrite an existing policy file', () => {
    const files = { 'a.json': OTHERS, 'policies/films.json': '{}' };
    return calledIn(files, ['adopt', '--policy', 'a.json'], ({ exitCode, stdout }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(filesBelow('.')).toEqual(files);
    });
  });

  const EVERYBODY: [what: string, statement: Readonly<Record<string, unknown>>, line: string][] = [
    [
      'everybody access',
      { Principal: '*' },
      'no statement names Zencoder; Statement[0] allows everybody, including Zencoder',
    ],
    [
      'everybody access under a condition',
      { Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
      'no statement names Zencoder; Statement[0] allows everybody who meets its Condition',
    ],
    [
      'everybody and Zencoder access',
      { Principal: { AWS: ['*', '395540211253'] } },
      'no statement is only for Zencoder; Statement[0] allows everybody, including Zencoder',
    ],
  ];
  test.each(EVERYBODY)('explains that the policy grants %s', (_, statement, line) =>
    calledIn(
      { 'a.json': JSON.stringify(policy(allow(statement))) },
      ['adopt', '--policy', 'a.json'],
      ({ exitCode, stderr }) => {
        expect(exitCode).toBe(0);
        expect(stderr).toContain(`zencoder-s3: note: ${line}\n`);
      },
    ),
  );
});

describe('A bucket in the file that', () => {
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
  test.each(PLACES)('is written %s gets only the statements of other principals', (_, before, after) =>
    calledIn(
      { 'zencoder.yaml': standing(before), 'a.json': BOTH },
      ['adopt', 'films', '--policy', 'a.json'],
      (outcome) => {
        const { exitCode, stderr, stdout } = outcome;
        expect({ exitCode, stderr }).toEqual({
          exitCode: 0,
          stderr: expect.stringContaining("note: Zencoder's access comes from the grants"),
        });
        expect(stdout).toContain(
          'wrote policies/films.json: 1 statement of other principals\nwrote zencoder.yaml: films in stack live',
        );
        expect(readFileSync('zencoder.yaml', 'utf8')).toBe(standing(after));
        expect(readFileSync('policies/films.json', 'utf8')).toBe(KEPT);
      },
    ),
  );

  test.each([
    ['already has a policy file', standing(`      films: { grants: [{ role: input }], ${LINES[0]} }\n`)],
    [
      'shares its settings by a YAML anchor',
      `${standing('      films: &f { grants: [{ role: input }] }\n      more: *f\n')}`,
    ],
  ])('%s is not changed by adopt', (_, yaml) => {
    const files = { 'zencoder.yaml': yaml, 'a.json': BOTH, 'policies/films.json': KEPT };
    return calledIn(files, ['adopt', 'films', '--policy', 'a.json'], ({ exitCode, stdout }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(filesBelow('.')).toEqual(files);
    });
  });
});
