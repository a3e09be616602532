import type { AccessWindow } from '../grants/access-window';
import type { ObjectScope } from '../grants/scope';
import { meaningOf } from '../iam/meaning';
import type { JsonObject } from '../messages/json';
import type { SortKey } from '../messages/sort-key';
import { S3_ACTIONS, type ZencoderAction, ZencoderResourceType } from '../s3/actions';
import {
  type BoundaryChange,
  type Change,
  Direction,
  type OtherStatementChange,
  type RightChange,
  userOf,
} from './change-sentences';
import { isProduction, type Principal } from './right';
import { rankOf } from './words';

/** The place of a subject in the list: buckets, then users, then the whole plan. */
export function subjectOrder(kind: 'bucket' | 'user' | 'plan', name: string): SortKey {
  return [['bucket', 'user', 'plan'].indexOf(kind), name];
}

/** The place of a change of a file: by its subject, then what opens before what closes, then by what changes. */
export function changeOrder(change: Change): SortKey {
  const user = userOf(change);
  const subject =
    user === undefined && 'bucket' in change ? subjectOrder('bucket', change.bucket) : subjectOrder('user', user!);
  return [subject, directionOrder(change.direction), KINDS.indexOf(change.kind), detailOrder(change)];
}

/** The kinds of changes, in the order in which a reader sees them. */
const KINDS: readonly Change['kind'][] = ['permissions-boundary', 'other-statement', 'acls', 'right'];

export function directionOrder(direction: Direction): number {
  return [Direction.OPENS, Direction.CLOSES].indexOf(direction);
}

/** The place of a change among changes of the same subject, direction and kind. */
export function detailOrder(change: Change): SortKey {
  switch (change.kind) {
    case 'right':
      return rightOrder(change);
    case 'acls':
      return [change.before ?? '', change.after ?? ''];
    case 'other-statement':
      return otherStatementOrder(change);
    case 'permissions-boundary':
      return boundaryOrder(change);
  }
}

/** By principal, then by bucket or key, then what no statement denies, then by actions: those on the bucket itself first; place and time. */
function rightOrder({ who, bucket, actions, where, before, after, except, refusedBy = [] }: RightChange): SortKey {
  return [
    principalOrder(who),
    bucket,
    Number(where[0]?.kind === 'kms-key'),
    Number(refusedBy.length > 0),
    Number(!actions.some(isOnBucket)),
    actions.map((action) => [rankOf(action), action]),
    where.map(scopeOrder),
    windowOrder(after),
    windowOrder(before),
    except.map(scopeOrder),
    refusedBy.map(({ statement, sid = '' }) => [statement, sid]),
  ];
}

function isOnBucket(action: string): boolean {
  return S3_ACTIONS[action as ZencoderAction]?.resourceType === ZencoderResourceType.BUCKET;
}

/** Zencoder's own service, then its other accounts, then the users. */
export function principalOrder(who: Principal): SortKey {
  switch (who.kind) {
    case 'account':
      return [isProduction(who) ? 0 : 1, who.accountId];
    case 'canonical-user':
      return [2, who.canonicalUserId];
    case 'user':
      return [3, who.user, who.stack ?? ''];
  }
}

/** The bucket itself, then prefixes, then keys, then KMS keys. */
function scopeOrder(scope: ObjectScope): SortKey {
  switch (scope.kind) {
    case 'bucket':
      return [0];
    case 'prefix':
      return [1, scope.prefix];
    case 'key':
      return [2, scope.key, scope.versionId ?? '', scope.copyOf ?? ''];
    case 'kms-key':
      return [3, scope.arn];
  }
}

function windowOrder({ overTls, withoutTls }: AccessWindow): SortKey {
  return [overTls, withoutTls];
}

const STATEMENT_CHANGES: readonly OtherStatementChange['what'][] = ['comes', 'changes', 'goes'];

function otherStatementOrder({ what, statement }: OtherStatementChange): SortKey {
  return [STATEMENT_CHANGES.indexOf(what), ...statementOrder(statement)];
}

/** By Sid, then by meaning, so that the place in the policy does not matter. */
export function statementOrder(statement: JsonObject): readonly SortKey[] {
  const { Sid } = statement;
  return [typeof Sid === 'string' ? Sid : '', meaningOf(statement)];
}

function boundaryOrder({ who, before, after }: BoundaryChange): SortKey {
  return [principalOrder(who), before ?? '', after ?? ''];
}
