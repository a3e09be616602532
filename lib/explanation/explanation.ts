import type { ZencoderConfig } from '../app/config';
import { ZencoderObjectMethod, type ZencoderPermission } from '../policy/object-access';
import { byCodePoint } from '../policy/text';
import { type GrantedAction, inTellingOrder, permissionsFor, verbs } from './action-words';
import { bucketsIn } from './file-buckets';
import { usersIn } from './file-users';
import { grouped } from './grouped';
import { statementsIn } from './other-statement-changes';
import { bucketRights, type Principal, type Right, userRights } from './right';
import type { Scope } from './scope';
import type { Warning } from './warning';
import { wideRights } from './wide';

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
  /** Statements of others that are kept in the policy; absent where there are none. */
  readonly otherStatements?: { readonly count: number; readonly file?: string };
}

export interface ExplainedUser {
  readonly user: string;
  readonly stack: string;
  readonly permissionsBoundary?: string;
  readonly rights: readonly ExplainedRight[];
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
  readonly where: readonly Scope[];
  /** In UTC; absent for no end. */
  readonly expires?: string;
  readonly requireTls: boolean;
}

/** @param files where the statements of others stand, by bucket */
export function explanation(
  config: ZencoderConfig,
  files: ReadonlyMap<string, string> = new Map(),
  now = new Date(),
): Explanation {
  const buckets = [...bucketsIn(config).values()]
    .sort((a, b) => byCodePoint(a.bucket, b.bucket))
    .map((bucket) => ({ bucket, rights: bucketRights(bucket) }));
  const users = usersIn(config)
    .sort((a, b) => byCodePoint(a.user, b.user) || byCodePoint(a.stack, b.stack))
    .map((user) => ({ user, rights: userRights(config, user) }));
  return {
    buckets: buckets.map(({ bucket: { bucket, stack, region, otherStatements }, rights }) => {
      const count = statementsIn(otherStatements).length;
      return {
        bucket,
        stack,
        region,
        rights: explained(rights),
        ...(count > 0 ? { otherStatements: { count, file: files.get(bucket) } } : {}),
      };
    }),
    users: users.map(({ user: { user, stack, settings }, rights }) => ({
      user,
      stack,
      permissionsBoundary: settings.permissionsBoundary,
      rights: explained(rights),
    })),
    warnings: [
      ...buckets.flatMap(({ bucket, rights }) => wide(bucket.bucket, rights, now)),
      ...users.flatMap(({ user, rights }) => wide(`user ${user.user}`, rights, now)),
    ],
  };
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
      const { who, bucket, by, actions, expires, requireTls } = group[0]!;
      const permissions = by === ZencoderObjectMethod.POLICY ? {} : { permissions: permissionsFor(actions) };
      const where = group.map(({ scope }) => scope);
      return { who, bucket, by, may: verbs(actions), actions, ...permissions, where, expires, requireTls };
    })
    .sort((a, b) => byCodePoint(a.bucket, b.bucket) || rank(a) - rank(b));
}

/** What concerns objects comes first, then the bucket, then keys. */
function rank({ where: [scope], by }: ExplainedRight): number {
  const methods = Object.values(ZencoderObjectMethod);
  return ['prefix', 'key', 'bucket', 'kms-key'].indexOf(scope!.kind) * methods.length + methods.indexOf(by);
}
