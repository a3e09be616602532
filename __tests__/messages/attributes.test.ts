import {
  type Attributes,
  attributeFindings,
  earlierPlaces,
  firstBroken,
  memberOf,
} from '../../lib/messages/attributes';
import { findingLine, isWarning } from '../../lib/messages/diagnostic';

const TOKEN = '${TfToken[TOKEN.0]}';

const ATTRIBUTES: Attributes = {
  kind: { fault: memberOf('kind', 'the kinds are', ['film', 'trailer']) },
  names: {
    fault: (name) => (name === '' ? 'is empty' : undefined),
    warning: (name) => (name.endsWith('*') ? 'ends with a wildcard' : undefined),
    emptyList: 'names nothing',
  },
  ends: { fault: () => undefined, warning: (ends, now) => (new Date(ends) <= now ? 'is past' : undefined) },
  bucket: { fault: () => 'is no bucket', mayBeToken: true },
  free: {},
};

const told = (input: object) =>
  attributeFindings(input, 'a thing', ATTRIBUTES, new Date('2027-01-01T00:00:00Z')).map(
    (finding) => `${findingLine('', finding)}${isWarning(finding) ? ' (warning)' : ''}`,
  );

describe('The attributes of an input', () => {
  it.each<[what: string, input: object, lines: string[]]>([
    ['what is right', { kind: 'film', names: ['a'], ends: '2028-01-01T00:00:00Z', free: 7 }, []],
    ['what is not given', { kind: undefined, names: undefined }, []],
    [
      'a misspelt property',
      { kin: 'film' },
      ['kin: unknown property, a thing takes kind, names, ends, bucket, free; did you mean "kind"?'],
    ],
    [
      'an unknown value',
      { kind: 'flim' },
      ['kind: unknown kind "flim", the kinds are film, trailer; did you mean "film"?'],
    ],
    ['a value of another type', { kind: 7 }, ['kind: 7 is not a string']],
    ['a text in place of a list', { names: 'a' }, ['names: "a" is not a list; write ["a"]']],
    ['an empty list', { names: [] }, ['names: names nothing']],
    [
      'each member of a list, errors before warnings',
      { names: ['', 'a', 'b*', null] },
      ['names[0]: is empty', 'names[2]: ends with a wildcard (warning)', 'names[3]: null is not a string'],
    ],
    ['what depends on the day', { ends: '2027-01-01T00:00:00Z' }, ['ends: is past (warning)']],
    ['a token where one is welcome', { bucket: TOKEN }, []],
    ['a literal text in that place', { bucket: 'a' }, ['bucket: is no bucket']],
  ])('are checked: %s', (_, input, lines) => {
    expect(told(input)).toEqual(lines);
  });

  it('must be literal text if tokens are not accepted, even in a list', () => {
    expect(told({ kind: TOKEN, names: ['a', TOKEN] })).toEqual([
      expect.stringMatching(/^kind: contains a CDKTF token/),
      expect.stringMatching(/^names\[1\]: contains a CDKTF token/),
    ]);
  });
});

test('firstBroken returns the first broken rule', () => {
  expect(
    firstBroken([
      [false, 'a'],
      [undefined, 'b'],
      ['', 'c'],
      ['odd', 'd'],
      [true, 'e'],
    ]),
  ).toBe('d');
  expect(firstBroken([[false, 'a']])).toBeUndefined();
});

test('earlierPlaces returns the first index of a repeated identity, and nothing for items without an identity', () => {
  expect(earlierPlaces(['a', 'b', 'a', undefined, 'a', undefined, 'b'])).toEqual([
    undefined,
    undefined,
    0,
    undefined,
    0,
    undefined,
    1,
  ]);
});
