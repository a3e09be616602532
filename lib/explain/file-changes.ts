import type { ZencoderConfig } from '../config/config';
import { bucketPairs, bucketsIn } from '../config/file-buckets';
import { type UserPair, userPairs } from '../config/file-users';
import { ALWAYS } from '../grants/access-window';
import { covers } from '../grants/scope';
import { grouped } from '../messages/grouped';
import { byCodePoint } from '../messages/text';
import { aclChanges } from './acl-changes';
import {
  aboutOf,
  type BoundaryChange,
  type Change,
  type JudgedChange,
  type RightChange,
  together,
  userOf,
} from './change';
import { sentence } from './change-words';
import { type JudgedRight, judgedBucketRights, judgedUserRights, refusedBy } from './kept-statements';
import { otherStatementChanges } from './other-statement-changes';
import { bucketRights, type Right, userRights } from './right';
import { Direction, type ReachChange, reachChanges } from './window-changes';

/** Everything that Zencoder, its users and others may do by the new file and not by the old one, and the other way round. */
export function fileChanges(before: ZencoderConfig, after: ZencoderConfig, now = new Date()): Change[] {
  const bucketsOfAfter = bucketsIn(after);
  const changes = [
    ...bucketPairs(before, after).flatMap((pair) => [
      ...rightChanges(
        pair.before ? bucketRights(pair.before) : [],
        pair.after ? bucketRights(pair.after) : [],
        now,
        (rights) => (pair.after ? judgedBucketRights(rights, pair.after, now) : []),
      ),
      ...aclChanges(pair),
      ...otherStatementChanges(pair),
    ]),
    ...userPairs(before, after).flatMap((pair) => [
      ...rightChanges(
        pair.before ? userRights(before, pair.before) : [],
        pair.after ? userRights(after, pair.after) : [],
        now,
        (rights) => judgedUserRights(rights, bucketsOfAfter, now),
      ),
      ...boundaryChanges(pair),
    ]),
  ];
  return inTellingOrder(changes);
}

/** Buckets, then users; what opens, then what closes. */
function inTellingOrder(changes: readonly Change[]): Change[] {
  const placed = changes.map((change) => ({
    change,
    isUser: Number(userOf(change) !== undefined),
    about: aboutOf(change),
    closes: Number(change.direction === Direction.CLOSES),
    says: sentence(change),
  }));
  return placed
    .sort(
      (a, b) =>
        a.isUser - b.isUser || byCodePoint(a.about, b.about) || a.closes - b.closes || byCodePoint(a.says, b.says),
    )
    .map(({ change }) => change);
}

/** Rights of the new file with what it keeps of statements that deny them. */
type Judge = (rights: readonly Right[]) => readonly JudgedRight[];

/** Between rights on one bucket, or of one user. */
function rightChanges(before: readonly Right[], after: readonly Right[], now: Date, judge: Judge): RightChange[] {
  const sides = [
    ...before.map((right) => ({ right, isNew: false })),
    ...after.map((right) => ({ right, isNew: true })),
  ];
  return grouped(sides, ({ right }) => [whose(right), thing(right)]).flatMap((group) => {
    const changes = grouped(group, ({ right }) => right.action).flatMap((ofAction) => {
      const side = (isNew: boolean) => ofAction.filter((one) => one.isNew === isNew).map(({ right }) => right);
      return reachChanges(side(false), side(true), now).map((change) => judgedChange(change, side(true), judge));
    });
    const { who, bucket } = group.at(-1)!.right;
    return together(who, bucket, changes);
  });
}

/** @param rights those of the new file that the change comes from, and others of the same action */
function judgedChange(change: ReachChange, rights: readonly Right[], judge: Judge): JudgedChange {
  const source = rights.find(({ scope }) => covers(scope, change.scope));
  if (change.direction !== Direction.OPENS || source === undefined) {
    return change;
  }
  const { scope } = change;
  const [{ refusals }] = judge([{ ...source, scope, window: ALWAYS }]) as [JudgedRight];
  return refusals.length === 0 ? change : { ...change, refusedBy: refusals.map(refusedBy) };
}

/** A user stays the same in another stack. */
function whose({ who }: Right): unknown {
  return who.kind === 'user' ? who.user : who;
}

/** Several buckets may be encrypted with one key. */
function thing({ scope, bucket }: Right): string {
  return scope.kind === 'kms-key' ? scope.arn : bucket;
}

function boundaryChanges({ before, after }: UserPair): BoundaryChange[] {
  const [was, is] = [before?.settings.permissionsBoundary, after?.settings.permissionsBoundary];
  if (before === undefined || after === undefined || was === is) {
    return [];
  }
  const { user, stack } = after;
  const direction = was === undefined ? Direction.CLOSES : Direction.OPENS;
  return [{ kind: 'permissions-boundary', direction, who: { kind: 'user', user, stack }, before: was, after: is }];
}
