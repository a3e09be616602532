import { readPolicyText } from '../../../lib/iam/grammar/document';
import { pathText } from '../../../lib/messages/diagnostic';
import { titled } from '../../support/titles';
import { policyOf, STATEMENT, statement } from './cases/grammar-case';

const readingOf = (text: string) => {
  const { policy, findings } = readPolicyText(text, { bucket: 'films' });
  return { policy, found: findings.map(({ path, message }) => [pathText(path), message]) };
};
const foundIn = (text: string) => readingOf(text).found;
const withNumber = (literal: string) =>
  JSON.stringify(
    policyOf(statement({ Condition: { NumericEquals: { 's3:max-keys': ['N'] } }, Action: 's3:ListBucket' })),
  ).replace('"N"', literal);

test('the text of a policy is read into the policy and its findings', () => {
  const policy = policyOf(statement({ Effect: 'deny', Version: 'é' }));
  expect(readingOf(JSON.stringify(policy, null, 2))).toEqual({
    policy,
    found: [
      ['Statement[0].Version', expect.stringContaining('is not a policy element')],
      ['Statement[0].Effect', expect.stringContaining('"deny" is not a valid Effect')],
    ],
  });
});

describe('A text that is not JSON is refused with its line and column, without its content', () => {
  test.each(
    titled([
      ['', 'is not JSON: a value is missing, at line 1, column 1; give a bucket policy document'],
      ['Version: 2012-10-17', 'unexpected character, at line 1, column 1'],
      ['{\n  "Secret": "5ecre7",\n}', 'is not JSON: a name in double quotes is missing, at line 3, column 1'],
      ['\ufeff{}', 'at line 1, column 1'],
      [`${JSON.stringify(policyOf(STATEMENT))}}`, 'unexpected text after the end of the document'],
      ['['.repeat(100_000), 'is nested too deeply, at line 1, column 102'],
    ]),
  )('such as %s', (_, text, message) => {
    expect(readingOf(text)).toEqual({ policy: undefined, found: [['', expect.stringContaining(message)]] });
    expect(foundIn(text).join()).not.toContain('5ecre7');
  });
});

describe('A name that is given twice is refused, although JSON.parse accepts it', () => {
  test.each([
    ['in the policy', '{ "Statement": [],\n  "Statement": 1 }', 'line 2, column 3'],
    ['in a statement', '{ "Statement": [ { "Effect": "Deny", "Effect": "Allow" } ] }', 'line 1, column 38'],
    ['in a condition', '{ "Statement": { "Condition": { "Bool": { "a": 1, "a": 2 } } } }', 'line 1, column 51'],
    ['behind an escape', '{ "Id": "a", "\\u0049d": "b" }', 'line 1, column 14'],
  ])('where it is %s', (_, text, place) => {
    expect(foundIn(text)).toEqual([
      ['', `is not JSON: a name is given twice in the same object, at ${place}; give a bucket policy document`],
    ]);
  });
});

describe('A number', () => {
  const place = 'Statement[0].Condition.NumericEquals["s3:max-keys"][0]';

  test.each([
    '9007199254740993',
    '-9007199254740993',
    '12345678901234567890',
    '1e400',
    '-1E+400',
    '1e-400',
    '1e20',
    '12345678901234.56',
    '0.12345678901234567891',
    '1.00000000000000000001',
  ])('of more digits than are kept is refused: %s', (literal) => {
    expect(foundIn(withNumber(literal))).toEqual([
      [place, `${literal} is a number with too many digits to be read exactly; write it as a string, "${literal}"`],
    ]);
  });

  test('with very many digits is shortened in the message', () => {
    const [[, message]] = foundIn(withNumber('0'.replace('0', '1'.repeat(100_000)))) as [[string, string]];
    expect(message).toMatch(/^1{40}… is a number .*, "1{40}…"$/);
  });

  test.each([
    '0',
    '-0',
    '0.0',
    '1.10',
    '9007199254740991',
    '-9007199254740991',
    '-12345678901234.5',
    '1e3',
    '1.5E-7',
    '000'.replace('000', '0e5'),
  ])('that is kept is taken: %s', (literal) => {
    expect(foundIn(withNumber(literal))).toEqual([]);
  });

  test('of any length is read', () => {
    for (const literal of [`1${'0'.repeat(300_000)}1`, `1.${'0'.repeat(300_000)}1`]) {
      expect(foundIn(withNumber(literal))).toHaveLength(1);
    }
  });

  test('in quotes is a string of any length', () => {
    expect(foundIn(withNumber('"12345678901234567890"'))).toEqual([]);
  });
});
