import { isObject, type Json } from '../../messages/json';
import { type Cause, type Fix, Level, type Report, type Unknown } from '../../report/cause';
import { wrapped } from './text-width';

/** Sentences are wrapped to so many columns; what is to be copied never is. */
export interface TextLayout {
  readonly columns: number;
}

/** What was found and what to change, then what is unknown. */
export function reportLines({ findings, unknown }: Report, layout: TextLayout): string[] {
  const said = new Map<string, number>();
  return [
    ...findings.flatMap((cause, index) => causeLines(cause, index + 1, said, layout)),
    ...unknown.flatMap((one) => unknownLines(one, layout)),
  ];
}

const BEFORE: Readonly<Record<Level, string>> = {
  [Level.PROBLEM]: '',
  [Level.DOUBT]: 'Perhaps: ',
  [Level.WARNING]: 'Warning: ',
};

function causeLines(cause: Cause, number: number, said: Map<string, number>, layout: TextLayout): string[] {
  const label = `  ${number}. `;
  const indent = ' '.repeat(label.length);
  return [
    ...sentence(`${label}${BEFORE[cause.level]}${cause.seen}`, indent, layout),
    ...sentence(`${indent}${cause.why}`, indent, layout),
    ...cause.changes.flatMap((fix) => {
      const same = said.get(JSON.stringify(fix));
      said.set(JSON.stringify(fix), same ?? number);
      return same === undefined ? fixLines(fix, indent, layout) : [`${indent}-> As in ${same}.`];
    }),
  ];
}

function unknownLines({ what, why, permission, changes = [] }: Unknown, layout: TextLayout): string[] {
  const needs = permission === undefined ? '' : `; that needs ${permission}`;
  const indent = ' '.repeat(5);
  return [
    ...sentence(`  unknown: ${what} (${why}${needs})`, indent, layout),
    ...changes.flatMap((fix) => fixLines(fix, indent, layout)),
  ];
}

function fixLines(fix: Fix, indent: string, layout: TextLayout): string[] {
  const { url, yaml, statement, command } = fix;
  const copied = (url ?? yaml ?? command ?? (statement ? statementText(statement) : undefined))?.split('\n') ?? [];
  const what = `${fix.isAlternative ? 'Or: ' : '-> '}${fix.what}${copied.length === 0 ? '.' : ':'}`;
  return [
    ...sentence(`${indent}${what}`, `${indent}   `, layout),
    ...copied.map((line) => `${indent}     ${printable(line)}`),
  ];
}

/** A line for each member: long enough to be read, short enough to be seen as a whole. */
function statementText(statement: Json): string {
  const members = Object.entries(isObject(statement) ? statement : {});
  return `{\n${members.map(([name, value]) => `  ${JSON.stringify(name)}: ${spaced(value)}`).join(',\n')}\n}`;
}

function spaced(value: Json): string {
  if (Array.isArray(value)) {
    return `[${value.map(spaced).join(', ')}]`;
  }
  const members = isObject(value) ? Object.entries(value) : undefined;
  return members === undefined
    ? JSON.stringify(value)
    : `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`).join(', ')} }`;
}

function sentence(text: string, indent: string, { columns }: TextLayout): string[] {
  return wrapped(printable(text), columns, indent.length, true);
}

/** The text without anything that a terminal would obey, in the escapes of JSON and YAML. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
