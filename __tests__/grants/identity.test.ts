import { accountsWithoutCanonicalUser, aclIdentityFindings, identityFindings } from '../../lib/grants/identity';
import { pathText } from '../../lib/messages/diagnostic';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { canonicalUserIdsOf } from '../../lib/zencoder/another-zencoder';

const NEXT = { accountId: '111122223333', canonicalUserId: 'c'.repeat(64) };
const NAMELESS = { accountId: '444455556666' };
const PRODUCTION = { accountId: Zencoder.ACCOUNT_ID };

const lines = (findings: ReturnType<typeof identityFindings>) =>
  findings.map(({ path, message }) => `${pathText(path)}: ${message}`);

describe('The identity of another Zencoder account', () => {
  it.each([undefined, {}, NAMELESS, NEXT, { ...NEXT, also: [NAMELESS, PRODUCTION] }])('can be %j', (identity) => {
    expect(identityFindings(identity)).toEqual([]);
  });

  it.each<[what: string, identity: unknown, found: string[]]>([
    ['a text', 'x', [': "x" is not a Zencoder; write { accountId: "123456789012" }']],
    ['null', null, [': null is not a Zencoder; write { accountId: "123456789012" }']],
    ['with a misspelt account', { acountId: '1' }, ['acountId: unknown property; did you mean "accountId"?']],
    ['with a misspelt list', { alsoo: [NEXT] }, ['alsoo: unknown property; did you mean "also"?']],
    ['with an invalid account', { accountId: '42' }, ['accountId: "42" is not an AWS account ID, which has 12 digits']],
    [
      'with an additional account without a number',
      { also: [{ accountId: undefined }] },
      ['also[0].accountId: is missing; a bucket policy identifies the account by it'],
    ],
    [
      'with an additional account that has an unknown property',
      { also: [{ ...NEXT, name: 'next' }] },
      ['also[0].name: unknown property, an account takes accountId, canonicalUserId'],
    ],
    [
      'with the same number twice that is not a string',
      { also: [{ accountId: 1 }, { accountId: 1 }] },
      ['also[0].accountId: 1 is not a string', 'also[1].accountId: 1 is not a string'],
    ],
    [
      'with itself as an additional account',
      { ...NEXT, also: [{ accountId: NEXT.accountId }] },
      ['also[0].accountId: "111122223333" is already the account of zencoder itself; remove it'],
    ],
  ])('cannot be one %s', (_, identity, found) => {
    expect(lines(identityFindings(identity))).toEqual(found);
  });

  it('compares the additional accounts with its own account, or with the inherited one', () => {
    const also = [NEXT];
    const itself = ['also[0].accountId: "111122223333" is already the account of zencoder itself; remove it'];
    expect(lines(identityFindings({ also }, NEXT))).toEqual(itself);
    expect(lines(identityFindings({ also, ...NAMELESS }, NEXT))).toEqual([]);
    expect(lines(identityFindings({ also }, 'x'))).toEqual([]);
  });
});

describe('For ACLs', () => {
  it('an account without a canonical user ID is an error, except the production account, whose ID is known', () => {
    const identity = { also: [NEXT, NAMELESS] };
    expect(accountsWithoutCanonicalUser(identity)).toEqual([[1, NAMELESS.accountId]]);
    expect(aclIdentityFindings(identity)).toEqual([
      { path: ['zencoder', 'also', 1], message: 'has no canonicalUserId; an ACL identifies the account by it' },
    ]);
    expect(accountsWithoutCanonicalUser({ ...NEXT, also: [PRODUCTION] })).toEqual([]);
    expect(aclIdentityFindings({ ...NEXT, also: [PRODUCTION] })).toEqual([]);
    expect(accountsWithoutCanonicalUser(undefined)).toEqual([]);
  });

  it('other errors of an identity are reported elsewhere', () => {
    expect(aclIdentityFindings({ also: [NAMELESS, NAMELESS] })).toEqual([]);
  });

  it.each([
    [undefined, [Zencoder.CANONICAL_USER_ID]],
    [NEXT, [NEXT.canonicalUserId]],
    [{ also: [NEXT, NAMELESS] }, [Zencoder.CANONICAL_USER_ID, NEXT.canonicalUserId]],
    [{ ...NEXT, also: [PRODUCTION] }, [NEXT.canonicalUserId, Zencoder.CANONICAL_USER_ID]],
    [{ ...NEXT, also: [{ ...NAMELESS, canonicalUserId: NEXT.canonicalUserId }] }, [NEXT.canonicalUserId]],
  ])('%j has each canonical user ID once', (identity, ids) => {
    expect(canonicalUserIdsOf(identity)).toEqual(ids);
  });
});
