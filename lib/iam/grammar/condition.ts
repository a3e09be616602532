import { type Diagnostic, findingsOfEach, within } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { nearest, quoted } from '../../messages/wording';
import { isDate } from '../dates';
import { isAddressOrRange } from '../ip-range';
import {
  BASE64,
  BOOLEAN,
  IF_EXISTS,
  NULL,
  OPERATOR_NAMES,
  readOperatorName,
  SET_OPERATORS,
  ValueKind,
  valueKindOf,
} from '../operators';
import { firstNonListingAction, keyFindings } from './condition-keys';
import { error, type Fault, type Placed, valueFindings, warning } from './placed';

/** Checks the `Condition` of a statement. Source: IAM's "IAM JSON policy elements: Condition". */
export function conditionFindings({ value, path }: Placed, statement: JsonObject): Diagnostic[] {
  if (!isObject(value)) {
    return [{ path, message: `${quoted(value)} is not a valid Condition: ${SHAPE}` }];
  }
  if (Object.keys(value).length === 0) {
    return [{ path, ...warning('an empty Condition has no effect; add a condition, or remove it') }];
  }
  const nonListingAction = firstNonListingAction(statement);
  return within(
    path,
    findingsOfEach(Object.entries(value), ([operator, tests]) =>
      within([operator], [...operatorFindings(operator), ...testFindings(operator, tests, nonListingAction)]),
    ),
  );
}

const SHAPE = 'write an object such as {"Bool": {"aws:SecureTransport": "false"}}';

/** S3 answers "Invalid Condition type". Source: IAM's "IAM JSON policy elements: Condition operators". */
function operatorFindings(name: string): Diagnostic[] {
  const parts = readOperatorName(name);
  if (valueKindOf(parts) !== undefined) {
    return [];
  }
  const meant = operatorMeant(name);
  const hint =
    meant === undefined
      ? '; use an operator such as StringEquals, StringLike, NumericLessThan, DateLessThan, Bool, IpAddress, ArnLike or Null'
      : `; did you mean ${quoted(meant)}?${parts.base === NULL ? ` ${NULL} does not support ${IF_EXISTS}` : ''}`;
  return [{ path: [], message: `${quoted(name)} is not a condition operator${hint}` }];
}

/** The operator nearest to an unknown name, ignoring case; undefined if no operator is near enough. */
export function operatorMeant(name: string): string | undefined {
  const colon = name.lastIndexOf(':');
  const set = colon < 0 ? '' : nearest(name.slice(0, colon), SET_OPERATORS);
  const rest = name.slice(colon + 1);
  const plain = rest.replace(/ifexists?$/i, '');
  const base = nearest(plain, OPERATOR_NAMES);
  return base === undefined || set === undefined
    ? undefined
    : `${set === '' ? '' : `${set}:`}${base}${plain === rest || base === NULL ? '' : IF_EXISTS}`;
}

function testFindings(operator: string, tests: Json, nonListingAction: string | undefined): Diagnostic[] {
  if (!isObject(tests)) {
    return [{ path: [], message: `${quoted(tests)} contains no condition key: ${SHAPE}` }];
  }
  if (Object.keys(tests).length === 0) {
    return [{ path: [], ...warning('an empty object tests nothing; add a condition key, or remove the operator') }];
  }
  const kind = valueKindOf(readOperatorName(operator));
  return [
    ...keyFindings(Object.keys(tests), nonListingAction),
    ...findingsOfEach(Object.entries(tests), ([key, values]) =>
      valueFindings({ path: [key], value: values }, (value) => valueFault(value, kind)),
    ),
  ];
}

/**
 * Why a value does not fit its operator. Quotation marks are optional for numbers and Booleans. A value with a policy
 * variable is not checked.
 * Sources: IAM's "Grammar of the IAM JSON policy language"; Access Analyzer's "Invalid condition data type". S3 is
 * reported to check only addresses ("Invalid IP address in Conditions"), so other values get a warning.
 */
function valueFault(value: Json, kind: ValueKind | undefined): Fault | undefined {
  if (typeof value === 'object') {
    return error(`${quoted(value)} is not a valid condition value: write a string, a number, true or false`);
  }
  const text = String(value);
  const form = kind === undefined || text.includes('${') ? undefined : FORMS[kind];
  // JSON.parse reads a number with too many digits as Infinity; readPolicyText reports it.
  if (form === undefined || form.test(text) || !Number.isFinite(typeof value === 'number' ? value : 0)) {
    return undefined;
  }
  const message = `${quoted(value)} is not ${form.what}; write ${form.example}`;
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
    what: 'an ARN pattern, which has six parts separated by colons',
    example: 'a value such as "arn:aws:s3:::films" or "arn:aws:iam::111122223333:role/*"',
  },
  [ValueKind.NUMBER]: {
    test: (text) => /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text),
    what: 'a number, which the operator requires',
    example: 'a value such as "10" or "0.5"',
  },
  [ValueKind.DATE]: {
    test: isDate,
    what: 'a date, which the operator requires: ISO 8601 with time and offset, or seconds since 1970',
    example: 'a value such as "2027-06-30T00:00:00Z"',
  },
  [ValueKind.BOOLEAN]: {
    test: (text) => BOOLEAN.test(text.trim()),
    what: 'a Boolean, which the operator requires',
    example: '"true" or "false"',
  },
  [ValueKind.BINARY]: {
    test: (text) => BASE64.test(text),
    what: 'Base64 text, which the operator requires',
    example: 'a value such as "QmluYXJ5"',
  },
  [ValueKind.ADDRESS]: {
    test: isAddressOrRange,
    what: 'an IP address or a CIDR range, which the operator requires',
    example: 'a value such as "203.0.113.0/24" or "2001:db8::/32"',
  },
};

const ARN_PARTS = 6;
