import { ACCOUNT_ID_PATTERN, CANONICAL_USER_ID_PATTERN } from '../../iam/account';
import type { KnownIdentity } from '../../zencoder/another-zencoder';
import { type Check, patternCheck } from '../terraform/plan-time-checks';

/** Plan-time checks that each account ID has 12 digits. */
export function identityChecks({ accountId, also = [] }: KnownIdentity): Check[] {
  return [
    accountCheck('zencoder.accountId', accountId),
    ...also.map((account, index) => accountCheck(`zencoder.also[${index}].accountId`, account.accountId)),
  ];
}

/** Plan-time checks that each canonical user ID, which ACLs use, has 64 hexadecimal digits. */
export function canonicalUserChecks({ canonicalUserId, also = [] }: KnownIdentity): Check[] {
  return [
    canonicalUserCheck('zencoder.canonicalUserId', canonicalUserId),
    ...also.flatMap((account, index) =>
      account.canonicalUserId === undefined
        ? []
        : [canonicalUserCheck(`zencoder.also[${index}].canonicalUserId`, account.canonicalUserId)],
    ),
  ];
}

function accountCheck(name: string, accountId: string): Check {
  return patternCheck(accountId, ACCOUNT_ID_PATTERN, `${name} is not an AWS account ID, which has 12 digits.`);
}

function canonicalUserCheck(name: string, id: string): Check {
  const message = `${name} is not a canonical user ID, which has 64 hexadecimal digits in lower case.`;
  return patternCheck(id, CANONICAL_USER_ID_PATTERN, message);
}
