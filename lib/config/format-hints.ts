import type { Diagnostic } from '../messages/diagnostic';
import { nearest, quoted } from '../messages/wording';
import type { Schema } from './typed-schema';
import type { YamlSource } from './yaml-source';
import { flowText } from './yaml-text';

type Path = Diagnostic['path'];

/** The place of a value in the file, for hints about its indentation. */
export interface Surroundings {
  /** The name after that of the value, in the same map. */
  readonly next?: string;
  /** The settings of the map around the value. */
  readonly outer?: readonly string[];
}

/** What to write instead of a value of the wrong type, if that is known; it starts with a semicolon. */
export function typeHint(
  { type, properties = {}, items }: Schema,
  value: unknown,
  path: Path,
  { next, outer = [] }: Surroundings,
  source: YamlSource,
): string {
  const expected = [type].flat()[0];
  const name = path.findLast((step) => typeof step === 'string');
  if (value === null) {
    const isContainer = expected === 'object' || expected === 'array';
    const isBlock = path.length > 0 && source.written(path) === undefined && !source.isInFlow(path);
    return isContainer && isBlock ? emptyHint(String(name), next) : '';
  }
  if (typeof value === 'string') {
    const isItem = expected === 'object' && typeof path.at(-1) === 'number';
    const member = memberFor(value, isItem ? properties : expected === 'array' ? (items?.properties ?? {}) : {});
    if (member !== undefined) {
      const written = flowText(member);
      const inBlock = isItem && !source.isInFlow(path);
      return `; write ${inBlock ? `- ${written.slice(2, -2)}` : isItem ? written : `[${written}]`}`;
    }
    const joined = expected === 'object' ? joinedHint(value, Object.keys(properties)) : '';
    if (joined !== '') {
      return joined;
    }
    return expected === 'array' && [items?.type].flat().includes('string') ? `; write [${quoted(value)}]` : '';
  }
  if (typeof value === 'object' && !Array.isArray(value)) {
    const names = Object.keys(value);
    const outside = expected === 'object' ? undefined : names.find((each) => outer.includes(each));
    return outside !== undefined
      ? outsideHint(outside, String(name))
      : expected === 'array' && names.some((each) => Object.hasOwn(items?.properties ?? {}, each))
        ? '; begin each item of the list with "- "'
        : expected === 'array' && names.some((each) => each.startsWith('-'))
          ? '; write a space after the "-" of each item'
          : '';
  }
  return '';
}

/** A hint for a text such as `role:input`, which YAML does not read as a name and a value. */
function joinedHint(text: string, known: readonly string[]): string {
  const [, name = '', value] = /^([\w-]+):(\S{1,60})$/.exec(text) ?? [];
  return known.includes(name) ? `; the colon needs a space after it: ${name}: ${value}` : '';
}

function emptyHint(name: string, next: string | undefined): string {
  const hint = `; write its value on the lines below, indented more than ${quoted(name)}`;
  return next === undefined ? hint : `${hint}; if ${quoted(next)} belongs to it, indent ${quoted(next)} more`;
}

function outsideHint(name: string, holder: string): string {
  return `; ${quoted(name)} does not belong to ${quoted(holder)}: write it beside ${quoted(holder)}, with the same indentation`;
}

/** A setting that takes a text, as in `{ role: output }`; undefined if the text is not similar to a value of a setting. */
function memberFor(text: string, settings: Readonly<Record<string, Schema>>): object | undefined {
  for (const [name, { enum: values, items }] of Object.entries(settings)) {
    const meant = nearest(text, valuesOf(values));
    const item = nearest(text, valuesOf(items?.enum));
    if (meant !== undefined || item !== undefined) {
      return { [name]: meant ?? [item] };
    }
  }
  return undefined;
}

function valuesOf(values: unknown): readonly string[] {
  return Array.isArray(values) ? values : [];
}

/** What to write instead of an unknown name, if it is not a misspelling; it starts with a semicolon. */
export function nameHint(name: string, path: Path, known: readonly string[], { outer = [] }: Surroundings): string {
  const joined = joinedHint(name, known);
  if (joined !== '') {
    return joined;
  }
  const holder = path.slice(0, -1).findLast((step) => typeof step === 'string');
  return outer.includes(name) && holder !== undefined ? outsideHint(name, String(holder)) : '';
}
