const DAY = 24 * 60 * 60 * 1000;

/**
 * How two dates of conditions lie: below, equal to or above zero; undefined where they cannot be compared. They are written in
 * W3C's profile of ISO 8601 or as seconds since 1970. A day without a time is one only as a whole: which instant of it is meant
 * is documented nowhere.
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

/** Where the order of instants to a date of a condition changes: at the date; of a day, where it begins and ends. */
export function boundariesOf(policyValue: string): number[] {
  const day = dayOf(policyValue);
  const instant = instantOf(policyValue);
  return [...(instant === undefined ? [] : [instant]), ...(day === undefined ? [] : [day, day + DAY])];
}

/** When a day begins that is written without a time; undefined for other dates. */
function dayOf(text: string): number | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? instantOf(`${text}T00:00Z`) : undefined;
}

/** So many digits that they cannot be taken for a year, and so few that they cannot be milliseconds. */
const SECONDS = /^\d{9,11}$/;

function instantOf(text: string): number | undefined {
  return SECONDS.test(text) ? Number(text) * 1000 : timeFault(text) === undefined ? Date.parse(text) : undefined;
}

const TIME = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,3})?)?(?:Z|[+-](\d\d):(\d\d))$/;

/** Why a text is no date with time and offset: its form, the calendar, or the years from 1970 to 9999, which it must not leave in UTC either. */
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

const PARTLY = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

/** Whether a text is a date as IAM's page has it, down to the year alone. Source: W3C's "Date and Time Formats", which that page names. */
export function isDate(text: string): boolean {
  const parts = PARTLY.exec(text)
    ?.slice(1)
    .map((part) => (part === undefined ? undefined : Number(part)));
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts ?? [];
  const isTime = hour <= 24 && minute <= 59 && second <= 60;
  return /^-?\d+$/.test(text) || (parts !== undefined && day >= 1 && day <= lastDayOf(year, month) && isTime);
}

/** How many days a month has, counted from 1; none where there is no such month. */
function lastDayOf(year: number, month: number): number {
  return month >= 1 && month <= 12 ? new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() : 0;
}
