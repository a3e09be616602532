import { accountIdFault, canonicalUserIdFault } from '../iam/account';
import { attributeFindings, earlierPlaces, valuesFindings } from '../messages/attributes';
import { type Diagnostic, misspeltFindings, within } from '../messages/diagnostic';
import { isObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { Zencoder } from '../zencoder/account-and-roles';
import { identityOf, type ZencoderIdentity } from '../zencoder/another-zencoder';

const IDENTITY = {
  accountId: { fault: accountIdFault, mayBeToken: true },
  canonicalUserId: { fault: canonicalUserIdFault, mayBeToken: true },
};

interface Identity {
  readonly accountId?: unknown;
  readonly also?: unknown;
}

/** The findings for a Zencoder account and its `also`. @param inherited the settings of the stack, used if the account has none of its own */
export function identityFindings(identity: unknown, inherited: unknown = {}): Diagnostic[] {
  if (identity === undefined) {
    return [];
  }
  if (!isObject(identity)) {
    return [{ path: [], message: `${quoted(identity)} is not a Zencoder; write { accountId: "123456789012" }` }];
  }
  const { also } = identity as Identity;
  const { accountId = Zencoder.ACCOUNT_ID } = { ...(isObject(inherited) ? inherited : {}), ...identity } as Identity;
  return [
    ...misspeltFindings(identity, [...Object.keys(IDENTITY), 'also']),
    ...valuesFindings(identity, IDENTITY),
    ...(also === undefined ? [] : within(['also'], accountsFindings(also, accountId))),
  ];
}

/** The errors in the additional accounts. @param accountId the first account, which they must not repeat */
function accountsFindings(also: unknown, accountId: unknown): Diagnostic[] {
  if (!Array.isArray(also)) {
    return [{ path: [], message: `${quoted(also)} is not a list; write [{ accountId, canonicalUserId }]` }];
  }
  if (also.length === 0) {
    return [{ path: [], message: 'an empty list names nobody; leave also out' }];
  }
  const ids = also.map((one) => (isObject(one) ? (one as Identity).accountId : undefined));
  const earlier = earlierPlaces([accountId, ...ids].map((id) => (typeof id === 'string' ? id : undefined)));
  return also.flatMap((one: unknown, index) => {
    if (!isObject(one)) {
      return [{ path: [index], message: `${quoted(one)} is not an account; write { accountId, canonicalUserId }` }];
    }
    const entry = earlier[index + 1];
    const owner = entry === 0 ? 'zencoder itself' : `entry ${Number(entry) - 1}`;
    return within(
      [index],
      [
        ...attributeFindings(one, 'an account', IDENTITY),
        ...('accountId' in one && one.accountId !== undefined
          ? []
          : [{ path: ['accountId'], message: 'is missing; a bucket policy identifies the account by it' }]),
        ...(entry === undefined
          ? []
          : [{ path: ['accountId'], message: `${quoted(ids[index])} is already the account of ${owner}; remove it` }]),
      ],
    );
  });
}

/** The accounts that an ACL cannot name, with their indexes in `also`. */
export function accountsWithoutCanonicalUser(identity: ZencoderIdentity | undefined): (readonly [number, string])[] {
  const { also = [] } = identityOf(identity);
  return [...also.entries()].flatMap(([index, { accountId, canonicalUserId }]) =>
    canonicalUserId === undefined ? [[index, accountId] as const] : [],
  );
}

/** The errors in a Zencoder account that ACLs must name. */
export function aclIdentityFindings(identity: ZencoderIdentity | undefined): Diagnostic[] {
  const findings = identityFindings(identity);
  return findings.length > 0
    ? []
    : accountsWithoutCanonicalUser(identity).map(([index]) => ({
        path: ['zencoder', 'also', index],
        message: 'has no canonicalUserId; an ACL identifies the account by it',
      }));
}
