import { operatorMeant } from '../../../lib/iam/grammar/condition';
import { grammarFindings } from '../../../lib/iam/grammar/document';
import type { Json, JsonObject } from '../../../lib/messages/json';
import { policyOf, statement } from './cases/grammar-case';

const FORMS =
  'write one of: "*", an account ID of 12 digits, the ARN of an account (arn:aws:iam::111122223333:root), of a user, of a role, of a session';
const ROLE = 'arn:aws:sts::111122223333:assumed-role/';
const NO_SESSION = (name: string, role: string) =>
  `"${name}" contains no session name: write ${ROLE}ROLE/SESSION, or, for all sessions of the role, "arn:aws:iam::111122223333:role/${role}"`;

/** A member of a statement with one fault, and all that is said of it. */
const MESSAGES: [name: string, value: Json, message: string][] = [
  ['Principal', ['111122223333'], '["111122223333"] is not a principal: write {"AWS": ["111122223333"]}'],
  ['Principal', ['111122223333', '2'], '["111122223333","2"] is not a principal: write {"AWS": ["111122223333", …]}'],
  ['Principal', { AWS: '11' }, '"11" is not an AWS account ID, which has 12 digits'],
  [
    'Principal',
    { AWS: '1111 2222 3333' },
    '"1111 2222 3333" is not an AWS account ID, which has 12 digits; write "111122223333"',
  ],
  ['Principal', { AWS: 'editors' }, `"editors" is not a principal of type AWS: ${FORMS}`],
  [
    'Principal',
    { AWS: 'arn:aws:iam:::root' },
    '"arn:aws:iam:::root" contains no account ID: "" does not have 12 digits',
  ],
  [
    'Principal',
    { AWS: 'arn:aws:iam::111122223333:' },
    `"arn:aws:iam::111122223333:" is not an account, user, role or session: ${FORMS}`,
  ],
  ['Principal', { AWS: `${ROLE}a` }, NO_SESSION(`${ROLE}a`, 'a')],
  ['Principal', { AWS: ROLE }, NO_SESSION(ROLE, 'ROLE')],
  [
    'Principal',
    { AWS: 'arn:aws:iam::111122223333:oidc-provider/x' },
    '"arn:aws:iam::111122223333:oidc-provider/x" is an identity provider: write {"Federated": "arn:aws:iam::111122223333:oidc-provider/x"}',
  ],
  ['Principal', { Service: 'logging.s3' }, '"logging.s3" is not a service principal: write "logging.s3.amazonaws.com"'],
  ['Principal', { Service: 'a.b.c' }, '"a.b.c" is not a service principal: write "a.b.c.amazonaws.com"'],
  ['Principal', { Service: 'logging.s3!' }, '"logging.s3!" is not a service principal: write "SERVICE.amazonaws.com"'],
  ['Principal', { Service: '!s3' }, '"!s3" is not a service principal: write "SERVICE.amazonaws.com"'],
  [
    'Principal',
    { Service: 's3.amazonaws' },
    '"s3.amazonaws" is not a service principal: write "SERVICE.amazonaws.com"',
  ],

  ['Action', 's3:GetObjact', '"s3:GetObjact" is not a known S3 action; did you mean "s3:GetObject"?'],
  ['Action', 's3:GetObjecta', '"s3:GetObjecta" is not a known S3 action; did you mean "s3:GetObject"?'],
  [
    'Action',
    's3:',
    '"s3:" is not a valid action: its name can contain only letters, digits, "*" and "?", such as s3:GetObject',
  ],
  ['Action', ':GetObject', '":GetObject" is not an S3 action: a bucket policy can contain only S3 actions; remove it'],

  ['Resource', 's3+eu-west-1://films/a', '"s3+eu-west-1://films/a" is not an ARN: write "arn:aws:s3:::films/a"'],
  ['Resource', 'aaa/s3://b', '"aaa/s3://b" is not an ARN: write "arn:aws:s3:::aaa/s3://b"'],
  ['Resource', 'aaa/arn:b:c', '"aaa/arn:b:c" is not an ARN: write "arn:aws:s3:::aaa/arn:b:c"'],
  [
    'Resource',
    '',
    '"" is not an ARN: write the ARN of the bucket, "arn:aws:s3:::BUCKET", or of objects, such as "arn:aws:s3:::BUCKET/*"',
  ],
  ['Resource', '/a', '"/a" is not an ARN: write "arn:aws:s3:::BUCKET/a"'],
  [
    'Resource',
    '*a',
    '"*a" is not an ARN: write the ARN of the bucket, "arn:aws:s3:::BUCKET", or of objects, such as "arn:aws:s3:::BUCKET/*"',
  ],
  [
    'Resource',
    '**',
    'S3 is reported to refuse "**" in a bucket policy; write "arn:aws:s3:::BUCKET" and "arn:aws:s3:::BUCKET/*"',
  ],
  [
    'Resource',
    'arn:aws:sqs:::films',
    '"arn:aws:sqs:::films" is not an S3 ARN: a bucket policy can contain only the ARNs of its bucket and of objects in it',
  ],
  [
    'Resource',
    'arn:aws-cn:s3:::',
    '"arn:aws-cn:s3:::" is in the partition "aws-cn", but the bucket and Zencoder\'s account are in aws; write "arn:aws:s3:::"',
  ],
  [
    'Resource',
    'arn:aw:s3:::films',
    '"arn:aw:s3:::films" is in the partition "aw", but the bucket and Zencoder\'s account are in aws; write "arn:aws:s3:::films"',
  ],
  [
    'Resource',
    'arn:awsx:s3:::films',
    '"arn:awsx:s3:::films" is in the partition "awsx", but the bucket and Zencoder\'s account are in aws; write "arn:aws:s3:::films"',
  ],

  ['Effect', 'allow', '"allow" is not a valid Effect; did you mean "Allow"? It must be "Allow" or "Deny"'],
  ['Effect', 'Maybe', '"Maybe" is not a valid Effect: it must be "Allow" or "Deny"'],
  ['Effect', 7, '7 is not a valid Effect: it must be "Allow" or "Deny"'],
  ['Acton', 's3:*', '"Acton" is not a policy element; did you mean "Action"?'],
  ['effect', 'Deny', '"effect" is not a policy element; did you mean "Effect"? Element names are case-sensitive'],
  ['Xyzzyx', 1, '"Xyzzyx" is not a policy element'],
  ['NotAction', 's3:*', 'the statement contains both Action and NotAction; write only one of them'],
  ['Sid', 7, '7 is not a string; write it in quotes, or remove Sid'],

  [
    'Condition',
    { Xyzzy: { 'aws:x': 'a' } },
    '"Xyzzy" is not a condition operator; use an operator such as StringEquals, StringLike, NumericLessThan, DateLessThan, Bool, IpAddress, ArnLike or Null',
  ],
  ['Condition', { Bol: { 'aws:x': 'true' } }, '"Bol" is not a condition operator; did you mean "Bool"?'],
  [
    'Condition',
    { NullIfExists: { 'aws:x': 'true' } },
    '"NullIfExists" is not a condition operator; did you mean "Null"? Null does not support IfExists',
  ],
];

describe('The complete messages about a statement', () => {
  it.each(MESSAGES)('with %s %j', (name, value, message) => {
    const given: JsonObject = { ...statement({}), [name]: value };
    expect(grammarFindings(policyOf(given)).map((found) => found.message)).toEqual([message]);
  });

  it('without Principal, Action and Resource', () => {
    const found = grammarFindings(
      policyOf(statement({ Principal: undefined, Action: undefined, Resource: undefined })),
    );
    expect(found.map(({ message }) => message)).toEqual(
      ['Principal', 'Action', 'Resource'].map(
        (name) => `the statement contains neither ${name} nor Not${name}; write one of them`,
      ),
    );
  });

  it('without Effect', () => {
    const found = grammarFindings(policyOf(statement({ Effect: undefined })));
    expect(found.map(({ message }) => message)).toEqual(['Effect is missing: it must be "Allow" or "Deny"']);
  });
});

describe('An unknown condition operator', () => {
  it.each([
    ['stringequals', 'StringEquals'],
    ['StringEqualsIfExist', 'StringEqualsIfExists'],
    ['stringlikeIFEXISTS', 'StringLikeIfExists'],
    ['IfExistsBool', undefined],
    ['nullIfExists', 'Null'],
    ['foranyvalue:StringLike', 'ForAnyValue:StringLike'],
    ['ForAllValue:stringlikeifexists', 'ForAllValues:StringLikeIfExists'],
    [':StringLike', undefined],
    ['ForSome:StringLike', undefined],
    ['ForAnyValue:Xyzzy', undefined],
    ['Xyzzy', undefined],
  ])('%s may mean %s', (name, meant) => {
    expect(operatorMeant(name)).toBe(meant);
  });
});

describe('A value that must have a certain form', () => {
  const faults = (operator: string, value: Json) =>
    grammarFindings(policyOf(statement({ Condition: { [operator]: { 'aws:x': value } } }))).length;

  it.each<[operator: string, value: Json, faults: number]>([
    ['NumericEquals', '10', 0],
    ['NumericEquals', ' 10 ', 0],
    ['NumericEquals', '-0.25', 0],
    ['NumericEquals', '.25', 0],
    ['NumericEquals', '1.', 0],
    ['NumericEquals', '1e10', 0],
    ['NumericEquals', '1.5E-10', 0],
    ['NumericEquals', '.', 1],
    ['NumericEquals', '1e', 1],
    ['NumericEquals', '1 2', 1],
    ['NumericEquals', 'x1', 1],
    ['NumericEquals', '1x', 1],
    ['NumericEquals', '', 1],
    ['Bool', ' true', 0],
    ['Bool', 'FALSE ', 0],
    ['Bool', 'yes', 1],
    ['Null', 'true', 0],
    ['Null', '1', 1],
    ['Xyzzy', 'anything', 1],
    ['ArnLike', 'arn:aws:s3:::a:b', 0],
    ['ArnLike', 'arn:aws:s3::a', 1],
    ['StringEquals', 'anything', 0],
    ['NumericEquals', '${aws:x}', 0],
    ['NumericEquals', ['1', 'x', '2', 'y'], 2],

    ['IpAddress', '203.0.113.0/0', 0],
    ['IpAddress', '203.0.113.0/32', 0],
    ['IpAddress', '203.0.113.0/33', 1],
    ['IpAddress', '203.0.113.0/', 1],
    ['IpAddress', '203.0.113.0/x24', 1],
    ['IpAddress', '203.0.113.0/24x', 1],
    ['IpAddress', '203.0.113.0/24/24', 1],
    ['IpAddress', '203.0.113.0/0024', 1],
    ['IpAddress', '203.0.113', 1],
    ['IpAddress', '203.0.113.256', 1],
    ['IpAddress', '2001:db8::/128', 0],
    ['IpAddress', '2001:db8::/129', 1],
    ['IpAddress', '::', 0],
    ['IpAddress', '::1', 0],
    ['IpAddress', '1::', 0],
    ['IpAddress', '1:2:3:4:5:6:7:8', 0],
    ['IpAddress', '1:2:3:4:5:6:7', 1],
    ['IpAddress', '1:2:3:4:5:6:7:8:9', 1],
    ['IpAddress', '1:2:3:4:5:6:7::', 0],
    ['IpAddress', '1:2:3:4::5:6:7:8', 1],
    ['IpAddress', '1::2::3', 1],
    ['IpAddress', '12345::', 1],
    ['IpAddress', 'g::', 1],
    ['IpAddress', '::ffff:203.0.113.7', 0],
    ['IpAddress', '::ffff:203.0.113.256', 1],
    ['IpAddress', '::203.0.113.7/96', 0],
    ['IpAddress', '203.0.113.7::', 1],
  ])('of %s: %j has faults: %d', (operator, value, count) => {
    expect(faults(operator, value)).toBe(count);
  });
});
