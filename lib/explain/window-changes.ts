import { type AccessWindow, exceeds, joined, leftOf } from '../grants/access-window';
import { covers, type ObjectScope } from '../grants/scope';
import { byCodePoint } from '../messages/text';
import type { GrantedAction } from './action-words';
import type { Right } from './right';

export enum Direction {
  OPENS = 'opens',
  CLOSES = 'closes',
}

/** That an action is allowed for longer or for less long somewhere. */
export interface ReachChange {
  readonly direction: Direction;
  readonly action: GrantedAction;
  readonly scope: ObjectScope;
  readonly before: AccessWindow;
  readonly after: AccessWindow;
  /** Where within the scope it was allowed already, or still is. */
  readonly except: readonly ObjectScope[];
}

/**
 * What is allowed by one list of rights and not by the other, however they are split and ordered. The lists are about one
 * action that one principal may do on one bucket.
 *
 * Prefixes and keys lie within each other or apart. So all keys that are in a scope, and in no narrower one that is named
 * anywhere, are allowed the same: it is enough to compare that for each scope that is named. What is said of a scope is not
 * said again of those within it.
 */
export function reachChanges(before: readonly Right[], after: readonly Right[], now: Date): ReachChange[] {
  const places = scopesIn([...before, ...after]).map((scope) => ({
    scope,
    before: reachIn(before, scope, now),
    after: reachIn(after, scope, now),
  }));
  const { action } = before[0] ?? after[0]!;
  return [Direction.OPENS, Direction.CLOSES].flatMap((direction) =>
    places
      .filter((place) => moves(place, direction))
      .filter((place) => !places.some((around) => isSaidBy(place, around, direction)))
      .map((place) => ({ ...place, direction, action, except: exceptions(place, places, direction) })),
  );
}

interface Place {
  readonly scope: ObjectScope;
  readonly before: AccessWindow;
  readonly after: AccessWindow;
}

function scopesIn(rights: readonly Right[]): ObjectScope[] {
  const scopes = new Map(rights.map(({ scope }) => [JSON.stringify(scope), scope]));
  return [...scopes].sort(([a], [b]) => byCodePoint(a, b)).map(([, scope]) => scope);
}

function reachIn(rights: readonly Right[], scope: ObjectScope, now: Date): AccessWindow {
  return joined(rights.filter((right) => covers(right.scope, scope)).map(({ window }) => leftOf(window, now)));
}

function moves({ before, after }: Place, direction: Direction): boolean {
  return direction === Direction.OPENS ? exceeds(after, before) : exceeds(before, after);
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner !== outer && covers(outer.scope, inner.scope);
}

function isSaidBy(place: Place, around: Place, direction: Direction): boolean {
  return (
    isWithin(place, around) &&
    moves(around, direction) &&
    !exceeds(around.after, place.after) &&
    !exceeds(place.after, around.after)
  );
}

function exceptions(place: Place, places: readonly Place[], direction: Direction): ObjectScope[] {
  const side = direction === Direction.OPENS ? 'before' : 'after';
  const within = places.filter((inner) => isWithin(inner, place) && exceeds(inner[side], place[side]));
  return within.filter((inner) => !within.some((outer) => isWithin(inner, outer))).map(({ scope }) => scope);
}
