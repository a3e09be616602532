import { isObject, type Json, type JsonObject } from '../policy/json';

/** The version of the language that policies are written in here. */
export const VERSION = '2012-10-17';
/** The one before, which is meant where none is said. There `${` is plain text. */
export const OLD_VERSION = '2008-10-17';

/** Where a variable would be one. */
const WITH_VARIABLES = ['Resource', 'NotResource', 'Condition'];

/** A statement of the old language that means the same in the new one. */
export function inNewVersion(statement: Json): Json {
  return isObject(statement)
    ? mapMembers(statement, (name, value) => (WITH_VARIABLES.includes(name) ? withoutVariables(value) : value))
    : statement;
}

function withoutVariables(value: Json): Json {
  if (typeof value === 'string') {
    return value.replaceAll('${', '${$}{');
  }
  if (Array.isArray(value)) {
    return value.map(withoutVariables);
  }
  return isObject(value) ? mapMembers(value, (_, member) => withoutVariables(member)) : value;
}

function mapMembers(object: JsonObject, change: (name: string, value: Json) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(name, value)]));
}
