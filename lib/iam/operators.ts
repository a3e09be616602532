import { matchesArn, matchesArnBeginning } from './arn-pattern';
import { orderOfDates } from './dates';
import { isInRange } from './ip-range';
import { matches, matchesBeginning, type Pattern, type PatternOptions, readPattern } from './pattern';
import type { Ternary } from './verdict';

/** Compares a value of the request with one of the policy. */
type Comparison = (asked: string, said: string, variables: PatternOptions['variables']) => Ternary;

/** What the values of an operator are. Source: IAM's "IAM JSON policy elements: Condition operators". */
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
  /** The same where only the beginning of the request's value is known. */
  readonly holdsForBeginning: Comparison;
}

/** How the values of a condition are compared; set operators and `IfExists` come on top of it. */
export interface Operator extends Comparing {
  readonly kind: ValueKind;
  /** What stands between "is" or "is not" and the values in words. */
  readonly words: string;
  readonly negated: boolean;
}

type ByPattern = (pattern: Pattern, text: string) => Ternary;

function byPattern(how: Omit<PatternOptions, 'variables'>, whole: ByPattern, beginning: ByPattern): Comparing {
  const compared =
    (by: ByPattern): Comparison =>
    (asked, said, variables) =>
      by(readPattern(said, { ...how, variables }), how.ignoreCase ? asked.toLowerCase() : asked);
  return { holds: compared(whole), holdsForBeginning: compared(beginning) };
}

function byValue(holds: Comparison): Comparing {
  return { holds, holdsForBeginning: () => undefined };
}

/** @param orderOf below, equal to or above zero; undefined where the two cannot be compared */
function inOrder(orderOf: (asked: string, said: string) => number | undefined) {
  return (accepts: (order: number) => boolean) =>
    byValue((asked, said) => {
      const order = orderOf(asked, said);
      return order === undefined ? undefined : accepts(order);
    });
}

/** More digits than this a JavaScript number does not keep. */
const NUMBER = /^[+-]?(?=[\d.]{1,16}$)\d{1,15}(\.\d+)?$/;
export const BOOLEAN = /^(true|false)$/i;
export const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const TEXT = byPattern({}, matches, matchesBeginning);
const TEXT_IN_ANY_CASE = byPattern({ ignoreCase: true }, matches, matchesBeginning);
const LIKE = byPattern({ wildcards: true }, matches, matchesBeginning);
const ARN_LIKE = byPattern({ wildcards: true }, matchesArn, matchesArnBeginning);
const number = inOrder((asked, said) =>
  NUMBER.test(asked) && NUMBER.test(said) ? Number(asked) - Number(said) : undefined,
);
const date = inOrder(orderOfDates);
const boolean = byValue((asked, said) => same(BOOLEAN, asked.toLowerCase(), said.toLowerCase()));
const base64 = byValue((asked, said) => same(BASE64, asked, said));

function same(form: RegExp, asked: string, said: string): Ternary {
  return form.test(asked) && form.test(said) ? asked === said : undefined;
}

/**
 * All that is known of each operator, the most used first: its name, that of its opposite, its values, what is said between "is" and
 * them, and how they are compared. Source: IAM's "IAM JSON policy elements: Condition operators".
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

/** Tests whether a key is present. It compares nothing, and takes no `IfExists`. */
export const NULL = 'Null';

/** Every operator without set operator and `IfExists`, the most used first. */
export const OPERATOR_NAMES: readonly string[] = [
  ...ROWS.map(([name]) => name),
  NULL,
  ...ROWS.flatMap(([, opposite]) => opposite ?? []),
];

export const SET_OPERATORS = ['ForAllValues', 'ForAnyValue'] as const;
export const IF_EXISTS = 'IfExists';

/** The name of an operator by its parts. */
export interface OperatorName {
  readonly set: string | undefined;
  /** Without set operator and `IfExists`. */
  readonly base: string;
  readonly ifExists: boolean;
}

const NAME = new RegExp(`^(?:(${SET_OPERATORS.join('|')}):)?(.*?)(${IF_EXISTS})?$`, 's');

export function readOperatorName(name: string): OperatorName {
  const [, set, base = '', ifExists] = NAME.exec(name) ?? [];
  return { set, base, ifExists: ifExists !== undefined };
}

/** The operator of a name without set operator and `IfExists`; none where it is not known here, nor for `Null`. */
export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.get(name);
}

/** What the values of an operator are; undefined where AWS has no operator of that name. Names of operators have case. */
export function valueKindOf({ base, ifExists }: OperatorName): ValueKind | undefined {
  return base === NULL && !ifExists ? ValueKind.BOOLEAN : OPERATORS.get(base)?.kind;
}
