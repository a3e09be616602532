import { type AccessWindow, exceeds, leftOf, widestOf } from '../grants/access-window';
import { covers, type ObjectScope } from '../grants/scope';
import { byCodePoint } from '../messages/text';
import { Direction } from './change-sentences';
import type { Right } from './right';
import type { GrantedAction } from './words';

const { OPENS, CLOSES } = Direction;

/** A change of the time for which an action is allowed in a place. */
export interface WindowChange extends Place {
  readonly direction: Direction;
  readonly action: GrantedAction;
  /** The places within the scope in which it was allowed already, or is still allowed. */
  readonly except: readonly ObjectScope[];
}

interface Place {
  readonly scope: ObjectScope;
  readonly before: AccessWindow;
  readonly after: AccessWindow;
}

/**
 * Compares two lists of rights, which can be split and ordered differently. All rights are for one action of one principal on one
 * bucket.
 *
 * Two scopes either contain each other or do not overlap. So all keys that are in a scope, and in no narrower scope of a list,
 * have the same window: it is enough to compare the windows of each scope. A change of a scope is not repeated for the scopes
 * within it.
 */
export function windowChanges(before: readonly Right[], after: readonly Right[], now: Date): WindowChange[] {
  const rights = [...before, ...after];
  const scopes = new Map(rights.map(({ scope }) => [JSON.stringify(scope), scope]));
  const places = [...scopes]
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([, scope]) => ({ scope, before: windowIn(before, scope, now), after: windowIn(after, scope, now) }));
  const { action } = rights[0]!;
  const opening = changed(places, ({ before, after }) => exceeds(after, before));
  const closing = changed(places, ({ before, after }) => exceeds(before, after));
  return [
    ...opening.map((place) => ({ direction: OPENS, action, ...place, except: exceptions(place, places, 'before') })),
    ...closing.map((place) => ({ direction: CLOSES, action, ...place, except: exceptions(place, places, 'after') })),
  ];
}

function windowIn(rights: readonly Right[], scope: ObjectScope, now: Date): AccessWindow {
  return widestOf(rights.filter((right) => covers(right.scope, scope)).map(({ window }) => leftOf(window, now)));
}

/** The places that change, without those that have the same window afterwards as a changed place around them. */
function changed(places: readonly Place[], isChanged: (place: Place) => boolean): Place[] {
  const all = places.filter(isChanged);
  const isSame = (one: AccessWindow, other: AccessWindow) => !exceeds(one, other) && !exceeds(other, one);
  return all.filter((place) => !all.some((other) => isWithin(place, other) && isSame(other.after, place.after)));
}

function isWithin(inner: Place, outer: Place): boolean {
  return inner !== outer && covers(outer.scope, inner.scope);
}

/** The widest scopes within a place that have a wider window than the place, before or after the change. */
function exceptions(place: Place, places: readonly Place[], side: 'before' | 'after'): ObjectScope[] {
  const within = places.filter((inner) => isWithin(inner, place) && exceeds(inner[side], place[side]));
  return within.filter((inner) => !within.some((outer) => isWithin(inner, outer))).map(({ scope }) => scope);
}
