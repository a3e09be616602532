import fc from 'fast-check';
import { comparableForm, difference, nearestSpelling, spellingsOf } from '../../lib/live/key-spellings';

const keysOf = (key: string, prefixes: readonly string[] = []) =>
  spellingsOf(key, 'films', prefixes).map((spelling) => spelling.key);

/** How keys are misspelled in URLs. */
const MISSPELLINGS: [how: string, misspell: (key: string) => string][] = [
  ['plus signs for spaces', (key) => key.replace(/ /g, '+')],
  ['%%20 for spaces', (key) => key.replace(/ /g, '%20')],
  ['every character escaped', (key) => key.split('/').map(encodeURIComponent).join('/')],
  ['decomposed accents', (key) => key.normalize('NFD')],
  ['a leading slash', (key) => `/${key}`],
  ['the bucket as a prefix', (key) => `films/${key}`],
  ['a trailing space', (key) => `${key} `],
];

const plainKey = fc
  .stringMatching(/^[a-z0-9éüß](?:[a-z0-9éüß _.-]{0,12}[a-z0-9éüß])?$/)
  .map((key) => key.normalize('NFC'));

describe('The similar keys of a key', () => {
  it.each(MISSPELLINGS)('contain the intended key for one with %s', (_, misspell) => {
    fc.assert(
      fc.property(plainKey, (key) => {
        const given = misspell(key);
        fc.pre(given !== key);
        expect(keysOf(given)).toContain(key);
        expect(nearestSpelling(given, ['other.mov', key])).toBe(given.startsWith('films/') ? undefined : key);
      }),
    );
  });

  it('have the difference in words, the most likely first', () => {
    expect(spellingsOf('a+b.mov', 'films')).toMatchObject([
      { key: 'a b.mov', how: 'it has spaces where the URL has plus signs' },
      { key: '/a+b.mov' },
      { key: 'a+b.MOV' },
      { key: '/a b.mov', how: 'it has spaces where the URL has plus signs, and it begins with a slash' },
      { key: '/a+b.MOV' },
    ]);
  });

  it('are combined with prefixes before two misspellings are combined', () => {
    expect(keysOf('a+b.mov', ['in/', 'out/'])).toEqual([
      'a b.mov',
      '/a+b.mov',
      'a+b.MOV',
      'in/a+b.mov',
      'out/a+b.mov',
      '/a b.mov',
      '/a+b.MOV',
    ]);
  });

  it('do not contain the key itself, an empty key or duplicates', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (key) => {
        const keys = keysOf(key, ['in/']);
        expect(keys).not.toContain(key);
        expect(keys).not.toContain('');
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

describe('The keys of a bucket', () => {
  it.each([
    ['a film.mov', ['A Film.MOV'], 'A Film.MOV', 'it is spelled differently'],
    ['a film.mov', ['in/a film.mov'], 'in/a film.mov', 'it is below "in/"'],
    ['a film.mov', ['in/A Film.mov'], 'in/A Film.mov', 'it is spelled differently'],
    ['9 PM.mov', ['9\u202fPM.mov'], '9\u202fPM.mov', 'it is spelled differently'],
    ['film.mov', ['film.mp4', 'in/film.mov', 'a/film.mov'], undefined, ''],
    ['film.mov', ['Film.mov', 'FILM.mov'], undefined, ''],
    ['film.mov', ['my-film.mov', 'film.mov.bak'], undefined, ''],
    ['/', ['a/', 'b'], undefined, ''],
  ])('for the key %j, the intended one of %j is %j', (given, keys, intended, how) => {
    expect(nearestSpelling(given, keys)).toBe(intended);
    expect(intended === undefined ? '' : difference(given, intended, 'films')).toBe(how);
  });

  it('have the same comparable form if they differ only by misspellings', () => {
    expect(
      new Set(
        ['Caf\u00e9 1.mov', 'cafe\u0301+1.MOV', '/Caf%C3%A9%201.mov ', 'CAFE\u0301\u00a01.mov'].map(comparableForm),
      ).size,
    ).toBe(1);
  });
});
