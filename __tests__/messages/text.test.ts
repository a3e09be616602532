import fc from 'fast-check';
import { asSet, byCodePoint, sentLength, textFault, utf8Length } from '../../lib/messages/text';
import { asGo } from '../support/as-go';
import { shown, titled } from '../support/titles';

const wellFormed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'a\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff', '\u{10000}', '\u{10ffff}') }),
);
const loneSurrogate = /\p{Cs}/u;
/** Signs that Unicode lets combine with the character behind them (Grapheme_Cluster_Break=Prepend). */
const PREPENDED =
  /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\u{110bd}\u{110cd}\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]/gu;

const PASSES = [
  '',
  'videos/2026 (final)/film.mp4',
  'caf\u00e9.mp4',
  '日本/🎬.mp4',
  '가나다',
  'q\u0307',
  'q\u0323\u0307',
  'tab\tand\nline',
  '<é>&\u2028',
  '\n q\u0323',
  '>/\u0301',
  '\u0600\u0661.mp4',
  `q${'\u0307'.repeat(30)}`,
  `q${'\u0307'.repeat(30)}/q${'\u0307'.repeat(30)}`,
];

const REFUSED: [text: string, ...parts: string[]][] = [
  ['cafe\u0301.mp4', 'not in Unicode NFC at U+0301', 'with U+00E9'],
  ['n\u0303/cafe\u0301', 'not in Unicode NFC at U+0303', 'with U+00F1'],
  ['か\u3099', 'not in Unicode NFC at U+3099', 'with U+304C'],
  ['q\u0307\u0323', 'not in Unicode NFC at U+0307', 'with U+0323'],
  ['\u1100\u1161', 'not in Unicode NFC at U+1100', 'with U+AC00'],
  ['q\u0307/e\u0301', 'not in Unicode NFC at U+0301', 'with U+00E9'],
  ['\u212b', 'not in Unicode NFC at U+212B', 'with U+00C5'],
  // The mark behind the slash is as it should be; the Ångström sign in front of it is not.
  ['\u212b/q\u0307', 'not in Unicode NFC at U+212B', 'with U+00C5'],
  ['\u212bq\u0307', 'not in Unicode NFC at U+212B', 'with U+00C5'],
  ['<\u0338', 'not in Unicode NFC at U+0338', 'with U+226E'],
  ['a\0b', 'NUL (U+0000)'],
  ['é\0', 'NUL (U+0000)'],
  ['a\ud83c', 'U+D83C at position 1', 'half of a surrogate pair'],
  ['\udfac\ud83c', 'U+DFAC at position 0'],
  ['🎬\udfac', 'U+DFAC at position 2'],
  [`q${'\u0307'.repeat(31)}`, 'more than 30 combining characters in a row, starting with U+0307'],
  [`\u0915${'\u0903'.repeat(31)}`, 'more than 30 combining characters in a row, starting with U+0903'],
  [`a${'\u1161'.repeat(31)}`, 'more than 30 combining characters in a row, starting with U+1161'],
  [`a${'\u{1d165}'.repeat(31)}`, 'more than 30 combining characters in a row, starting with U+1D165'],
  ['a\n\u0301', 'combining character U+0301 after U+000A'],
  ['\u001f\u0307', 'combining character U+0307 after U+001F'],
  ['<\u0301', 'combining character U+0301 after U+003C'],
  ['a>\u0307', 'combining character U+0307 after U+003E'],
  // Terraform's JSON parser reads such a sign and the quote or backslash behind it as one character.
  ['a\u0600', 'U+0600'],
  ['\u0600"b', 'U+0600'],
  ['\u08e2\\', 'U+08E2'],
];

describe('a text that Terraform does not change', () => {
  test.each(PASSES.map((text) => [shown(text), text]))('is accepted: %s', (_, text) => {
    expect(textFault(text)).toBeUndefined();
  });
});

describe('a text that Terraform would change', () => {
  test.each(titled(REFUSED))('is refused, and the error names the character: %s', (_, text, ...parts) => {
    for (const part of parts) {
      expect(textFault(text)).toContain(part);
    }
  });
});

describe('for every text', () => {
  const fragile = fc.string({
    unit: fc.constantFrom(
      ...'aefnu<>&="\\/\n\t\u0001\u001f\u007fé日🎬\u212b\u0958\u2028',
      ...'\u0301\u0307\u0323\u0338\u034f\u3099か\u1100\u1161\u11a8가\u0903',
    ),
    maxLength: 12,
  });
  const broken = fc.string({ unit: fc.constantFrom('a', 'é', '\0', '\ud83c', '\udfac'), maxLength: 4 });
  const anyText = fc.oneof(fragile, broken, wellFormed);

  test('an accepted text is in NFC, and so is its JSON, from JavaScript and from Terraform', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(textFault(text) === undefined);
        const json = JSON.stringify(text);
        const terraform = json.replace(
          /[<>&\u2028\u2029]/g,
          (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
        for (const written of [text, json, terraform]) {
          expect(written.normalize('NFC')).toBe(written);
        }
        expect(text).not.toMatch(/\0|\p{Cs}/u);
      }),
      { numRuns: 3000 },
    );
  });

  test('a text in NFC without control characters, angle brackets or long runs of marks is accepted', () => {
    fc.assert(
      fc.property(fc.oneof(fragile, wellFormed), (text) => {
        const plain = text
          .normalize('NFC')
          .replace(/[\0-\u001f<>]/g, '')
          .replace(PREPENDED, '');
        fc.pre(plain.normalize('NFC') === plain && !/[\p{M}\u1160-\u11ff]{31}/u.test(plain));
        expect(textFault(plain)).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });

  test('the error is one line', () => {
    fc.assert(fc.property(anyText, (text) => !/[\0-\u001f\u007f-\u009f\u2028\u2029]/.test(textFault(text) ?? '')));
  });
});

describe('byCodePoint and utf8Length use the UTF-8 bytes', () => {
  test('to order any two texts', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, fc.boolean(), (a, b, sameStart) => {
        const [one, other] = sameStart ? [a, a + b] : [a, b];
        expect(Math.sign(byCodePoint(one, other))).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
        expect(Math.sign(byCodePoint(other, one))).toBe(Buffer.compare(Buffer.from(other), Buffer.from(one)));
      }),
      { numRuns: 2000 },
    );
  });

  test('so U+FFFF comes before U+1F3AC, unlike in JavaScript', () => {
    expect(['🎬', '\uffff'].sort()).toEqual(['🎬', '\uffff']);
    expect(['🎬', '\uffff'].sort(byCodePoint)).toEqual(['\uffff', '🎬']);
  });

  test.each([
    ['\u{103fe}', '\u{103ff}'],
    ['\u{103ff}', '\u{10400}'],
    ['\ud7ff', '\ue000'],
    ['\ue000', '\u{10000}'],
    ['\uffff', '\u{10000}'],
    ['a', 'ab'],
    ['', 'a'],
  ])('to order %j before %j', (one, other) => {
    expect(Buffer.compare(Buffer.from(one), Buffer.from(other))).toBe(-1);
    expect([other, one].sort(byCodePoint)).toEqual([one, other]);
  });

  test('to measure any text', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        fc.pre(!loneSurrogate.test(text));
        expect(utf8Length(text)).toBe(Buffer.byteLength(text));
      }),
      { numRuns: 1000 },
    );
  });
});

test.each([
  ['{"a":"é"}', 10],
  ['{"a":"a<b>c&d"}', 30],
  ['{"a":"\u2028\u2029"}', 20],
  ['{"a":"\\u003c"}', 14],
])('the AWS provider sends %j as %d bytes', (json, bytes) => {
  expect(sentLength(json)).toBe(bytes);
  expect(Buffer.byteLength(asGo(json))).toBe(bytes);
});

test('asSet returns each member once, and ignores the given order', () => {
  const given = ['b', '🎬', 'a', 'b', '\uffff', 'B'];
  expect(asSet(given)).toEqual(['B', 'a', 'b', '\uffff', '🎬']);
  expect(given).toEqual(['b', '🎬', 'a', 'b', '\uffff', 'B']);
  fc.assert(
    fc.property(fc.array(wellFormed), (members) => {
      const set = asSet(members);
      expect(new Set(set)).toEqual(new Set(members));
      expect(set).toEqual(asSet([...members, ...members].reverse()));
      expect(set).toHaveLength(new Set(members).size);
    }),
  );
});
