import { isObject, type Json } from '../messages/json';
import { plain, quoted } from '../messages/wording';
import { NULL, type Operator, type OperatorName, operatorNamed, readOperatorName } from './operators';
import { RequestContext } from './request-context';
import { allTrue, anyTrue, depends, type Ternary, type Verdict } from './verdict';

/** A condition, which is one operator on one key, and whether it is met. */
export interface Condition {
  readonly verdict: Verdict;
  /** What the condition requires, as a clause. */
  readonly words: string;
}

/** The context of a request, and whether `${…}` is a variable in the policy. */
export interface ConditionContext {
  readonly context: RequestContext;
  readonly hasVariables: boolean;
}

/** The conditions of a statement. All of them must be met. */
export function conditionsOf(element: Json | undefined, reading: ConditionContext): Condition[] {
  if (element === undefined) {
    return [];
  }
  return isObject(element)
    ? Object.entries(element).flatMap(([operator, tests]) =>
        isObject(tests) && Object.keys(tests).length > 0
          ? Object.entries(tests).map(([key, values]) => conditionOf(operator, key, values, reading))
          : [notUnderstood(plain(operator))],
      )
    : [notUnderstood(quoted(element))];
}

/** The descriptions of the conditions that are met. */
export function describeMetConditions(conditions: readonly Condition[]): string[] {
  return conditions.filter(({ verdict }) => verdict === true).map(({ words }) => words);
}

function notUnderstood(what: string): Condition {
  const words = `its Condition ${what}, which is not understood, is met`;
  return { verdict: depends(words), words };
}

const NULL_VALUES = new Map([
  ['true', 'absent'],
  ['false', 'present'],
]);

function conditionOf(name: string, key: string, element: Json, reading: ConditionContext): Condition {
  const values = valuesOf(element);
  const named = readOperatorName(name);
  const operator = operatorNamed(named.base);
  if (values === undefined || (operator === undefined && name !== NULL)) {
    return notUnderstood(`${plain(name)} on ${plain(key)}`);
  }
  const { context } = reading;
  const isOfRequest = context.valuesOf(key) === undefined ? { isOfRequest: true as const } : {};
  if (operator === undefined) {
    const words = `${plain(key)} is ${anyOf(values.map((value) => NULL_VALUES.get(value.toLowerCase()) ?? quoted(value)))}`;
    return { verdict: isNull(key, values, context) ?? [{ when: words, ...isOfRequest }], words };
  }
  const test = { ...operator, ...named };
  const words = wordsOf(test, key, values);
  const unless =
    test.negated && !test.set ? { unless: wordsOf({ ...test, negated: false, ifExists: false }, key, values) } : {};
  return { verdict: holds(test, key, values, reading) ?? [{ when: words, ...unless, ...isOfRequest }], words };
}

/** The values as strings. Booleans and numbers can be without quotes. */
function valuesOf(element: Json): string[] | undefined {
  const values = [element].flat();
  return values.length > 0 && values.every((value) => ['string', 'number', 'boolean'].includes(typeof value))
    ? values.map(String)
    : undefined;
}

function isNull(key: string, values: readonly string[], context: RequestContext): Ternary {
  const known = context.valuesOf(key);
  // Some of IAM's pages treat an empty value as null, other pages do not.
  const isAbsent = known?.every((value) => value === '') ? known.length === 0 || undefined : known && false;
  const isNullKey = isAbsent ?? (context.beginningsOf(key) && false);
  return anyTrue(
    values.map((value) => {
      const required = NULL_VALUES.get(value.toLowerCase());
      return isNullKey === undefined || required === undefined ? undefined : isNullKey === (required === 'absent');
    }),
  );
}

type FullOperator = Operator & OperatorName;

function holds(
  operator: FullOperator,
  key: string,
  policyValues: readonly string[],
  reading: ConditionContext,
): Ternary {
  const { context, hasVariables } = reading;
  const variables = hasVariables ? context : undefined;
  const matchesSome = (compare: Operator['holds']) => (requestValue: string) => {
    const isMatch = anyTrue(policyValues.map((value) => compare(requestValue, value, variables)));
    return operator.negated && isMatch !== undefined ? !isMatch : isMatch;
  };
  const alternatives = context.alternativesOf(key, policyValues);
  const results =
    alternatives === undefined
      ? (context.beginningsOf(key) ?? []).map(matchesSome(operator.holdsForBeginning))
      : alternatives.map((requestValues) => holdsFor(operator, key, requestValues, matchesSome(operator.holds)));
  return results.every((result) => result === results[0]) ? results[0] : undefined;
}

/**
 * Whether a condition is met for the values of a request. If the key is absent, or if all its values are empty and
 * there is a set operator, then `ForAnyValue:` is false, and a negated operator and `IfExists` are true. The result of
 * both together is not documented, so it is undefined.
 * Sources: IAM's "Condition operators" and "Set operators for multivalued context keys".
 */
function holdsFor(
  { set, negated, ifExists }: FullOperator,
  key: string,
  requestValues: readonly string[],
  matchesSome: (value: string) => Ternary,
): Ternary {
  if (requestValues.every((value) => value === '') && (set || requestValues.length === 0)) {
    const isMet = negated || ifExists || set === 'ForAllValues';
    return set === 'ForAnyValue' && isMet ? undefined : isMet;
  }
  const results = requestValues.map(matchesSome);
  if (set !== undefined) {
    return set === 'ForAllValues' ? allTrue(results) : anyTrue(results);
  }
  return results.length === 1 && !RequestContext.isMultiValued(key) ? results[0] : undefined;
}

const MAX_VALUES = 3;

function anyOf(values: readonly string[]): string {
  const more = values.length - MAX_VALUES;
  return [...values.slice(0, MAX_VALUES), ...(more > 0 ? [`${more} more`] : [])].join(' or ');
}

function wordsOf({ words, negated, set, ifExists }: FullOperator, key: string, values: readonly string[]): string {
  const subject = `${set === undefined ? '' : set === 'ForAllValues' ? 'each of ' : 'one of '}${plain(key)}`;
  return `${subject} ${negated ? 'is not' : 'is'}${words} ${anyOf(values.map(quoted))}${ifExists ? ', or absent' : ''}`;
}
