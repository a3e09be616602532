const DAY = 24 * 60 * 60 * 1000;

/**
 * The order of two dates in conditions: below, equal to or above zero, or undefined if they cannot be compared. A date
 * is in W3C's profile of ISO 8601, or in seconds since 1970. A date without a time cannot be compared with an instant
 * of that day, since AWS does not document which instant it means.
 */
export function orderOfDates(requestValue: string, policyValue: string): number | undefined {
  const instant = instantOf(requestValue);
  const limit = instantOf(policyValue);
  const day = dayOf(policyValue);
  if (instant === undefined) {
    return undefined;
  }
  if (day !== undefined) {
    return instant < day ? -1 : instant >= day + DAY ? 1 : undefined;
  }
  return limit === undefined ? undefined : instant - limit;
}

/**
 * The instants at which `orderOfDates` changes for a date in a condition: the date, or the beginning and the end of a
 * day.
 */
export function boundariesOf(policyValue: string): number[] {
  const day = dayOf(policyValue);
  const instant = instantOf(policyValue);
  return [...(instant === undefined ? [] : [instant]), ...(day === undefined ? [] : [day, day + DAY])];
}

/** The beginning of a date without a time; undefined for other dates. */
function dayOf(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? instantOf(`${text}T00:00Z`) : undefined;
}

/** Enough digits not to be a year, and too few to be milliseconds. */
const SECONDS = /^\d{9,11}$/;

function instantOf(text: string): number | undefined {
  return SECONDS.test(text) ? Number(text) * 1000 : timeFault(text) === undefined ? Date.parse(text) : undefined;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?(?:Z|[+-](\d\d):(\d\d))$/;

/**
 * Why a text is not a date with time and offset: its form, the calendar, or a year before 1970 or after 9999, also in
 * UTC.
 */
export function timeFault(text: string): 'form' | 'calendar' | 'years' | undefined {
  const parts = TIME.exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (parts === undefined) {
    return 'form';
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offsetHour = 0, offsetMinute = 0] = parts;
  const isTime = hour <= 23 && minute <= 59 && second <= 59 && offsetHour <= 23 && offsetMinute <= 59;
  if (day < 1 || day > lastDayOf(year, month) || !isTime) {
    return 'calendar';
  }
  const utcYear = new Date(text).getUTCFullYear();
  return year < 1970 || utcYear < 1970 || utcYear > 9999 ? 'years' : undefined;
}

const W3C_DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

/**
 * Whether a text is a date in a form that IAM documents, of which the shortest is a year. Source: W3C's "Date and Time
 * Formats", to which IAM's page refers.
 */
export function isDate(text: string): boolean {
  const parts = W3C_DATE.exec(text)
    ?.slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts ?? [];
  const isTime = hour <= 24 && minute <= 59 && second <= 60;
  return /^-?\d+$/.test(text) || (parts !== undefined && day >= 1 && day <= lastDayOf(year, month) && isTime);
}

/** The last day of a month, which is from 1 to 12; 0 for any other number. */
function lastDayOf(year: number, month: number): number {
  return month >= 1 && month <= 12 ? new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() : 0;
}
