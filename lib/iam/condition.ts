import { isObject, type Json } from '../messages/json';
import { plain, quoted } from '../messages/wording';
import { NULL, type Operator, type OperatorName, operatorNamed, readOperatorName } from './operators';
import { RequestContext } from './request-context';
import { allTrue, anyTrue, depends, type Ternary, type Verdict } from './verdict';

/** One operator on one key, and whether it holds. */
export interface Condition {
  readonly verdict: Verdict;
  /** Says that it holds. */
  readonly words: string;
}

/** A request, and whether the policy's `${…}` are variables of it. */
export interface ConditionReading {
  readonly context: RequestContext;
  readonly hasVariables: boolean;
}

/** The conditions of a statement, all of which have to hold. */
export function conditionsOf(element: Json | undefined, reading: ConditionReading): Condition[] {
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

/** The conditions that hold, in words. */
export function describeMetConditions(conditions: readonly Condition[]): string[] {
  return conditions.filter(({ verdict }) => verdict === true).map(({ words }) => words);
}

function notUnderstood(what: string): Condition {
  const words = `its Condition ${what}, which is not understood, holds`;
  return { verdict: depends(words), words };
}

const ABSENT = new Map([
  ['true', 'absent'],
  ['false', 'present'],
]);

function conditionOf(name: string, key: string, element: Json, reading: ConditionReading): Condition {
  const values = valuesOf(element);
  const named = readOperatorName(name);
  const operator = operatorNamed(named.base);
  if (values === undefined || (operator === undefined && name !== NULL)) {
    return notUnderstood(`${plain(name)} on ${plain(key)}`);
  }
  const { context } = reading;
  const isOfRequest = context.valuesOf(key) === undefined ? { isOfRequest: true as const } : {};
  if (operator === undefined) {
    const words = `${plain(key)} is ${anyOf(values.map((value) => ABSENT.get(value.toLowerCase()) ?? quoted(value)))}`;
    return { verdict: isNull(key, values, context) ?? [{ when: words, ...isOfRequest }], words };
  }
  const test = { ...operator, ...named };
  const words = wordsOf(test, key, values);
  const unless =
    test.negated && !test.set ? { unless: wordsOf({ ...test, negated: false, ifExists: false }, key, values) } : {};
  return { verdict: holds(test, key, values, reading) ?? [{ when: words, ...unless, ...isOfRequest }], words };
}

/** Booleans and numbers may stand without quotes. */
function valuesOf(element: Json): string[] | undefined {
  const values = [element].flat();
  return values.length > 0 && values.every((value) => ['string', 'number', 'boolean'].includes(typeof value))
    ? values.map(String)
    : undefined;
}

function isNull(key: string, values: readonly string[], context: RequestContext): Ternary {
  const known = context.valuesOf(key);
  // An empty value is null for some of IAM's pages, and a value for others.
  const isAbsent = known?.every((value) => value === '') ? known.length === 0 || undefined : known && false;
  const told = isAbsent ?? (context.beginningsOf(key) && false);
  return anyTrue(
    values.map((value) => {
      const said = ABSENT.get(value.toLowerCase());
      return told === undefined || said === undefined ? undefined : told === (said === 'absent');
    }),
  );
}

type FullOperator = Operator & OperatorName;

function holds(operator: FullOperator, key: string, said: readonly string[], reading: ConditionReading): Ternary {
  const { context, hasVariables } = reading;
  const variables = hasVariables ? context : undefined;
  const matchesSome = (compare: Operator['holds']) => (asked: string) => {
    const told = anyTrue(said.map((value) => compare(asked, value, variables)));
    return operator.negated && told !== undefined ? !told : told;
  };
  const alternatives = context.alternativesOf(key, said);
  const told =
    alternatives === undefined
      ? (context.beginningsOf(key) ?? []).map(matchesSome(operator.holdsForBeginning))
      : alternatives.map((asked) => holdsFor(operator, key, asked, matchesSome(operator.holds)));
  return told.every((one) => one === told[0]) ? told[0] : undefined;
}

/**
 * Where the key is absent, or where all its values are empty for a set operator, `ForAnyValue:` is said to be false, and a negated
 * operator and `IfExists` to be true: together they are undefined.
 * Sources: IAM's "Condition operators" and "Set operators for multivalued context keys".
 */
function holdsFor(
  { set, negated, ifExists }: FullOperator,
  key: string,
  asked: readonly string[],
  matchesSome: (value: string) => Ternary,
): Ternary {
  if (asked.every((value) => value === '') && (set || asked.length === 0)) {
    const isHeld = negated || ifExists || set === 'ForAllValues';
    return set === 'ForAnyValue' && isHeld ? undefined : isHeld;
  }
  const told = asked.map(matchesSome);
  if (set !== undefined) {
    return set === 'ForAllValues' ? allTrue(told) : anyTrue(told);
  }
  return told.length === 1 && !RequestContext.isMultiValued(key) ? told[0] : undefined;
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
