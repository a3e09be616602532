import fc from 'fast-check';
import { codePoint, counted, didYouMean, nearest, plain, quoted, shown } from '../../lib/messages/wording';
import { Zencoder, ZencoderRole } from '../../lib/zencoder/account-and-roles';

const ROLES = Object.values(ZencoderRole);
const ACTIONS = Zencoder.actions();

/** Of which JSON makes no text. */
const CIRCULAR: Record<string, unknown> = {};
CIRCULAR.itself = CIRCULAR;

const QUOTED: [value: unknown, text: string][] = [
  ['films', '"films"'],
  ['', '""'],
  ['say "hi"\\', '"say \\"hi\\"\\\\"'],
  ['café 🎬', '"café 🎬"'],
  ['two\nlines\r\n', '"two\\nlines\\r\\n"'],
  ['\u001b[31mred', '"\\u001b[31mred"'],
  ['del\u007f and \u0085', '"delU+007F and U+0085"'],
  ['\u202egpj.exe', '"U+202Egpj.exe"'],
  ['\u2066a\u2069\u200b\ufeff', '"U+2066aU+2069U+200BU+FEFF"'],
  ['a\u2028b\u2029c', '"aU+2028bU+2029c"'],
  ['\ud83c', '"\\ud83c"'],
  [undefined, 'undefined'],
  [null, 'null'],
  [7, '7'],
  [7n, '7'],
  [['a', 1], '["a",1]'],
  [{ key: 'a' }, '{"key":"a"}'],
  [CIRCULAR, '[object Object]'],
];

/** What a terminal or a log would obey: controls, line ends, and characters that turn the direction or are not seen. */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Cf}|\p{Cs}/u;

describe('quoted', () => {
  test.each(QUOTED.map(([value, text]) => [text, value]))(
    'shows a value without characters that control a terminal: %s',
    (text, value) => {
      expect(quoted(value)).toBe(text);
    },
  );

  test('shortens a long value, never within a character', () => {
    expect(quoted('a'.repeat(78))).toBe(`"${'a'.repeat(78)}"`);
    expect(quoted('a'.repeat(79))).toMatch(/^"a{70,79}…"$/);
    for (const start of ['', 'a']) {
      expect(quoted(start + '🎬'.repeat(100))).toMatch(/^"a?(🎬){35,40}…"$/u);
    }
  });

  test.each<[what: string, value: unknown, end: RegExp]>([
    ['a text', 'a'.repeat(200), /^"a+…"$/],
    ['a text of quotes', '"'.repeat(200), /^"(\\")+…"$/],
    ['a text of backslashes', '\\'.repeat(200), /^"(\\\\)+…"$/],
    ['a text of control characters', '\u0001'.repeat(200), /^"(\\u0001)+…"$/],
    ['a list of texts', ['a'.repeat(200)], /^\["a+…"\]$/],
    ['a list of numbers', Array.from({ length: 99 }, () => 1), /^\[(1,)+1?…\]$/],
    ['an object', { key: 'a'.repeat(200) }, /^\{"key":"a+…"\}$/],
    ['a list of lists', [[['a'.repeat(200)]]], /^\[\[\["a+…"\]$/],
  ])('keeps the closing characters of a shortened value: %s', (_, value, end) => {
    expect(quoted(value)).toMatch(end);
  });

  test('returns one short line without control characters for every value', () => {
    const hostile = fc.constantFrom(
      ...'a"\\\n\r\t\0\u001b\u007f\u0085\u061c\u200e\u202e\u2028\u2069\ufeff',
      '\u{e0001}',
      '\ud83c',
    );
    const value = fc.oneof(
      fc.string({ unit: hostile, maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.anything(),
    );
    fc.assert(
      fc.property(value, (any) => {
        const text = quoted(any);
        expect(text).not.toMatch(OBEYED);
        expect(text.length).toBeLessThanOrEqual(80 * 'U+202E'.length);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('plain shows the text of another program without quotes', () => {
  test('without control characters', () => {
    expect(plain('no such "file"\n\tat \u001b[31mline 1\u202e')).toBe('no such "file"  at  [31mline 1 ');
  });

  test('on one short line', () => {
    expect(plain('a'.repeat(80))).toBe('a'.repeat(80));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a\n\r\0\u001b\u2028\u202e🎬'), maxLength: 200 }), (text) => {
        expect(plain(text)).not.toMatch(OBEYED);
        expect(plain(text).length).toBeLessThanOrEqual(80);
      }),
    );
  });
});

describe('the most similar known word', () => {
  test.each<[string, readonly string[], string | undefined]>([
    ['inptu', ROLES, 'input'],
    ['outptu', ROLES, 'output'],
    ['INPUT', ROLES, 'input'],
    ['input-output', ROLES, 'input-and-output'],
    ['video-cloud', ROLES, undefined],
    ['GetObject', ACTIONS, 's3:GetObject'],
    ['s3:getobject', ACTIONS, 's3:GetObject'],
    ['S3:GETOBJECTACL', ACTIONS, 's3:GetObjectAcl'],
    ['ListBuckets', ACTIONS, 's3:ListBucket'],
    ['s3:PutObjectACLs', ACTIONS, 's3:PutObjectAcl'],
    ['s3:ListMultipartUploads', ACTIONS, 's3:ListMultipartUploadParts'],
    ['s3:DeleteObject', ACTIONS, 's3:GetObject'],
    ['s3:*', ACTIONS, undefined],
    ['ec2:RunInstances', ACTIONS, undefined],
    ['', ROLES, undefined],
    ['prefix', ['role', 'prefixes'], 'prefixes'],
    ['ab', ['cd'], 'cd'],
    ['abc', ['xyz'], undefined],
    ['a', [], undefined],
  ])('is found for %j', (word, known, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  test('is the first one if several are equally similar', () => {
    expect(nearest('key', ['keys', 'keyz'])).toBe('keys');
  });

  test('is the word itself if it is known, in any case', () => {
    fc.assert(fc.property(fc.constantFrom(...ACTIONS), (action) => nearest(action.toUpperCase(), ACTIONS) === action));
  });

  test('is not searched for a very long word', () => {
    const start = performance.now();
    expect(nearest('input'.repeat(1_000_000), ROLES)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('a suggestion is made only if a similar word exists', () => {
  expect(didYouMean('inptu', ROLES)).toBe('; did you mean "input"?');
  expect(didYouMean('transcode', ROLES)).toBe('');
});

test('codePoint writes a code point like Unicode', () => {
  expect([0, 0xa, 0xe9, 0xfeff, 0x1f3ac, 0x10ffff].map(codePoint)).toEqual([
    'U+0000',
    'U+000A',
    'U+00E9',
    'U+FEFF',
    'U+1F3AC',
    'U+10FFFF',
  ]);
});

test.each([
  ['in/a.mp4', 'in/a.mp4'],
  ['日本/é', '日本/é'],
  ['', '""'],
  ['a b', '"a b"'],
  ['say "hi"', '"say \\"hi\\""'],
  ['a\nb', '"a\\nb"'],
  ['a\u00a0b', '"a\\u00a0b"'],
  ['a\u202eb', '"a\\u202eb"'],
  ['\u0301a', '"\\u0301a"'],
  ['a\u{e0041}', '"a\\udb40\\udc41"'],
  ['\u0085', '"\\u0085"'],
])('the key %j is shown as %s', (key, text) => {
  expect(shown(key)).toBe(text);
});

test('counted uses the plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'bucket'))).toEqual(['0 buckets', '1 bucket', '2 buckets']);
});

test('an action is found without its service prefix, and no other part of a name is ignored', () => {
  expect(nearest('GetObjct', ACTIONS)).toBe('s3:GetObject');
  expect(nearest('s3:abc', ['xs3:abc'])).toBeUndefined();
});
