import fc from 'fast-check';
import { asAccountArn, meaningOf, meanTheSame } from '../../lib/iam/meaning';

const STATEMENT = {
  Effect: 'Allow',
  Principal: { AWS: ['arn:aws:iam::111122223333:root', 'arn:aws:iam::444455556666:user/Ann'] },
  Action: ['s3:GetObject', 's3:PutObject'],
  Resource: ['arn:aws:s3:::films/a', 'arn:aws:s3:::films/b'],
  Condition: { StringEquals: { 'aws:PrincipalTag/Team': ['x', 'y'] }, Bool: { 'aws:SecureTransport': 'true' } },
};

describe('The meaning of a statement stays the same', () => {
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

  it('with its members in any order', () => {
    const members = fc.shuffledSubarray(Object.entries(STATEMENT), { minLength: Object.keys(STATEMENT).length });
    fc.assert(
      fc.property(members, (some) => {
        expect(meaningOf(Object.fromEntries(some) as typeof STATEMENT)).toBe(meaningOf(STATEMENT));
      }),
    );
  });

  it('with one value in a list or alone, and with everyone in either form', () => {
    const [one, list] = [
      { Principal: '*', Action: 's3:GetObject', Resource: '*' },
      { Principal: { AWS: ['*'] }, Action: ['s3:GetObject'], Resource: ['*'] },
    ];
    expect(meaningOf(one)).toBe(meaningOf(list));
  });
});

describe('The meaning of a statement changes', () => {
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

describe('Two statements have the same meaning', () => {
  type Members = Parameters<typeof meaningOf>[0];

  it.each<[title: string, one: Members, other: Members]>([
    ['with an empty condition or none', { Condition: {} }, {}],
    ['with actions left out, in another case', { NotAction: 'S3:Get*' }, { NotAction: ['s3:get*'] }],
    [
      'with principals left out',
      { NotPrincipal: { AWS: '111122223333' } },
      { NotPrincipal: { AWS: ['arn:aws:iam::111122223333:root'] } },
    ],
    [
      'with a number as a text',
      { Condition: { NumericEquals: { a: 1 } } },
      { Condition: { NumericEquals: { A: ['1'] } } },
    ],
    ['with an action that is a number', { Action: 7 }, { Action: ['7'] }],
    [
      'with kinds of principals in another order',
      { Principal: { AWS: 'a', Service: 'b' } },
      { Principal: { Service: 'b', AWS: 'a' } },
    ],
    [
      'with invalid values, as they are written',
      { Condition: { Bool: { a: [{ b: 1 }] } } },
      { Condition: { Bool: { a: { b: 1 } } } },
    ],
  ])('%s', (_, one, other) => {
    expect(meanTheSame(one, other)).toBe(true);
    expect(meanTheSame(other, one)).toBe(true);
  });

  it.each<[title: string, one: Members, other: Members]>([
    ['with another element that is empty', { Resource: {} }, {}],
    ['with an invalid condition', { Condition: 'a' }, {}],
    ['with a condition that is a list', { Condition: [] }, { Condition: {} }],
    ['with an invalid test', { Condition: { Bool: 'a' } }, { Condition: { Bool: 'b' } }],
    ['with another key', { Condition: { Bool: { a: 'true' } } }, { Condition: { Bool: { b: 'true' } } }],
    ['with another value', { Condition: { Bool: { a: 'true' } } }, { Condition: { Bool: { a: 'false' } } }],
    [
      'with another object as a value',
      { Condition: { Bool: { a: { b: 1 } } } },
      { Condition: { Bool: { a: { b: 2 } } } },
    ],
    ['with an effect that is a number', { Effect: 7 }, { Effect: '7' }],
    [
      'with a number instead of an account',
      { Principal: { AWS: 111122223333 } },
      { Principal: { AWS: '111122223333' } },
    ],
  ])('not %s', (_, one, other) => {
    expect(meanTheSame(one, other)).toBe(false);
  });

  it.each([
    ['111122223333', 'arn:aws:iam::111122223333:root'],
    ['x111122223333', 'x111122223333'],
    ['1111222233334', '1111222233334'],
    ['*', '*'],
    [111122223333, 111122223333],
  ])('and S3 writes %j as %j', (name, whole) => {
    expect(asAccountArn(name)).toBe(whole);
  });
});
