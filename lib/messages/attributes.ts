import { type Diagnostic, findingsOfEach, Severity } from './diagnostic';
import { tokenFault } from './token';
import { didYouMean, quoted } from './wording';

/** Checks a text. Returns the value, the rule and the nearest valid value in one line, or undefined if the text passes. */
export type Check = (value: string, now: Date) => string | undefined;

/** The checks of an attribute of an input. An attribute without `fault` is not checked. */
export interface Attribute {
  /** Returns an error. */
  readonly fault?: Check;
  /** Returns a warning. Called only if there is no error. */
  readonly warning?: Check;
  /** Returns a note. Called only if there is neither an error nor a warning. */
  readonly note?: Check;
  /** Only for an attribute that is a list of texts: why an empty list is wrong. */
  readonly emptyList?: string;
  /** The value can be a CDKTF token, such as `bucket.id`, which Terraform checks at plan time. Other attributes take literal text only. */
  readonly mayBeToken?: boolean;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** The findings for the value of an attribute. A JavaScript caller can pass any type; `undefined` means that the value is not given. */
export function valueFindings(name: string, value: unknown, attribute: Attribute, now = new Date()): Diagnostic[] {
  if (value === undefined || attribute.fault === undefined) {
    return [];
  }
  if (attribute.emptyList === undefined) {
    return textFindings([name], value, attribute, now);
  }
  if (!Array.isArray(value)) {
    return [{ path: [name], message: `${quoted(value)} is not a list; write [${quoted(value)}]` }];
  }
  return value.length === 0
    ? [{ path: [name], message: attribute.emptyList }]
    : findingsOfEach(value, (member, index) => textFindings([name, index], member, attribute, now));
}

function textFindings(path: Diagnostic['path'], value: unknown, attribute: Attribute, now: Date): Diagnostic[] {
  if (typeof value !== 'string') {
    return [{ path, message: `${quoted(value)} is not a string` }];
  }
  const tokenMessage = tokenFault(value);
  if (tokenMessage !== undefined) {
    return attribute.mayBeToken ? [] : [{ path, message: tokenMessage, isToken: true }];
  }
  const message = attribute.fault?.(value, now);
  if (message !== undefined) {
    return [{ path, message }];
  }
  const warning = attribute.warning?.(value, now);
  if (warning !== undefined) {
    return [{ path, message: warning, severity: Severity.WARNING }];
  }
  const note = attribute.note?.(value, now);
  return note === undefined ? [] : [{ path, message: note, severity: Severity.NOTE }];
}

/** The findings for the values of several attributes. Other properties of the input are ignored. */
export function valuesFindings(input: object, attributes: Attributes, now?: Date): Diagnostic[] {
  const values = input as Readonly<Record<string, unknown>>;
  const findings: Diagnostic[] = [];
  for (const name of Object.keys(attributes)) {
    if (values[name] !== undefined) {
      findings.push(...valueFindings(name, values[name], attributes[name]!, now));
    }
  }
  return findings;
}

/** The findings for an input that has only these attributes: other properties are errors. @param holder what the input is, such as `a grant` */
export function attributeFindings(input: object, holder: string, attributes: Attributes, now?: Date): Diagnostic[] {
  const known = Object.keys(attributes);
  const unknown = Object.keys(input).filter((name) => !known.includes(name));
  return [
    ...unknown.map((name) => ({
      path: [name],
      message: `unknown property, ${holder} takes ${known.join(', ')}${didYouMean(name, known)}`,
    })),
    ...valuesFindings(input, attributes, now),
  ];
}

/** The depth of `grants[0].keys[0]`, the deepest prop. Without a limit, the search of an object that contains itself would never end. */
export const MAX_PROP_DEPTH = 4;

/** Finds holes in lists of props, as in `[, 'a']` and `new Array(2)`. Array methods skip holes, and so would every check. */
export function holeFindings(value: unknown, path: Diagnostic['path'] = []): Diagnostic[] {
  if (path.length > MAX_PROP_DEPTH) {
    return [];
  }
  const findings: Diagnostic[] = [];
  for (const [step, member] of entriesOf(value)) {
    if (Array.isArray(value) && !(step in value)) {
      const message = 'is missing: the list has a hole at this index; remove it from the list';
      findings.push({ path: [...path, step], message });
    } else if (typeof member === 'object' && member !== null) {
      findings.push(...holeFindings(member, [...path, step]));
    }
  }
  return findings;
}

/** The members of a list, also of its holes, or of a plain object, with their indexes or names. */
export function entriesOf(value: unknown): Iterable<readonly [string | number, unknown]> {
  if (Array.isArray(value)) {
    return value.entries();
  }
  return isPlain(value) ? Object.entries(value) : [];
}

/** Whether a value is an object as a program writes it, not an instance of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  const prototype = typeof value === 'object' && value !== null ? Object.getPrototypeOf(value) : undefined;
  return prototype === Object.prototype || prototype === null;
}

/**
 * Returns a check that a text is one of the known texts.
 * @param takes the words before the known texts in the message, such as `the roles are`
 * @param meanings what to write in parentheses after a known text
 */
export function memberOf(
  kind: string,
  takes: string,
  known: readonly string[],
  meanings: Readonly<Record<string, string>> = {},
): Check {
  const all = known.map((text) => (meanings[text] === undefined ? text : `${text} (${meanings[text]})`)).join(', ');
  return (value) =>
    known.includes(value) ? undefined : `unknown ${kind} ${quoted(value)}, ${takes} ${all}${didYouMean(value, known)}`;
}

/** Returns the first broken rule, if any. */
export function firstBroken(rules: readonly (readonly [isBroken: unknown, rule: string])[]): string | undefined {
  return rules.find(([isBroken]) => isBroken)?.[1];
}

/** For each item: the index of the first item with the same identity, if it comes earlier. */
export function earlierPlaces(identities: readonly (string | undefined)[]): (number | undefined)[] {
  const first = new Map(identities.map((identity, index) => [identity, index] as const).reverse());
  return identities.map((identity, index) => {
    const place = identity === undefined ? index : first.get(identity)!;
    return place < index ? place : undefined;
  });
}
