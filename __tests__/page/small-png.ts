import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = 8;
/** The bytes of a pixel, by the color type of the picture. */
const DEPTHS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };
const PALETTE = 3;
const MAX_COLORS = 256;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
  }
  return chunks;
}

/** Shrinks a screenshot to about a third of its bytes by reducing it to at most 256 colors. In a picture of text this is not visible. */
export function smaller(png: Buffer): Buffer {
  const chunks = chunksOf(png);
  const head = Buffer.from(chunks.find(({ type }) => type === 'IHDR')!.data);
  const [width, height, depth] = [head.readUInt32BE(0), head.readUInt32BE(4), DEPTHS[head[9]!]!];
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data)));
  const rows = unfiltered(data, width * depth, height, depth);
  const { indexes, palette } = indexed(rows, depth);
  const plain = Buffer.alloc(height * (1 + width));
  for (let y = 0; y < height; y++) {
    indexes.copy(plain, y * (1 + width) + 1, y * width, (y + 1) * width);
  }
  head[9] = PALETTE;
  const written = [
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(plain, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([png.subarray(0, SIGNATURE), ...written]);
}

/** Reduces the colors in the smallest steps that give at most 256 colors. */
function indexed(rows: Buffer, depth: number): { readonly indexes: Buffer; readonly palette: Buffer } {
  for (let bits = 8; ; bits--) {
    const [steps, colors] = [2 ** bits - 1, new Map<number, number>()];
    const stepped = (value: number) => Math.round((Math.round((value * steps) / 255) * 255) / steps);
    const table = Array.from({ length: 256 }, (_, value) => stepped(value));
    const indexes = Buffer.alloc(rows.length / depth);
    for (let at = 0; at < indexes.length && colors.size <= MAX_COLORS; at++) {
      const [red, green, blue] = [
        table[rows[at * depth]!]!,
        table[rows[at * depth + 1]!]!,
        table[rows[at * depth + 2]!]!,
      ];
      const color = (red << 16) | (green << 8) | blue;
      const index = colors.get(color) ?? colors.size;
      colors.set(color, index);
      indexes[at] = index;
    }
    if (colors.size <= MAX_COLORS) {
      const bytes = [...colors.keys()].flatMap((color) => [color >> 16, (color >> 8) & 0xff, color & 0xff]);
      return { indexes, palette: Buffer.from(bytes) };
    }
  }
}

/** Source: "Filter types" of the PNG specification. */
function unfiltered(data: Buffer, stride: number, height: number, depth: number): Buffer {
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (stride + 1)]!;
    const line = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x < depth ? 0 : rows[line + x - depth]!;
      const up = y === 0 ? 0 : rows[line - stride + x]!;
      const corner = x < depth || y === 0 ? 0 : rows[line - stride + x - depth]!;
      rows[line + x] = (data[line + y + 1 + x]! + predicted(filter, left, up, corner)) & 0xff;
    }
  }
  return rows;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [byLeft, byUp, byCorner] = [
        Math.abs(up - corner),
        Math.abs(left - corner),
        Math.abs(left + up - 2 * corner),
      ];
      return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
    default:
      return 0;
  }
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
