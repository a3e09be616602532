import fc from 'fast-check';
import { comparableForm, difference, nearestSpelling, spellingsOf } from '../../lib/live/key-spellings';

const keysOf = (key: string, prefixes: readonly string[] = []) =>
  spellingsOf(key, 'films', prefixes).map((spelling) => spelling.key);

/** How keys come to be miswritten on their way into a URL. */
const MISSPELLINGS: [how: string, miswrite: (key: string) => string][] = [
  ['its spaces written as plus signs', (key) => key.replace(/ /g, '+')],
  ['its spaces written as %20', (key) => key.replace(/ /g, '%20')],
  ['every character escaped', (key) => key.split('/').map(encodeURIComponent).join('/')],
  ['its accents taken apart', (key) => key.normalize('NFD')],
  ['a slash in front', (key) => `/${key}`],
  ['the bucket in front', (key) => `films/${key}`],
  ['a space behind', (key) => `${key} `],
];

const plainKey = fc
  .stringMatching(/^[a-z0-9éüß](?:[a-z0-9éüß _.-]{0,12}[a-z0-9éüß])?$/)
  .map((key) => key.normalize('NFC'));

describe('The spellings of a key', () => {
  it.each(MISSPELLINGS)('lead back to it from one with %s', (_, miswrite) => {
    fc.assert(
      fc.property(plainKey, (key) => {
        const given = miswrite(key);
        fc.pre(given !== key);
        expect(keysOf(given)).toContain(key);
        expect(nearestSpelling(given, ['other.mov', key])).toBe(given.startsWith('films/') ? undefined : key);
      }),
    );
  });

  it('come with the slip that they differ by, the likeliest first', () => {
    expect(spellingsOf('a+b.mov', 'films')).toMatchObject([
      { key: 'a b.mov', how: 'it has spaces where the URL has plus signs' },
      { key: '/a+b.mov' },
      { key: 'a+b.MOV' },
      { key: '/a b.mov', how: 'it has spaces where the URL has plus signs, and it begins with a slash' },
      { key: '/a+b.MOV' },
    ]);
  });

  it('are looked for below prefixes, before two slips at once are thought of', () => {
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

  it('never hold the key itself, nor an empty one, nor one twice', () => {
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

describe('Among the names in a bucket', () => {
  it.each([
    ['a film.mov', ['A Film.MOV'], 'A Film.MOV', 'it is spelled differently'],
    ['a film.mov', ['in/a film.mov'], 'in/a film.mov', 'it is below "in/"'],
    ['a film.mov', ['in/A Film.mov'], 'in/A Film.mov', 'it is spelled differently'],
    ['9 PM.mov', ['9\u202fPM.mov'], '9\u202fPM.mov', 'it is spelled differently'],
    ['film.mov', ['film.mp4', 'in/film.mov', 'a/film.mov'], undefined, ''],
    ['film.mov', ['Film.mov', 'FILM.mov'], undefined, ''],
    ['film.mov', ['my-film.mov', 'film.mov.bak'], undefined, ''],
    ['/', ['a/', 'b'], undefined, ''],
  ])('the one that %j stands for among %j is %j', (given, keys, meant, how) => {
    expect(nearestSpelling(given, keys)).toBe(meant);
    expect(meant === undefined ? '' : difference(given, meant, 'films')).toBe(how);
  });

  it('those that differ by slips alone are alike', () => {
    expect(
      new Set(
        ['Caf\u00e9 1.mov', 'cafe\u0301+1.MOV', '/Caf%C3%A9%201.mov ', 'CAFE\u0301\u00a01.mov'].map(comparableForm),
      ).size,
    ).toBe(1);
  });
});
