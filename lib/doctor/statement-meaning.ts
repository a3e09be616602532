import { listed } from '../iam/policy';
import { accountPrincipal } from '../policy/identity';
import { isObject, type Json, type JsonObject } from '../policy/json';

/**
 * A text that is the same for statements that mean the same: neither their Sid matters, nor the order of values, nor whether one
 * value stands in a list, nor the case of actions and of condition keys, nor by which of its names an account is called.
 */
export function meaningOf(statement: JsonObject): string {
  return JSON.stringify(
    sorted(
      Object.fromEntries(
        Object.entries(statement)
          .filter(([name]) => name !== 'Sid')
          .map(([name, value]) => [name, memberMeaning(name, value)]),
      ),
    ),
  );
}

function memberMeaning(name: string, value: Json): Json {
  switch (name) {
    case 'Principal':
    case 'NotPrincipal':
      return principalMeaning(value);
    case 'Action':
    case 'NotAction':
      return asSet(listed(value).map((action) => String(action).toLowerCase()));
    case 'Condition':
      return isObject(value) ? mapped(value, (tests) => (isObject(tests) ? conditionMeaning(tests) : tests)) : value;
    default:
      return Array.isArray(value) || typeof value === 'string' ? asSet(listed(value)) : value;
  }
}

function principalMeaning(principal: Json): Json {
  const kinds = isObject(principal) ? principal : { AWS: principal };
  return mapped(kinds, (names) => asSet(listed(names).map(wholeName)));
}

/** S3 itself writes an account that is given as a number by its ARN. */
function wholeName(name: Json): Json {
  return typeof name === 'string' && /^\d{12}$/.test(name) ? accountPrincipal(name).AWS : name;
}

function conditionMeaning(tests: JsonObject): JsonObject {
  const entries = Object.entries(tests).map(([key, values]): [string, Json] => [
    key.toLowerCase(),
    asSet(listed(values).map(String)),
  ]);
  return Object.fromEntries(entries);
}

function asSet(values: readonly Json[]): Json[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))].sort().map((text) => JSON.parse(text) as Json);
}

function mapped(object: JsonObject, change: (value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

function sorted(value: Json): Json {
  if (!isObject(value)) {
    return value;
  }
  const entries = Object.entries(value).map(([name, member]): [string, Json] => [name, sorted(member)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
