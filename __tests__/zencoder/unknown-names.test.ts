import { Zencoder, type ZencoderAction, type ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { canonicalUserIdsOf } from '../../lib/zencoder/another-zencoder';

const action = 's3:DeleteObject' as ZencoderAction;

it.each([
  ['a role', () => Zencoder.roleActions('reader' as ZencoderRole), 'role "reader"', 'input, output, write-only'],
  ['a resource type', () => Zencoder.resourceType(action), 'action "s3:DeleteObject"', 's3:GetObject, '],
  ['an access level', () => Zencoder.accessLevel(action), 'action "s3:DeleteObject"', 's3:GetObject, '],
])(
  'A name from JavaScript that Zencoder does not have is refused with those that it has: for %s',
  (_, ask, given, known) => {
    expect(ask).toThrow(given);
    expect(ask).toThrow(known);
  },
);

it('The canonical user IDs of an identity are its own alone where it names no other account', () => {
  expect(canonicalUserIdsOf(undefined)).toEqual([Zencoder.CANONICAL_USER_ID]);
  expect(canonicalUserIdsOf({ accountId: '111122223333', canonicalUserId: 'a'.repeat(64) })).toEqual(['a'.repeat(64)]);
});
