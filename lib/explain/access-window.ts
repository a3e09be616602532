import type { Right } from './right';

/** Until when something is allowed over TLS, and until when without: milliseconds since 1970, 0 for never, Infinity for no end. */
export interface AccessWindow {
  readonly overTls: number;
  /** Never more than over TLS. */
  readonly withoutTls: number;
}

export const NEVER: AccessWindow = { overTls: 0, withoutTls: 0 };

/** Of one right, seen from now: what has ended by then allows nothing. */
export function windowOf({ expires, requireTls }: Right, now: Date): AccessWindow {
  const end = expires === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires);
  const until = end > now.getTime() ? end : 0;
  return { overTls: until, withoutTls: requireTls ? 0 : until };
}

/** Of all together. */
export function joined(reaches: readonly AccessWindow[]): AccessWindow {
  return reaches.reduce(
    (a, b) => ({
      overTls: Math.max(a.overTls, b.overTls),
      withoutTls: Math.max(a.withoutTls, b.withoutTls),
    }),
    NEVER,
  );
}

/** Whether one allows something that the other does not. */
export function exceeds(one: AccessWindow, other: AccessWindow): boolean {
  return one.overTls > other.overTls || one.withoutTls > other.withoutTls;
}

export function same(one: AccessWindow, other: AccessWindow): boolean {
  return one.overTls === other.overTls && one.withoutTls === other.withoutTls;
}

/** How data has it. */
export interface Conditions {
  /** In UTC; absent for no end. */
  readonly expires?: string;
  /** Where it ends earlier for requests without TLS: then, or `never` where these are not allowed at all. */
  readonly withoutTls?: string;
}

/** Undefined where nothing is allowed. */
export function conditionsOf({ overTls, withoutTls }: AccessWindow): Conditions | undefined {
  if (overTls === 0) {
    return undefined;
  }
  return {
    ...(overTls === Number.POSITIVE_INFINITY ? {} : { expires: iso(overTls) }),
    ...(withoutTls === overTls ? {} : { withoutTls: withoutTls === 0 ? 'never' : iso(withoutTls) }),
  };
}

/** Behind what somebody may do: empty where that is without conditions. */
export function conditionWords({ overTls, withoutTls }: AccessWindow): string {
  if (withoutTls !== 0 && withoutTls !== overTls) {
    return `${untilWords(withoutTls)}, over TLS ${untilWords(overTls)}`;
  }
  const until = overTls === Number.POSITIVE_INFINITY ? [] : [untilWords(overTls)];
  return [...(withoutTls === 0 ? ['over TLS only'] : []), ...until].join(' ');
}

export function untilWords(time: number): string {
  return time === Number.POSITIVE_INFINITY ? 'without end' : `until ${iso(time)}`;
}

function iso(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
