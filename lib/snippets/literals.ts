import { quotedText } from '../config/yaml-text';

/** A text as a string of Terraform's language, in which `${` and `%{` begin templates. */
export function hclString(text: string): string {
  const short = { '\\b': '\\u0008', '\\f': '\\u000c' } as Readonly<Record<string, string>>;
  const json = quotedText(text).replace(/\\(?:\\|[bf])/g, (sequence) => short[sequence] ?? sequence);
  return json.replace(/([$%])\{/g, '$1$1{');
}

/** A text as a string of TypeScript, in single quotes unless it holds one and no double one. */
export function typescriptString(text: string): string {
  const json = quotedText(text);
  return text.includes("'") ? json : `'${json.slice(1, -1).replace(/\\"/g, '"')}'`;
}

/** An identifier of Terraform's and TypeScript's that resembles a name. */
export function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9]+/g, '_').replace(/^(?=\d)/, '_');
}

const MAX_WIDTH = 110;

/** A list on one line where it fits, else with a line for each of its members. Those of a list of lists have lines in any case. */
export function listLines(members: readonly string[], indent: number, lead: number): string {
  const line = `[${members.join(', ')}]`;
  if (lead + line.length <= MAX_WIDTH && !line.includes('\n')) {
    return line;
  }
  const pad = ' '.repeat(indent + 2);
  return `[\n${members.map((member) => `${pad}${member},\n`).join('')}${' '.repeat(indent)}]`;
}
