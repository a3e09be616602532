import { Token } from 'cdktf';
import { containsToken, isExpression, tokenFault } from '../../lib/messages/token';

/** How CDKTF writes a reference, in each kind of value that a text can be put together from. */
const TOKENS: [kind: string, marker: () => unknown][] = [
  ['text', () => Token.asString({ ref: 'a' })],
  ['list', () => Token.asList({ ref: 'a' })[0]],
  ['map', () => Object.keys(Token.asStringMap({ ref: 'a' }))[0]],
  ['number', () => Token.asNumber({ ref: 'a' })],
  ['list of numbers', () => Token.asNumberList({ ref: 'a' })[0]],
];

const LITERAL = [
  '',
  'films/a.mp4',
  '${aws:username}',
  'TfToken[TOKEN.0]',
  '{TfToken[TOKEN.0]}',
  '%{TfToken[TOKEN.0]}',
  '$ {TfToken[',
  '-1.88',
  'take-1.88e2.mp4',
  'take-8.1.mp4',
  'take-1e298.mp4',
  '-8.1e+2',
  'TfToken[',
  '$${films}',
  '日本/🎬.mp4',
];

describe('a text with a CDKTF token is found', () => {
  test.each(TOKENS)('if the token is for a %s', (_, marker) => {
    const message = 'contains a CDKTF token, a value that is known only at plan time';
    expect(tokenFault(`${marker()}`)).toContain(message);
    expect(tokenFault(`films/${marker()}/a.mp4`)).toContain(message);
    expect(tokenFault(`film 1e5 ${marker()}`)).toContain(message);
    expect(tokenFault(`take-${marker()}.mp4`)).toContain(message);
    expect(tokenFault(`v1.${marker()}.${marker()}`)).toContain(message);
  });

  test.each([Token.asNumber, (ref: object) => Token.asNumberList(ref)[0]])(
    'even for the hundredth number, which has different last digits (%#)',
    (asNumber) => {
      const texts = Array.from({ length: 100 }, (_, index) => `films/${asNumber({ ref: index })}.mp4`);
      expect(texts.every((text) => tokenFault(text) !== undefined)).toBe(true);
    },
  );
});

test('a very long text is checked at once', () => {
  const start = performance.now();
  expect(tokenFault('1'.repeat(50_000))).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(1000);
});

describe('a text that only resembles a token', () => {
  test.each(LITERAL)('is literal: %j', (text) => {
    expect(tokenFault(text)).toBeUndefined();
  });
});

test.each([undefined, null, 7, true, {}])('a value that is not a text contains no token: %j', (value) => {
  expect(containsToken(value)).toBe(false);
});

test.each([
  ['${data.http.a.body}', true],
  ['%{ if true }a%{ endif }', true],
  [' \n${local.a}', true],
  ['a${local.a}', false],
  ['#{local.a}', false],
  ['${TfToken[TOKEN.0]}', false],
  ['$ {local.a}', false],
  ['', false],
])('%j starts with a Terraform expression that CDKTF did not write: %s', (text, isOne) => {
  expect(isExpression(text)).toBe(isOne);
});
