import { type AccessWindow, exceeds, leftOf, widestOf } from '../grants/access-window';
import { covers, type ObjectScope } from '../grants/scope';
import { byCodePoint } from '../messages/text';
import { Direction } from './change-sentences';
import type { Right } from './right';
import type { GrantedAction } from './words';

const { OPENS, CLOSES } = Direction;

/** That an action is allowed for longer or for less long somewhere. */
export interface WindowChange extends Place {
  readonly direction: Direction;
  readonly action: GrantedAction;
  /** Where within the scope it was allowed already, or still is. */
  readonly except: readonly ObjectScope[];
}

interface Place {
  readonly scope: ObjectScope;
  readonly before: AccessWindow;
  readonly after: AccessWindow;
}

/**
 * What is allowed by one list of rights and not by the other, however they are split and ordered. The lists are about one
 * action that one principal may do on one bucket.
 *
 * Prefixes and keys lie within each other or apart. So all keys that are in a scope, and in no narrower one that is named
 * anywhere, are allowed the same: it is enough to compare that for each scope that is named. What is said of a scope is not
 * said again of those within it.
 */
export function windowChanges(before: readonly Right[], after: readonly Right[], now: Date): WindowChange[] {
  const rights = [...before, ...after];
  const scopes = new Map(rights.map(({ scope }) => [JSON.stringify(scope), scope]));
  const places = [...scopes]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([, scope]) => ({ scope, before: windowIn(before, scope, now), after: windowIn(after, scope, now) }));
  const { action } = rights[0]!;
  const opening = moved(places, ({ before, after }) => exceeds(after, before));
  const closing = moved(places, ({ before, after }) => exceeds(before, after));
  return [
    ...opening.map((place) => ({ direction: OPENS, action, ...place, except: exceptions(place, places, 'before') })),
    ...closing.map((place) => ({ direction: CLOSES, action, ...place, except: exceptions(place, places, 'after') })),
  ];
}

function windowIn(rights: readonly Right[], scope: ObjectScope, now: Date): AccessWindow {
  return widestOf(rights.filter((right) => covers(right.scope, scope)).map(({ window }) => leftOf(window, now)));
}

/** The places that move, without those that come to the same as one around them. */
function moved(places: readonly Place[], moves: (place: Place) => boolean): Place[] {
  const moving = places.filter(moves);
  const isSame = (one: AccessWindow, other: AccessWindow) => !exceeds(one, other) && !exceeds(other, one);
  return moving.filter((place) => !moving.some((other) => isWithin(place, other) && isSame(other.after, place.after)));
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner !== outer && covers(outer.scope, inner.scope);
}

/** Where within a place more is allowed on that side: the widest scopes of those. */
function exceptions(place: Place, places: readonly Place[], side: 'before' | 'after'): ObjectScope[] {
  const within = places.filter((inner) => isWithin(inner, place) && exceeds(inner[side], place[side]));
  return within.filter((inner) => !within.some((outer) => isWithin(inner, outer))).map(({ scope }) => scope);
}
