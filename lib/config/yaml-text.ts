import { isObject } from '../messages/json';

/** Values as YAML on one line, as a person would write them. */
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

/** How far in from one to the next the lines of a file are; two where it has another idea than most. */
export function indentStep(indent: number): number {
  return indent >= 2 && indent <= 8 ? indent : 2;
}

/**
 * Members of a map as YAML over lines: maps have a line for each member, what is in a list has one line where it fits.
 * @param step how far in the lines of a value are from its name
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

/** What YAML's core schema reads as something else than the text, of what is plain. Source: YAML 1.2.2, 10.3.2 "Tag Resolution". */
const READ_AS_OTHER_TYPE =
  /^(?:null|Null|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|0o[0-7]+|0x[\da-fA-F]+|\d+|\d+\.\d*(?:[eE][-+]?\d+)?|\d+[eE][-+]?\d+)$/;

/** A text has no quotes where YAML takes it for itself. */
export function scalarText(value: unknown): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  const isItself = PLAIN.test(value) && !READ_AS_OTHER_TYPE.test(value) && !value.endsWith(':');
  return isItself ? value : quotedText(value);
}

/** A text in quotes as YAML and JavaScript read it, with nothing in it that a reader would not see. */
export function quotedText(text: string): string {
  return JSON.stringify(text).replace(UNPRINTABLE, escaped);
}

/** What JSON leaves as it is, and YAML or a reader would not see. */
const UNPRINTABLE = /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
