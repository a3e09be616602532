import type { ZencoderConfig } from '../config/config';
import { bucketsIn, type FileBucket } from '../config/file-buckets';
import { usersIn } from '../config/file-users';
import { expiresOf, requiresTls } from '../grants/access-window';
import { ZencoderObjectMethod, type ZencoderPermission } from '../grants/object-access';
import type { ObjectScope } from '../grants/scope';
import { grouped } from '../messages/grouped';
import { byCodePoint } from '../messages/text';
import { type GrantedAction, inTellingOrder, permissionsFor, verbs } from './action-words';
import { type BeyondGrants, beyondGrants, type Note, notes } from './beside-grants';
import { wideRights } from './broad-access';
import { type JudgedRight, judgedBucketRights, judgedUserRights, type RefusedBy, refusedBy } from './kept-statements';
import { statementsIn } from './other-statement-changes';
import { refusalWarnings } from './refusal-warnings';
import { bucketRights, type Principal, type Right, userRights } from './right';
import type { Warning } from './warning';

/** Who may do what where, by a file. A type for JSON, as all that it holds: members may be added, but keep their meaning. */
export interface Explanation {
  readonly buckets: readonly ExplainedBucket[];
  readonly users: readonly ExplainedUser[];
  /** What is wide. */
  readonly warnings: readonly Warning[];
}

export interface ExplainedBucket {
  readonly bucket: string;
  readonly stack: string;
  /** Absent where the provider chooses it. */
  readonly region?: string;
  readonly rights: readonly ExplainedRight[];
  /** What grants allow and kept statements deny; absent where there is none. */
  readonly refused?: readonly RefusedRight[];
  /** Absent where there is none. */
  readonly beyondGrants?: readonly BeyondGrants[];
  /** What kept statements deny on purpose; absent where there is none. */
  readonly notes?: readonly Note[];
  /** Statements of others that are kept in the policy; absent where there are none. */
  readonly otherStatements?: { readonly count: number; readonly file?: string };
}

export interface ExplainedUser {
  readonly user: string;
  readonly stack: string;
  readonly permissionsBoundary?: string;
  readonly rights: readonly ExplainedRight[];
  /** What grants allow and kept statements deny; absent where there is none. */
  readonly refused?: readonly RefusedRight[];
}

/** What somebody may do in some places under the same conditions. */
export interface ExplainedRight {
  readonly who: Principal;
  readonly bucket: string;
  readonly by: ZencoderObjectMethod;
  /** In words: `read, write`. */
  readonly may: string;
  readonly actions: readonly GrantedAction[];
  /** Of a grant in an ACL. */
  readonly permissions?: readonly ZencoderPermission[];
  readonly where: readonly ObjectScope[];
  /** In UTC; absent for no end. */
  readonly expires?: string;
  readonly requireTls: boolean;
}

/** A right that would be, if no kept statement refused it. */
export interface RefusedRight extends ExplainedRight {
  /** In the order of the policy. */
  readonly refusedBy: readonly RefusedBy[];
}

/** @param files where the statements of others stand, by bucket */
export function explanation(
  config: ZencoderConfig,
  files: ReadonlyMap<string, string> = new Map(),
  now = new Date(),
): Explanation {
  const byName = bucketsIn(config);
  const buckets = [...byName.values()]
    .sort((a, b) => byCodePoint(a.bucket, b.bucket))
    .map((bucket) => ({ bucket, judged: judgedBucketRights(bucketRights(bucket), bucket, now) }));
  const users = usersIn(config)
    .sort((a, b) => byCodePoint(a.user, b.user) || byCodePoint(a.stack, b.stack))
    .map((user) => ({ user, judged: judgedUserRights(userRights(config, user), byName, now) }));
  return {
    buckets: buckets.map(({ bucket, judged }) => explainedBucket(bucket, judged, files, now)),
    users: users.map(({ user: { user, stack, settings }, judged }) => ({
      user,
      stack,
      permissionsBoundary: settings.permissionsBoundary,
      rights: explained(heldIn(judged)),
      ...unlessEmpty({ refused: refusedIn(judged) }),
    })),
    warnings: [
      ...buckets.flatMap(({ bucket, judged }) => [
        ...refusalWarnings(bucket.bucket, judged),
        ...wide(bucket.bucket, heldIn(judged), now),
      ]),
      ...users.flatMap(({ user, judged }) => [
        ...refusalWarnings(`user ${user.user}`, judged),
        ...wide(`user ${user.user}`, heldIn(judged), now),
      ]),
    ],
  };
}

function explainedBucket(
  bucket: FileBucket,
  judged: readonly JudgedRight[],
  files: ReadonlyMap<string, string>,
  now: Date,
): ExplainedBucket {
  const { bucket: name, stack, region, otherStatements } = bucket;
  const count = statementsIn(otherStatements).length;
  return {
    bucket: name,
    stack,
    region,
    rights: explained(heldIn(judged)),
    ...unlessEmpty({ refused: refusedIn(judged), beyondGrants: beyondGrants(bucket, now), notes: notes(judged) }),
    ...(count > 0 ? { otherStatements: { count, file: files.get(name) } } : {}),
  };
}

/** What is not refused. */
function heldIn(judged: readonly JudgedRight[]): Right[] {
  return judged.filter(({ refusals }) => refusals.length === 0).map(({ right }) => right);
}

function refusedIn(judged: readonly JudgedRight[]): RefusedRight[] {
  const refused = judged
    .filter(({ refusals }) => refusals.length > 0)
    .map(({ right, refusals }) => ({ right, by: refusals.map(refusedBy) }));
  return grouped(refused, ({ by }) => by).flatMap((group) =>
    explained(group.map(({ right }) => right)).map((right) => ({ ...right, refusedBy: group[0]!.by })),
  );
}

function unlessEmpty<Lists extends Readonly<Record<string, readonly unknown[]>>>(lists: Lists): Partial<Lists> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<Lists>;
}

function wide(about: string, rights: readonly Right[], now: Date): Warning[] {
  return grouped(rights, ({ who, bucket }) => [who, bucket]).flatMap((group) => wideRights(about, group, now));
}

/** Rights that differ in nothing but the action are told together, and so are those that differ in nothing but the place. */
function explained(rights: readonly Right[]): ExplainedRight[] {
  const byPlace = grouped(rights, ({ action: _, from: __, ...rest }) => rest).map((group) => ({
    ...group[0]!,
    actions: inTellingOrder(group.map(({ action }) => action)),
  }));
  return grouped(byPlace, ({ scope, action: _, from: __, ...rest }) => rest)
    .map((group): ExplainedRight => {
      const { who, bucket, by, actions, window } = group[0]!;
      const permissions = by === ZencoderObjectMethod.POLICY ? {} : { permissions: permissionsFor(actions) };
      const where = group.map(({ scope }) => scope);
      return {
        who,
        bucket,
        by,
        may: verbs(actions),
        actions,
        ...permissions,
        where,
        expires: expiresOf(window),
        requireTls: requiresTls(window),
      };
    })
    .sort((a, b) => byCodePoint(a.bucket, b.bucket) || rank(a) - rank(b));
}

/** What concerns objects comes first, then the bucket, then keys. */
function rank({ where: [scope], by }: ExplainedRight): number {
  const methods = Object.values(ZencoderObjectMethod);
  return ['prefix', 'key', 'bucket', 'kms-key'].indexOf(scope!.kind) * methods.length + methods.indexOf(by);
}
