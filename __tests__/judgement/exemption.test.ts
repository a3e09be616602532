import { withExemption } from '../../lib/judgement/exemption';
import { exemptionText } from '../../lib/judgement/judgement-findings';
import type { Json, JsonObject } from '../../lib/messages/json';
import { identityOf } from '../../lib/zencoder/another-zencoder';
import { ANOTHER, CANONICAL_ID, ZENCODER } from './cases/kept-case';

const DENY: JsonObject = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
const OTHERS = 'aws:PrincipalAccount';
const TLS: JsonObject = { 'aws:SecureTransport': 'false' };

describe('A Deny that exempts Zencoder', () => {
  it.each<[title: string, given: Json | undefined, spared: Json]>([
    ['has a condition of its own', undefined, { StringNotEquals: { [OTHERS]: ZENCODER } }],
    ['has one more', { Bool: TLS }, { Bool: TLS, StringNotEquals: { [OTHERS]: ZENCODER } }],
    [
      'has an additional key in the operator',
      { StringNotEquals: { 'aws:Referer': 'a' }, Bool: TLS },
      { StringNotEquals: { 'aws:Referer': 'a', [OTHERS]: ZENCODER }, Bool: TLS },
    ],
    [
      'has an additional account in the list',
      { StringNotEquals: { [OTHERS]: ANOTHER } },
      { StringNotEquals: { [OTHERS]: [ANOTHER, ZENCODER] } },
    ],
    [
      'has an additional account, in any case of the key',
      { StringNotEquals: { 'AWS:principalACCOUNT': [ANOTHER] } },
      { StringNotEquals: { 'AWS:principalACCOUNT': [ANOTHER, ZENCODER] } },
    ],
    ['has a condition in place of what is none', 'x', { StringNotEquals: { [OTHERS]: ZENCODER } }],
    ['has a test in place of what is none', { StringNotEquals: 'x' }, { StringNotEquals: { [OTHERS]: ZENCODER } }],
    [
      'has a value instead of an empty list',
      { StringNotEquals: { [OTHERS]: [] } },
      { StringNotEquals: { [OTHERS]: ZENCODER } },
    ],
  ])('%s', (_, given, spared) => {
    const statement: JsonObject = given === undefined ? DENY : { ...DENY, Condition: given };
    expect(withExemption(statement, identityOf())).toEqual({ ...DENY, Condition: spared });
    const { StringNotEquals } = spared as JsonObject;
    expect(exemptionText(statement, identityOf())).toBe(
      `to exempt Zencoder, put "StringNotEquals": ${JSON.stringify(StringNotEquals)} into its Condition`,
    );
  });

  it.each<[title: string, principal: Json, spared: Json]>([
    ['the number', { AWS: [ANOTHER, ZENCODER] }, { AWS: [ANOTHER] }],
    ['a role', { AWS: [`arn:aws:iam::${ZENCODER}:role/a`, ANOTHER] }, { AWS: [ANOTHER] }],
    ['the canonical user ID', { CanonicalUser: CANONICAL_ID, AWS: ANOTHER }, { AWS: ANOTHER }],
  ])('does not name it by %s', (_, Principal, spared) => {
    expect(withExemption({ ...DENY, Principal, Condition: { Bool: TLS } }, identityOf())).toEqual({
      ...DENY,
      Principal: spared,
      Condition: { Bool: TLS },
    });
    expect(exemptionText({ ...DENY, Principal }, identityOf())).toBe(
      `to exempt Zencoder, write "Principal": ${JSON.stringify(spared)}`,
    );
  });

  it('does not exist if it applies to nobody else', () => {
    const statement = { ...DENY, Principal: { AWS: ZENCODER } };
    expect(withExemption(statement, identityOf())).toBeNull();
    expect(exemptionText(statement, identityOf())).toBe('to exempt Zencoder, remove the statement');
  });
});
