import { parse } from 'yaml';

/** Values as YAML on one line, as a person would write them. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(flowText).join(', ')}]`;
  }
  return typeof value === 'object' && value !== null
    ? `{ ${Object.entries(value)
        .map(([name, member]) => `${scalarText(name)}: ${flowText(member)}`)
        .join(', ')} }`
    : scalarText(value);
}

const PLAIN = /^[A-Za-z0-9][\w./:+-]*$/;

/** A text stands without quotes where YAML takes it for itself. */
export function scalarText(value: unknown): string {
  if (typeof value !== 'string') {
    return String(value);
  }
  const isItself = (text: string) => {
    const [read, ...more] = parse(`[${text}]`) as unknown[];
    return read === text && more.length === 0;
  };
  return PLAIN.test(value) && isItself(value) ? value : JSON.stringify(value).replace(UNPRINTABLE, escaped);
}

/** What JSON leaves as it is, and YAML or a reader would not see. */
const UNPRINTABLE = /[\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
