import { providerReplaces } from '../../lib/iam/provider-equivalence';
import type { Json, JsonObject } from '../../lib/messages/json';

const READ: JsonObject = {
  Sid: 'Read',
  Effect: 'Allow',
  Principal: { AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:root'] },
  Action: ['s3:GetObject', 's3:GetObjectAcl'],
  Resource: 'arn:aws:s3:::films/*',
  Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-a', 'o-b'] } },
};
const DENY: JsonObject = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::films/*' };

function document(...Statement: Json[]): JsonObject {
  return { Version: '2012-10-17', Id: 'Films', Statement };
}

const BEFORE = document(READ, DENY);

/** What `policyChanged` of the provider says of two documents. Source: hashicorp/awspolicyequivalence. */
const CASES: [name: string, after: JsonObject, isPut: boolean][] = [
  ['the same', document(READ, DENY), false],
  ['another order of statements', document(DENY, READ), false],
  ['another order of actions', document({ ...READ, Action: ['s3:GetObjectAcl', 's3:GetObject'] }, DENY), false],
  ['one value in a list', document({ ...READ, Resource: ['arn:aws:s3:::films/*'] }, DENY), false],
  [
    'an account by its number',
    document({ ...READ, Principal: { AWS: ['444455556666', '111122223333'] } }, DENY),
    false,
  ],
  ['another order of members', document(Object.fromEntries(Object.entries(READ).reverse()), DENY), false],
  ['an empty Sid', document(READ, { ...DENY, Sid: '' }), false],
  ['a Sid', document(READ, { ...DENY, Sid: 'Deny' }), true],
  ['no Id', { Version: '2012-10-17', Statement: [READ, DENY] }, true],
  ['another version', { ...BEFORE, Version: '2008-10-17' }, true],
  ['an action in another case', document(READ, { ...DENY, Action: 'S3:*' }), true],
  ['everyone in another form', document(READ, { ...DENY, Principal: { AWS: '*' } }), true],
  ['a value less', document({ ...READ, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a' } } }, DENY), true],
  ['a statement less', document(READ), true],
  ['a statement twice', document(READ, DENY, DENY), true],
];

describe('Whether the AWS provider replaces a policy', () => {
  it.each(CASES)('is known for %s', (_, after, isPut) => {
    expect([providerReplaces(BEFORE, after), providerReplaces(after, BEFORE)]).toEqual([isPut, isPut]);
  });

  it('is known for members in any order, at any depth', () => {
    const one: JsonObject = {
      Principal: { AWS: '111122223333', Service: 'a' },
      Condition: { Bool: { c: 'true' }, StringEquals: { a: '2', b: '1' } },
    };
    const other: JsonObject = {
      Condition: { StringEquals: { b: '1', a: '2' }, Bool: { c: ['true'] } },
      Principal: { Service: ['a'], AWS: 'arn:aws:iam::111122223333:root' },
    };
    expect(providerReplaces(document(one), document(other))).toBe(false);
    expect(providerReplaces(document(other), document(one))).toBe(false);
  });

  it.each<[one: JsonObject, other: JsonObject, isPut: boolean]>([
    [document('a', 'b'), document('b', 'a'), false],
    [document('a'), document('b'), true],
    [{ Statement: [] }, { Statement: [], Id: '', Version: '' }, false],
    [{ Statement: [] }, { Statement: [], Id: 'a' }, true],
    [{ Statement: [] }, { Statement: [], Version: 'a' }, true],
  ])('is known for %j beside %j', (one, other, isPut) => {
    expect(providerReplaces(one, other)).toBe(isPut);
  });
});
