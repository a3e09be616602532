import { Zencoder, type ZencoderAction, type ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { canonicalUserIdsOf } from '../../lib/zencoder/another-zencoder';

const action = 's3:DeleteObject' as ZencoderAction;

it.each([
  ['a role', () => Zencoder.roleActions('reader' as ZencoderRole), 'role "reader"', 'input, output, write-only'],
  ['a resource type', () => Zencoder.resourceType(action), 'action "s3:DeleteObject"', 's3:GetObject, '],
  ['an access level', () => Zencoder.accessLevel(action), 'action "s3:DeleteObject"', 's3:GetObject, '],
])('An unknown name from JavaScript is refused with the known names: %s', (_, ask, given, known) => {
  expect(ask).toThrow(given);
  expect(ask).toThrow(known);
});

it('An identity without additional accounts has only its own canonical user ID', () => {
  expect(canonicalUserIdsOf(undefined)).toEqual([Zencoder.CANONICAL_USER_ID]);
  expect(canonicalUserIdsOf({ accountId: '111122223333', canonicalUserId: 'a'.repeat(64) })).toEqual(['a'.repeat(64)]);
});
