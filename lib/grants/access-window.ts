import { utcText } from './expiry';
import type { ZencoderGrant } from './grant';

/** Until when something is allowed over TLS, and until when without: milliseconds since 1970, `NO_END` or `NEVER`. */
export interface AccessWindow {
  readonly overTls: number;
  /** Never more than over TLS. */
  readonly withoutTls: number;
}

export const NO_END = Number.POSITIVE_INFINITY;
/** It comes before every expiry: the first second of 1970 is one. */
export const NEVER = Number.NEGATIVE_INFINITY;

export const ALWAYS: AccessWindow = { overTls: NO_END, withoutTls: NO_END };

/** The window of a grant, whether or not it has ended. */
export function windowOf({ expires }: Pick<ZencoderGrant, 'expires'>, requireTls: boolean): AccessWindow {
  const overTls = expires === undefined ? NO_END : Date.parse(expires);
  return { overTls, withoutTls: requireTls ? NEVER : overTls };
}

/** What is left of a window: what has ended by then allows nothing. */
export function leftOf({ overTls, withoutTls }: AccessWindow, now: Date): AccessWindow {
  const left = (end: number) => (end > now.getTime() ? end : NEVER);
  return { overTls: left(overTls), withoutTls: left(withoutTls) };
}

/** What all together allow; of none, nothing. */
export function widestOf(windows: readonly AccessWindow[]): AccessWindow {
  return {
    overTls: Math.max(...windows.map(({ overTls }) => overTls)),
    withoutTls: Math.max(...windows.map(({ withoutTls }) => withoutTls)),
  };
}

/** Whether one allows something that the other does not. */
export function exceeds(one: AccessWindow, other: AccessWindow): boolean {
  return one.overTls > other.overTls || one.withoutTls > other.withoutTls;
}

/** Whether nothing is allowed at all. */
export function isClosed({ overTls }: AccessWindow): boolean {
  return overTls === NEVER;
}

/** Whether nothing is allowed without TLS. */
export function requiresTls({ withoutTls }: AccessWindow): boolean {
  return withoutTls === NEVER;
}

/** The end in UTC, as `expires` of a grant has it; undefined where there is none. */
export function expiresOf({ overTls }: AccessWindow): string | undefined {
  return overTls === NO_END ? undefined : utcText(overTls);
}

/** Condition keys and their values, by operator. */
export type ConditionElement = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The element of a statement that holds in the window of a grant, to be spread into it: none where there are no conditions. */
export function condition(window: AccessWindow): { readonly Condition?: ConditionElement } {
  const expires = expiresOf(window);
  const tests = {
    ...(requiresTls(window) && { Bool: { 'aws:SecureTransport': 'true' } }),
    ...(expires !== undefined && { DateLessThan: { 'aws:CurrentTime': expires } }),
  };
  return Object.keys(tests).length > 0 ? { Condition: tests } : {};
}
