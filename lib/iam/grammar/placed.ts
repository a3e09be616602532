import { type Diagnostic, findingsOfEach, Severity } from '../../messages/diagnostic';
import type { Json } from '../../messages/json';
import { quoted } from '../../messages/wording';

type Path = Diagnostic['path'];

/** A value of a policy and its place. */
export interface Placed<T extends Json = Json> {
  readonly path: Path;
  readonly value: T;
}

/** The values of an element, each with its place. A single value is the same as a list with one value. */
function placedValues(value: Json, path: Path): Placed[] {
  return Array.isArray(value)
    ? value.map((member, index) => ({ path: [...path, index], value: member }))
    : [{ path, value }];
}

/** The values of an element that are strings, each with its place. */
export function placedTexts(value: Json | undefined, path: Path): Placed<string>[] {
  return value === undefined
    ? []
    : placedValues(value, path).filter((placed): placed is Placed<string> => typeof placed.value === 'string');
}

/** What is wrong with a value, without its place. */
export type Fault = Pick<Diagnostic, 'message' | 'severity'>;

export function error(message: string): Fault {
  return { message };
}

export function warning(message: string): Fault {
  return { message, severity: Severity.WARNING };
}

/** Runs a check on each value of an element. */
export function valueFindings({ value, path }: Placed, faultOf: (value: Json) => Fault | undefined): Diagnostic[] {
  if (Array.isArray(value) && value.length === 0) {
    return [{ path, ...EMPTY_LIST }];
  }
  return findingsOfEach(placedValues(value, path), (placed) => {
    const fault = faultOf(placed.value);
    return fault === undefined ? [] : [{ path: placed.path, ...fault }];
  });
}

/** Makes a check of any value from a check of strings: a value that is not a string is an error. */
export function ofTexts(what: string, faultOf: (text: string) => Fault | undefined) {
  return (value: Json): Fault | undefined =>
    typeof value === 'string'
      ? faultOf(value)
      : error(`${quoted(value)} is not ${what}: write a string, or a list of strings`);
}

/**
 * A warning, since IAM accepts an empty list.
 * Source: Access Analyzer's "Policy check reference", suggestions "Empty array action", "Empty array resource" and the
 * like.
 */
const EMPTY_LIST = warning('an empty list matches nothing; add a value, or remove the statement');
