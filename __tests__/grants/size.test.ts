import { MAX_POLICY_BYTES, sizeFindings } from '../../lib/grants/bucket-policy';
import { MAX_KEY_BYTES } from '../../lib/grants/grant';
import { isWarning, pathText } from '../../lib/messages/diagnostic';
import { ZencoderAction } from '../../lib/zencoder/account-and-roles';
import { documentFor, refusalOf } from './cases/documents';

const grantOf = (keys: string[]) => ({ actions: [ZencoderAction.GET_OBJECT], keys });

/** Keys, nearly all of three bytes a character, that make a policy of exactly so many bytes. */
function keysForPolicyOf(bytes: number): string[] {
  const keys = Array.from({ length: 21 }, (_, index) => `${index}${'映画'.repeat(150)}`);
  const missing = bytes - documentFor([grantOf([...keys, 'z'])]).byteLength;
  return [...keys, `z${'z'.repeat(missing)}`];
}

describe('the limit of S3 for a policy', () => {
  test('is 20,480 bytes', () => {
    expect(MAX_POLICY_BYTES).toBe(20_480);
  });

  test('accepts a policy of exactly that size', () => {
    const document = documentFor([grantOf(keysForPolicyOf(20_480))]);
    expect(document.byteLength).toBe(20_480);
    expect(Buffer.byteLength(document.toJson())).toBe(20_480);
    expect(document.toJson().length).toBeLessThan(20_480 / 2);
  });

  test('refuses a policy with one byte more, with a remedy', () => {
    const keys = keysForPolicyOf(20_480);
    keys[keys.length - 1] += 'z';
    const [line, ...others] = refusalOf(() => documentFor([grantOf(keys)]));
    expect(line).toMatch(/^the policy has 20,481 bytes, the limit of S3 is 20,480; .*prefixes instead of keys/);
    expect(others).toEqual([]);
  });

  test('counts the escapes of six bytes that the AWS provider sends', () => {
    const keys = Array.from({ length: 60 }, (_, index) => `${index}${'&'.repeat(100)}`);
    expect(refusalOf(() => documentFor([grantOf(keys)]))).toEqual([
      expect.stringMatching(/^the policy has 37,\d{3} bytes/),
    ]);
  });

  test('includes kept statements', () => {
    const resource = `arn:aws:s3:::films/${'x'.repeat(20_480)}`;
    const lock = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: resource };
    const otherStatements = JSON.stringify({ Version: '2012-10-17', Statement: [lock] });
    expect(refusalOf(() => documentFor([grantOf(['a'])], { otherStatements }))).toEqual([
      expect.stringMatching(/^the policy has 20,\d{3} bytes/),
    ]);
  });
});

describe('the size of a policy', () => {
  const told = (bytes: number) =>
    sizeFindings(bytes).map((finding) => [pathText(finding.path) + finding.message.split(';')[0], isWarning(finding)]);

  test.each<[bytes: number, finding: [string, boolean] | undefined]>([
    [0, undefined],
    [16_383, undefined],
    [16_384, ['the policy has 16,384 bytes, near the limit of 20,480 bytes', true]],
    [20_480, ['the policy has 20,480 bytes, near the limit of 20,480 bytes', true]],
    [20_481, ['the policy has 20,481 bytes, the limit of S3 is 20,480', false]],
    [1_000_000, ['the policy has 1,000,000 bytes, the limit of S3 is 20,480', false]],
  ])('of %d bytes causes a warning from 80 % of the limit, and an error above it', (bytes, finding) => {
    expect(told(bytes)).toEqual(finding === undefined ? [] : [finding]);
  });
});

describe('the limit of S3 for a key', () => {
  const longest = '映'.repeat(341);

  test('is 1,024 bytes in UTF-8', () => {
    expect(MAX_KEY_BYTES).toBe(1024);
    expect(Buffer.byteLength(`${longest}a`)).toBe(1024);
    expect(refusalOf(() => documentFor([grantOf([`${longest}a`, 'a'.repeat(1024)])]))).toEqual([]);
  });

  test('refuses a key with more bytes, however few characters it has', () => {
    expect(refusalOf(() => documentFor([grantOf(['a', `${longest}é`])]))).toEqual([
      expect.stringMatching(/^grants\[0\]\.keys\[1\]: "映+…" has 1025 bytes in UTF-8, the limit of S3 is 1024$/),
    ]);
  });

  test('applies to prefixes, too', () => {
    const grant = { actions: [ZencoderAction.GET_OBJECT], prefixes: ['a'.repeat(1024), 'a'.repeat(1025)] };
    expect(refusalOf(() => documentFor([grant]))).toEqual([
      expect.stringMatching(/^grants\[0\]\.prefixes\[1\]: .* has 1025 bytes/),
    ]);
  });
});
