import fc from 'fast-check';
import { allowedOverTime } from '../../lib/iam/allowed-over-time';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import type { JsonObject } from '../../lib/messages/json';

const ACCOUNT = '111122223333';
const JULY = '2027-07-01T00:00:00Z';
const ARN = 'arn:aws:s3:::films/in/a.mp4';

const allow = (members: JsonObject): JsonObject => ({
  Effect: 'Allow',
  Principal: { AWS: ACCOUNT },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  ...members,
});
const under = (operator: string, key: string, value: string) => allow({ Condition: { [operator]: { [key]: value } } });
const until = (date: string) => under('DateLessThan', 'aws:CurrentTime', date);
const OVER_TLS = under('Bool', 'aws:SecureTransport', 'true');

/** Of each policy, at the same times. */
function certainties(...policies: JsonObject[][]): number[][] {
  return allowedOverTime(policies, { accountId: ACCOUNT }).map((of) => of({ action: 's3:GetObject', arn: ARN }));
}

const inOrder = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

describe('The certainty that a request is allowed, at all times, with and without TLS', () => {
  test.each<[statement: string, statements: JsonObject[], certainties: number[]]>([
    ['none', [], [0]],
    ['one without a condition', [allow({})], [1]],
    ['one for another account', [allow({ Principal: { AWS: '444455556666' } })], [0]],
    ['one on another action', [allow({ Action: 's3:PutObject' })], [0]],
    ['one on other objects', [allow({ Resource: 'arn:aws:s3:::films/out/*' })], [0]],
    ['one until a date', [until(JULY)], [0, 1]],
    ['one over TLS', [OVER_TLS], [0, 1]],
    ['one over TLS, and one for all', [OVER_TLS, allow({})], [1]],
    ['one whose condition only a request tells', [under('StringEquals', 's3:x-amz-acl', 'private')], [0.5]],
    ['the same, and one until a date', [under('StringEquals', 's3:x-amz-acl', 'private'), until(JULY)], [0.5, 1]],
    ['one for a user', [allow({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/a` } })], [0.5]],
    [
      'one for a user until a date',
      [{ ...until(JULY), Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/a` } }],
      [0, 0.5],
    ],
    ['one with an unknown element', [allow({ Conditon: {} })], [0.5]],
    ['one on objects named by a variable', [allow({ Resource: 'arn:aws:s3:::films/${aws:username}/*' })], [0.5]],
    ['one on objects named by the account', [allow({ Resource: 'arn:aws:s3:::films/${aws:PrincipalAccount}/*' })], [0]],
  ])('by %s', (_, statements, expected) => {
    expect(inOrder(certainties(statements)[0]!)).toEqual(expected);
  });
});

describe('Two policies are compared at the same times', () => {
  const seen = (one: JsonObject[], other: JsonObject[]) => {
    const [was, is] = certainties(one, other);
    return inOrder(is!.map((certainty, at) => certainty - was![at]!));
  };

  test.each<[what: string, one: JsonObject[], other: JsonObject[], differences: number[]]>([
    ['the same date, written in two ways', [until(JULY)], [until('2027-07-01T02:00:00+02:00')], [0]],
    ['dates a second apart', [until(JULY)], [until('2027-07-01T00:00:01Z')], [0, 1]],
    ['dates a millisecond apart', [until('2027-07-01T00:00:00.001Z')], [until(JULY)], [-1, 0]],
    ['a date and seconds since 1970', [until(JULY)], [until('1814400000')], [0]],
    [
      'seconds since 1970 as a number, and a date',
      [{ ...allow({}), Condition: { DateLessThan: { 'aws:CurrentTime': 1814400000 } } }],
      [until(JULY)],
      [0],
    ],
    ['a date and none', [until(JULY)], [allow({})], [0, 1]],
    ['with TLS and without', [OVER_TLS], [under('Bool', 'aws:SecureTransport', 'false')], [-1, 1]],
    ['at a date and before it', [until(JULY)], [under('DateLessThanEquals', 'aws:CurrentTime', JULY)], [0, 1]],
    ['a day and its beginning', [until('2027-07-01')], [until(JULY)], [-0.5, 0]],
    ['a day and its end', [until('2027-07-01')], [until('2027-07-02T00:00:00Z')], [0, 0.5]],
  ])('%s', (_, one, other, differences) => {
    expect(seen(one, other)).toEqual(differences);
  });
});

const RANK: Partial<Record<BucketPolicyOutcome, number>> = {
  [BucketPolicyOutcome.NOT_ALLOWED]: 0,
  [BucketPolicyOutcome.DEPENDS]: 0.5,
  [BucketPolicyOutcome.ALLOWED]: 1,
};

test('the decision at any time equals the decision at one of the compared times', () => {
  const instant = fc.integer({ min: 0, max: 40 }).map((step) => Date.parse(JULY) + step * 250);
  const said = fc.oneof(
    instant.map((at) => new Date(at).toISOString()),
    instant.map((at) => String(Math.floor(at / 1000))),
    fc.constantFrom('2027-06-30', '2027-07-01', 'soon'),
  );
  const operator = fc.constantFrom(
    'LessThan',
    'LessThanEquals',
    'GreaterThan',
    'GreaterThanEquals',
    'Equals',
    'NotEquals',
  );
  const dated = fc
    .tuple(operator, said, fc.constantFrom('true', 'false'))
    .map(([name, date, tls]) =>
      allow({ Condition: { [`Date${name}`]: { 'aws:CurrentTime': date }, Bool: { 'aws:SecureTransport': tls } } }),
    );
  const policy = fc.array(dated, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(policy, policy, instant, fc.constantFrom('true', 'false'), (one, other, at, tls) => {
      const decided = [one, other].map((Statement) => {
        const parsed = BucketPolicy.parse(JSON.stringify({ Version: '2012-10-17', Statement }));
        const context = { 'aws:CurrentTime': [new Date(at).toISOString()], 'aws:SecureTransport': [tls] };
        const asked = { accountId: ACCOUNT, action: 's3:GetObject', bucket: 'films', key: 'in/a.mp4', context };
        return RANK[parsed.decide(asked).outcome];
      });
      const [was, is] = certainties(one, other);
      expect(was!.map((certainty, index) => [certainty, is![index]])).toContainEqual(decided);
    }),
    { numRuns: 500 },
  );
});
