import { deletedPrincipalsIn, withoutDeletedPrincipals } from '../../lib/iam/deleted-principals';
import type { Json, JsonObject } from '../../lib/messages/json';

const USER = 'AIDACKCEVSQ6C2EXAMPLE';
const ROLE = 'AROACKCEVSQ6C2EXAMPLE';
const ACCOUNT = 'arn:aws:iam::111122223333:root';
const MORE = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };

const CASES: [name: string, of: JsonObject, deleted: string[], left: JsonObject | null][] = [
  ['no deleted principal', { Principal: { AWS: ACCOUNT } }, [], { Principal: { AWS: ACCOUNT } }],
  ['everybody', { Principal: '*' }, [], { Principal: '*' }],
  ['a deleted user alone', { Principal: { AWS: USER } }, [USER], null],
  ['deleted users and roles alone', { Principal: { AWS: [USER, ROLE] } }, [USER, ROLE], null],
  ['one of two', { Principal: { AWS: [ROLE, ACCOUNT] } }, [ROLE], { Principal: { AWS: ACCOUNT } }],
  [
    'one of three',
    { Principal: { AWS: [ROLE, ACCOUNT, '444455556666'] } },
    [ROLE],
    { Principal: { AWS: [ACCOUNT, '444455556666'] } },
  ],
  [
    'a deleted role and a service',
    { Principal: { AWS: ROLE, Service: 'logging.s3.amazonaws.com' } },
    [ROLE],
    { Principal: { Service: 'logging.s3.amazonaws.com' } },
  ],
  [
    'all but a deleted role and an account',
    { NotPrincipal: { AWS: [ROLE, ACCOUNT] } },
    [ROLE],
    { NotPrincipal: { AWS: ACCOUNT } },
  ],
  ['everyone except a deleted role', { NotPrincipal: { AWS: ROLE } }, [ROLE], { Principal: '*' }],
  [
    'the ID of a role in a condition, which S3 takes',
    { Principal: '*', Condition: { StringLike: { 'aws:userid': `${ROLE}:*` } } },
    [],
    { Principal: '*', Condition: { StringLike: { 'aws:userid': `${ROLE}:*` } } },
  ],
];

describe('A statement for', () => {
  it.each(CASES)('%s loses its deleted principals', (_, principals, deleted, left) => {
    const statement = { ...MORE, ...principals };
    expect(deletedPrincipalsIn(statement)).toEqual(deleted);
    expect(withoutDeletedPrincipals(statement)).toEqual(left === null ? null : { ...MORE, ...left });
  });

  it.each<Json>([null, 1, [], 'AIDA', { AWS: null }, { AWS: [null, 2, {}] }, { AWS: {} }])(
    'an invalid principal (%j) contains no deleted user or role',
    (Principal) => {
      expect(deletedPrincipalsIn({ Principal })).toEqual([]);
      expect(withoutDeletedPrincipals({ Principal })).toEqual({ Principal });
    },
  );
});
