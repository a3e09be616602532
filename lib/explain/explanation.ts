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
import { bucketRights, merged, type Principal, permissionsFor, type Right, userRights } from './right';
import { rightWarnings, type Warning } from './warnings';
import { type GrantedAction, verbs } from './words';

/** The access that a file gives: who can do what, where and until when. */
export interface Explanation {
  readonly buckets: readonly ExplainedBucket[];
  readonly users: readonly ExplainedUser[];
  /** KMS keys of buckets, each with the statement that its policy needs; absent if there are none. */
  readonly kmsKeys?: readonly EncryptionKey[];
  /** Access that is wider than most files need, and access that is denied. */
  readonly warnings: readonly Warning[];
}

interface Explained {
  /** The stack of the file. */
  readonly stack: string;
  /** The rights that are allowed. */
  readonly rights: readonly ExplainedRight[];
  /** Rights that grants allow and kept statements deny; absent if there are none. */
  readonly refused?: readonly RefusedRight[];
}

/** A bucket of the file, and who can do what in it. */
export interface ExplainedBucket extends Explained {
  readonly bucket: string;
  /** Absent if the provider chooses it. */
  readonly region?: string;
  /** What kept statements allow beyond the grants; absent if there is nothing. */
  readonly beyondGrants?: readonly BeyondGrants[];
  /** What kept statements deny of the grants in part, or on purpose; absent if there is nothing. */
  readonly notes?: readonly Note[];
  /** Statements of other principals that the policy keeps; absent if there are none. */
  readonly otherStatements?: {
    readonly count: number;
    /** The policy file that has the statements. */
    readonly file?: string;
  };
}

/** An IAM user of the file, and what it can do. */
export interface ExplainedUser extends Explained {
  /** The name of the user. */
  readonly user: string;
  /** The ARN of the policy that is the permissions boundary of the user. */
  readonly permissionsBoundary?: string;
}

/** What a principal can do in some places under the same conditions. */
export interface ExplainedRight {
  readonly who: Principal;
  /** For a right on a KMS key, the bucket that the key encrypts. */
  readonly bucket: string;
  readonly by: ZencoderObjectMethod;
  /** The actions in words: `read, write`. */
  readonly may: string;
  readonly actions: readonly GrantedAction[];
  /** The permissions of a grant in an ACL. */
  readonly permissions?: readonly ZencoderPermission[];
  readonly where: readonly ObjectScope[];
  /** In UTC; absent for a right without an end date. */
  readonly expires?: string;
  /** Whether requests without TLS are denied. */
  readonly requireTls: boolean;
}

/** A right that a grant gives and kept statements deny. */
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

/** The explanation of one bucket, and its warnings. @param buckets all buckets of the file */
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
  return merged(rights.map(({ from: _, ...right }) => right))
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

/** Rights on objects come first, then those on the bucket, then those on KMS keys. */
function rank({ where: [scope], by }: ExplainedRight): number {
  const methods = Object.values(ZencoderObjectMethod);
  return ['prefix', 'key', 'bucket', 'kms-key'].indexOf(scope!.kind) * methods.length + methods.indexOf(by);
}
