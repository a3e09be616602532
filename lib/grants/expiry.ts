import { quoted } from '../messages/wording';

/** In the syntax that JavaScript and Terraform share. */
export const EXPIRY_FORM = '^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:Z|([+-])(\\d\\d):(\\d\\d))$';
const FORM = new RegExp(EXPIRY_FORM);

export const EXPIRY_SHAPE = 'YYYY-MM-DDThh:mm:ssZ, or ±hh:mm in place of the Z';

/** What is wrong with the text of a date, or undefined. */
export function expiryFault(text: string): string | undefined {
  if (/T\d\d:\d\d:\d\d[.,]\d/.test(text)) {
    return `${quoted(text)} has fractions of a second, which S3 does not compare; write ${EXPIRY_SHAPE}`;
  }
  const parts = FORM.exec(text);
  if (!parts) {
    return `${quoted(text)} is not a date with time and offset; write ${EXPIRY_SHAPE}, for example 2027-06-30T00:00:00Z`;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const offsetInRange = Number(parts[8] ?? 0) <= 23 && Number(parts[9] ?? 0) <= 59;
  if (day < 1 || day > lastDayOf(year, month) || hour > 23 || minute > 59 || second > 59 || !offsetInRange) {
    return `${quoted(text)} is not a date of the calendar; write ${EXPIRY_SHAPE}`;
  }
  const utcYear = new Date(text).getUTCFullYear();
  if (year < 1970 || utcYear < 1970 || utcYear > 9999) {
    return `${quoted(text)} lies outside the years 1970 to 9999`;
  }
  return undefined;
}

/** How many days a month has, counted from 1; none where there is no such month. */
export function lastDayOf(year: number, month: number): number {
  return month >= 1 && month <= 12 ? new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() : 0;
}

/** The date in UTC, `YYYY-MM-DDThh:mm:ssZ`, as the policy holds it. */
export function expiryInUtc(text: string): string {
  return utcText(Date.parse(text));
}

/** A whole second as `YYYY-MM-DDThh:mm:ssZ`, of milliseconds since 1970. */
export function utcText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
