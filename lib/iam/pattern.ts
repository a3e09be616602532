import { RequestContext } from './request-context';
import type { Ternary } from './verdict';

/** The wildcard `*`. */
export const ANY = Symbol('*');
const ONE = Symbol('?');

/** A text of a policy that can be compared with a text of a request. */
export interface Pattern {
  readonly parts: readonly (string | typeof ANY | typeof ONE)[];
  /** The variables whose value is not known. Each matches any text, so only a result of "no match" is certain. */
  readonly unknown: readonly string[];
  /** Whether the pattern has a variable without a value. Such a pattern matches nothing. */
  readonly empty: boolean;
}

/** How to read a text of a policy. */
export interface PatternOptions {
  /** The values of variables; undefined if `${…}` is plain text, as in version 2008-10-17. */
  readonly variables: RequestContext | undefined;
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards?: boolean;
  readonly ignoreCase?: boolean;
}

const VARIABLE_TEXT = /\$\{([^}]*)(\}?)/g;
const ESCAPED = ['*', '?', '$'];

/** Reads a text as a pattern. Source: IAM's "IAM policy elements: Variables and tags". */
export function readPattern(
  text: string,
  { variables, wildcards = false, ignoreCase = false }: PatternOptions,
): Pattern {
  const parts: (string | typeof ANY | typeof ONE)[] = [];
  const unknown: string[] = [];
  let empty = false;
  const read = (chars: string, isPlain: boolean) => {
    for (const char of ignoreCase ? chars.toLowerCase() : chars) {
      parts.push(isPlain ? char : char === '*' ? ANY : char === '?' ? ONE : char);
    }
  };
  let end = 0;
  for (const match of variables === undefined ? [] : text.matchAll(VARIABLE_TEXT)) {
    const [token, name = '', brace] = match;
    read(text.slice(end, match.index), !wildcards);
    end = match.index + token.length;
    const value = ESCAPED.includes(name) ? name : brace === '' ? undefined : variableValue(name, variables!);
    if (value === undefined) {
      unknown.push(token);
      parts.push(ANY);
    } else {
      empty ||= value === null;
      read(value ?? '', true);
    }
  }
  read(text.slice(end), !wildcards);
  return { parts, unknown, empty };
}

const VARIABLE = /^\s*([^,']+?)\s*(?:, *'([^']*)')?\s*$/;

/** The value of a variable: null if it has no value, undefined if the value is not known. */
function variableValue(variable: string, context: RequestContext): string | null | undefined {
  const [, key = '', otherwise = null] = VARIABLE.exec(variable) ?? [];
  const values = RequestContext.isMultiValued(key) ? undefined : context.valuesOf(key);
  const [value = otherwise] = values ?? [];
  // AWS does not document the effect of wildcards in a value, or of an empty value.
  return values === undefined || values.length > 1 || value === '' || /[*?]/.test(value ?? '') ? undefined : value;
}

/** Whether a text matches a pattern. */
export function matches(pattern: Pattern, text: string): Ternary {
  const matched = positionsAfter(pattern, text).includes(pattern.parts.length);
  return pattern.empty || !matched ? false : pattern.unknown.length === 0 || undefined;
}

/** Whether a text of which only the beginning is known matches a pattern. */
export function matchesBeginning(pattern: Pattern, beginning: string): Ternary {
  const { parts, unknown, empty } = pattern;
  const positions = positionsAfter(pattern, beginning);
  if (empty || positions.length === 0) {
    return false;
  }
  const isRestAny = (from: number) => from < parts.length && parts.slice(from).every((part) => part === ANY);
  return (unknown.length === 0 && positions.some(isRestAny)) || undefined;
}

/**
 * The possible positions in the pattern after the text; empty if the text does not match the beginning of the pattern.
 */
function positionsAfter({ parts }: Pattern, text: string): number[] {
  let positions: number[] = [];
  // Positions are added in ascending order, so a position that is not greater than the last one is already in the list.
  // A position at a `*` also adds the next one, since `*` can match no character.
  const add = (to: number[], position: number) => {
    if (position > (to.at(-1) ?? -1)) {
      to.push(position);
      if (parts[position] === ANY) {
        add(to, position + 1);
      }
    }
  };
  add(positions, 0);
  for (const char of text) {
    const next: number[] = [];
    for (const position of positions) {
      const part = parts[position];
      if (part === ANY) {
        add(next, position);
      } else if (part === ONE || part === char) {
        add(next, position + 1);
      }
    }
    if (next.length === 0) {
      return [];
    }
    positions = next;
  }
  return positions;
}
