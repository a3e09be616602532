import { isObject, type Json, type JsonObject } from '../messages/json';
import { accountPrincipal } from './account';
import { asList, mapMembers } from './policy';

/**
 * A text that is equal for statements with the same meaning. It ignores the Sid, the order of values, a list around a
 * single value, the case of actions and condition keys, the form of an account ID, and an empty condition.
 */
export function meaningOf(statement: JsonObject): string {
  return JSON.stringify(
    sorted(
      Object.fromEntries(
        Object.entries(statement)
          .filter(([name, value]) => name !== 'Sid' && !isEmptyCondition(name, value))
          .map(([name, value]) => [name, memberMeaning(name, value)]),
      ),
    ),
  );
}

/** Whether two statements have the same meaning. */
export function meanTheSame(one: JsonObject, other: JsonObject): boolean {
  return meaningOf(one) === meaningOf(other);
}

function isEmptyCondition(name: string, value: Json): boolean {
  return name === 'Condition' && isObject(value) && Object.keys(value).length === 0;
}

function memberMeaning(name: string, value: Json): Json {
  switch (name) {
    case 'Principal':
    case 'NotPrincipal':
      return principalMeaning(value);
    case 'Action':
    case 'NotAction':
      return asSet(asList(value).map((action) => textOf(action).toLowerCase()));
    case 'Condition':
      return isObject(value)
        ? mapMembers(value, (_, tests) => (isObject(tests) ? conditionMeaning(tests) : tests))
        : value;
    default:
      return Array.isArray(value) || typeof value === 'string' ? asSet(asList(value)) : value;
  }
}

function principalMeaning(principal: Json): Json {
  const kinds = isObject(principal) ? principal : { AWS: principal };
  return mapMembers(kinds, (_, names) => asSet(asList(names).map(asAccountArn)));
}

/** The ARN of an account ID, which S3 also returns in its place; any other principal as it is. */
export function asAccountArn(name: Json): Json {
  return typeof name === 'string' && /^\d{12}$/.test(name) ? accountPrincipal(name).AWS : name;
}

function conditionMeaning(tests: JsonObject): JsonObject {
  const entries = Object.entries(tests).map(([key, values]): [string, Json] => [
    key.toLowerCase(),
    asSet(asList(values).map(textOf)),
  ]);
  return Object.fromEntries(entries);
}

/** A number or a Boolean means the same as its text. Other values are not valid, and are compared as JSON. */
function textOf(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function asSet(values: readonly Json[]): Json[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))].sort().map((text) => JSON.parse(text) as Json);
}

function sorted(value: Json): Json {
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value).map(([name, member]): [string, Json] => [name, sorted(member)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
