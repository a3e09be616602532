import type { ZencoderConfig } from '../config/format';
import { type EncryptionKey, kmsKeys } from '../config/kms-keys';
import { type ResolvedBucket, type ResolvedConfig, resolve, sortedBuckets } from '../config/resolve';
import { expiresOf, requiresTls } from '../grants/access-window';
import { ZencoderObjectMethod, type ZencoderPermission } from '../grants/object-access';
import type { ObjectScope } from '../grants/scope';
import { grouped } from '../messages/grouped';
import { byCodePoint } from '../messages/text';
import {
  type BeyondGrants,
  beyondGrants,
  type JudgedRight,
  judgedRights,
  keptStatements,
  type Note,
  notes,
  type RefusedBy,
  refusedBy,
} from './kept-statements';
import { bucketRights, type Principal, permissionsFor, type Right, together, userRights } from './right';
import { rightWarnings, type Warning } from './warnings';
import { type GrantedAction, verbs } from './words';

/** Who may do what where, by a file. */
export interface Explanation {
  readonly buckets: readonly ExplainedBucket[];
  readonly users: readonly ExplainedUser[];
  /** KMS keys of buckets, each with the statement that its policy needs; absent where there are none. */
  readonly kmsKeys?: readonly EncryptionKey[];
  /** What is wider than is mostly meant, and what is refused. */
  readonly warnings: readonly Warning[];
}

interface Explained {
  /** The stack of the file. */
  readonly stack: string;
  /** What is allowed. */
  readonly rights: readonly ExplainedRight[];
  /** What grants allow and kept statements deny; absent where there is none. */
  readonly refused?: readonly RefusedRight[];
}

/** A bucket of the file, and who may do what there. */
export interface ExplainedBucket extends Explained {
  readonly bucket: string;
  /** Absent where the provider chooses it. */
  readonly region?: string;
  /** Absent where there is none. */
  readonly beyondGrants?: readonly BeyondGrants[];
  /** What kept statements deny on purpose; absent where there is none. */
  readonly notes?: readonly Note[];
  /** Statements of others that are kept in the policy; absent where there are none. */
  readonly otherStatements?: {
    readonly count: number;
    /** The policy file. */
    readonly file?: string;
  };
}

/** An IAM user of the file, and what it may do. */
export interface ExplainedUser extends Explained {
  /** The name of the user. */
  readonly user: string;
  /** The ARN of a policy that bounds what the user may do at all. */
  readonly permissionsBoundary?: string;
}

/** What somebody may do in some places under the same conditions. */
export interface ExplainedRight {
  readonly who: Principal;
  /** Of a right on a KMS key the bucket that it encrypts. */
  readonly bucket: string;
  readonly by: ZencoderObjectMethod;
  /** In words: `read, write`. */
  readonly may: string;
  readonly actions: readonly GrantedAction[];
  /** Of a grant in an ACL: what it allows. */
  readonly permissions?: readonly ZencoderPermission[];
  readonly where: readonly ObjectScope[];
  /** In UTC; absent for no end. */
  readonly expires?: string;
  /** Without TLS nothing is allowed. */
  readonly requireTls: boolean;
}

/** A right that would be, if no kept statement refused it. */
export interface RefusedRight extends ExplainedRight {
  /** In the order of the policy. */
  readonly refusedBy: readonly RefusedBy[];
}

export function explanation(config: ZencoderConfig, now = new Date()): Explanation {
  const resolved = resolve(config);
  const buckets = sortedBuckets(resolved).map((bucket) => explainedBucket(bucket, resolved.buckets, now));
  const users = [...resolved.users]
    .sort((a, b) => byCodePoint(a.user, b.user) || byCodePoint(a.stack, b.stack))
    .map((user) => ({ user, judged: judgedRights(userRights(user), resolved.buckets, now) }));
  return {
    buckets: buckets.map(({ explained }) => explained),
    users: users.map(({ user: { user, stack, permissionsBoundary }, judged }) => ({
      user,
      stack,
      permissionsBoundary,
      ...explainedParts(judged),
    })),
    kmsKeys: unlessEmpty(kmsKeys(resolved)),
    warnings: [
      ...buckets.flatMap(({ warnings }) => warnings),
      ...users.flatMap(({ user: { user }, judged }) => rightWarnings(`user ${user}`, judged, now)),
    ],
  };
}

/** One bucket of a file, and what is wide there. @param buckets all of them */
export function explainedBucket(
  bucket: ResolvedBucket,
  buckets: ResolvedConfig['buckets'],
  now: Date,
): { readonly explained: ExplainedBucket; readonly warnings: readonly Warning[] } {
  const judged = judgedRights(bucketRights(bucket), buckets, now);
  const { length: count } = keptStatements(bucket);
  return {
    explained: {
      bucket: bucket.bucket,
      stack: bucket.stack,
      region: bucket.region,
      ...explainedParts(judged),
      beyondGrants: unlessEmpty(beyondGrants(bucket, now)),
      notes: unlessEmpty(notes(judged)),
      otherStatements: count > 0 ? { count, file: bucket.otherStatementsFile } : undefined,
    },
    warnings: rightWarnings(bucket.bucket, judged, now),
  };
}

function explainedParts(judged: readonly JudgedRight[]): Pick<Explained, 'rights' | 'refused'> {
  const groups = grouped(judged, ({ refusals }) => refusals.map(refusedBy)).map((group) => ({
    rights: explainedRights(group.map(({ right }) => right)),
    by: group[0]!.refusals.map(refusedBy),
  }));
  const refused = groups.filter(({ by }) => by.length > 0);
  return {
    rights: groups.find(({ by }) => by.length === 0)?.rights ?? [],
    refused: unlessEmpty(refused.flatMap(({ rights, by }) => rights.map((right) => ({ ...right, refusedBy: by })))),
  };
}

function unlessEmpty<Item>(list: readonly Item[]): readonly Item[] | undefined {
  return list.length === 0 ? undefined : list;
}

function explainedRights(rights: readonly Right[]): ExplainedRight[] {
  return together(rights.map(({ from: _, ...right }) => right))
    .map(({ who, bucket, by, actions, where, window }) => ({
      who,
      bucket,
      by,
      may: verbs(actions),
      actions,
      permissions: by === ZencoderObjectMethod.POLICY ? undefined : permissionsFor(actions),
      where,
      expires: expiresOf(window),
      requireTls: requiresTls(window),
    }))
    .sort((a, b) => byCodePoint(a.bucket, b.bucket) || rank(a) - rank(b));
}

/** What concerns objects comes first, then the bucket, then keys. */
function rank({ where: [scope], by }: ExplainedRight): number {
  const methods = Object.values(ZencoderObjectMethod);
  return ['prefix', 'key', 'bucket', 'kms-key'].indexOf(scope!.kind) * methods.length + methods.indexOf(by);
}
