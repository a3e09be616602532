import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { ZencoderGrant } from '../grants/grant';
import { blockLines, flowText, indentStep, scalarText } from './yaml-text';

/** The settings of a bucket whose policy is adopted. */
export interface AdoptedBucket {
  /** The region of the bucket, if it differs from the region of the stack. */
  readonly region?: string;
  /** Zencoder has access only over TLS. */
  readonly requireTls?: boolean;
  readonly grants?: ZencoderGrant[];
  /** The KMS key that encrypts the bucket. */
  readonly kmsKeyArn?: string;
  /** The path of the policy file with the statements of other principals, relative to the YAML file. */
  readonly otherStatements?: string;
  /** The first apply imports the existing policy of the bucket. */
  readonly adoptExistingPolicy?: boolean;
}

export interface Addition {
  readonly stack: string;
  readonly bucket: string;
  readonly settings: AdoptedBucket;
}

/** The settings cannot be added to the text. */
export class EditError extends Error {}

type Members = Readonly<Record<string, unknown>>;

/**
 * Adds settings of a bucket to the text of a file: after the existing settings of the bucket, or as a new bucket after the existing
 * buckets of the stack. Every other byte stays the same. A map on several lines gets more lines; a map in braces gets more members.
 *
 * @throws EditError if this would change another part of the file
 */
export function withBucket(text: string, { stack, bucket, settings }: Addition): string {
  const document = parseDocument(text);
  const expected = withMembers(document.toJS() as Members, ['stacks', stack, 'buckets', bucket], { ...settings });
  const place = placeOf(document, { stack, bucket, settings });
  const braces = place.map?.flow === true;
  const edited = braces ? inBraces(text, place.map, place.added) : withLines(text, document, place, (line) => line);
  if (edited === undefined || !hasValue(edited, expected)) {
    throw new EditError(
      `the settings of ${bucket} cannot be added to stack ${stack} without changing other parts of the file`,
    );
  }
  return edited;
}

/** Whether a text is valid YAML with this value. */
export function hasValue(text: string, expected: unknown): boolean {
  const read = parseDocument(text);
  return read.errors.length === 0 && JSON.stringify(read.toJS()) === JSON.stringify(expected);
}

function withMembers(map: Members | null | undefined, [step, ...more]: readonly string[], members: Members): Members {
  return step === undefined
    ? { ...map, ...members }
    : { ...map, [step]: withMembers(map?.[step] as Members, more, members) };
}

/** The position in a document where members are added. */
interface Place {
  /** The path of the innermost value that exists. */
  readonly path: readonly string[];
  /** That value, unless it is empty. */
  readonly map: YAMLMap | undefined;
  readonly added: Members;
}

/** Where the settings of a bucket belong in a document. */
export function placeOf(document: Document, { stack, bucket, settings }: Addition): Place {
  const path = ['stacks', stack, 'buckets', bucket];
  let added: Members = { ...settings };
  while (document.getIn(path, true) === undefined) {
    added = { [path.pop()!]: added };
  }
  const value = document.getIn(path, true);
  const map = isMap(value) ? value : undefined;
  return { path, map, added: Object.fromEntries(Object.entries(added).filter(([name]) => !map?.has(name))) };
}

function inBraces(text: string, map: YAMLMap | undefined, added: Members): string | undefined {
  const members = Object.entries(added).map(([name, value]) => `${scalarText(name)}: ${flowText(value)}`);
  const last = map?.items.at(-1);
  const [start] = map?.range ?? [];
  if (last !== undefined) {
    const end = contentEnd(last);
    return `${text.slice(0, end)}${members.map((member) => `, ${member}`).join('')}${text.slice(end)}`;
  }
  if (start === undefined) {
    return undefined;
  }
  const rest = text.slice(start + 1);
  return `${text.slice(0, start + 1)} ${members.join(', ')}${/^\s/.test(rest) ? '' : ' '}${rest}`;
}

/**
 * Adds the members of a place as lines.
 * @param line changes each line after its indentation
 * @returns undefined if the value is neither a map on several lines nor empty
 */
export function withLines(
  text: string,
  document: Document,
  place: Place,
  line: (text: string) => string,
): string | undefined {
  const { path, map, added } = place;
  const [outer, parent] = [path.slice(0, -2), path.slice(0, -1)].map((above) => document.getIn(above, true));
  const key = isMap(parent)
    ? parent.items.find((pair) => isScalar(pair.key) && pair.key.value === path.at(-1))
    : undefined;
  if (!isMap(parent) || parent.flow || key === undefined) {
    return undefined;
  }
  const own = columnOf(text, parent);
  if (map !== undefined && !map.flow) {
    const indent = columnOf(text, map);
    const lines = blockLines(added, indent, indent - own);
    return inserted(text, endOfLines(text, contentEnd(map), indent), linesAt(indent, lines, line));
  }
  if (!isEmptyValue(key.value)) {
    return undefined;
  }
  const step = own - columnOf(text, outer);
  const indent = own + indentStep(step);
  const end = endOfLines(text, (key.key as Node).range![1], own + 1);
  return inserted(text, end, linesAt(indent, blockLines(added, indent, step), line));
}

/** The lines of one block, each changed after the indentation. */
function linesAt(indent: number, lines: readonly string[], line: (text: string) => string): string[] {
  return lines.map((text) => `${text.slice(0, indent)}${line(text.slice(indent))}`);
}

function isEmptyValue(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && (value.source ?? '') === '');
}

/** The column at which the names of a map on several lines start. */
function columnOf(text: string, map: unknown): number {
  const start = isMap(map) ? ((map.items[0]?.key as Node | undefined)?.range?.[0] ?? 0) : 0;
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

/** Inserts lines into the text. They end like the line before them, in LF or CRLF. */
export function inserted(text: string, at: number, lines: readonly string[]): string {
  const before = text.slice(0, at);
  const isCrlf = before.endsWith('\n') ? before.endsWith('\r\n') : text.includes('\r\n');
  const newline = isCrlf ? '\r\n' : '\n';
  const added = lines.map((line) => `${line}${newline}`);
  return [before, before === '' || before.endsWith('\n') ? '' : newline, ...added, text.slice(at)].join('');
}

/** The offset at which the last value of a block, or a value in braces, ends. */
function contentEnd(node: Node | Pair): number {
  if (isPair(node)) {
    return contentEnd((node.value ?? node.key) as Node);
  }
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  return last ? contentEnd(last as Node | Pair) : node.range![1];
}

/** The offset after the line and after the comments below it that are indented as far, and so belong to the value. */
function endOfLines(text: string, offset: number, indent: number): number {
  const rest = new RegExp(`^[^\\n]*(?:\\n|$)(?: {${indent},}#[^\\n]*(?:\\n|$))*`);
  return text[offset - 1] === '\n' ? offset : offset + rest.exec(text.slice(offset))![0].length;
}
