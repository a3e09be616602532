import { type Diagnostic, findingsOfEach, Severity } from './diagnostic';
import { tokenFault } from './token';
import { didYouMean, quoted } from './wording';

/** Tells what is wrong or doubtful in a text: the value, the rule, the nearest right thing. Undefined where nothing is. */
export type Check = (value: string, now: Date) => string | undefined;

/** What is checked of an attribute of an input. Without a fault it is not looked at. */
export interface Attribute {
  readonly fault?: Check;
  /** Asked where there is no fault: its answer is a warning. */
  readonly doubt?: Check;
  /** Asked where there is neither fault nor doubt: its answer is a note. */
  readonly note?: Check;
  /** Of an attribute that is a list of texts: why an empty list is wrong. */
  readonly emptyList?: string;
  /** It may be a CDKTF token, such as `bucket.id`, which Terraform checks at plan time. All else is literal text. */
  readonly mayBeToken?: boolean;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** What is wrong or doubtful in the value of an attribute. From JavaScript it may be of any type; what is undefined is not given. */
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
  const ofToken = tokenFault(value);
  if (ofToken !== undefined && attribute.mayBeToken) {
    return [];
  }
  const message = ofToken ?? attribute.fault?.(value, now);
  const doubt = message === undefined ? attribute.doubt?.(value, now) : undefined;
  const note = message === undefined && doubt === undefined ? attribute.note?.(value, now) : undefined;
  return [
    ...(message === undefined ? [] : [{ path, message }]),
    ...(doubt === undefined ? [] : [{ path, message: doubt, severity: Severity.WARNING }]),
    ...(note === undefined ? [] : [{ path, message: note, severity: Severity.NOTE }]),
  ];
}

/** What is wrong or doubtful in the values of some attributes. */
export function valuesFindings(input: object, attributes: Attributes, now?: Date): Diagnostic[] {
  const values = input as Readonly<Record<string, unknown>>;
  return Object.entries(attributes).flatMap(([name, attribute]) => valueFindings(name, values[name], attribute, now));
}

/** The same of all attributes that there are: other properties are wrong. @param holder what has them, such as `a grant` */
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

/** No props are deeper than `grants[0].keys[0]`; what holds itself is searched for ever otherwise. */
export const MAX_PROP_DEPTH = 4;

/** Holes in lists of props, as `[, 'a']` and `new Array(2)` have them: methods of lists pass over them, and so would each check. */
export function holeFindings(value: unknown, path: Diagnostic['path'] = []): Diagnostic[] {
  if (typeof value !== 'object' || value === null || path.length > MAX_PROP_DEPTH) {
    return [];
  }
  if (!Array.isArray(value)) {
    const prototype = Object.getPrototypeOf(value);
    const isPlain = prototype === Object.prototype || prototype === null;
    return isPlain
      ? Object.entries(value).flatMap(([name, member]) =>
          typeof member === 'object' ? holeFindings(member, [...path, name]) : [],
        )
      : [];
  }
  return Array.from(value, (member: unknown, index) =>
    index in value
      ? holeFindings(member, [...path, index])
      : [{ path: [...path, index], message: 'is missing: the list has a hole there; leave it out of the list' }],
  ).flat();
}

/** The check that a text is one of those known. @param takes what comes before them in a message, such as `the roles are` */
export function memberOf(kind: string, takes: string, known: readonly string[]): Check {
  return (value) =>
    known.includes(value)
      ? undefined
      : `unknown ${kind} ${quoted(value)}, ${takes} ${known.join(', ')}${didYouMean(value, known)}`;
}

/** The first rule that is broken, if there is one. */
export function firstBroken(rules: readonly (readonly [isBroken: unknown, rule: string])[]): string | undefined {
  return rules.find(([isBroken]) => isBroken)?.[1];
}

/** For each item the place of the first one of the same identity, if that is before it. */
export function earlierPlaces(identities: readonly (string | undefined)[]): (number | undefined)[] {
  const first = new Map(identities.map((identity, index) => [identity, index] as const).reverse());
  return identities.map((identity, index) => {
    const place = identity === undefined ? index : first.get(identity)!;
    return place < index ? place : undefined;
  });
}
