import { JsonSource } from '../iam/json-source';
import { isObject, type Json, type JsonObject } from '../messages/json';

/** A policy document in another, as a tool wraps it, is not nested deeper. */
const MAX_WRAPPINGS = 6;

/**
 * The policy document in a text: as it is, alone in a list, as JSON text within JSON, or as `Policy` of what the AWS CLI
 * prints.
 * @throws an error that says why it is none
 */
export function readPastedPolicy(text: string): JsonObject {
  let value: Json = text;
  for (let wrapping = 0; wrapping < MAX_WRAPPINGS; wrapping++) {
    if (typeof value === 'string') {
      value = parse(value);
    } else if (Array.isArray(value) && value.length === 1 && isObject(value[0])) {
      value = value[0];
    } else if (isObject(value) && typeof value.Policy === 'string' && value.Statement === undefined) {
      value = value.Policy;
    }
  }
  if (!isObject(value) || value.Statement === undefined) {
    throw new Error('is not a policy document: give a JSON object with Statement');
  }
  return value;
}

function parse(text: string): Json {
  const json = text.replace(/^\ufeff/, '');
  // It reports names given twice, which JSON.parse accepts without a warning.
  new JsonSource(json);
  return JSON.parse(json, (_, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Error('holds a number with more digits than can be kept; write it as a string');
    }
    return value;
  }) as Json;
}
