import type { Terminal, Tone } from './terminal';
import { textWidth, wrapped } from './text-width';

export interface Column {
  readonly heading: string;
  /** The preferred minimum width in columns of the terminal. */
  readonly least: number;
}

/** A line of a cell, or a line across all columns. It is wrapped if it does not fit. */
export interface Line {
  readonly text: string;
  readonly tone?: Tone;
  readonly indent?: number;
  /** The additional indentation of the wrapped lines. */
  readonly hang?: number;
}

export type Cell = readonly Line[];

const GAP = 2;
const MIN_WIDTH = 10;

/**
 * A table: a header row, then rows and lines across all columns. It fits the terminal, unless the terminal is too
 * narrow.
 */
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

/** Shrinks the widest columns until all fit, or each is at its minimum. */
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

/** The wrapped and indented pieces of a line. */
function piecesOf({ text, tone, indent = 0, hang = 0 }: Line, width: number): Line[] {
  return wrapped(text, width - indent, hang).map((piece) => ({ text: `${' '.repeat(indent)}${piece}`, tone }));
}

function painted({ text, tone }: Line, terminal: Terminal): string {
  return tone === undefined ? text : terminal.paint(tone, text);
}
