import { type Diagnostic, within } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { nearest, quoted } from '../../messages/wording';
import { IF_EXISTS, NULL, OPERATOR_NAMES, readOperatorName, SET_OPERATORS, valueKindOf } from '../operators';
import { actionBesideListing, keyFindings } from './condition-keys';
import { valueFindings } from './condition-values';
import { type Placed, warning } from './placed';

/** What is wrong with the `Condition` of a statement. Source: IAM's "IAM JSON policy elements: Condition". */
export function conditionFindings({ value, path }: Placed, statement: JsonObject): Diagnostic[] {
  if (!isObject(value)) {
    return [{ path, message: `${quoted(value)} is no Condition: ${SHAPE}` }];
  }
  if (Object.keys(value).length === 0) {
    return [{ path, ...warning('an empty Condition limits nothing; say what is meant, or leave it out') }];
  }
  const notListing = actionBesideListing(statement);
  return within(
    path,
    Object.entries(value).flatMap(([operator, tests]) =>
      within([operator], [...operatorFindings(operator), ...testFindings(operator, tests, notListing)]),
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
      ? '; among those of AWS are StringEquals, StringLike, NumericLessThan, DateLessThan, Bool, IpAddress, ArnLike and Null'
      : `, did you mean ${quoted(meant)}?${parts.base === NULL ? ` ${NULL} takes no ${IF_EXISTS}` : ''}`;
  return [{ path: [], message: `${quoted(name)} is no condition operator${hint}` }];
}

/** The operator that is meant by a name that none has, in whatever case it is written; undefined where none is near enough. */
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

function testFindings(operator: string, tests: Json, notListing: string | undefined): Diagnostic[] {
  if (!isObject(tests)) {
    return [{ path: [], message: `${quoted(tests)} tests no condition key: ${SHAPE}` }];
  }
  if (Object.keys(tests).length === 0) {
    return [{ path: [], ...warning('an empty object tests nothing; say what is meant, or leave the operator out') }];
  }
  const kind = valueKindOf(readOperatorName(operator));
  return [
    ...keyFindings(Object.keys(tests), notListing),
    ...Object.entries(tests).flatMap(([key, values]) => within([key], valueFindings(values, kind))),
  ];
}
