import { matchesArn, matchesArnBeginning } from './arn-pattern';
import { isInRange } from './ip-range';
import { type Order, orderOfDates, orderOfNumbers } from './order';
import { matches, matchesBeginning, type Reading, readPattern } from './pattern';
import type { Told } from './verdict';

/** Compares a value of the request with one of the policy. */
type Comparison = (asked: string, said: string, variables: Reading['variables']) => Told;

/** How the values of a condition are compared; being negated, set operators and `IfExists` come on top of it. */
export interface Operator {
  readonly holds: Comparison;
  /** The same where only the beginning of the request's value is known. */
  readonly holdsFrom: Comparison;
  /** What stands between the key and the values in words. */
  readonly words: string;
}

function text(words: string, how: Omit<Reading, 'variables'> = {}): Operator {
  const cased = (asked: string) => (how.ignoreCase ? asked.toLowerCase() : asked);
  return {
    holds: (asked, said, variables) => matches(readPattern(said, { ...how, variables }), cased(asked)),
    holdsFrom: (asked, said, variables) => matchesBeginning(readPattern(said, { ...how, variables }), cased(asked)),
    words,
  };
}

const ARN: Operator = {
  holds: (asked, said, variables) => matchesArn(readPattern(said, { wildcards: true, variables }), asked),
  holdsFrom: (asked, said, variables) => matchesArnBeginning(readPattern(said, { wildcards: true, variables }), asked),
  words: 'is like',
};

function other(words: string, holds: Comparison): Operator {
  return { holds, holdsFrom: () => undefined, words };
}

type InOrder = (asked: string, said: string) => Order;

function inOrder(words: string, by: InOrder, accepts: (order: number) => boolean): Operator {
  return other(words, (asked, said) => {
    const order = by(asked, said);
    return order === undefined ? undefined : accepts(order);
  });
}

/** `kind` is that of the operators with these names, which differ in what they take for the order of two values. */
function ordered(kind: string, by: InOrder, [less, atMost, more, atLeast]: readonly string[]): [string, Operator][] {
  return [
    [`${kind}Equals`, inOrder('is', by, (order) => order === 0)],
    [`${kind}LessThan`, inOrder(`is ${less}`, by, (order) => order < 0)],
    [`${kind}LessThanEquals`, inOrder(`is ${atMost}`, by, (order) => order <= 0)],
    [`${kind}GreaterThan`, inOrder(`is ${more}`, by, (order) => order > 0)],
    [`${kind}GreaterThanEquals`, inOrder(`is ${atLeast}`, by, (order) => order >= 0)],
  ];
}

const BOOLEAN = /^(true|false)$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function same(form: RegExp, asked: string, said: string): Told {
  return form.test(asked) && form.test(said) ? asked === said : undefined;
}

const POSITIVE = new Map<string, Operator>([
  ['StringEquals', text('is')],
  ['StringEqualsIgnoreCase', text('is, in any case,', { ignoreCase: true })],
  ['StringLike', text('is like', { wildcards: true })],
  ['ArnEquals', ARN],
  ['ArnLike', ARN],
  ...ordered('Numeric', orderOfNumbers, ['less than', 'at most', 'more than', 'at least']),
  ...ordered('Date', orderOfDates, ['before', 'at or before', 'after', 'at or after']),
  ['Bool', other('is', (asked, said) => same(BOOLEAN, asked.toLowerCase(), said.toLowerCase()))],
  ['BinaryEquals', other('is', (asked, said) => same(BASE64, asked, said))],
  ['IpAddress', other('is in', isInRange)],
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

/**
 * The operator of a name without set operator and `IfExists`; none where it is not known here.
 * Source: IAM's "IAM JSON policy elements: Condition operators".
 */
export function operatorNamed(name: string): (Operator & { readonly negated: boolean }) | undefined {
  const operator = POSITIVE.get(NEGATIVE.get(name) ?? name);
  return operator && { ...operator, negated: NEGATIVE.has(name) };
}
