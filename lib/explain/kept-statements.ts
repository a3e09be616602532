import { type FileBucket, hasPolicy } from '../config/file-buckets';
import { expiresOf } from '../grants/access-window';
import type { ZencoderGrant } from '../grants/grant';
import { ZencoderObjectMethod } from '../grants/object-access';
import { isWholeBucket } from '../grants/scope';
import { type Account, namesEverybody } from '../iam/account';
import { labelOf, statementsOf } from '../iam/policy';
import { type JudgedRefusal, judge, refusesAll } from '../judgement/judgement';
import { grouped } from '../messages/grouped';
import { isObject, type Json } from '../messages/json';
import { identityOf } from '../zencoder/identity';
import type { ZencoderAction } from '../zencoder/zencoder';
import type { Right } from './right';

/** A kept statement that refuses a right. A type for JSON. */
export interface RefusedBy {
  /** Its place in the policy that is kept, from 0. */
  readonly statement: number;
  readonly sid?: string;
  /** The file accepts it, by `acceptedDenies`. */
  readonly accepted: boolean;
}

/** A right, and what kept statements deny of it. */
export interface JudgedRight {
  readonly right: Right;
  /** Whom the right is for, as statements name it. */
  readonly account: Account;
  /** What denies each request of it; nothing where something of it is left. */
  readonly refusals: readonly JudgedRefusal[];
  /** What denies a part of it, or depends on the request. */
  readonly doubts: readonly JudgedRefusal[];
}

/** The rights that the file gives Zencoder on a bucket, each judged by the statements that its policy keeps. */
export function judgedBucketRights(rights: readonly Right[], bucket: FileBucket, now: Date): JudgedRight[] {
  const statements = keptStatements(bucket);
  const account = identityOf(bucket.zencoder);
  const accountOf = ({ by, who }: Right): Account =>
    by !== ZencoderObjectMethod.POLICY && who.kind === 'account' ? identityOf() : account;
  const judged = new Map(
    grouped(rights, accountOf).flatMap((group) =>
      judgedRights(group, statements, bucket, accountOf(group[0]!), now).map((of) => [of.right, of]),
    ),
  );
  return rights.map((right) => judged.get(right)!);
}

/**
 * The same for a user of the file, of whose account nothing is known: what denies everybody everything without a condition denies
 * it too. A key of KMS has a policy of its own.
 */
export function judgedUserRights(
  rights: readonly Right[],
  buckets: ReadonlyMap<string, FileBucket>,
  now: Date,
): JudgedRight[] {
  return rights.map((right) => {
    const bucket = buckets.get(right.bucket);
    if (bucket === undefined || right.scope.kind === 'kms-key') {
      return nothingDenied(right);
    }
    const statements = keptStatements(bucket).map((statement) => (isForAll(statement) ? statement : null));
    const [{ refusals }] = judgedRights([right], statements, bucket, identityOf(), now) as [JudgedRight];
    return { ...nothingDenied(right), refusals };
  });
}

function nothingDenied(right: Right): JudgedRight {
  return { right, account: identityOf(), refusals: [], doubts: [] };
}

function isForAll(statement: Json): boolean {
  return isObject(statement) && namesEverybody(statement.Principal) && statement.Condition === undefined;
}

export function keptStatements(bucket: FileBucket): Json[] {
  return hasPolicy(bucket) && bucket.otherStatements !== undefined
    ? statementsOf(JSON.parse(bucket.otherStatements) as Json)
    : [];
}

function judgedRights(
  rights: readonly Right[],
  statements: readonly Json[],
  { bucket, acceptedDenies }: FileBucket,
  account: Account,
  now: Date,
): JudgedRight[] {
  const grants = rights.map(grantOf);
  const { refusals } = judge({ bucket, account, grants, statements, acceptedDenies }, now);
  const byRight = rights.map((): JudgedRefusal[] => []);
  for (const refusal of refusals) {
    byRight[refusal.grant]!.push(refusal);
  }
  return rights.map((right, index) => ({
    right,
    account,
    refusals: byRight[index]!.filter(refusesAll),
    doubts: byRight[index]!.filter((refusal) => !refusesAll(refusal)),
  }));
}

export function refusedBy({ place: { index, sid }, isAccepted }: JudgedRefusal): RefusedBy {
  return { statement: index, ...(sid === undefined ? {} : { sid }), accepted: isAccepted };
}

/** What every message calls the statement. */
export function refusalLabel({ statement, sid }: RefusedBy): string {
  return labelOf({ index: statement, sid });
}

/** A right as a grant of its own. */
function grantOf({ action, scope, window }: Right): ZencoderGrant {
  const actions = [action as ZencoderAction];
  const expires = expiresOf(window);
  switch (scope.kind) {
    case 'prefix':
      return { actions, expires, ...(isWholeBucket(scope) ? {} : { prefixes: [scope.prefix] }) };
    case 'key':
      return { actions, expires, keys: [scope.key] };
    default:
      return { actions, expires };
  }
}
