import { isObject, type Json } from '../../messages/json';
import { type Cause, type Fix, type Judgement, Level, type Unknown } from '../../report/cause';
import { inShell } from '../../report/shell';
import { textWidth } from './text-width';

/** Sentences are wrapped to so many columns; what is to be copied never is. */
export interface Paper {
  readonly columns: number;
}

/** What was given to this command, that those which it names need as well. */
export interface GivenOptions {
  readonly file?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
}

/** The same with the options in the commands that are to be copied. */
export function withOptions<Judged extends Judgement>(judged: Judged, options: GivenOptions): Judged {
  const { file, profile, endpointUrl } = options;
  const completed = (change: Fix): Fix => {
    const { command, what } = change;
    if (command === undefined) {
      return change;
    }
    const isOurs = command.startsWith('zencoder-s3 ');
    const isOfAnother = what.includes('the account that owns the object');
    const more = words([
      ['file', isOurs ? file : undefined],
      ['profile', isOfAnother ? undefined : profile],
      ['endpoint-url', /^(?:zencoder-s3|aws s3(?:api)?) /.test(command) ? endpointUrl : undefined],
    ]);
    return { ...change, command: `${command}${more}` };
  };
  return {
    ...judged,
    findings: judged.findings.map((finding) => ({ ...finding, changes: finding.changes.map(completed) })),
    unknown: judged.unknown.map((one) =>
      one.changes === undefined ? one : { ...one, changes: one.changes.map(completed) },
    ),
  };
}

function words(options: readonly (readonly [name: string, value: string | undefined])[]): string {
  return options
    .flatMap(([name, value]) =>
      value === undefined ? [] : value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value],
    )
    .map((word) => ` ${inShell([word])}`)
    .join('');
}

/** What was found and what to change, then what is unknown. */
export function judgementLines({ findings, unknown }: Judgement, paper: Paper): string[] {
  const said = new Map<string, number>();
  return [
    ...findings.flatMap((finding, index) => findingLines(finding, index + 1, said, paper)),
    ...unknown.flatMap((one) => unknownLines(one, paper)),
  ];
}

const BEFORE: Readonly<Record<Level, string>> = {
  [Level.PROBLEM]: '',
  [Level.DOUBT]: 'Perhaps: ',
  [Level.WARNING]: 'Warning: ',
};

function findingLines(finding: Cause, number: number, said: Map<string, number>, paper: Paper): string[] {
  const label = `  ${number}. `;
  const indent = ' '.repeat(label.length);
  return [
    ...wrapped(`${BEFORE[finding.level]}${finding.seen}`, label, indent, paper),
    ...wrapped(finding.why, indent, indent, paper),
    ...finding.changes.flatMap((change) => {
      const same = said.get(JSON.stringify(change));
      said.set(JSON.stringify(change), same ?? number);
      return same === undefined ? changeLines(change, indent, paper) : [`${indent}-> As in ${same}.`];
    }),
  ];
}

function changeLines(change: Fix, indent: string, paper: Paper): string[] {
  const { url, yaml, statement, command } = change;
  const text = url ?? yaml ?? command ?? (statement ? statementText(statement) : undefined);
  const what = `${change.isAlternative ? 'Or: ' : '-> '}${change.what}${text === undefined ? '.' : ':'}`;
  const copied = text === undefined ? [] : printable(text, '\n').split('\n');
  return [...wrapped(what, indent, `${indent}   `, paper), ...copied.map((line) => `${indent}     ${line}`)];
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
  return isObject(value)
    ? `{ ${Object.entries(value)
        .map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
        .join(', ')} }`
    : JSON.stringify(value);
}

function unknownLines({ what, why, permission, changes = [] }: Unknown, paper: Paper): string[] {
  const needs = permission === undefined ? '' : `; that needs ${permission}`;
  const indent = ' '.repeat(5);
  return [
    ...wrapped(`unknown: ${what} (${why}${needs})`, '  ', indent, paper),
    ...changes.flatMap((change) => changeLines(change, indent, paper)),
  ];
}

function wrapped(text: string, first: string, indent: string, { columns }: Paper): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of printable(text).split(' ')) {
    const isStart = line === first || line === indent;
    if (!isStart && textWidth(line) + 1 + textWidth(word) > columns) {
      lines.push(line);
      line = indent;
    }
    line += line === first || line === indent ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** The text without anything that a terminal would obey. */
export function printable(text: string, but = ''): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) =>
    char === but ? char : `\\u${char.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );
}
