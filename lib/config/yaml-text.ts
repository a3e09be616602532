import { isObject } from '../messages/json';

/** Writes a value as YAML on one line, with quotes only where they are needed. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(flowText).join(', ')}]`;
  }
  return isObject(value)
    ? `{ ${Object.entries(value)
        .map(([name, member]) => `${scalarText(name)}: ${flowText(member)}`)
        .join(', ')} }`
    : scalarText(value);
}

const MAX_WIDTH = 120;

/** The indentation step of a file: 2 if the given one is unusual. */
export function indentStep(indent: number): number {
  return indent >= 2 && indent <= 8 ? indent : 2;
}

/**
 * Writes the members of a map as YAML on several lines. A map has a line for each member; an item of a list has one line if it fits.
 * @param step the indentation of a value below its name
 */
export function blockLines(members: object, indent: number, step = 2): string[] {
  const further = indent + indentStep(step);
  const pad = ' '.repeat(indent);
  return Object.entries(members).flatMap(([key, value]) => {
    const name = `${pad}${scalarText(key)}:`;
    const line = `${name} ${flowText(value)}`;
    if (isObject(value)) {
      return [name, ...blockLines(value, further, step)];
    }
    return Array.isArray(value) && (line.length > MAX_WIDTH || value.some(isObject))
      ? [name, ...value.flatMap((item) => itemLines(item, further, step))]
      : [line];
  });
}

function itemLines(item: unknown, indent: number, step: number): string[] {
  const line = `${' '.repeat(indent)}- ${flowText(item)}`;
  return line.length > MAX_WIDTH && isObject(item)
    ? blockLines(item, indent + 2, step).map((text, index) =>
        index === 0 ? `${' '.repeat(indent)}- ${text.trimStart()}` : text,
      )
    : [line];
}

const PLAIN = /^[A-Za-z0-9][\w./:+-]*$/;

/** The plain scalars that YAML's core schema does not read as strings. Source: YAML 1.2.2, 10.3.2 "Tag Resolution". */
const READ_AS_OTHER_TYPE =
  /^(?:null|Null|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|0o[0-7]+|0x[\da-fA-F]+|\d+|\d+\.\d*(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)$/;

/** Writes a scalar. A text gets quotes only if YAML would read it as something else without them. */
export function scalarText(value: unknown): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  const isItself = PLAIN.test(value) && !READ_AS_OTHER_TYPE.test(value) && !value.endsWith(':');
  return isItself ? value : quotedText(value);
}

/** Writes a text in double quotes, as YAML and JavaScript read it, with invisible characters escaped. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, escaped);
}

/** The characters that JSON does not escape, but that YAML does not accept or a reader cannot see. */
const UNPRINTABLE = /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
