import { isObject } from '../messages/json';

/** A map from a file that may violate the schema. A value that is missing or has another type counts as empty. */
export type UntrustedMap = Readonly<Record<string, unknown>>;

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function asMap(value: unknown): UntrustedMap {
  return isObject(value) ? value : {};
}
