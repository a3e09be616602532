import { isObject } from '../messages/json';

/** Values of a file whose form may be wrong: what is not there or of another type is taken for empty. */
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
