import { quotedText } from '../escaped-text';

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

/** The same for a pattern in the syntax of Terraform, in whatever may be no text. It compiles the pattern four times. */
export function found(pattern: string, of: string): string {
  return `can(regex(${quotedText(pattern)}, ${of}))`;
}

/** The same for what is known to be a text. */
export function has(pattern: string, of: string): string {
  return `length(regexall(${quotedText(pattern)}, ${of})) > 0`;
}

/** `message` where a condition that cannot be an error holds. */
export function lineIf(condition: string, message: string): string {
  return `[for holds in [${condition}] : ${message} if holds]`;
}

/** `message` where the condition, which may be an error, holds. Terraform evaluates what is tried twice, and both sides of `&&`. */
export function faultIf(condition: string, message: string): string {
  return lineIf(`try(${condition}, false)`, message);
}

export function all(...faults: readonly string[]): string {
  return `concat(${faults.join(', ')})`;
}

/** A step of a path as the checks at synth write it: `.name`, or `["a:b"]` for a name with a colon. */
export function step(name: string): Insertion {
  return code(`strcontains(${name}, ":") ? "[\${jsonencode(${name})}]" : ".\${${name}}"`);
}

/**
 * One row for each value of an element, which IAM takes alone or in a list: `row` gets the step of the path to it, as text for
 * a template, and sees the value as `v`.
 */
export function rows(of: string, row: (at: Insertion) => string): string {
  const list = 'startswith(json, "[")';
  const at = code(`${list} ? "[\${j}]" : ""`);
  return `flatten([for json in [jsonencode(${of})] : [for j, v in jsondecode(${list} ? json : "[\${json}]") : ${row(at)}]])`;
}
