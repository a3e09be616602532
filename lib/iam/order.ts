import { expiryFault } from '../grants/expiry';

/** Below, equal to or above zero; undefined where the two cannot be compared. */
export type Order = number | undefined;

/** More digits than this a JavaScript number does not keep. */
const NUMBER = /^[+-]?(?=[\d.]{1,16}$)\d{1,15}(\.\d+)?$/;

/** Of decimal numbers, with or without a fraction. */
export function orderOfNumbers(asked: string, said: string): Order {
  return NUMBER.test(asked) && NUMBER.test(said) ? Number(asked) - Number(said) : undefined;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * A policy has dates in W3C's profile of ISO 8601 or as seconds since 1970.
 * A day without a time is one only as a whole: which instant of it is meant is documented nowhere.
 */
export function orderOfDates(asked: string, said: string): Order {
  const instant = instantOf(asked);
  const limit = instantOf(said);
  const day = /^\d{4}-\d\d-\d\d$/.test(said) ? instantOf(`${said}T00:00Z`) : undefined;
  if (instant === undefined) {
    return undefined;
  }
  if (day !== undefined) {
    return instant < day ? -1 : instant >= day + DAY ? 1 : undefined;
  }
  return limit === undefined ? undefined : instant - limit;
}

/** So many digits that they cannot be taken for a year, and so few that they cannot be milliseconds. */
const SECONDS = /^\d{9,11}$/;
const DATE = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

function instantOf(text: string): number | undefined {
  if (SECONDS.test(text)) {
    return Number(text) * 1000;
  }
  const [, toTheMinute, seconds = ':00', fraction = '', offset] = DATE.exec(text) ?? [];
  return toTheMinute === undefined || expiryFault(`${toTheMinute}${seconds}${offset}`) !== undefined
    ? undefined
    : Date.parse(`${toTheMinute}${seconds}${fraction}${offset}`);
}
