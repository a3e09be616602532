import type { ExplainedBucket } from '../../../lib/explain/explanation';
import { drawn } from '../dom';
import { type Box, reachesOf } from './picture-parts';

const LINE = 20;
const PAD = 12;
const GAP = 14;
/** The widths of a letter, as fonts of the system have them at most. */
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
 * Who reaches which part of a bucket, for what and until when: on the left who, on the right the bucket with its parts; below each other
 * where that is too narrow.
 * @param space in pixels
 * @param scale of letters beside those of a window of usual size
 * @param words the same as text
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
  for (const reach of reachesOf(bucket)) {
    const who = placed(reach.who, whoWidth);
    const parts = reach.parts.map((part) => placed(part, inner));
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
  const behind = frames.flatMap(({ top, bottom }) => [
    drawn('rect', {
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
  return drawn(
    'svg',
    {
      class: 'picture',
      role: 'img',
      'aria-labelledby': 'picture-name picture-words',
      viewBox: `0 0 ${width} ${height}`,
      width: Math.floor(width * scale),
      height: Math.ceil(height * scale),
    },
    drawn('title', { id: 'picture-name' }, `Who reaches which part of ${bucket.bucket}`),
    drawn('desc', { id: 'picture-words' }, words),
    ...behind,
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

/** From who to what, by a bend in the space between. */
function arrow(from: { x: number; y: number }, to: { x: number; y: number }, tone: Box['tone']): SVGElement[] {
  const bend = Math.max(from.x, Math.min(from.x + 28, to.x - 20));
  const end = to.x - 7;
  return [
    drawn('path', { class: `way ${tone}`, d: `M ${from.x} ${from.y} H ${bend} V ${to.y} H ${end}` }),
    drawn('path', { class: `tip ${tone}`, d: `M ${end} ${to.y - 5} L ${to.x - 1} ${to.y} L ${end} ${to.y + 5} Z` }),
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
    drawn('rect', {
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
  return drawn('text', { class: kind, x, y }, text, text !== whole && drawn('title', {}, whole));
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
  const most = Math.max(4, Math.floor(space / letter));
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

function wrapped(text: string, space: number): string[] {
  const most = Math.max(8, Math.floor(space / TITLE_LETTER));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < most) {
      lines[lines.length - 1] = `${line} ${word}`;
    } else {
      lines.push(cut(word, space, TITLE_LETTER));
    }
  }
  return lines;
}
