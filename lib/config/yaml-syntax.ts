import { type Document, isNode, isPair, visit, type YAMLError } from 'yaml';
import type { Diagnostic } from '../messages/diagnostic';
import { plain } from '../messages/wording';

/** A fault at the place where the text has to change. */
interface Fault {
  readonly offset: number;
  readonly message: string;
  /** The message is that of the parser. */
  readonly isOfParser?: boolean;
  /** Something is not closed, so the parser can misread the rest of the text. */
  readonly isOpen?: boolean;
}

/**
 * The syntax errors of a YAML text. The parser uses one code for several mistakes, so the text at the place of the error decides
 * which one it is. If that is unknown, the message is that of the parser. Such a message is left out if it can follow from another
 * mistake.
 */
export function syntaxFindings(
  text: string,
  document: Document.Parsed,
  lineAt: (offset: number) => number,
): Diagnostic[] {
  const errors = [...document.errors, ...document.warnings];
  const parts = errors.length === 0 ? undefined : new Parts(text, document);
  const faults = errors
    .filter((error, index) => !isRepeated(text, error, errors[index + 1]))
    .map((error) => faultOf(text, error, parts!));
  const known = faults.filter(({ isOfParser }) => !isOfParser);
  const lines = new Set(known.map(({ offset }) => lineAt(offset)));
  const open = known.reduce((first, { isOpen, offset }) => (isOpen ? Math.min(first, offset) : first), text.length);
  return faults
    .filter(({ isOfParser, offset }) => !isOfParser || !(lines.has(lineAt(offset)) || offset > open))
    .map(({ offset, message }) => ({ path: [], offset, message }));
}

/** Whether the parser reports the same mistake with another error, which says more about it. */
function isRepeated(text: string, { code, pos: [start] }: YAMLError, after?: YAMLError): boolean {
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return after?.code === 'MULTILINE_IMPLICIT_KEY' && after.pos[0] === start;
    case 'MULTILINE_IMPLICIT_KEY':
    case 'MISSING_CHAR':
      return text.charAt(start) === '-' && isListItem(text, start);
    default:
      return false;
  }
}

function faultOf(text: string, { code, pos: [start, end], message }: YAMLError, parts: Parts): Fault {
  const at = (offset: number, words: string) => ({ offset, message: `is not YAML: ${words}` });
  const notClosed = (offset: number) => ({ ...at(offset, notClosedWords(text.charAt(offset))), isOpen: true });
  const other = { ...at(start, plain(message)), isOfParser: true };
  const line = textFrom(text, start);
  switch (code) {
    case 'MULTIPLE_DOCS':
      return { offset: start, message: 'a second document begins here; put everything into one document' };
    case 'TAG_RESOLVE_FAILED':
      return { offset: start, message: TAG };
    case 'TAB_AS_INDENT':
      return at(start, 'indent with spaces, not with tabs');
    case 'BAD_SCALAR_START':
      return at(start, `a value cannot start with ${plain(text.charAt(start))}; write the value in quotes`);
    case 'BAD_DQ_ESCAPE':
      return at(start, 'this escape does not exist; write a backslash in double quotes as \\\\');
    case 'BLOCK_IN_FLOW':
      return at(
        start,
        isListItem(text, start) ? 'write a list inside { } or [ ] as [a, b]' : `a comma is missing ${IN_FLOW}`,
      );
    case 'BLOCK_AS_IMPLICIT_KEY':
      return isListItem(text, start) ? at(line, MISPLACED_ITEM) : at(start, SECOND_NAME);
    case 'MULTILINE_IMPLICIT_KEY':
      return parts.values.has(start)
        ? at(secondLine(text, start, end), belowValue(nameColumn(text, start)))
        : at(start, withoutColon(lineFrom(text, start)));
    case 'BAD_INDENT': {
      const open = parts.open(start);
      const isLineStart = start === 0 || text.charAt(start - 1) === '\n';
      return open !== undefined
        ? notClosed(open)
        : isLineStart
          ? at(line, `the indentation of this line is wrong; ${ALIGN}`)
          : other;
    }
    case 'MISSING_CHAR': {
      const open = parts.open(start);
      if (open !== undefined) {
        return notClosed(open);
      }
      if (parts.names.has(start)) {
        return at(start, withoutColon(lineFrom(text, start)));
      }
      if (parts.members.has(start)) {
        return at(start, `a comma is missing before this value, ${IN_FLOW}`);
      }
      return /^ +$/.test(text.slice(start, end)) ? at(line, OUTSIDE_ITEM) : other;
    }
    case 'UNEXPECTED_TOKEN': {
      const char = text.charAt(start);
      return char === '}' || char === ']'
        ? at(start, `nothing is open that this ${char} closes; remove it`)
        : char === ','
          ? at(start, 'there is no value before this comma; remove the comma')
          : other;
    }
    default:
      return other;
  }
}

const TAG = 'YAML tags are not supported; write a plain value, and quote it if it starts with "!"';
const IN_FLOW = 'between two members of { } or [ ]';
const ALIGN = 'all names of one map need the same indentation, and what belongs to a name is indented more';
const MISPLACED_ITEM =
  'this list item does not belong to the lines above; all items of a list need the same indentation, and a map has no items';
const OUTSIDE_ITEM =
  'this line does not belong to the list item above; align it with the first name after "- ", or begin a new item with "- "';
const SECOND_NAME =
  'a second name on this line; write it on the next line, indented more, or quote the value if the colon is part of it';

function belowValue(column: number): string {
  return `the line above already has a value, so this line must begin in the same column, ${column}; if it belongs to the name above, remove that value`;
}

/** The column of the first name on the line of an offset: after the "- " of a list item. */
function nameColumn(text: string, offset: number): number {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^(?: *-(?= ))* */.exec(line)![0].length + 1;
}

/** Why a line is not `NAME: VALUE`. */
function withoutColon(line: string): string {
  const [, name, value] = /^([\w-]+):(\S.*)$/.exec(line) ?? /^([\w-]+)(?: +(.*))?$/.exec(line) ?? [];
  const corrected = name === undefined ? 'NAME: VALUE' : `${name}: ${value ?? 'and then its value'}`;
  return `${line.includes(':') ? 'the colon needs a space after it' : 'this line has no colon'}; write ${plain(corrected)}`;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

function notClosedWords(open: string): string {
  const closing = CLOSING[open];
  return closing === undefined
    ? `the quote that begins here is not closed; write another ${open} at the end of the value`
    : `the ${open} that begins here is not closed; write ${closing} after its last value`;
}

/** The rest of a line, as far as a message needs it. */
function lineFrom(text: string, offset: number): string {
  return /^[^\r\n]*/.exec(text.slice(offset, offset + 200))![0].trim();
}

/** The first character at or after an offset that is not a space. */
function textFrom(text: string, offset: number): number {
  let at = offset;
  while (text.charAt(at) === ' ') {
    at++;
  }
  return at;
}

/** Where the text of the line after an offset begins. */
function secondLine(text: string, start: number, end: number): number {
  const [firstLine = ''] = /^.*\s*/.exec(text.slice(start, end)) ?? [];
  return start + firstLine.length;
}

function isListItem(text: string, offset: number): boolean {
  return /^ *-(?:\s|$)/.test(text.slice(offset, offset + 200));
}

/** The parts of a text with syntax errors, as far as the parser recognizes them. */
class Parts {
  /** Where the names in maps without braces begin. */
  public readonly names = new Set<number>();
  /** Where the values in such maps begin that begin on the line of their name. */
  public readonly values = new Set<number>();
  /** Where the members of lists and maps in brackets begin. */
  public readonly members = new Set<number>();
  /** By the offset at which the parser misses the closing quote, where the quote begins. */
  private readonly quotes = new Map<number, number>();
  /** By the offset at which the parser misses the closing bracket, where the brackets begin; the outermost is first. */
  private readonly brackets = new Map<number, number[]>();

  public constructor(
    private readonly text: string,
    document: Document.Parsed,
  ) {
    visit(document, {
      Scalar: (_, { type, range }) => {
        if ((type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') && !this.isClosed(range![0], range![1])) {
          this.quotes.set(range![1], range![0]);
        }
      },
      Collection: (_, { flow, range, items }) => {
        for (const item of items) {
          this.addItem(item, flow === true);
        }
        const [start, end] = range!;
        const closing = CLOSING[text.charAt(start)];
        if (flow && closing !== undefined && text.charAt(end - 1) !== closing) {
          this.brackets.set(end, this.brackets.get(end) ?? []);
          this.brackets.get(end)!.push(start);
        }
      },
    });
  }

  /** Where the quote or the innermost bracket begins whose end the parser misses at an offset. */
  public open(end: number): number | undefined {
    return this.quotes.get(end) ?? this.brackets.get(end)?.pop();
  }

  private addItem(item: unknown, isInFlow: boolean): void {
    const { key, value } = isPair(item) ? item : { key: item, value: undefined };
    const [start, end] = rangeOf(key);
    if (start === undefined) {
      return;
    }
    const [valueStart] = rangeOf(value);
    if (isInFlow) {
      this.members.add(start).add(valueStart ?? start);
    } else if (isPair(item)) {
      this.names.add(start);
      if (valueStart !== undefined && !this.text.slice(end, valueStart).includes('\n')) {
        this.values.add(valueStart);
      }
    }
  }

  /** Whether a quoted text has its closing quote: not one that is escaped by a backslash or by another quote. */
  private isClosed(start: number, end: number): boolean {
    const quote = this.text.charAt(start);
    const escaping = quote === '"' ? '\\' : quote;
    let escapes = 0;
    while (end - 2 - escapes > start && this.text.charAt(end - 2 - escapes) === escaping) {
      escapes++;
    }
    return end - 1 > start && this.text.charAt(end - 1) === quote && escapes % 2 === 0;
  }
}

function rangeOf(node: unknown): readonly [start?: number, end?: number] {
  return isNode(node) && node.range ? [node.range[0], node.range[1]] : [];
}
