import { isObject, type Json } from '../../messages/json';
import { type Cause, type Fix, Level, type Report, type Unknown } from '../../report/cause';
import { wrapped } from './text-width';

/** The layout of a report: sentences are wrapped to this many columns, text to copy is not wrapped. */
export interface TextLayout {
  readonly columns: number;
}

/** The lines of a report: findings with their fixes, then unknown facts. */
export function reportLines({ findings, unknown }: Report, layout: TextLayout): string[] {
  const shownFixes = new Map<string, number>();
  return [
    ...findings.flatMap((cause, index) => causeLines(cause, index + 1, shownFixes, layout)),
    ...unknown.flatMap((one) => unknownLines(one, layout)),
  ];
}

const BEFORE: Readonly<Record<Level, string>> = {
  [Level.PROBLEM]: '',
  [Level.DOUBT]: 'Possibly: ',
  [Level.WARNING]: 'Warning: ',
};

function causeLines(cause: Cause, number: number, shownFixes: Map<string, number>, layout: TextLayout): string[] {
  const label = `  ${number}. `;
  const indent = ' '.repeat(label.length);
  return [
    ...sentence(`${label}${BEFORE[cause.level]}${cause.seen}`, indent, layout),
    ...sentence(`${indent}${cause.why}`, indent, layout),
    ...cause.changes.flatMap((fix) => {
      const same = shownFixes.get(JSON.stringify(fix));
      shownFixes.set(JSON.stringify(fix), same ?? number);
      return same === undefined ? fixLines(fix, indent, layout) : [`${indent}-> Same as in ${same}.`];
    }),
  ];
}

function unknownLines({ what, why, permission, changes = [] }: Unknown, layout: TextLayout): string[] {
  const needs = permission === undefined ? '' : `; needs ${permission}`;
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

/** A statement as JSON with one line for each member. */
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

/** The text with every control character replaced by its escape in JSON and YAML, so that a terminal ignores it. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
