import { isCollection, isMap, isPair, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { BucketConfig } from './format';
import { blockLines, flowText, scalarText } from './yaml-text';

/** What the file has of a bucket whose policy was adopted. */
export type AdoptedBucket = Pick<
  BucketConfig,
  'region' | 'requireTls' | 'grants' | 'kmsKeyArn' | 'otherStatements' | 'adoptExistingPolicy'
>;

export interface Addition {
  readonly stack: string;
  readonly bucket: string;
  readonly settings: AdoptedBucket;
}

/** A text cannot take what is to be added. */
export class EditError extends Error {}

type Members = Readonly<Record<string, unknown>>;

/**
 * The text of a file with settings of a bucket added, behind those that it has, or with the bucket behind the others of its stack.
 * All else stays as it is, byte by byte: a map on several lines gets lines, one in braces is continued before its end.
 *
 * @throws EditError where they cannot be added without a change of something else
 */
export function withBucket(text: string, { stack, bucket, settings }: Addition): string {
  const document = parseDocument(text);
  const path = ['stacks', stack, 'buckets', bucket];
  const expected = JSON.stringify(withMembers(document.toJS() as Members, path, settings));
  let members: Members = settings;
  while (document.getIn(path, true) === undefined) {
    members = { [path.pop()!]: members };
  }
  const map = document.getIn(path, true);
  const edited = isMap(map) && map.items.length > 0 ? withMembersIn(text, map, members) : text;
  const read = parseDocument(edited);
  if (read.errors.length > 0 || JSON.stringify(read.toJS()) !== expected) {
    throw new EditError(
      `the settings of ${bucket} cannot be added to stack ${stack} without a change of something else`,
    );
  }
  return edited;
}

function withMembers(map: Members = {}, [step, ...more]: readonly string[], members: Members): Members {
  return step === undefined
    ? { ...map, ...members }
    : { ...map, [step]: withMembers(map[step] as Members, more, members) };
}

function withMembersIn(text: string, map: YAMLMap, members: Members): string {
  const added = Object.entries(members).filter(([name]) => !map.has(name));
  if (map.flow) {
    const end = contentEnd(map.items.at(-1)!);
    const more = added.map(([name, value]) => `, ${scalarText(name)}: ${flowText(value)}`);
    return `${text.slice(0, end)}${more.join('')}${text.slice(end)}`;
  }
  const start = (map.items[0]!.key as Node).range![0];
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1);
  const end = endOfLines(text, contentEnd(map), indent);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = blockLines(Object.fromEntries(added), indent).map((line) => `${line}${newline}`);
  return [text.slice(0, end), text[end - 1] === '\n' ? '' : newline, ...lines, text.slice(end)].join('');
}

/** Where the last value of a block, or a value in braces, ends. */
function contentEnd(node: Node | Pair): number {
  if (isPair(node)) {
    return contentEnd((node.value ?? node.key) as Node);
  }
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  return last ? contentEnd(last as Node | Pair) : node.range![1];
}

/** The end of the line, and of the comments below it that belong to what was said. */
function endOfLines(text: string, offset: number, indent: number): number {
  const rest = new RegExp(`^[^\\n]*(?:\\n|$)(?: {${indent},}#[^\\n]*(?:\\n|$))*`);
  return text[offset - 1] === '\n' ? offset : offset + rest.exec(text.slice(offset))![0].length;
}
