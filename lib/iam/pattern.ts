import { RequestContext } from './request-context';
import type { Ternary } from './verdict';

/** The wildcard `*`. */
export const ANY = Symbol('*');
const ONE = Symbol('?');

/** Text of a policy, ready to be compared with text of a request. */
export interface Pattern {
  readonly parts: readonly (string | typeof ANY | typeof ONE)[];
  /** Variables whose value is not known. Each is taken for any text, so that only what does not match is certain. */
  readonly unknown: readonly string[];
  /** Whether it has a variable without a value, which matches nothing. */
  readonly empty: boolean;
}

/** How text of a policy is to be read. */
export interface PatternOptions {
  /** What the variables stand for; undefined where `${…}` is plain text, as it is under Version 2008-10-17. */
  readonly variables: RequestContext | undefined;
  /** Whether `*` and `?` are more than characters. */
  readonly wildcards?: boolean;
  readonly ignoreCase?: boolean;
}

const VARIABLE_TEXT = /\$\{([^}]*)(\}?)/g;
const ESCAPED = ['*', '?', '$'];

/** Source: IAM's "IAM policy elements: Variables and tags". */
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

/** What stands for a variable: null where it has no value, undefined where that cannot be told. */
function variableValue(variable: string, context: RequestContext): string | null | undefined {
  const [, key = '', otherwise = null] = VARIABLE.exec(variable) ?? [];
  const values = RequestContext.isMultiValued(key) ? undefined : context.valuesOf(key);
  const [value = otherwise] = values ?? [];
  // Whether wildcards in a value or an empty one have a meaning is documented nowhere.
  return values === undefined || values.length > 1 || value === '' || /[*?]/.test(value ?? '') ? undefined : value;
}

/** Whether a text is what the pattern says. */
export function matches(pattern: Pattern, text: string): Ternary {
  const matched = placesAfter(pattern, text).includes(pattern.parts.length);
  return pattern.empty || !matched ? false : pattern.unknown.length === 0 || undefined;
}

/** Whether a text is what the pattern says, of which only the beginning is known. */
export function matchesBeginning(pattern: Pattern, beginning: string): Ternary {
  const { parts, unknown, empty } = pattern;
  const places = placesAfter(pattern, beginning);
  if (empty || places.length === 0) {
    return false;
  }
  const isRestAny = (from: number) => from < parts.length && parts.slice(from).every((part) => part === ANY);
  return (unknown.length === 0 && places.some(isRestAny)) || undefined;
}

/** Where in the pattern one can be after the text; nowhere if it does not begin so. */
function placesAfter({ parts }: Pattern, text: string): number[] {
  let places: number[] = [];
  // They come in order, and with each those behind its wildcards: so what is not behind the last is there already.
  const add = (to: number[], place: number) => {
    if (place > (to.at(-1) ?? -1)) {
      to.push(place);
      if (parts[place] === ANY) {
        add(to, place + 1);
      }
    }
  };
  add(places, 0);
  for (const char of text) {
    const next: number[] = [];
    for (const place of places) {
      const part = parts[place];
      if (part === ANY) {
        add(next, place);
      } else if (part === ONE || part === char) {
        add(next, place + 1);
      }
    }
    if (next.length === 0) {
      return [];
    }
    places = next;
  }
  return places;
}
