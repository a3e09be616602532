import { utcText } from './expiry';
import type { ZencoderGrant } from './grant';

/** The end of access over TLS, and of access without TLS: milliseconds since 1970, `NO_END` or `NEVER`. */
export interface AccessWindow {
  readonly overTls: number;
  /** Never later than `overTls`. */
  readonly withoutTls: number;
}

export const NO_END = Number.POSITIVE_INFINITY;
/** Earlier than every expiry, since the first second of 1970 is a valid expiry. */
export const NEVER = Number.NEGATIVE_INFINITY;

export const ALWAYS: AccessWindow = { overTls: NO_END, withoutTls: NO_END };

/** The window of a grant, whether or not it has ended. */
export function windowOf({ expires }: Pick<ZencoderGrant, 'expires'>, requireTls: boolean): AccessWindow {
  const overTls = expires === undefined ? NO_END : Date.parse(expires);
  return { overTls, withoutTls: requireTls ? NEVER : overTls };
}

/** The part of a window that is still open at a time: an end in the past becomes `NEVER`. */
export function leftOf({ overTls, withoutTls }: AccessWindow, now: Date): AccessWindow {
  const left = (end: number) => (end > now.getTime() ? end : NEVER);
  return { overTls: left(overTls), withoutTls: left(withoutTls) };
}

/** The widest access of several windows; no access if there are none. */
export function widestOf(windows: readonly AccessWindow[]): AccessWindow {
  return {
    overTls: Math.max(...windows.map(({ overTls }) => overTls)),
    withoutTls: Math.max(...windows.map(({ withoutTls }) => withoutTls)),
  };
}

/** Whether one window allows access that the other does not. */
export function exceeds(one: AccessWindow, other: AccessWindow): boolean {
  return one.overTls > other.overTls || one.withoutTls > other.withoutTls;
}

/** Whether the window allows no access. */
export function isClosed({ overTls }: AccessWindow): boolean {
  return overTls === NEVER;
}

/** Whether the window allows no access without TLS. */
export function requiresTls({ withoutTls }: AccessWindow): boolean {
  return withoutTls === NEVER;
}

/** The end in UTC, in the format of `expires` of a grant; undefined if there is no end. */
export function expiresOf({ overTls }: AccessWindow): string | undefined {
  return overTls === NO_END ? undefined : utcText(overTls);
}

/** Condition keys and their values, by operator. */
export type ConditionElement = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The `Condition` of a statement for a window; undefined if there are no conditions, which JSON leaves out. */
export function conditionOf(window: AccessWindow): ConditionElement | undefined {
  const expires = expiresOf(window);
  if (!requiresTls(window) && expires === undefined) {
    return undefined;
  }
  return {
    ...(requiresTls(window) && { Bool: { 'aws:SecureTransport': 'true' } }),
    ...(expires !== undefined && { DateLessThan: { 'aws:CurrentTime': expires } }),
  };
}
