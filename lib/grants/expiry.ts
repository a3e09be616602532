import { timeFault } from '../iam/dates';
import { quoted } from '../messages/wording';

/** In the syntax that JavaScript and Terraform share. */
export const EXPIRY_FORM = '^(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:Z|([+-])(\\d\\d):(\\d\\d))$';
const FORM = new RegExp(EXPIRY_FORM);

export const EXPIRY_SHAPE = 'YYYY-MM-DDThh:mm:ssZ, or ±hh:mm in place of the Z';

/** Returns what is wrong with the text of a date, or undefined. */
export function expiryFault(text: string): string | undefined {
  if (/T\d\d:\d\d:\d\d[.,]\d/.test(text)) {
    return `${quoted(text)} has fractions of a second, which S3 does not compare; write ${EXPIRY_SHAPE}`;
  }
  const fault = FORM.test(text) ? timeFault(text) : 'form';
  return fault && `${quoted(text)} ${FAULTS[fault]}`;
}

const FAULTS = {
  form: `is not a date with time and offset; write ${EXPIRY_SHAPE}, for example 2027-06-30T00:00:00Z`,
  calendar: `is not a valid calendar date; write ${EXPIRY_SHAPE}`,
  years: 'is outside the years 1970 to 9999',
};

/** The date in UTC, `YYYY-MM-DDThh:mm:ssZ`, the format in the policy. */
export function expiryInUtc(text: string): string {
  return utcText(Date.parse(text));
}

/** Formats a time in whole seconds as `YYYY-MM-DDThh:mm:ssZ`. @param time in milliseconds since 1970 */
export function utcText(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
