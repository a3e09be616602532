import { matchesArn, matchesArnBeginning } from './arn-pattern';
import { orderOfDates } from './dates';
import { isInRange } from './ip-range';
import { matches, matchesBeginning, type Pattern, type PatternOptions, readPattern } from './pattern';
import type { Ternary } from './verdict';

/** Compares a value of the request with a value of the policy. */
type Comparison = (requestValue: string, policyValue: string, variables: PatternOptions['variables']) => Ternary;

/** The type of the values of an operator. Source: IAM's "IAM JSON policy elements: Condition operators". */
export enum ValueKind {
  TEXT = 'text',
  ARN = 'arn',
  NUMBER = 'number',
  DATE = 'date',
  BOOLEAN = 'boolean',
  BINARY = 'binary',
  ADDRESS = 'address',
}

interface Comparing {
  readonly holds: Comparison;
  /** The same as `holds` if only the beginning of the request's value is known. */
  readonly holdsForBeginning: Comparison;
}

/** How an operator compares values, without a set operator and `IfExists`. */
export interface Operator extends Comparing {
  readonly kind: ValueKind;
  /** The words between "is" or "is not" and the values in a description. */
  readonly words: string;
  readonly negated: boolean;
}

type ByPattern = (pattern: Pattern, text: string) => Ternary;

function byPattern(options: Omit<PatternOptions, 'variables'>, whole: ByPattern, beginning: ByPattern): Comparing {
  const compared =
    (by: ByPattern): Comparison =>
    (requestValue, policyValue, variables) =>
      by(
        readPattern(policyValue, { ...options, variables }),
        options.ignoreCase ? requestValue.toLowerCase() : requestValue,
      );
  return { holds: compared(whole), holdsForBeginning: compared(beginning) };
}

function byValue(holds: Comparison): Comparing {
  return { holds, holdsForBeginning: () => undefined };
}

/** @param orderOf returns a number below, equal to or above zero, or undefined if the two values cannot be compared */
function inOrder(orderOf: (requestValue: string, policyValue: string) => number | undefined) {
  return (accepts: (order: number) => boolean) =>
    byValue((requestValue, policyValue) => {
      const order = orderOf(requestValue, policyValue);
      return order === undefined ? undefined : accepts(order);
    });
}

/** A number with at most 15 digits, which a JavaScript number keeps exactly. */
const NUMBER = /^[+-]?(?=[\d.]{1,16}$)\d{1,15}(\.\d+)?$/;
export const BOOLEAN = /^(true|false)$/i;
export const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const TEXT = byPattern({}, matches, matchesBeginning);
const TEXT_IN_ANY_CASE = byPattern({ ignoreCase: true }, matches, matchesBeginning);
const LIKE = byPattern({ wildcards: true }, matches, matchesBeginning);
const ARN_LIKE = byPattern({ wildcards: true }, matchesArn, matchesArnBeginning);
const number = inOrder((requestValue, policyValue) =>
  NUMBER.test(requestValue) && NUMBER.test(policyValue) ? Number(requestValue) - Number(policyValue) : undefined,
);
const date = inOrder(orderOfDates);
const boolean = byValue((requestValue, policyValue) =>
  same(BOOLEAN, requestValue.toLowerCase(), policyValue.toLowerCase()),
);
const base64 = byValue((requestValue, policyValue) => same(BASE64, requestValue, policyValue));

function same(form: RegExp, requestValue: string, policyValue: string): Ternary {
  return form.test(requestValue) && form.test(policyValue) ? requestValue === policyValue : undefined;
}

/**
 * All operators, the most used first. Each row is the name, the name of the opposite operator, the type of the values,
 * the words between "is" and the values, and the comparison. Source: IAM's "IAM JSON policy elements: Condition
 * operators".
 */
const ROWS: readonly (readonly [string, string | undefined, ValueKind, string, Comparing])[] = [
  ['StringEquals', 'StringNotEquals', ValueKind.TEXT, '', TEXT],
  ['StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', ValueKind.TEXT, ', in any case,', TEXT_IN_ANY_CASE],
  ['StringLike', 'StringNotLike', ValueKind.TEXT, ' like', LIKE],
  ['ArnEquals', 'ArnNotEquals', ValueKind.ARN, ' like', ARN_LIKE],
  ['ArnLike', 'ArnNotLike', ValueKind.ARN, ' like', ARN_LIKE],
  ['NumericEquals', 'NumericNotEquals', ValueKind.NUMBER, '', number((order) => order === 0)],
  ['NumericLessThan', undefined, ValueKind.NUMBER, ' less than', number((order) => order < 0)],
  ['NumericLessThanEquals', undefined, ValueKind.NUMBER, ' at most', number((order) => order <= 0)],
  ['NumericGreaterThan', undefined, ValueKind.NUMBER, ' more than', number((order) => order > 0)],
  ['NumericGreaterThanEquals', undefined, ValueKind.NUMBER, ' at least', number((order) => order >= 0)],
  ['DateEquals', 'DateNotEquals', ValueKind.DATE, '', date((order) => order === 0)],
  ['DateLessThan', undefined, ValueKind.DATE, ' before', date((order) => order < 0)],
  ['DateLessThanEquals', undefined, ValueKind.DATE, ' at or before', date((order) => order <= 0)],
  ['DateGreaterThan', undefined, ValueKind.DATE, ' after', date((order) => order > 0)],
  ['DateGreaterThanEquals', undefined, ValueKind.DATE, ' at or after', date((order) => order >= 0)],
  ['Bool', undefined, ValueKind.BOOLEAN, '', boolean],
  ['BinaryEquals', undefined, ValueKind.BINARY, '', base64],
  ['IpAddress', 'NotIpAddress', ValueKind.ADDRESS, ' in', byValue(isInRange)],
];

const OPERATORS = new Map<string, Operator>(
  ROWS.flatMap(([name, opposite, kind, words, comparing]) => {
    const operator = { kind, words, ...comparing, negated: false };
    return [
      [name, operator],
      ...(opposite === undefined ? [] : [[opposite, { ...operator, negated: true }] as const]),
    ] as const;
  }),
);

/** The operator that tests whether a key is present. It compares no values, and does not support `IfExists`. */
export const NULL = 'Null';

/** The names of all operators without set operator and `IfExists`, the most used first. */
export const OPERATOR_NAMES: readonly string[] = [
  ...ROWS.map(([name]) => name),
  NULL,
  ...ROWS.flatMap(([, opposite]) => opposite ?? []),
];

export const SET_OPERATORS = ['ForAllValues', 'ForAnyValue'] as const;
export const IF_EXISTS = 'IfExists';

/** The parts of the name of an operator. */
export interface OperatorName {
  readonly set: string | undefined;
  /** The name without set operator and `IfExists`. */
  readonly base: string;
  readonly ifExists: boolean;
}

const NAME = new RegExp(`^(?:(${SET_OPERATORS.join('|')}):)?(.*?)(${IF_EXISTS})?$`, 's');

export function readOperatorName(name: string): OperatorName {
  const [, set, base = '', ifExists] = NAME.exec(name) ?? [];
  return { set, base, ifExists: ifExists !== undefined };
}

/**
 * The operator with a name that has no set operator and no `IfExists`; undefined for an unknown name and for `Null`.
 */
export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.get(name);
}

/** The type of the values of an operator; undefined if AWS has no operator with this name. Names are case-sensitive. */
export function valueKindOf({ base, ifExists }: OperatorName): ValueKind | undefined {
  return base === NULL && !ifExists ? ValueKind.BOOLEAN : OPERATORS.get(base)?.kind;
}
