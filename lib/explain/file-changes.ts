import type { ZencoderConfig } from '../config/format';
import { type ResolvedBucket, type ResolvedUser, resolve } from '../config/resolve';
import { meaningOf } from '../iam/meaning';
import { isObject, type JsonObject } from '../messages/json';
import { sortedByKey } from '../messages/sort-key';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import { changeOrder } from './change-order';
import {
  type AclChange,
  type BoundaryChange,
  type Change,
  Direction,
  type OtherStatementChange,
} from './change-sentences';
import { bucketPairs, type FilePair, userPairs } from './file-pairs';
import { judgedRights, keptStatements } from './kept-statements';
import { grantsLeftInAcls, keptByZencoder, leftAs } from './left-in-place';
import { bucketRights, type Right, userRights } from './right';
import { rightChanges, type Sides } from './right-changes';

const { OPENS, CLOSES } = Direction;

/** All access of Zencoder, of users and of other principals that the new file opens or closes. */
export function fileChanges(before: ZencoderConfig, after: ZencoderConfig, now = new Date()): Change[] {
  const [was, is] = [resolve(before), resolve(after)];
  const refusalsOf = (right: Right) => judgedRights([right], is.buckets, now).flatMap(({ refusals }) => refusals);
  const changes = [
    ...bucketPairs(was, is)
      .map((pair) => withLeft(pair, after))
      .flatMap((pair) => [
        ...rightChanges(bucketSides(pair, after), refusalsOf, now),
        ...aclChanges(pair),
        ...otherStatementChanges(pair),
      ]),
    ...userPairs(was, is).flatMap((pair) => [
      ...rightChanges(sides(pair, userRights), refusalsOf, now),
      ...boundaryChanges(pair),
    ]),
  ];
  return sortedByKey(changes, changeOrder);
}

function sides<Item>({ before, after }: FilePair<Item>, rightsOf: (item: Item) => Right[]): Sides {
  return { before: before ? rightsOf(before) : [], after: after ? rightsOf(after) : [] };
}

/** The rights on a bucket. Grants that stay in the ACLs of objects are not closed, even if the file no longer has them. */
function bucketSides(pair: FilePair<ResolvedBucket>, config: ZencoderConfig): Sides {
  const { before, after } = sides(pair, bucketRights);
  const objects = pair.before === undefined ? [] : grantsLeftInAcls(pair.before, pair.after, config);
  const staying = objects.length === 0 ? [] : bucketRights({ ...pair.before!, grants: [], objects });
  return { before, after: [...after, ...staying] };
}

/** A bucket that its stack leaves in place is compared with what Zencoder keeps of it, so that it opens and closes nothing. */
function withLeft(pair: FilePair<ResolvedBucket>, after: ZencoderConfig): FilePair<ResolvedBucket> {
  const { before } = pair;
  const left = before && !pair.after && leftAs(before, after);
  return left ? { before, after: keptByZencoder(before, left) } : pair;
}

const { BUCKET_OWNER_ENFORCED } = ZencoderObjectOwnership;

/**
 * Whether ACLs of a bucket are enabled or disabled. A file without the setting leaves the bucket as it is. But Terraform deletes
 * a setting that is removed from the file, and that enables ACLs.
 */
function aclChanges({ before, after }: FilePair<ResolvedBucket>): AclChange[] {
  const { bucket } = (after ?? before)!;
  const [was, is] = [before?.objectOwnership, after?.objectOwnership];
  const changes = was !== is && (was === undefined || [was, is].includes(BUCKET_OWNER_ENFORCED));
  const direction = is === BUCKET_OWNER_ENFORCED ? CLOSES : OPENS;
  return changes ? [{ kind: 'acls', bucket, before: was, after: is, direction }] : [];
}

/**
 * The changes of the statements of other principals. If the policy of a bucket is new in the file, its statements are expected to
 * exist in AWS, and are no change. If the policy is no longer in the file, its statements are deleted with it.
 */
function otherStatementChanges({ before, after }: FilePair<ResolvedBucket>): OtherStatementChange[] {
  if (before?.document === undefined) {
    return [];
  }
  const [was, is] = [before, after].map((bucket) => keptStatements(bucket).filter(isObject));
  const [dropped, added] = [without(was!, is!), without(is!, was!)];
  const change = (what: OtherStatementChange['what'], statement: JsonObject, opens: boolean): OtherStatementChange => {
    return { kind: 'other-statement', bucket: before.bucket, direction: opens ? OPENS : CLOSES, what, statement };
  };
  return [
    ...dropped.map((statement) =>
      added.some((other) => isSuccessor(statement, other))
        ? change('changes', statement, true)
        : change('goes', statement, statement.Effect === 'Deny'),
    ),
    ...added
      .filter((statement) => !dropped.some((other) => isSuccessor(other, statement)))
      .map((statement) => change('comes', statement, statement.Effect === 'Allow')),
  ];
}

/** The statements that are not in the second list. They are compared by their meaning. */
function without(statements: readonly JsonObject[], known: readonly JsonObject[]): JsonObject[] {
  const meanings = new Set(known.map(meaningOf));
  return statements.filter((statement) => !meanings.has(meaningOf(statement)));
}

/** Whether a statement is the changed form of another one: they have the same Sid and Effect. */
export function isSuccessor(before: JsonObject, after: JsonObject): boolean {
  return before.Sid !== undefined && before.Sid === after.Sid && before.Effect === after.Effect;
}

function boundaryChanges({ before, after }: FilePair<ResolvedUser>): BoundaryChange[] {
  const [was, is] = [before?.permissionsBoundary, after?.permissionsBoundary];
  if (before === undefined || after === undefined || was === is) {
    return [];
  }
  const { user, stack } = after;
  const direction = was === undefined ? CLOSES : OPENS;
  return [{ kind: 'permissions-boundary', direction, who: { kind: 'user', user, stack }, before: was, after: is }];
}
