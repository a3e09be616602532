import { type Diagnostic, findingsOfEach, Severity } from '../../messages/diagnostic';
import type { Json } from '../../messages/json';
import { quoted } from '../../messages/wording';

type Path = Diagnostic['path'];

/** A value of a policy and its place. */
export interface Placed<T extends Json = Json> {
  readonly path: Path;
  readonly value: T;
}

/** The values of an element, each with its place: IAM takes one value like a list of one. */
function placedValues(value: Json, path: Path): Placed[] {
  return Array.isArray(value)
    ? value.map((member, index) => ({ path: [...path, index], value: member }))
    : [{ path, value }];
}

/** The texts among the values of an element. */
export function placedTexts(value: Json | undefined, path: Path): Placed<string>[] {
  return value === undefined
    ? []
    : placedValues(value, path).filter((placed): placed is Placed<string> => typeof placed.value === 'string');
}

/** What a check has to say of a value. */
export type Fault = Pick<Diagnostic, 'message' | 'severity'>;

export function error(message: string): Fault {
  return { message };
}

export function warning(message: string): Fault {
  return { message, severity: Severity.WARNING };
}

/** What a check says of each value of an element. */
export function valueFindings({ value, path }: Placed, faultOf: (value: Json) => Fault | undefined): Diagnostic[] {
  if (Array.isArray(value) && value.length === 0) {
    return [{ path, ...EMPTY_LIST }];
  }
  return findingsOfEach(placedValues(value, path), (placed) => {
    const fault = faultOf(placed.value);
    return fault === undefined ? [] : [{ path: placed.path, ...fault }];
  });
}

/** A check of texts as one of values, of which what is no text is wrong. */
export function ofTexts(what: string, faultOf: (text: string) => Fault | undefined) {
  return (value: Json): Fault | undefined =>
    typeof value === 'string'
      ? faultOf(value)
      : error(`${quoted(value)} is no ${what}: write a string, or a list of strings`);
}

/**
 * A warning, since IAM takes it, though it matches nothing.
 * Source: Access Analyzer's "Policy check reference", suggestions "Empty array action", "Empty array resource" and the like.
 */
const EMPTY_LIST = warning('an empty list names nothing; say what is meant, or drop the statement');
