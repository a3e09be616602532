import { isAllowedByAcl } from '../../lib/doctor/acl-access';
import { checkPolicy } from '../../lib/doctor/checks/policy';
import { type CheckContext, Purpose } from '../../lib/doctor/context';
import { ZencoderS3Url } from '../../lib/job-urls/s3-url';
import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { observed, unavailable } from '../../lib/live/facts';
import { Zencoder, ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const NEXT = { accountId: '111122223333', canonicalUserId: 'c'.repeat(64) };
const unknown = unavailable('not looked at');

function contextOf(policy: string, grantees: readonly string[] = []): CheckContext {
  const grants = grantees.map((canonicalUserId) => ({ permission: 'READ', canonicalUserId }));
  const acl = observed({ owner: 'o', grants });
  return {
    url: new ZencoderS3Url({ bucket: 'films', key: 'in/a.mov' }),
    purpose: Purpose.INPUT,
    zencoder: identityOf({ also: [NEXT] }),
    now: new Date(),
    given: {},
    bucket: {
      bucket: 'films',
      region: unknown,
      policy: observed(policy),
      acl: unknown,
      ownership: unknown,
      publicAccessBlock: unknown,
      isPolicyPublic: unknown,
      encryption: unknown,
      requesterPays: unknown,
    },
    object: { acl } as CheckContext['object'],
  };
}

function policyFor(zencoder: object): string {
  return new ZencoderPolicyDocument({ bucket: 'films', grants: [{ role: ZencoderRole.INPUT }], ...zencoder }).toJson();
}

describe('Doctor, for several accounts of Zencoder,', () => {
  it('finds nothing wrong with a policy for all of them', () => {
    expect(checkPolicy(contextOf(policyFor({ also: [NEXT] })))).toEqual([]);
  });

  it.each([
    ['the first', {}, NEXT.accountId],
    ['the second', NEXT, Zencoder.ACCOUNT_ID],
  ])('names the missing account if the policy is only for %s', (_, zencoder, lacking) => {
    const [finding] = checkPolicy(contextOf(policyFor(zencoder)));
    expect(finding).toMatchObject({ seen: expect.stringContaining(`allows Zencoder (account ${lacking}) to perform`) });
    expect(JSON.stringify(finding)).toContain(`also: [{ accountId: \\"${NEXT.accountId}\\"`);
  });

  it('considers an ACL sufficient only if it names each of them', () => {
    const ids = [Zencoder.CANONICAL_USER_ID, NEXT.canonicalUserId];
    expect(isAllowedByAcl(contextOf(policyFor({}), ids))).toBe(true);
    expect(ids.map((id) => isAllowedByAcl(contextOf(policyFor({}), [id])))).toEqual([false, false]);
  });
});
