import { accountIdFault, canonicalUserIdFault } from '../iam/account';
import { type Attribute, attributeFindings, earlierPlaces, valuesFindings } from '../messages/attributes';
import { type Diagnostic, misspeltFindings, within } from '../messages/diagnostic';
import { quoted } from '../messages/wording';
import { bucketNameFault } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import { Zencoder } from '../zencoder/account-and-roles';
import { identityOf, type ZencoderIdentity } from '../zencoder/another-zencoder';
import { kmsKeyArnFault } from './kms-key';
import { cliProfileFault, endpointUrlFault } from './object-access';

const referable = (fault: (value: string) => string | undefined): Attribute => ({ fault, mayBeToken: true });

/** What of a bucket may be known only at plan time. */
export const SETTINGS = {
  bucket: referable(bucketNameFault),
  region: referable(regionFault),
  kmsKeyArn: referable(kmsKeyArnFault),
  endpointUrl: referable(endpointUrlFault),
  cliProfile: referable(cliProfileFault),
};

const IDENTITY = { accountId: referable(accountIdFault), canonicalUserId: referable(canonicalUserIdFault) };

/** The settings that are given. From YAML or JavaScript they may be of any type. */
type Settings = { readonly [Name in keyof typeof SETTINGS | 'zencoder']?: unknown };

/**
 * What is wrong in the settings that are given.
 * @param inherited the Zencoder of the stack
 */
export function settingFindings(settings: Settings, inherited?: unknown): Diagnostic[] {
  return [
    ...valuesFindings(settings, SETTINGS),
    ...within(['zencoder'], identityFindings(settings.zencoder, inherited)),
  ];
}

interface Identity {
  readonly accountId?: unknown;
  readonly also?: unknown;
}

/** @param inherited what it has from elsewhere where it does not give it itself */
export function identityFindings(identity: unknown, inherited: unknown = {}): Diagnostic[] {
  if (identity === undefined) {
    return [];
  }
  if (!isRecord(identity)) {
    return [{ path: [], message: `${quoted(identity)} is no Zencoder; give accountId, canonicalUserId, also` }];
  }
  const { also } = identity as Identity;
  const { accountId = Zencoder.ACCOUNT_ID } = { ...(isRecord(inherited) ? inherited : {}), ...identity } as Identity;
  return [
    ...misspeltFindings(identity, [...Object.keys(IDENTITY), 'also']),
    ...valuesFindings(identity, IDENTITY),
    ...(also === undefined ? [] : within(['also'], accountsFindings(also, accountId))),
  ];
}

/** What is wrong in the accounts beside one. */
function accountsFindings(also: unknown, beside: unknown): Diagnostic[] {
  if (!Array.isArray(also)) {
    return [{ path: [], message: `${quoted(also)} is not a list; write [{ accountId, canonicalUserId }]` }];
  }
  if (also.length === 0) {
    return [{ path: [], message: 'an empty list names nobody; leave also out' }];
  }
  const ids = also.map((one) => (isRecord(one) ? (one as Identity).accountId : undefined));
  const earlier = earlierPlaces([beside, ...ids].map((id) => (typeof id === 'string' ? id : undefined)));
  return also.flatMap((one: unknown, index) => {
    if (!isRecord(one)) {
      return [{ path: [index], message: `${quoted(one)} is no account; write { accountId, canonicalUserId }` }];
    }
    const entry = earlier[index + 1];
    const first = entry === 0 ? 'is the account of zencoder itself' : `is the account of entry ${Number(entry) - 1}`;
    return within(
      [index],
      [
        ...attributeFindings(one, 'an account', IDENTITY),
        ...('accountId' in one && one.accountId !== undefined
          ? []
          : [{ path: ['accountId'], message: 'is missing; a bucket policy names the account by it' }]),
        ...(entry === undefined
          ? []
          : [{ path: ['accountId'], message: `${quoted(ids[index])} ${first} already; remove it` }]),
      ],
    );
  });
}

/** The accounts that no ACL can name, by their places in `also`. */
export function accountsWithoutCanonicalUser(identity: ZencoderIdentity | undefined): (readonly [number, string])[] {
  const { also = [] } = identityOf(identity);
  return [...also.entries()].flatMap(([index, { accountId, canonicalUserId }]) =>
    canonicalUserId === undefined ? [[index, accountId] as const] : [],
  );
}

/** What is wrong in a Zencoder whom ACLs are to name. */
export function aclIdentityFindings(identity: ZencoderIdentity | undefined): Diagnostic[] {
  const findings = identityFindings(identity);
  return findings.length > 0
    ? []
    : accountsWithoutCanonicalUser(identity).map(([index]) => ({
        path: ['zencoder', 'also', index],
        message: 'has no canonicalUserId, by which an ACL names the account',
      }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
