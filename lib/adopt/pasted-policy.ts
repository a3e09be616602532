import { JsonSource } from '../iam/json-source';
import { isObject, type Json, type JsonObject } from '../messages/json';

/** Tools wrap a policy document in other JSON at most this many times. */
const MAX_WRAPPINGS = 6;

/**
 * Finds the policy document in a text: a document, a list with one document, a document as a JSON string, or the
 * `Policy` member in the output of the AWS CLI.
 * @throws an error that says why the text is not a policy document
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
  // JsonSource refuses repeated names, which JSON.parse accepts without a warning.
  new JsonSource(json);
  return JSON.parse(json, (_, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Error('contains a number with too many digits to be read exactly; write it as a string');
    }
    return value;
  }) as Json;
}
