import { matchesArn, matchesArnBeginning } from './arn-pattern';
import { orderOfDates } from './dates';
import { isInRange } from './ip-range';
import { matches, matchesBeginning, type Reading, readPattern } from './pattern';
import type { Told } from './verdict';

/** Compares a value of the request with one of the policy. */
type Comparison = (asked: string, said: string, variables: Reading['variables']) => Told;

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

/** How the values of a condition are compared; being negated, set operators and `IfExists` come on top of it. */
export interface Operator {
  readonly kind: ValueKind;
  readonly holds: Comparison;
  /** The same where only the beginning of the request's value is known. */
  readonly holdsFrom: Comparison;
  /** What stands between the key and the values in words. */
  readonly words: string;
}

function text(words: string, how: Omit<Reading, 'variables'> = {}): Operator {
  const cased = (asked: string) => (how.ignoreCase ? asked.toLowerCase() : asked);
  return {
    kind: ValueKind.TEXT,
    holds: (asked, said, variables) => matches(readPattern(said, { ...how, variables }), cased(asked)),
    holdsFrom: (asked, said, variables) => matchesBeginning(readPattern(said, { ...how, variables }), cased(asked)),
    words,
  };
}

const ARN: Operator = {
  kind: ValueKind.ARN,
  holds: (asked, said, variables) => matchesArn(readPattern(said, { wildcards: true, variables }), asked),
  holdsFrom: (asked, said, variables) => matchesArnBeginning(readPattern(said, { wildcards: true, variables }), asked),
  words: 'is like',
};

function other(kind: ValueKind, words: string, holds: Comparison): Operator {
  return { kind, holds, holdsFrom: () => undefined, words };
}

/** Below, equal to or above zero; undefined where the two cannot be compared. */
type InOrder = (asked: string, said: string) => number | undefined;

/** More digits than this a JavaScript number does not keep. */
const NUMBER = /^[+-]?(?=[\d.]{1,16}$)\d{1,15}(\.\d+)?$/;

function orderOfNumbers(asked: string, said: string): number | undefined {
  return NUMBER.test(asked) && NUMBER.test(said) ? Number(asked) - Number(said) : undefined;
}

/** The operators whose names begin so, which differ in what they take for the order of two values. */
function ordered(
  name: string,
  kind: ValueKind,
  by: InOrder,
  [less, atMost, more, atLeast]: readonly string[],
): [string, Operator][] {
  const operator = (words: string, accepts: (order: number) => boolean) =>
    other(kind, words, (asked, said) => {
      const order = by(asked, said);
      return order === undefined ? undefined : accepts(order);
    });
  return [
    [`${name}Equals`, operator('is', (order) => order === 0)],
    [`${name}LessThan`, operator(`is ${less}`, (order) => order < 0)],
    [`${name}LessThanEquals`, operator(`is ${atMost}`, (order) => order <= 0)],
    [`${name}GreaterThan`, operator(`is ${more}`, (order) => order > 0)],
    [`${name}GreaterThanEquals`, operator(`is ${atLeast}`, (order) => order >= 0)],
  ];
}

export const BOOLEAN = /^(true|false)$/i;
export const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function same(form: RegExp, asked: string, said: string): Told {
  return form.test(asked) && form.test(said) ? asked === said : undefined;
}

const POSITIVE = new Map<string, Operator>([
  ['StringEquals', text('is')],
  ['StringEqualsIgnoreCase', text('is, in any case,', { ignoreCase: true })],
  ['StringLike', text('is like', { wildcards: true })],
  ['ArnEquals', ARN],
  ['ArnLike', ARN],
  ...ordered('Numeric', ValueKind.NUMBER, orderOfNumbers, ['less than', 'at most', 'more than', 'at least']),
  ...ordered('Date', ValueKind.DATE, orderOfDates, ['before', 'at or before', 'after', 'at or after']),
  ['Bool', other(ValueKind.BOOLEAN, 'is', (asked, said) => same(BOOLEAN, asked.toLowerCase(), said.toLowerCase()))],
  ['BinaryEquals', other(ValueKind.BINARY, 'is', (asked, said) => same(BASE64, asked, said))],
  ['IpAddress', other(ValueKind.ADDRESS, 'is in', isInRange)],
]);

const NEGATIVE = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
  ['NotIpAddress', 'IpAddress'],
]);

/** Tests whether a key is present. It compares nothing, and takes no `IfExists`. */
export const NULL = 'Null';

/** Every operator without set operator and `IfExists`, the most used first. */
export const OPERATOR_NAMES: readonly string[] = [...POSITIVE.keys(), NULL, ...NEGATIVE.keys()];

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

/**
 * The operator of a name without set operator and `IfExists`; none where it is not known here, nor for `Null`.
 * Source: IAM's "IAM JSON policy elements: Condition operators".
 */
export function operatorNamed(name: string): (Operator & { readonly negated: boolean }) | undefined {
  const operator = POSITIVE.get(NEGATIVE.get(name) ?? name);
  return operator && { ...operator, negated: NEGATIVE.has(name) };
}

/** What the values of an operator are; undefined where AWS has no operator of that name. Names of operators have case. */
export function valueKindOf({ base, ifExists }: OperatorName): ValueKind | undefined {
  return base === NULL && !ifExists ? ValueKind.BOOLEAN : operatorNamed(base)?.kind;
}
