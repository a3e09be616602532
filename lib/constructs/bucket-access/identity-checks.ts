import { ACCOUNT_ID_PATTERN, CANONICAL_USER_ID_PATTERN } from '../../iam/account';
import type { KnownIdentity } from '../../zencoder/another-zencoder';
import { type Check, formCheck } from '../terraform/plan-time-checks';

/** That the accounts which are known only at plan time have the form of one. */
export function identityChecks({ accountId, also = [] }: KnownIdentity): Check[] {
  return [
    accountCheck('zencoder.accountId', accountId),
    ...also.map((one, index) => accountCheck(`zencoder.also[${index}].accountId`, one.accountId)),
  ];
}

/** The same of the canonical user IDs, which ACLs name. */
export function canonicalUserChecks({ canonicalUserId, also = [] }: KnownIdentity): Check[] {
  return [
    canonicalUserCheck('zencoder.canonicalUserId', canonicalUserId),
    ...also.flatMap((one, index) =>
      one.canonicalUserId === undefined
        ? []
        : [canonicalUserCheck(`zencoder.also[${index}].canonicalUserId`, one.canonicalUserId)],
    ),
  ];
}

function accountCheck(name: string, accountId: string): Check {
  return formCheck(accountId, ACCOUNT_ID_PATTERN, `${name} is not an AWS account ID: 12 digits.`);
}

function canonicalUserCheck(name: string, id: string): Check {
  const message = `${name} is not a canonical user ID: 64 hexadecimal digits in lower case.`;
  return formCheck(id, CANONICAL_USER_ID_PATTERN, message);
}
