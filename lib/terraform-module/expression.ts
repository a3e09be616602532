import { quotedText } from '../terraform-text';

/** What is inserted into a template, as it stands there. */
export class Insertion {
  public constructor(public readonly code: string) {}
}

/** The value of an expression. */
export function code(expression: string): Insertion {
  return new Insertion(`\${${expression}}`);
}

/** A template in a template. */
export function inline(template: string): Insertion {
  return new Insertion(template.slice(1, -1));
}

/** A quoted template of Terraform's language: what is inserted as a string is literal. */
export function text(parts: TemplateStringsArray, ...inserted: readonly (string | Insertion)[]): string {
  const pieces = parts.flatMap((part, index) => [part, inserted[index] ?? '']);
  const written = pieces.map((piece) => (piece instanceof Insertion ? piece.code : quotedText(piece).slice(1, -1)));
  return `"${written.join('')}"`;
}

/** A value as a message shows it: as JSON on one line, not longer than a line, without anything that a terminal would obey. */
export function shown(value: string): Insertion {
  return code(`replace(substr(jsonencode(${value}), 0, 80), "/[\\\\p{C}\\\\p{Zl}\\\\p{Zp}]/", "?")`);
}

/**
 * A value in Terraform's language. Strings in it are templates: a `${…}` in them is evaluated.
 */
export function value(of: unknown): string {
  if (Array.isArray(of)) {
    return `[${of.map(value).join(', ')}]`;
  }
  if (typeof of === 'object' && of !== null) {
    const members = Object.entries(of).map(([name, member]) => `${JSON.stringify(name)} = ${value(member)}`);
    return `{${members.join(', ')}}`;
  }
  return typeof of === 'string' ? `"${of}"` : JSON.stringify(of);
}

/** The members of a list, a set or a tuple, with numbers for places. Of anything else an error, which `try` catches. */
export function members(collection: string): string {
  return `[for e in ${collection} : e]`;
}

/** The members of an attribute that may be absent or null. */
export function listOf(attribute: string): string {
  return `try(${members(attribute)}, [])`;
}

export function attribute(name: string): string {
  return `try(${name}, null)`;
}

/** Whether a value of any type is none of these. */
export function isNoneOf(values: readonly string[], of: string): string {
  return `!try(contains(${value(values)}, ${of}), false)`;
}

/** Terraform has values of any type as JSON, whose first character tells the type. */
export const isList = (of: string) => `startswith(jsonencode(${of}), "[")`;
export const isObject = (of: string) => `startswith(jsonencode(${of}), "{")`;
export const isText = (of: string) => `startswith(jsonencode(${of}), "\\"")`;

/** Whether a pattern, in the syntax of JavaScript with the flag u, is found in a text. */
export function matches(pattern: RegExp | string, of: string): string {
  const source = typeof pattern === 'string' ? pattern : pattern.source;
  const re2 = source.replace(/\\u\{?([0-9a-f]+)\}?/gi, '\\x{$1}');
  return `can(regex(${quotedText(re2)}, ${of}))`;
}
