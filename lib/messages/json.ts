/** A value that JSON text can contain. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
/** A JSON object. */
export type JsonObject = { [name: string]: Json };

/** Whether a value is an object with named members, not a list or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text as it is, and any other value as JSON. `String` throws an error for an object with a member `toString` or for a list with one. */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
