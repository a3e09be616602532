import fc from 'fast-check';
import { meaningOf } from '../../lib/iam/meaning';

const STATEMENT = {
  Effect: 'Allow',
  Principal: { AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:user/Ann'] },
  Action: ['s3:GetObject', 's3:PutObject'],
  Resource: ['arn:aws:s3:::films/a', 'arn:aws:s3:::films/b'],
  Condition: { StringEquals: { 'aws:PrincipalTag/Team': ['x', 'y'] }, Bool: { 'aws:SecureTransport': 'true' } },
};

describe('The meaning of a statement is the same', () => {
  it.each([
    ['under another Sid', { Sid: 'Other' }],
    ['in another order of actions', { Action: ['s3:PutObject', 's3:GetObject'] }],
    ['with an action twice, in another case', { Action: ['S3:PutObject', 's3:getobject', 's3:GetObject'] }],
    ['in another order of resources', { Resource: ['arn:aws:s3:::films/b', 'arn:aws:s3:::films/a'] }],
    ['with an account as a number', { Principal: { AWS: ['arn:aws:iam::444455556666:user/Ann', '111122223333'] } }],
    [
      'with conditions in another order, keys in another case, and a boolean',
      { Condition: { Bool: { 'AWS:securetransport': true }, StringEquals: { 'aws:principaltag/team': ['y', 'x'] } } },
    ],
  ])('%s', (_, change) => {
    expect(meaningOf({ ...STATEMENT, ...change })).toBe(meaningOf(STATEMENT));
  });

  it('in whatever order its members stand', () => {
    const members = fc.shuffledSubarray(Object.entries(STATEMENT), { minLength: Object.keys(STATEMENT).length });
    fc.assert(
      fc.property(members, (some) => {
        expect(meaningOf(Object.fromEntries(some) as typeof STATEMENT)).toBe(meaningOf(STATEMENT));
      }),
    );
  });

  it('with one value in a list or by itself, and everybody in either form', () => {
    const [one, list] = [
      { Principal: '*', Action: 's3:GetObject', Resource: '*' },
      { Principal: { AWS: ['*'] }, Action: ['s3:GetObject'], Resource: ['*'] },
    ];
    expect(meaningOf(one)).toBe(meaningOf(list));
  });
});

describe('The meaning of a statement is another', () => {
  it.each([
    ['by its effect', { Effect: 'Deny' }],
    ['by an action more', { Action: ['s3:GetObject', 's3:PutObject', 's3:GetObjectAcl'] }],
    ['by a resource in another case', { Resource: ['arn:aws:s3:::films/A', 'arn:aws:s3:::films/b'] }],
    ['by a value in another case', { Condition: { StringEquals: { 'aws:PrincipalTag/Team': ['X', 'y'] } } }],
    ['by an operator', { Condition: { StringLike: STATEMENT.Condition.StringEquals, Bool: STATEMENT.Condition.Bool } }],
    ['by a principal', { Principal: { AWS: ['arn:aws:iam::111122223333:root'] } }],
    ['by another kind of principal', { Principal: { CanonicalUser: STATEMENT.Principal.AWS } }],
    ['by what it is not about', { Action: undefined, NotAction: STATEMENT.Action }],
  ])('%s', (_, change) => {
    const { Action, ...rest } = { ...STATEMENT, ...change };
    const changed = Action === undefined ? rest : { ...rest, Action };
    expect(meaningOf(changed as never)).not.toBe(meaningOf(STATEMENT));
  });
});
