import type { Diagnostic } from '../../messages/diagnostic';
import type { Json } from '../../messages/json';
import { quoted } from '../../messages/wording';
import { isDate } from '../dates';
import { isAddressOrRange } from '../ip-range';
import { BASE64, BOOLEAN, ValueKind } from '../operators';
import { EMPTY_LIST, error, type Fault, placedValues, warning } from './placed';

/** What is wrong with the values that a condition key is compared with; the kind is undefined where the operator is unknown. */
export function valueFindings(values: Json, kind: ValueKind | undefined): Diagnostic[] {
  return Array.isArray(values) && values.length === 0
    ? [{ path: [], ...EMPTY_LIST }]
    : placedValues(values, []).flatMap(({ path, value }) => {
        const fault = valueFault(value, kind);
        return fault === undefined ? [] : [{ path, ...fault }];
      });
}

/**
 * Quotation marks are optional for numbers and Booleans. A value with a policy variable is not judged.
 * Sources: IAM's "Grammar of the IAM JSON policy language"; Access Analyzer's "Invalid condition data type", which S3 is
 * reported to check for addresses alone ("Invalid IP address in Conditions"), so that the others are warnings.
 */
function valueFault(value: Json, kind: ValueKind | undefined): Fault | undefined {
  if (typeof value === 'object') {
    return error(`${quoted(value)} is no value of a condition: write a string, a number, true or false`);
  }
  const text = String(value);
  const form = kind === undefined || text.includes('${') ? undefined : FORMS[kind];
  // A number that is out of range was a longer one in the text, where it is found.
  if (form === undefined || form.test(text) || !Number.isFinite(typeof value === 'number' ? value : 0)) {
    return undefined;
  }
  const message = `${quoted(value)} is no ${form.what}; write ${form.example}`;
  return kind === ValueKind.ADDRESS ? error(message) : warning(message);
}

interface Form {
  readonly test: (text: string) => boolean;
  readonly what: string;
  readonly example: string;
}

const FORMS: Readonly<Record<ValueKind, Form | undefined>> = {
  [ValueKind.TEXT]: undefined,
  [ValueKind.ARN]: {
    test: (text) => text.split(':', ARN_PARTS).length === ARN_PARTS,
    what: 'pattern of an ARN, which has six parts between colons',
    example: 'such as "arn:aws:s3:::films" or "arn:aws:iam::111122223333:role/*"',
  },
  [ValueKind.NUMBER]: {
    test: (text) => /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text),
    what: 'number, which the operator compares with',
    example: 'such as "10" or "0.5"',
  },
  [ValueKind.DATE]: {
    test: isDate,
    what: 'date in ISO 8601 with time and offset, nor seconds since 1970',
    example: 'such as "2027-06-30T00:00:00Z"',
  },
  [ValueKind.BOOLEAN]: {
    test: (text) => BOOLEAN.test(text.trim()),
    what: 'truth value, which the operator compares with',
    example: '"true" or "false"',
  },
  [ValueKind.BINARY]: {
    test: (text) => BASE64.test(text),
    what: 'text in Base64, which the operator compares with',
    example: 'such as "QmluYXJ5"',
  },
  [ValueKind.ADDRESS]: {
    test: isAddressOrRange,
    what: 'IP address or range in CIDR form',
    example: 'such as "203.0.113.0/24" or "2001:db8::/32"',
  },
};

const ARN_PARTS = 6;
