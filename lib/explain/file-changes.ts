import type { ZencoderConfig } from '../config/format';
import { type ResolvedBucket, type ResolvedUser, resolve } from '../config/resolve';
import { meaningOf } from '../iam/meaning';
import { isObject, type JsonObject } from '../messages/json';
import { byCodePoint } from '../messages/text';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import {
  type AclChange,
  aboutOf,
  type BoundaryChange,
  type Change,
  Direction,
  type OtherStatementChange,
  sentence,
  userOf,
} from './change-sentences';
import { bucketPairs, type FilePair, userPairs } from './file-pairs';
import { judgedRights, keptStatements } from './kept-statements';
import { keptOf, leftAs, stayingInPlace } from './left';
import { bucketRights, type Right, userRights } from './right';
import { rightChanges, type Sides } from './right-changes';

const { OPENS, CLOSES } = Direction;

/** Everything that Zencoder, its users and others may do by the new file and not by the old one, and the other way round. */
export function fileChanges(before: ZencoderConfig, after: ZencoderConfig, now = new Date()): Change[] {
  const [old, young] = [resolve(before), resolve(after)];
  const refusalsOf = (right: Right) => judgedRights([right], young.buckets, now).flatMap(({ refusals }) => refusals);
  const changes = [
    ...bucketPairs(old, young)
      .map((pair) => withLeft(pair, after))
      .flatMap((pair) => [
        ...rightChanges(bucketSides(pair, after), refusalsOf, now),
        ...aclChanges(pair),
        ...otherStatementChanges(pair),
      ]),
    ...userPairs(old, young).flatMap((pair) => [
      ...rightChanges(sides(pair, userRights), refusalsOf, now),
      ...boundaryChanges(pair),
    ]),
  ];
  return changes
    .map((change) => ({ change, place: placeOf(change) }))
    .sort((a, b) => byCodePoint(a.place, b.place))
    .map(({ change }) => change);
}

function sides<Item>({ before, after }: FilePair<Item>, rightsOf: (item: Item) => Right[]): Sides {
  return { before: before ? rightsOf(before) : [], after: after ? rightsOf(after) : [] };
}

/** What stays in the ACLs of objects is not closed, whatever the file says. */
function bucketSides(pair: FilePair<ResolvedBucket>, config: ZencoderConfig): Sides {
  const { before, after } = sides(pair, bucketRights);
  const objects = pair.before === undefined ? [] : stayingInPlace(pair.before, pair.after, config);
  const staying = objects.length === 0 ? [] : bucketRights({ ...pair.before!, grants: [], objects });
  return { before, after: [...after, ...staying] };
}

/** What is left in place opens and closes nothing. */
function withLeft(pair: FilePair<ResolvedBucket>, after: ZencoderConfig): FilePair<ResolvedBucket> {
  const { before } = pair;
  const left = before && !pair.after && leftAs(before, after);
  return left ? { before, after: keptOf(before, left) } : pair;
}

/** Buckets, then users; what opens, then what closes. */
function placeOf(change: Change): string {
  const [isUser, closes] = [userOf(change) !== undefined, change.direction === CLOSES];
  return [Number(isUser), aboutOf(change), Number(closes), sentence(change)].join('\0');
}

const { BUCKET_OWNER_ENFORCED } = ZencoderObjectOwnership;

/**
 * Whether the grants in ACLs of a bucket begin or cease to count. Where the file says nothing, the bucket is left as it is,
 * with ACLs on or off; but a setting that is taken out of the file is deleted, after which ACLs count.
 */
function aclChanges({ before, after }: FilePair<ResolvedBucket>): AclChange[] {
  const { bucket } = (after ?? before)!;
  const [was, is] = [before?.objectOwnership, after?.objectOwnership];
  const changes = was !== is && (was === undefined || [was, is].includes(BUCKET_OWNER_ENFORCED));
  const direction = is === BUCKET_OWNER_ENFORCED ? CLOSES : OPENS;
  return changes ? [{ kind: 'acls', bucket, before: was, after: is, direction }] : [];
}

/**
 * What is no longer the same among the statements of others. Those of a bucket whose policy comes into the file are taken for
 * what it has already; those of a policy that leaves it are deleted with the policy.
 */
function otherStatementChanges({ before, after }: FilePair<ResolvedBucket>): OtherStatementChange[] {
  if (before?.document === undefined) {
    return [];
  }
  const [old, young] = [before, after].map((bucket) => keptStatements(bucket).filter(isObject));
  const [going, coming] = [without(old!, young!), without(young!, old!)];
  const change = (what: OtherStatementChange['what'], statement: JsonObject, opens: boolean): OtherStatementChange => {
    return { kind: 'other-statement', bucket: before.bucket, direction: opens ? OPENS : CLOSES, what, statement };
  };
  return [
    ...going.map((statement) =>
      coming.some((other) => isSuccessor(statement, other))
        ? change('changes', statement, true)
        : change('goes', statement, statement.Effect === 'Deny'),
    ),
    ...coming
      .filter((statement) => !going.some((other) => isSuccessor(other, statement)))
      .map((statement) => change('comes', statement, statement.Effect === 'Allow')),
  ];
}

function without(some: readonly JsonObject[], others: readonly JsonObject[]): JsonObject[] {
  const known = new Set(others.map(meaningOf));
  return some.filter((statement) => !known.has(meaningOf(statement)));
}

export function isSuccessor(old: JsonObject, young: JsonObject): boolean {
  return old.Sid !== undefined && old.Sid === young.Sid && old.Effect === young.Effect;
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
