/** What JSON text holds. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
/** An object of JSON text. */
export type JsonObject = { [name: string]: Json };

/** Whether a value is an object with members by name: no list, not null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
