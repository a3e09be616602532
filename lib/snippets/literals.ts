import { quotedText } from '../config/yaml-text';

/** A text as a string in HCL, with `${` and `%{` escaped. */
export function hclString(text: string): string {
  const short = { '\\b': '\\u0008', '\\f': '\\u000c' } as Readonly<Record<string, string>>;
  const json = quotedText(text).replace(/\\(?:\\|[bf])/g, (sequence) => short[sequence] ?? sequence);
  return json.replace(/([$%])\{/g, '$1$1{');
}

/** A text as a string in TypeScript: in double quotes if it contains a single quote, otherwise in single quotes. */
export function typescriptString(text: string): string {
  const json = quotedText(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replace(/\\"/g, '"')}'`;
}

/** A name as an identifier that is valid in Terraform and TypeScript. */
export function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d)/, '_');
}

const MAX_WIDTH = 110;

/** A list, on one line if it fits, otherwise with one line for each member. A member with several lines never fits. */
export function listLines(members: readonly string[], indent: number, lead: number): string {
  const line = `[${members.join(', ')}]`;
  if (lead + line.length <= MAX_WIDTH && !line.includes('\n')) {
    return line;
  }
  const pad = ' '.repeat(indent + 2);
  return `[\n${members.map((member) => `${pad}${member},\n`).join('')}${' '.repeat(indent)}]`;
}
