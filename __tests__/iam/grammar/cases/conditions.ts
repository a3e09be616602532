import { OPERATOR_NAMES } from '../../../../lib/iam/operators';
import type { Json } from '../../../../lib/messages/json';
import { shown } from '../../../support/titles';
import { BUCKET_ARN, error, type GrammarCase, OBJECTS, statementCase, warning } from './grammar-case';

type Found = readonly [path: string, message: string];

const condition = (title: string, Condition: Json, ...found: Found[]) =>
  statementCase(title, { Condition }, ...found.map(([path, message]) => error(`Condition${path}`, message)));
const doubted = (title: string, Condition: Json, ...found: Found[]) =>
  statementCase(title, { Condition }, ...found.map(([path, message]) => warning(`Condition${path}`, message)));

const operator = (name: string, message: string) =>
  condition(`the operator ${name}`, { [name]: { 'aws:username': 'x' } }, [pathOf(name), message]);
const pathOf = (name: string) => (/^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);

const value = (name: string, key: string, given: Json, ...messages: string[]) =>
  doubted(
    `${name} with ${shown(given)}`,
    { [name]: { [key]: given } },
    ...messages.map((message): Found => [`${pathOf(name)}${pathOf(key)}`, message]),
  );
const address = (given: Json, ...messages: string[]) =>
  condition(
    `IpAddress with ${shown(given)}`,
    { IpAddress: { 'aws:SourceIp': given } },
    ...messages.map((message): Found => ['.IpAddress["aws:SourceIp"]', message]),
  );

const dates = ['DateLessThan', 'aws:CurrentTime'] as const;
const numbers = ['NumericLessThan', 's3:signatureAge'] as const;
const booleans = ['Bool', 'aws:SecureTransport'] as const;
const arns = ['ArnLike', 'aws:PrincipalArn'] as const;

const listing = (title: string, Action: Json, key: string, ...messages: string[]) =>
  statementCase(
    title,
    { Action, Condition: { StringLike: { [key]: 'in/*' } } },
    ...messages.map((message) => warning(`Condition.StringLike[${JSON.stringify(key)}]`, message)),
  );

export const CONDITIONS: readonly GrammarCase[] = [
  condition('null', null, [
    '',
    'null is not a valid Condition: write an object such as {"Bool": {"aws:SecureTransport": "false"}}',
  ]),
  condition('a list', [{ Bool: {} }], ['', 'is not a valid Condition']),
  condition('a text', 'Bool', ['', '"Bool" is not a valid Condition']),
  condition('tests that are a text', { StringEquals: 'x' }, ['.StringEquals', '"x" contains no condition key']),
  condition('tests that are a list', { StringEquals: ['aws:username', 'x'] }, [
    '.StringEquals',
    'contains no condition key',
  ]),
  condition('tests that are null', { Bool: null }, ['.Bool', 'null contains no condition key']),
  condition('a value that is null', { Bool: { 'aws:SecureTransport': null } }, [
    '.Bool["aws:SecureTransport"]',
    'null is not a valid condition value: write a string, a number, true or false',
  ]),
  condition('a value that is an object', { StringEquals: { 'aws:username': {} } }, [
    '.StringEquals["aws:username"]',
    '{} is not a valid condition value',
  ]),
  condition('a list in a list of values', { StringEquals: { 'aws:username': ['a', ['b']] } }, [
    '.StringEquals["aws:username"][1]',
    '["b"] is not a valid condition value',
  ]),
  doubted('an empty Condition', {}, ['', 'an empty Condition has no effect']),
  doubted('an operator without tests', { StringEquals: {} }, ['.StringEquals', 'an empty object tests nothing']),
  doubted('a key without values', { StringEquals: { 'aws:SourceVpce': [] } }, [
    '.StringEquals["aws:SourceVpce"]',
    'an empty list matches nothing',
  ]),

  operator('stringequals', '"stringequals" is not a condition operator; did you mean "StringEquals"?'),
  operator('StringEqual', 'did you mean "StringEquals"?'),
  operator('StringNotEqual', 'did you mean "StringNotEquals"?'),
  operator('IPAddress', 'did you mean "IpAddress"?'),
  operator('NumericLessThen', 'did you mean "NumericLessThan"?'),
  operator('StringEqualsIfExist', 'did you mean "StringEqualsIfExists"?'),
  operator('StringEqualsIfexists', 'did you mean "StringEqualsIfExists"?'),
  operator('ForAllValue:StringEquals', 'did you mean "ForAllValues:StringEquals"?'),
  operator('forAnyValue:StringLike', 'did you mean "ForAnyValue:StringLike"?'),
  operator('ForAnyValue:StringLik', 'did you mean "ForAnyValue:StringLike"?'),
  operator('ForSome:StringLike', 'use an operator such as StringEquals'),
  operator('NullIfExists', 'did you mean "Null"? Null does not support IfExists'),
  operator('IfExists', 'is not a condition operator'),
  operator('Matches', 'use an operator such as StringEquals'),
  operator('', 'is not a condition operator'),
  operator('constructor', 'is not a condition operator'),

  address(
    '123',
    '"123" is not an IP address or a CIDR range, which the operator requires; write a value such as "203.0.113.0/24"',
  ),
  address('203.0.113.0/33', 'is not an IP address or a CIDR range'),
  address('203.0.113.256', 'is not an IP address or a CIDR range'),
  address('203.0.113.*', 'is not an IP address or a CIDR range'),
  address('203.0.113.0-203.0.113.9', 'is not an IP address or a CIDR range'),
  address('203.0.113.0/24, 198.51.100.0/24', 'is not an IP address or a CIDR range'),
  address('2001:db8::/129', 'is not an IP address or a CIDR range'),
  address('vpce-1a2b3c4d', 'is not an IP address or a CIDR range'),
  address(7, '7 is not an IP address or a CIDR range'),
  condition('NotIpAddress with an invalid range', { NotIpAddressIfExists: { 'aws:SourceIp': ['::/0', 'x'] } }, [
    '.NotIpAddressIfExists["aws:SourceIp"][1]',
    '"x" is not an IP address',
  ]),
  address('203.0.113.7'),
  address(['0.0.0.0/0', '203.0.113.9/24', '2001:DB8:1234:5678::/64', '::1', '::ffff:192.0.2.1', '::/0']),
  address('${aws:PrincipalTag/range}'),

  value(...numbers, 'ten', '"ten" is not a number, which the operator requires; write a value such as "10"'),
  value(...numbers, true, 'true is not a number'),
  value(...numbers, '1,000', 'is not a number'),
  value(...numbers, '', '"" is not a number'),
  value(...numbers, ['10', 10, '-0.5', '+1', '.5', '1e3', 0]),
  value(...numbers, '${aws:PrincipalTag/n}'),
  value(
    ...dates,
    '30.06.2027',
    '"30.06.2027" is not a date, which the operator requires: ISO 8601 with time and offset, or seconds since 1970; write a value such as "2027-06-30T00:00:00Z"',
  ),
  value(...dates, '2027-06-31T00:00:00Z', 'is not a date'),
  value(...dates, '2027-13-01', 'is not a date'),
  value(...dates, '2027-06-30T00:00:00', 'is not a date, which the operator requires: ISO 8601 with time and offset'),
  value(...dates, '2027-06-30 00:00:00Z', 'is not a date'),
  value(...dates, true, 'true is not a date'),
  value(...dates, [
    '2027',
    '2027-06',
    '2027-06-30',
    '2027-06-30T00:00Z',
    '2028-02-29T23:59:60.5+02:00',
    '1814400000',
    1814400000,
  ]),
  value(...booleans, 'yes', '"yes" is not a Boolean, which the operator requires; write "true" or "false"'),
  value(...booleans, 1, '1 is not a Boolean'),
  value(...booleans, ['true', 'FALSE', true, false]),
  value('Null', 'aws:MultiFactorAuthAge', 'null', '"null" is not a Boolean'),
  value('Null', 'aws:MultiFactorAuthAge', true),
  value('ForAllValues:Null', 'aws:TagKeys', 'true'),
  value('BinaryEquals', 'aws:x', 'a', '"a" is not Base64 text'),
  value('BinaryEquals', 'aws:x', 'QmluYXJ5'),
  value(...arns, '*', '"*" is not an ARN pattern, which has six parts separated by colons'),
  value(...arns, '111122223333', 'is not an ARN pattern'),
  value(...arns, 'arn:aws:iam::111122223333', 'is not an ARN pattern'),
  value(...arns, ['arn:aws:iam::111122223333:*', 'arn:aws:iam::*:role/a:b', '*:*:*:*:*:*', '${aws:PrincipalTag/a}']),
  value('StringEquals', 's3:x-amz-acl', ['', 'x', 1, true, '*']),
  condition('an unknown operator, whose values are not checked', { NumericLess: { 'aws:x': 'ten' } }, [
    '.NumericLess',
    'is not a condition operator',
  ]),

  ...OPERATOR_NAMES.filter((name) => name !== 'Null').flatMap((name) =>
    ['', 'ForAllValues:', 'ForAnyValue:'].map((set) =>
      condition(`${set}${name} and ${set}${name}IfExists`, {
        [`${set}${name}`]: { 'aws:x': '${aws:PrincipalTag/x}' },
        [`${set}${name}IfExists`]: { 'aws:x': '${aws:PrincipalTag/x}' },
      }),
    ),
  ),

  doubted(
    'a key twice in different case',
    { StringEquals: { 'aws:SourceAccount': '111122223333', 'AWS:SourceAccount': '444455556666' } },
    [
      '.StringEquals["AWS:SourceAccount"]',
      'is the same condition key as "aws:SourceAccount": keys are not case-sensitive',
    ],
  ),
  doubted('a key without a service', { IpAddress: { SourceIp: '203.0.113.0/24' } }, [
    '.IpAddress.SourceIp',
    '"SourceIp" has no service prefix; write "aws:SourceIp" or "s3:SourceIp"',
  ]),
  condition('one key with two operators, and keys in any case', {
    StringEquals: { 'AWS:SOURCEACCOUNT': '111122223333' },
    StringNotEquals: { 'aws:SourceAccount': '444455556666', 'aws:PrincipalTag/Team A': 'x' },
  }),

  listing(
    'a prefix on an object action',
    ['s3:GetObject'],
    's3:prefix',
    '"s3:GetObject" does not support the condition key s3:prefix, which is for s3:ListBucket: S3 refuses the statement; remove the condition, and put the prefix of the objects in Resource',
  ),
  listing(
    'a prefix on one action of two',
    ['s3:ListBucket', 's3:ListBucketMultipartUploads'],
    's3:prefix',
    'for Zencoder, write a grant with role video-cloud-ingest and prefixes',
  ),
  listing(
    'a prefix in another case',
    's3:getobject',
    'S3:Prefix',
    '"s3:getobject" does not support the condition key S3:Prefix',
  ),
  listing(
    'a delimiter on GetBucketLocation',
    's3:GetBucketLocation',
    's3:delimiter',
    'does not support the condition key s3:delimiter',
  ),
  listing('a prefix on listings', ['s3:ListBucket', 's3:LISTBUCKETVERSIONS'], 's3:prefix'),
  listing('a prefix on a pattern', ['s3:List*', 's3:*'], 's3:prefix'),
  statementCase('a prefix on all actions but some', {
    Action: undefined,
    NotAction: 's3:GetObject',
    Condition: { StringLike: { 's3:prefix': 'in/*' } },
  }),
  statementCase('another key on object actions', {
    Action: 's3:PutObject',
    Resource: [BUCKET_ARN, OBJECTS],
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
  }),
];
