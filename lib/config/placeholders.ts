import { isMap, parseDocument } from 'yaml';
import { type Addition, hasValue, inserted, placeOf, withLines } from './edit';
import { blockLines, scalarText } from './yaml-text';

/**
 * The word by which a placeholder is found in a file. It is data, like the name of a setting: the words after it can change, the
 * word itself cannot.
 */
export const PLACEHOLDER = '[zencoder-s3:placeholder]';

const NO_GRANTS_YET = `${PLACEHOLDER} has no grants yet: add the grants for Zencoder and remove each "# "`;

/**
 * Adds the bucket as a placeholder: the lines of the bucket, each as a comment. If the stack is in braces, they are at the end of the
 * file. A file that already has the placeholder does not change.
 */
export function withPlaceholder(text: string, { stack, bucket, settings }: Addition): string {
  if (linesOf(text).some((line) => startIn(line, bucket) !== undefined)) {
    return text;
  }
  const document = parseDocument(text);
  const isOfBucket = (line: string) => line.trimStart() === `${scalarText(bucket)}:`;
  const commented = (line: string) => `# ${isOfBucket(line) ? `${line} # ${NO_GRANTS_YET}` : line}`;
  const place = placeOf(document, { stack, bucket, settings });
  const edited = withLines(text, document, place, commented);
  if (edited !== undefined && hasValue(edited, document.toJS())) {
    return edited;
  }
  const lines = [`${PLACEHOLDER} below "buckets" of stack ${stack}:`, ...blockLines({ [bucket]: settings }, 0)];
  return inserted(text, text.length, lines.map(commented));
}

/**
 * Removes the placeholder of one bucket, or those of all buckets. Other comments stay, and so does a placeholder with lines that
 * this package does not write, such as remarks.
 */
export function withoutPlaceholders(text: string, bucket?: string): string {
  const lines = linesOf(text);
  const removed = new Set(
    lines.flatMap((line, index) => {
      const start = startIn(line, bucket);
      return start === undefined ? [] : linesOfPlaceholder(lines, index, start);
    }),
  );
  const edited = lines.filter((_, index) => !removed.has(index)).join('');
  return removed.size === 0 || hasValue(edited, parseDocument(text).toJS()) ? edited : text;
}

/** The lines of a text with their ends. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}

/** The first line of a placeholder. */
interface Start {
  /** Everything before the settings: the indentation, `# ` and the indentation within the comment. */
  readonly lead: string;
  /** The indentation within the comment. */
  readonly inner: string;
}

const START = /^(?<outer> *# )(?<inner> *)(?<name>\S.*?): # (?<rest>.*)/;

/** The start of a placeholder, if a line is one. @param bucket the bucket; any bucket if it is not given */
function startIn(line: string, bucket: string | undefined): Start | undefined {
  const { outer = '', inner = '', name, rest } = START.exec(line)?.groups ?? {};
  const isMeant = bucket === undefined || name === scalarText(bucket);
  return isMeant && rest?.startsWith(PLACEHOLDER) ? { lead: `${outer}${inner}`, inner } : undefined;
}

/** The indexes of the lines of a placeholder; none if a line of its settings is not one of this package. */
function linesOfPlaceholder(lines: readonly string[], index: number, { lead, inner }: Start): number[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => !line.startsWith(`${lead} `));
  const settings = rest.slice(0, end < 0 ? rest.length : end);
  if (!areWritten(settings.map((line) => line.slice(lead.length).trimEnd()))) {
    return [];
  }
  const [outer, next] = [lead.slice(0, lead.length - inner.length), index + 1 + settings.length];
  const isShared = inner !== '' && lines[next]?.startsWith(`${outer} `);
  const first = isShared ? index : firstLineAbove(lines, index, outer, inner.length);
  return [...lines.keys()].slice(first, next);
}

/** Whether lines of settings are as this package writes their values. */
function areWritten(lines: readonly string[]): boolean {
  const document = parseDocument(lines.join('\n'));
  if (lines.length === 0 || document.errors.length > 0 || !isMap(document.contents)) {
    return lines.length === 0;
  }
  const indent = lines[0]!.search(/\S/);
  return blockLines(document.toJS() as object, indent, indent).join('\n') === lines.join('\n');
}

/**
 * The index of the first line of a placeholder: of the names around the bucket, which are less indented within the comment, or of
 * the line that says where the bucket belongs.
 */
function firstLineAbove(lines: readonly string[], index: number, outer: string, indent: number): number {
  const above = lines[index - 1] ?? '';
  const text = above.startsWith(outer) ? above.slice(outer.length).trimEnd() : '';
  if (indent === 0) {
    return text.startsWith(PLACEHOLDER) ? index - 1 : index;
  }
  const own = text.search(/\S/);
  const isAround = own >= 0 && own < indent && /^\S+:$/.test(text.slice(own));
  return isAround ? (own === 0 ? index - 1 : firstLineAbove(lines, index - 1, outer, own)) : index;
}
