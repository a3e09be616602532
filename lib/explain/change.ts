import type { AccessWindow } from '../grants/access-window';
import type { ObjectScope } from '../grants/scope';
import type { JsonObject } from '../messages/json';
import { shown } from '../messages/shown';
import type { ZencoderObjectOwnership } from '../s3/object-ownership';
import type { RefusedBy } from './judged-right';
import type { Principal } from './right';
import type { GrantedAction, Show } from './words';

export enum Direction {
  OPENS = 'opens',
  CLOSES = 'closes',
}

/** Something that a change of the file opens or closes. */
export type Change = RightChange | AclChange | OtherStatementChange | BoundaryChange;

/** What somebody may do, or may no longer do. */
export interface RightChange {
  readonly kind: 'right';
  readonly direction: Direction;
  readonly who: Principal;
  readonly bucket: string;
  readonly actions: readonly GrantedAction[];
  readonly where: readonly ObjectScope[];
  readonly before: AccessWindow;
  readonly after: AccessWindow;
  /** Where within that it was allowed already, or still is. */
  readonly except: readonly ObjectScope[];
  /** The kept statements that deny all of what opens; absent where there is none. */
  readonly refusedBy?: readonly RefusedBy[];
}

/** Whether the ACLs of a bucket and its objects count, whatever grants they hold. */
export interface AclChange {
  readonly kind: 'acls';
  readonly direction: Direction;
  readonly bucket: string;
  readonly before?: ZencoderObjectOwnership;
  readonly after?: ZencoderObjectOwnership;
}

/** A statement of others that comes, goes, or (then it counts as opening) says something else than before. */
export interface OtherStatementChange {
  readonly kind: 'other-statement';
  readonly direction: Direction;
  readonly bucket: string;
  readonly what: 'comes' | 'goes' | 'changes';
  readonly statement: JsonObject;
}

/** The bounds of a user, whatever the policy that is named allows. */
export interface BoundaryChange {
  readonly kind: 'permissions-boundary';
  readonly direction: Direction;
  readonly who: Extract<Principal, { kind: 'user' }>;
  readonly before?: string;
  readonly after?: string;
}

/** What a change is told under: the name of a bucket, or `user` and a name. */
export function aboutOf(change: Change, show: Show = shown): string {
  const user = userOf(change);
  return user === undefined && 'bucket' in change ? show(change.bucket) : `user ${show(user!)}`;
}

export function userOf(change: Change): string | undefined {
  return 'who' in change && change.who.kind === 'user' ? change.who.user : undefined;
}
