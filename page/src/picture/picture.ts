import type { ExplainedBucket } from '../../../lib/explain/explanation';
import { svgElement } from '../dom';
import { accessTo, type Box } from './picture-parts';

const LINE = 20;
const PAD = 12;
const GAP = 14;
/** The width of a letter in pixels: the largest of the usual system fonts. */
const TITLE_LETTER = 8.2;
const LETTER = 7.9;
const SIDE = 224;
const WIDE = 620;
const INDENT = 28;

interface Placed {
  readonly box: Box;
  readonly lines: readonly Line[];
  readonly height: number;
}

interface Line {
  readonly text: string;
  readonly whole: string;
  readonly kind: 'title' | 'line' | 'foot';
}

/**
 * Draws who has access to which part of a bucket, for which actions and until when. The requesters are on the left, and the bucket
 * with its parts is on the right. In a narrow window they are below each other.
 * @param space the width in pixels
 * @param scale the font size, relative to the usual size
 * @param words the picture as text, for screen readers
 */
export function picture(bucket: ExplainedBucket, space: number, scale: number, words: string): SVGSVGElement {
  const width = Math.floor(space / scale);
  const isWide = width >= WIDE;
  const left = isWide ? SIDE + 64 : 0;
  const [whoWidth, inner] = [isWide ? SIDE : width, width - left - 2 * PAD - (isWide ? 0 : INDENT)];
  const title = `Bucket ${bucket.bucket}${bucket.region === undefined ? '' : `, ${bucket.region}`}`;
  const nodes: SVGElement[] = [];
  const frame: { top: number; bottom: number }[] = [];
  let y = isWide ? PAD + LINE + GAP : 0;
  for (const access of accessTo(bucket)) {
    const who = placed(access.who, whoWidth);
    const parts = access.parts.map((part) => placed(part, inner));
    if (isWide) {
      const height = Math.max(who.height, sum(parts) - GAP);
      const middle = y + who.height / 2;
      nodes.push(
        ...boxNodes(who, 0, y, whoWidth, 'who'),
        ...partNodes(parts, { x: left + PAD, y, width: inner }, { x: SIDE, y: middle }),
      );
      y += height + GAP;
    } else {
      nodes.push(...boxNodes(who, 0, y, whoWidth, 'who'));
      y += who.height + GAP;
      const top = y;
      y += PAD + LINE + GAP;
      nodes.push(...partNodes(parts, { x: INDENT + PAD, y, width: inner }, { x: PAD, y: top - GAP }));
      y += sum(parts);
      frame.push({ top, bottom: y });
      y += GAP;
    }
  }
  const frames = isWide ? [{ top: 0, bottom: y }] : frame;
  const x = isWide ? left : INDENT;
  const background = frames.flatMap(({ top, bottom }) => [
    svgElement('rect', {
      class: 'bucket',
      x: x + 0.5,
      y: top + 0.5,
      width: width - x - 1,
      height: bottom - top - 1,
      rx: 10,
    }),
    textNode(
      { text: cut(title, width - x - 2 * PAD, TITLE_LETTER), whole: title, kind: 'title' },
      x + PAD,
      top + PAD + 14,
    ),
  ]);
  const height = Math.ceil(y + 1);
  return svgElement(
    'svg',
    {
      class: 'picture',
      role: 'img',
      'aria-labelledby': 'picture-name picture-words',
      viewBox: `0 0 ${width} ${height}`,
      width: Math.floor(width * scale),
      height: Math.ceil(height * scale),
    },
    svgElement('title', { id: 'picture-name' }, `Who has access to which part of ${bucket.bucket}`),
    svgElement('desc', { id: 'picture-words' }, words),
    ...background,
    ...nodes,
  );
}

function sum(parts: readonly Placed[]): number {
  return parts.reduce((all, { height }) => all + height + GAP, 0);
}

function partNodes(
  parts: readonly Placed[],
  at: { x: number; y: number; width: number },
  from: { x: number; y: number },
) {
  let { y } = at;
  return parts.flatMap((part) => {
    const middle = y + Math.min(part.height / 2, 24);
    const nodes = [...arrow(from, { x: at.x, y: middle }, part.box.tone), ...boxNodes(part, at.x, y, at.width, 'part')];
    y += part.height + GAP;
    return nodes;
  });
}

/** An arrow from a requester to a part, with a bend between them. */
function arrow(from: { x: number; y: number }, to: { x: number; y: number }, tone: Box['tone']): SVGElement[] {
  const bend = Math.max(from.x, Math.min(from.x + 28, to.x - 20));
  const end = to.x - 7;
  return [
    svgElement('path', { class: `way ${tone}`, d: `M ${from.x} ${from.y} H ${bend} V ${to.y} H ${end}` }),
    svgElement('path', {
      class: `tip ${tone}`,
      d: `M ${end} ${to.y - 5} L ${to.x - 1} ${to.y} L ${end} ${to.y + 5} Z`,
    }),
  ];
}

function boxNodes(
  { box, lines, height }: Placed,
  x: number,
  y: number,
  width: number,
  kind: 'who' | 'part',
): SVGElement[] {
  return [
    svgElement('rect', {
      class: `box ${kind} ${box.tone}`,
      x: x + 0.5,
      y: y + 0.5,
      width: width - 1,
      height: height - 1,
      rx: 8,
    }),
    ...lines.map((line, index) => textNode(line, x + PAD, y + PAD + 14 + index * LINE)),
  ];
}

function textNode({ text, whole, kind }: Line, x: number, y: number): SVGElement {
  return svgElement('text', { class: kind, x, y }, text, text !== whole && svgElement('title', {}, whole));
}

function placed(box: Box, width: number): Placed {
  const space = width - 2 * PAD;
  const lines: Line[] = [
    ...wrapped(box.title, space).map((text) => ({ text, whole: text, kind: 'title' as const })),
    ...box.lines.map((line) => ({ text: cut(line, space, LETTER), whole: line, kind: 'line' as const })),
    ...(box.foot === undefined ? [] : [{ text: cut(box.foot, space, LETTER), whole: box.foot, kind: 'foot' as const }]),
  ];
  return { box, lines, height: 2 * PAD + lines.length * LINE - 4 };
}

function cut(text: string, space: number, letter: number): string {
  const letters = [...text];
  const max = Math.max(4, Math.floor(space / letter));
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join('')}…`;
}

function wrapped(text: string, space: number): string[] {
  const max = Math.max(8, Math.floor(space / TITLE_LETTER));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < max) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(cut(word, space, TITLE_LETTER));
    }
  }
  return lines;
}
