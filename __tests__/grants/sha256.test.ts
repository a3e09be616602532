import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../lib/grants/sha256';

const byNode = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The examples of the standard, FIPS 180-4. */
const KNOWN: [text: string, digest: string][] = [
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
];

describe('the digest matches the standard', () => {
  test.each(KNOWN.map(([text, digest]) => [text.length, digest, text] as const))('%d bytes: %s', (_, digest, text) => {
    expect(sha256(text)).toBe(digest);
  });
});

describe('the digest matches Node at the boundary of a block', () => {
  test.each([...range(54, 66), ...range(119, 129)])('with %d bytes', (length) => {
    expect(sha256('x'.repeat(length))).toBe(byNode('x'.repeat(length)));
    expect(sha256(`é${'x'.repeat(length - 2)}`)).toBe(byNode(`é${'x'.repeat(length - 2)}`));
  });
});

test('a digest does not depend on earlier digests', () => {
  const first = sha256('films/a.mp4');
  sha256('x'.repeat(1000));
  expect(sha256('films/a.mp4')).toBe(first);
});

describe('the digest of every text matches Node', () => {
  const units = ['grapheme', 'binary', 'binary-ascii'] as const;

  test.each(units)('of units of kind %s', (unit) => {
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(byNode(text));
      }),
      { numRuns: 500 },
    );
  });

  test('with halves of surrogate pairs, which are hashed as U+FFFD', () => {
    const unit = fc.constantFrom('\ud83c', '\udfac', 'a');
    fc.assert(fc.property(fc.string({ unit }), (text) => sha256(text) === byNode(text)));
    expect(sha256('\ud800')).toBe(byNode('\ufffd'));
  });
});
