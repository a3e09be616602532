import { isCollection, isMap, isPair, isScalar, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { BucketConfig, StackConfig, ZencoderConfig } from './config';
import { flowText, scalarText } from './flow-text';

/** What stands in the file of a bucket whose policy was adopted. */
export type AdoptedBucket = Pick<
  BucketConfig,
  'region' | 'requireTls' | 'grants' | 'otherStatements' | 'adoptExistingPolicy'
>;

export interface Addition {
  readonly stack: string;
  readonly bucket: string;
  readonly settings: AdoptedBucket;
}

/** A file with nothing but the bucket. */
export function newConfigText({ stack, bucket, settings }: Addition, region: string | undefined): string {
  return [
    'stacks:',
    `  ${scalarText(stack)}:`,
    ...(region === undefined ? [] : [`    region: ${scalarText(region)}`]),
    '    buckets:',
    ...bucketLines(bucket, settings, 6),
    '',
  ].join('\n');
}

/**
 * The text of a file with the bucket added to a stack of it, behind the buckets that stand there. Every line of the file stays
 * as it is; only where the stack is written on one line, what is written so is written anew.
 *
 * @throws an error where the bucket cannot be added without a change of something else
 */
export function withBucket(text: string, addition: Addition): string {
  const before = parseDocument(text).toJS() as ZencoderConfig;
  const expected = JSON.stringify(withAddition(before, addition));
  for (const candidate of [byLines(text, addition), byDocument(text, addition)]) {
    if (candidate !== undefined && JSON.stringify(readBack(candidate)) === expected) {
      return candidate;
    }
  }
  throw new Error(`the bucket cannot be added to stack ${addition.stack} without a change of something else`);
}

/** What is written of a bucket, by itself. */
export function bucketText(bucket: string, settings: AdoptedBucket): string {
  return bucketLines(bucket, settings, 0).join('\n');
}

/**
 * The text of a file with more said of a bucket that stands in it. Every line of the file stays as it is, but for the one on
 * which all of the bucket is written.
 *
 * @throws an error where it cannot be added without a change of something else
 */
export function withMore(text: string, addition: Addition): string {
  const { stack, bucket, settings } = addition;
  const before = parseDocument(text).toJS() as ZencoderConfig;
  const standing = before.stacks[stack]!.buckets![bucket]!;
  const expected = JSON.stringify(withAddition(before, { ...addition, settings: { ...standing, ...settings } }));
  const more = Object.entries(settings)
    .filter(([name]) => !Object.hasOwn(standing, name))
    .map(([name, value]) => `${name}: ${scalarText(value)}`);
  const candidate = withLines(text, parseDocument(text).getIn(['stacks', stack, 'buckets', bucket], true), more);
  if (candidate === undefined || JSON.stringify(readBack(candidate)) !== expected) {
    throw new Error(`nothing can be added to ${bucket} in stack ${stack} without a change of something else`);
  }
  return candidate;
}

function withLines(text: string, entry: unknown, more: readonly string[]): string | undefined {
  const first = isMap(entry) ? entry.items[0]?.key : undefined;
  if (!isMap(entry) || !isScalar(first)) {
    return undefined;
  }
  if (entry.flow) {
    const last = entry.items.at(-1)!;
    const end = ((last.value ?? last.key) as Node).range![1];
    return `${text.slice(0, end)}${more.map((line) => `, ${line}`).join('')}${text.slice(end)}`;
  }
  const indent = indentOf(text, first.range![0]);
  return withLinesAt(
    text,
    endOfLines(text, contentEnd(entry as Node), indent),
    more.map((line) => `${' '.repeat(indent)}${line}`),
  );
}

function indentOf(text: string, start: number): number {
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

function withLinesAt(text: string, offset: number, lines: readonly string[]): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const [above, below] = [text.slice(0, offset), text.slice(offset)];
  return `${above}${above.endsWith('\n') ? '' : newline}${lines.join(newline)}${newline}${below}`;
}

function withAddition(config: ZencoderConfig, { stack, bucket, settings }: Addition): ZencoderConfig {
  const standing = config.stacks[stack] as StackConfig;
  const buckets = { ...standing.buckets, [bucket]: settings };
  return { ...config, stacks: { ...config.stacks, [stack]: { ...standing, buckets } } };
}

function readBack(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length === 0 ? document.toJS() : undefined;
}

/** Adds lines; undefined where the place for them is not written over lines. */
function byLines(text: string, { stack, bucket, settings }: Addition): string | undefined {
  const document = parseDocument(text);
  const standing = document.getIn(['stacks', stack], true);
  const buckets = document.getIn(['stacks', stack, 'buckets'], true);
  const holder = [buckets, standing].find((node): node is YAMLMap => isMap(node));
  const first = holder?.items[0]?.key;
  if (holder === undefined || holder.flow || !isScalar(first) || (buckets !== undefined && holder !== buckets)) {
    return undefined;
  }
  const indent = indentOf(text, first.range![0]);
  const lines =
    holder === buckets
      ? bucketLines(bucket, settings, indent)
      : [`${' '.repeat(indent)}buckets:`, ...bucketLines(bucket, settings, indent + 2)];
  return withLinesAt(text, endOfLines(text, contentEnd(holder), indent), lines);
}

/** Where the last value of a collection ends. */
function contentEnd(node: Node): number {
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  const inner = isPair(last) ? (last.value ?? last.key) : last;
  return inner ? contentEnd(inner as Node) : node.range![1];
}

/** The end of the line, and of the comments below it that belong to what was said. */
function endOfLines(text: string, offset: number, indent: number): number {
  const rest = new RegExp(`^[^\\n]*(?:\\n|$)(?: {${indent},}#[^\\n]*(?:\\n|$))*`);
  return text[offset - 1] === '\n' ? offset : offset + rest.exec(text.slice(offset))![0].length;
}

function byDocument(text: string, { stack, bucket, settings }: Addition): string | undefined {
  const document = parseDocument(text);
  if (!isMap(document.getIn(['stacks', stack], true))) {
    return undefined;
  }
  document.setIn(['stacks', stack, 'buckets', bucket], document.createNode(settings));
  return document.toString({ lineWidth: 0 });
}

const WIDEST = 120;

function bucketLines(bucket: string, settings: AdoptedBucket, indent: number): string[] {
  const { grants, ...rest } = settings;
  const { region, requireTls, otherStatements, adoptExistingPolicy } = rest;
  const inner = ' '.repeat(indent + 2);
  const said = (name: string, value: unknown) => (value === undefined ? [] : [`${inner}${name}: ${scalarText(value)}`]);
  return [
    `${' '.repeat(indent)}${scalarText(bucket)}:`,
    ...said('region', region),
    ...said('requireTls', requireTls),
    ...(grants === undefined ? [] : [`${inner}grants:`, ...grants.flatMap((grant) => grantLines(grant, indent + 4))]),
    ...said('otherStatements', otherStatements),
    ...said('adoptExistingPolicy', adoptExistingPolicy),
  ];
}

/** A grant on one line where it fits, else with a line for each of its names. */
function grantLines(grant: object, indent: number): string[] {
  const line = `${' '.repeat(indent)}- ${flowText(grant)}`;
  if (line.length <= WIDEST) {
    return [line];
  }
  const inner = ' '.repeat(indent + 2);
  const lines = Object.entries(grant).flatMap(([name, value]) => {
    const short = `${inner}${name}: ${flowText(value)}`;
    return short.length <= WIDEST || !Array.isArray(value)
      ? [short]
      : [`${inner}${name}:`, ...value.map((one) => `${inner}  - ${scalarText(one)}`)];
  });
  return [lines[0]!.replace(`${inner}`, `${' '.repeat(indent)}- `), ...lines.slice(1)];
}
