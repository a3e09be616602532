import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../support/run';

/** A fenced block of a document. */
export interface Block {
  /** The path of the document below the root. */
  readonly file: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
  /** Empty if the fence has no language. */
  readonly language: string;
  readonly text: string;
}

export interface Document {
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The text without blocks. The line numbers stay the same. */
  readonly prose: string;
}

const NOT_OURS = /^(node_modules|dist|coverage|cdktf\.out|reports)$|^\./;

function markdownFiles(below = ''): string[] {
  return readdirSync(join(ROOT, below), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.test(name))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? markdownFiles(path) : entry.name.endsWith('.md') ? [path] : [];
    })
    .sort();
}

const FENCE = /^( *)```+([\w-]*)\s*$/;

function read(file: string): Document {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { line: number; language: string; indent: number; lines: string[] } | undefined;
  text.split('\n').forEach((line, index) => {
    const [isFence, indent = '', language = ''] = FENCE.exec(line) ?? [];
    if (isFence !== undefined && open) {
      blocks.push({ file, line: open.line, language: open.language, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    } else if (isFence !== undefined) {
      open = { line: index + 1, language, indent: indent.length, lines: [] };
    } else if (open) {
      open.lines.push(line.slice(open.indent));
    }
    prose.push(open || isFence !== undefined ? '' : line);
  });
  if (open) {
    throw new Error(`${file}:${open.line}: this block is not closed`);
  }
  return { file, text, blocks, prose: prose.join('\n') };
}

/** Every Markdown file of the repository. */
export const DOCUMENTS: readonly Document[] = markdownFiles().map(read);

/** The documents whose blocks are run: instructions for readers, not generated lists. */
const WORKED_BY = /^(README|CONTRIBUTING)\.md$|^docs\/(?!API)|^(examples|terraform)\/(.*\/)?README\.md$/;

export const BLOCKS: readonly Block[] = DOCUMENTS.filter(({ file }) => WORKED_BY.test(file)).flatMap(
  ({ blocks }) => blocks,
);

export const placeOf = ({ file, line }: Block) => `${file}:${line}`;

/** Rows for `it.each`: each block with its position as the title. */
export function blocksIn(...languages: readonly string[]): [place: string, block: Block][] {
  return BLOCKS.filter(({ language }) => languages.includes(language)).map((block) => [placeOf(block), block]);
}

export interface Link {
  readonly file: string;
  readonly line: number;
  readonly target: string;
}

const LINKS = [/\]\(([^()\s]+)\)/g, /<a href="([^"]+)"/g, /^\[[^\]]+\]: (\S+)/g];

export function linksIn({ file, prose }: Document): Link[] {
  return prose
    .split('\n')
    .flatMap((line, index) =>
      LINKS.flatMap((pattern) =>
        [...withoutCode(line).matchAll(pattern)].map(([, target]) => ({ file, line: index + 1, target: target! })),
      ),
    );
}

/** Inline code. Brackets inside it are not links, but brackets around it are. */
function withoutCode(line: string): string {
  return line.replace(/`[^`]*`/g, '`');
}

/** The anchors of a document: those that the code host generates from headings, and explicit ones. */
export function anchorsIn({ prose }: Document): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading] of prose.matchAll(/^#{1,6} (.*)$/gm)) {
    const slug = slugOf(heading!);
    let anchor = slug;
    for (let count = 1; anchors.has(anchor); count++) {
      anchor = `${slug}-${count}`;
    }
    anchors.add(anchor);
  }
  for (const [tag] of prose.matchAll(/<a [^>]*>/g)) {
    for (const [, anchor] of tag.matchAll(/ (?:name|id)="([^"]+)"/g)) {
      anchors.add(anchor!);
    }
  }
  return anchors;
}

function slugOf(heading: string): string {
  return heading
    .replace(/<[^>]*>/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replace(/ /g, '-');
}

/** Code within a line: `like this`. */
export function codeIn({ file, prose }: Document): Link[] {
  return prose
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(/(?<!`)`([^`]+)`(?!`)/g)].map(([, target]) => ({ file, line: index + 1, target: target! })),
    );
}

export const document = (file: string): Document => {
  const found = DOCUMENTS.find((each) => each.file === file);
  if (found === undefined) {
    throw new Error(`no ${basename(file)}`);
  }
  return found;
};
