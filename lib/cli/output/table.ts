import type { Terminal, Tone } from './terminal';
import { textWidth, wrapped } from './text-width';

export interface Column {
  readonly heading: string;
  /** So many columns of the terminal it keeps, as long as that is not too narrow for all. */
  readonly least: number;
}

/** A line of a cell, or one that goes over all columns. It is wrapped where it does not fit. */
export interface Line {
  readonly text: string;
  readonly tone?: Tone;
  readonly indent?: number;
  /** Of what does not fit into the first line. */
  readonly hang?: number;
}

export type Cell = readonly Line[];

const GAP = 2;
const MIN_WIDTH = 10;

/** Rows below a head, with lines between them; as wide as the terminal at most, unless that is too narrow for the columns. */
export function tableLines(
  columns: readonly Column[],
  headTone: Tone,
  parts: readonly (readonly Cell[] | Line)[],
  terminal: Terminal,
): string[] {
  const rows = [columns.map(({ heading }): Cell => [{ text: heading, tone: headTone }]), ...parts];
  const widths = columns.map((_, column) => {
    const lines = rows.flatMap((row) => ('text' in row ? [] : row[column]!));
    return Math.max(...lines.map(({ text, indent = 0 }) => indent + textWidth(text)));
  });
  const leasts = columns.map(({ least }) => least);
  for (const floors of [leasts, leasts.map((least) => Math.min(least, MIN_WIDTH))]) {
    shrink(widths, floors, terminal.columns - GAP * (columns.length - 1));
  }
  return rows.flatMap((row) =>
    'text' in row
      ? piecesOf(row, terminal.columns).map((piece) => painted(piece, terminal))
      : rowLines(row, widths, terminal),
  );
}

/** Takes from the widest, until all together are narrow enough or each is at its floor. */
function shrink(widths: number[], floors: readonly number[], most: number): void {
  for (;;) {
    const spare = widths.map((width, index) => width - floors[index]!);
    const widest = spare.indexOf(Math.max(...spare));
    if (widths.reduce((sum, width) => sum + width, 0) <= most || spare[widest]! <= 0) {
      return;
    }
    widths[widest]!--;
  }
}

function rowLines(cells: readonly Cell[], widths: readonly number[], terminal: Terminal): string[] {
  const pieces = cells.map((cell, index) => cell.flatMap((line) => piecesOf(line, widths[index]!)));
  const height = Math.max(...pieces.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    const last = pieces.findLastIndex((lines) => lines[row] !== undefined);
    return pieces
      .slice(0, last + 1)
      .map((lines, index) => {
        const piece = lines[row] ?? { text: '' };
        const padding = index === last ? 0 : Math.max(0, widths[index]! - textWidth(piece.text)) + GAP;
        return painted(piece, terminal) + ' '.repeat(padding);
      })
      .join('');
  });
}

/** The lines that a line takes, all indented. */
function piecesOf({ text, tone, indent = 0, hang = 0 }: Line, width: number): Line[] {
  return wrapped(text, width - indent, hang).map((piece) => ({ text: `${' '.repeat(indent)}${piece}`, tone }));
}

function painted({ text, tone }: Line, terminal: Terminal): string {
  return tone === undefined ? text : terminal.paint(tone, text);
}
