import { forAccount, namingTests, withoutValues } from '../../lib/judgement/named-in-condition';
import type { Json, JsonObject } from '../../lib/messages/json';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { ANOTHER, CANONICAL_ID, ZENCODER } from './cases/kept-case';

const ROOT = `arn:aws:iam::${ZENCODER}:root`;
const ROLE = `arn:aws:iam::${ZENCODER}:role/encoder`;
const statement = (Condition: Json | undefined, members: JsonObject = {}): JsonObject => ({
  Effect: 'Allow',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  ...(Condition === undefined ? {} : { Condition }),
  ...members,
});
const found = (Condition: Json | undefined, members?: JsonObject) =>
  namingTests(statement(Condition, members), identityOf());

const ON_ACCOUNT: Json = { StringEquals: { 'aws:PrincipalAccount': ZENCODER } };
const NAMED = [expect.objectContaining({ operator: 'StringEquals', key: 'aws:PrincipalAccount', values: [ZENCODER] })];

describe('A statement names Zencoder by its Condition', () => {
  it.each<[title: string, members: JsonObject]>([
    ['if it allows everybody', {}],
    ['if it allows everybody by the kind AWS', { Principal: { AWS: '*' } }],
    ['if it has a NotPrincipal', { Principal: undefined as never, NotPrincipal: { AWS: ANOTHER } }],
  ])('%s', (_, members) => {
    expect(found(ON_ACCOUNT, members)).toEqual(NAMED);
  });

  it.each<[title: string, members: JsonObject]>([
    ['if it denies', { Effect: 'Deny' }],
    ['if it is for somebody', { Principal: { AWS: ANOTHER } }],
  ])('not %s', (_, members) => {
    expect(found(ON_ACCOUNT, members)).toEqual([]);
  });

  it.each<[title: string, Condition: Json | undefined]>([
    ['without a Condition', undefined],
    ['by a Condition that is a text', ZENCODER],
    ['by a test that is a text', { StringEquals: ZENCODER }],
    ['of another account', { StringEquals: { 'aws:PrincipalAccount': ANOTHER } }],
    ['by a negated operator', { StringNotEquals: { 'aws:PrincipalAccount': ZENCODER } }],
    ['by an operator that AWS does not have', { StringIs: { 'aws:PrincipalAccount': ZENCODER } }],
    ['by Null, which compares nothing', { Null: { 'aws:PrincipalAccount': ZENCODER } }],
    ['by a key that tells nothing of who asks', { StringEquals: { 'aws:SourceAccount': ZENCODER } }],
    ['by a number without quotes', { StringEquals: { 'aws:PrincipalAccount': Number(ZENCODER) } }],
    ['by a value that is none', { StringEquals: { 'aws:PrincipalAccount': [null, { a: 1 }] } }],
  ])('not %s', (_, Condition) => {
    expect(found(Condition)).toEqual([]);
  });

  it.each<[operator: string, key: string, value: string]>([
    ['StringEquals', 'aws:PrincipalAccount', ZENCODER],
    ['StringEquals', 'AWS:PRINCIPALACCOUNT', ZENCODER],
    ['ArnLike', 'aws:PrincipalArn', ROLE],
    ['StringLike', 'aws:userid', `${ZENCODER}:*`],
    ['StringLike', 'aws:userid', ZENCODER],
    ['StringEquals', 'aws:anything', CANONICAL_ID],
  ])('with %s on %s by %s', (operator, key, value) => {
    expect(found({ [operator]: { [key]: [ANOTHER, value] } })).toEqual([
      expect.objectContaining({ operator, key, values: [value] }),
    ]);
  });

  it.each<[operator: string, key: string, values: Json, holdsWithoutKey: boolean, isWhole: boolean]>([
    ['StringEquals', 'aws:PrincipalAccount', ZENCODER, false, true],
    ['StringEquals', 'aws:PrincipalAccount', [ANOTHER, ZENCODER], false, true],
    ['StringEqualsIfExists', 'aws:PrincipalAccount', ZENCODER, true, false],
    ['ForAllValues:StringEquals', 'aws:PrincipalAccount', ZENCODER, true, false],
    ['ForAnyValue:StringEquals', 'aws:PrincipalAccount', ZENCODER, true, false],
    ['ArnEquals', 'aws:PrincipalArn', ROOT, false, false],
    ['ArnLike', 'aws:PrincipalArn', `arn:aws:iam::${ZENCODER}:*`, false, false],
    ['ArnLike', 'aws:PrincipalArn', [`arn:aws:iam::${ZENCODER}:*`, `arn:aws:sts::${ZENCODER}:*`], false, true],
    ['StringLike', 'aws:userid', `${ZENCODER}:*`, false, false],
    ['NumericEquals', 'aws:PrincipalAccount', ZENCODER, false, true],
  ])('%s on %s with %j: met without the key %s, for the whole account %s', (operator, key, value, ...expected) => {
    const [{ holdsWithoutKey, isWhole }] = found({ [operator]: { [key]: value } }) as [ReturnType<typeof found>[0]];
    expect([holdsWithoutKey, isWhole]).toEqual(expected);
  });
});

describe('A statement that names Zencoder by its Condition', () => {
  const withTests = (Condition: JsonObject) => {
    const given = statement(Condition, { Sid: 'Open' });
    return { given, tests: namingTests(given, identityOf()) };
  };
  const ARNS = { ArnLike: { 'aws:PrincipalArn': [ROLE, `arn:aws:iam::${ANOTHER}:*`] } };
  const TLS = { Bool: { 'aws:SecureTransport': 'true' } };

  it('does not change for other principals without it', () => {
    const both = { 'aws:PrincipalAccount': [ANOTHER, ZENCODER, '210987654321'], 'aws:PrincipalOrgID': 'o-abc' };
    const { given, tests } = withTests({ StringEquals: both, ...ARNS, ...TLS });
    expect(withoutValues(given, tests)).toEqual({
      ...given,
      Condition: {
        StringEquals: { ...both, 'aws:PrincipalAccount': [ANOTHER, '210987654321'] },
        ArnLike: { 'aws:PrincipalArn': [`arn:aws:iam::${ANOTHER}:*`] },
        ...TLS,
      },
    });
  });

  it.each<[title: string, Condition: JsonObject]>([
    ['alone', { StringEquals: { 'aws:PrincipalAccount': ZENCODER } }],
    ['alone in one of two tests', { ...ARNS, StringEquals: { 'aws:PrincipalAccount': [ZENCODER] } }],
  ])('applies to nobody without it, if it names it %s', (_, Condition) => {
    const { given, tests } = withTests(Condition);
    expect(withoutValues(given, tests)).toBeNull();
  });

  it('keeps the other tests for Zencoder', () => {
    const { given, tests } = withTests({
      StringEquals: { 'aws:PrincipalAccount': ZENCODER, 'aws:RequestedRegion': 'eu-west-1' },
      ArnLike: { 'aws:PrincipalArn': ROLE },
      StringLike: { 'aws:PrincipalAccount': '*' },
      ...TLS,
    });
    expect(forAccount(given, tests, identityOf())).toEqual({
      ...{ Sid: 'Open', Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' },
      Condition: {
        StringEquals: { 'aws:RequestedRegion': 'eu-west-1' },
        StringLike: { 'aws:PrincipalAccount': '*' },
        ...TLS,
      },
      Principal: { AWS: ROOT },
    });
  });

  it('has no Condition for Zencoder if there is no other test', () => {
    const { tests } = withTests(ON_ACCOUNT as JsonObject);
    const given = statement(ON_ACCOUNT, { NotPrincipal: { AWS: ANOTHER } });
    const members = Object.keys(forAccount(given, tests, identityOf()));
    expect(members.sort()).toEqual(['Action', 'Effect', 'Principal', 'Resource']);
  });
});
