import fc from 'fast-check';
import { bucketArn, EVERY_OBJECT, exactly, startingWith } from '../../lib/s3/escaped-arn';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { statementsFor } from '../grants/cases/documents';
import { objectName } from '../grants/cases/grants';

/** Keys, and how IAM wants them written where it takes wildcards and variables. */
const KEYS: [key: string, pattern: string][] = [
  ['films/a.mp4', 'films/a.mp4'],
  ['*', '${*}'],
  ['?', '${?}'],
  ['$', '${$}'],
  ['**', '${*}${*}'],
  ['?*$', '${?}${*}${$}'],
  ['a${b}', 'a${$}{b}'],
  ['${*}', '${$}{${*}}'],
  ['${$}', '${$}{${$}}'],
  ['${aws:username}/a', '${$}{aws:username}/a'],
  ['$$', '${$}${$}'],
  ['$&$1$`', '${$}&${$}1${$}`'],
  ['{}', '{}'],
  ['what? why?.mp4', 'what${?} why${?}.mp4'],
  ['a\nb*', 'a\nb${*}'],
  ['日本/🎬*.mp4', '日本/🎬${*}.mp4'],
  ['100%/%2A', '100%/%2A'],
  ['.\\', '.\\'],
];

/** What IAM reads an escaped pattern as. */
const unescaped = (pattern: string) => pattern.replace(/\$\{([*?$])\}/g, (_, char: string) => char);

describe('a key in a policy means exactly that key', () => {
  test.each(KEYS)('%j is written as %j', (key, pattern) => {
    expect(exactly(key)).toBe(pattern);
    expect(startingWith(key)).toBe(`${pattern}*`);
  });

  test('since unescaping returns every key, and no wildcard or variable remains', () => {
    const anyKey = fc.oneof(
      objectName,
      fc.string({ unit: fc.constantFrom(...'${}*?a') }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(anyKey, (key) => {
        expect(unescaped(exactly(key))).toBe(key);
        expect(exactly(key).replace(/\$\{[*?$]\}/g, '')).not.toMatch(/[*?$]/);
      }),
      { numRuns: 1000 },
    );
  });

  test('since two keys are never written in the same way, nor is a key written like a prefix', () => {
    fc.assert(
      fc.property(objectName, objectName, (one, other) => {
        expect(exactly(one) === exactly(other)).toBe(one === other);
        expect(exactly(one)).not.toBe(startingWith(other));
        expect([exactly(one), startingWith(one)]).not.toContain(EVERY_OBJECT);
      }),
    );
  });
});

test('the wildcard pattern covers every object', () => {
  expect(EVERY_OBJECT).toBe('*');
});

test('a bucket has an ARN of the partition aws, with neither region nor account', () => {
  expect(bucketArn('my.films')).toBe('arn:aws:s3:::my.films');
});

test('the resources of a grant are its prefixes and keys in the bucket, each once, sorted by code point', () => {
  const actions = [...new Set(statementsFor([{ role: ZencoderRole.INPUT }]).flatMap(({ Action }) => Action))];
  expect(actions).toContain('s3:GetObject');
  const grant = { role: ZencoderRole.INPUT, prefixes: ['in/', '🎬/', '\uff5e/', 'in/'], keys: ['in/*', 'a?.mp4'] };
  const statement = statementsFor([grant]).find(({ Action }) => Action.includes('s3:GetObject'));
  expect(statement?.Resource).toEqual([
    'arn:aws:s3:::films/a${?}.mp4',
    'arn:aws:s3:::films/in/${*}',
    'arn:aws:s3:::films/in/*',
    'arn:aws:s3:::films/\uff5e/*',
    'arn:aws:s3:::films/🎬/*',
  ]);
});
