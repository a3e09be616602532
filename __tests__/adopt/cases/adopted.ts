import { type Adoption, adopt } from '../../../lib/adopt/adoption';
import { policyJson } from '../../../lib/grants/bucket-policy';
import type { JsonObject } from '../../../lib/messages/json';
import { Zencoder } from '../../../lib/zencoder/account-and-roles';

export const BUCKET = 'films';

export const zencoderOf = (accountId = Zencoder.ACCOUNT_ID) => ({
  accountId,
  canonicalUserId: Zencoder.CANONICAL_USER_ID,
});

/** A policy as it comes out of its JSON text. */
export function adoptedFrom(policy: object, accountId?: string): Adoption {
  return adopt(JSON.parse(JSON.stringify(policy)) as JsonObject, { bucket: BUCKET, zencoder: zencoderOf(accountId) });
}

/** The policy that an adoption comes to. */
export function policyAfter({ grants, requireTls, otherStatements }: Adoption, accountId?: string): string {
  const others = JSON.stringify({ Version: '2012-10-17', Statement: otherStatements });
  return policyJson({
    bucket: BUCKET,
    grants: [...grants],
    requireTls,
    ...(otherStatements.length > 0 && { otherStatements: others }),
    ...zencoderOf(accountId),
  });
}
