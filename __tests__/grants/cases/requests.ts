import fc from 'fast-check';
import type { ZencoderGrant } from '../../../lib/grants/grant';
import { actionsOf, type BucketWords, bucketAllows } from '../../support/meaning';
import { EXPIRIES, objectName } from './grants';

/** Zencoder's account is the one that a document is for, the owner's the one that the bucket is in. */
export const ACCOUNTS = { zencoder: '395540211253', otherZencoder: '012345678901', owner: '111122223333' };

/** Who may ask: `undefined` for somebody who does not sign. */
export type Principal = string | undefined;

/** What S3 is asked for. */
export interface Request {
  readonly principal: Principal;
  readonly action: string;
  readonly bucket: string;
  /** Of no meaning for an action on the bucket. */
  readonly key: string;
  readonly secure: boolean;
  readonly at: Date;
}

/** The actions on objects, of Zencoder's and of others; all other actions here are on the bucket. */
const ON_OBJECTS = [
  's3:GetObject',
  's3:GetObjectAcl',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:ListMultipartUploadParts',
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:GetObjectVersion',
  's3:PutObjectTagging',
];
const ON_BUCKETS = [
  's3:GetBucketLocation',
  's3:ListBucketMultipartUploads',
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:GetBucketPolicy',
  's3:DeleteBucket',
];

export function isOnObject({ action }: Pick<Request, 'action'>): boolean {
  return ON_OBJECTS.includes(action);
}

export function arnOf(request: Request): string {
  return `arn:aws:s3:::${request.bucket}${isOnObject(request) ? `/${request.key}` : ''}`;
}

/** Whether the words of the grants allow the request. */
export function isMeant(words: BucketWords, { principal, secure, ...request }: Request): boolean {
  return bucketAllows(words, { ...request, accountId: principal?.split(':')[4], tls: secure });
}

/** Somebody in the account, and who acts for it. */
function principalsOf(account: string): Principal[] {
  return [
    `arn:aws:iam::${account}:root`,
    `arn:aws:iam::${account}:role/encoder`,
    `arn:aws:iam::${account}:user/path/encoder`,
    `arn:aws:sts::${account}:assumed-role/encoder/job`,
  ];
}

const EVERYBODY: Principal[] = [undefined, ...Object.values(ACCOUNTS).flatMap(principalsOf)];
const BEFORE_ALL_EXPIRIES = new Date('2026-07-01T00:00:00Z');
const ABOUT_EXPIRIES = EXPIRIES.flatMap((text) => [-1000, 0, 1000].map((later) => new Date(Date.parse(text) + later)));

/** Mostly the one value, so that a request differs from what is granted in few things at once. */
function mostly<T>(usual: fc.Arbitrary<T>, ...others: T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 7, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

/** Requests for what the grants allow the account on the bucket films, and for what lies just beside it. */
export function requestsBeside(grants: readonly ZencoderGrant[], account: string): fc.Arbitrary<Request> {
  return fc.constantFrom(...grants).chain((grant) => {
    const names = [...(grant.prefixes ?? []), ...(grant.keys ?? [])];
    return fc.record({
      principal: mostly(fc.constantFrom(...principalsOf(account)), ...EVERYBODY),
      action: mostly(fc.constantFrom(...actionsOf(grant)), ...ON_OBJECTS, ...ON_BUCKETS),
      bucket: mostly(fc.constant('films'), 'films2', 'film', 'Films'),
      key: names.length === 0 ? objectName : fc.constantFrom(...names).chain(nameBeside),
      secure: mostly(fc.constant(true), false),
      at: fc.oneof(fc.constant(BEFORE_ALL_EXPIRIES), fc.constantFrom(...ABOUT_EXPIRIES)),
    });
  });
}

/** The name itself, and names that a slip in reading or writing it could take for it. */
export function nameBeside(name: string): fc.Arbitrary<string> {
  const chars = [...name];
  const at = fc.nat({ max: chars.length - 1 });
  const other = fc.constantFrom(...'ax*?$/A}é日\n');
  const changed = fc.tuple(at, other).map(([index, char]) => chars.with(index, char).join(''));
  const dropped = at.map((index) => chars.toSpliced(index, 1).join(''));
  const added = fc.tuple(at, other).map(([index, char]) => chars.toSpliced(index, 0, char).join(''));
  const filled = fc.constantFrom('', 'x', 'xy', '/').map((filling) => name.replace(/[*?]|\$\{[^}]*\}/g, filling));
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.constant(name) },
      fc.tuple(fc.constant(name), fc.oneof(other, objectName)).map((parts) => parts.join('')),
      fc.nat({ max: chars.length }).map((length) => chars.slice(0, length).join('')),
      { weight: 2, arbitrary: changed },
      dropped,
      added,
      { weight: 2, arbitrary: filled },
      fc.constantFrom(
        name.toUpperCase(),
        name.toLowerCase(),
        name.replace(/[*?$]/g, (char) => `\${${char}}`),
        name.replace(/\$\{([*?$])\}/g, '$1'),
        `/${name}`,
        `${name}*`,
      ),
    )
    .filter((beside) => beside !== '');
}
