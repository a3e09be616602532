import type { Terminal, Tone } from './terminal';
import { padded, textWidth, wrapped } from './text-width';

export interface Column {
  readonly heading: string;
  /** So many columns of the terminal it keeps, as long as that is not too narrow for all. */
  readonly least: number;
}

/** A line of a cell, which is wrapped where it does not fit. */
export interface CellLine {
  readonly text: string;
  readonly tone?: Tone;
  readonly indent?: number;
  /** Of what does not fit into the first line. */
  readonly hang?: number;
}

export type Cell = readonly CellLine[];

type Part = { readonly cells: readonly Cell[] } | { readonly line: CellLine };

const GAP = 2;
const NARROWEST = 10;

/** Rows below a head, with lines between them that go over all columns. */
export class Table {
  private readonly parts: Part[] = [];

  public constructor(
    private readonly columns: readonly Column[],
    private readonly headTone: Tone,
  ) {}

  public row(...cells: readonly Cell[]): void {
    this.parts.push({ cells });
  }

  public line(text: string, tone?: Tone, indent = 0, hang = 0): void {
    this.parts.push({ line: { text, tone, indent, hang } });
  }

  /** As many columns wide as the terminal at most, unless that is too narrow for the columns. */
  public lines(terminal: Terminal): string[] {
    const widths = this.widths(terminal.columns);
    const head = this.columns.map(({ heading }): Cell => [{ text: heading, tone: this.headTone }]);
    return [{ cells: head }, ...this.parts].flatMap((part) =>
      'cells' in part ? rowLines(part.cells, widths, terminal) : fullLines(part.line, terminal),
    );
  }

  private widths(most: number): number[] {
    const rows = this.parts.flatMap((part) => ('cells' in part ? [part.cells] : []));
    const widths = this.columns.map(({ heading }, index) =>
      Math.max(
        textWidth(heading),
        ...rows.flatMap((cells) => cells[index]!.map(({ text, indent = 0 }) => indent + textWidth(text))),
      ),
    );
    const gaps = GAP * (this.columns.length - 1);
    const leasts = this.columns.map(({ least }) => least);
    for (const floors of [leasts, leasts.map((least) => Math.min(least, NARROWEST))]) {
      shrink(widths, floors, most - gaps);
    }
    return widths;
  }
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
  const wrappedCells = cells.map((cell, index) => cell.flatMap((line) => wrappedLine(line, widths[index]!)));
  const height = Math.max(...wrappedCells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) => {
    const last = wrappedCells.findLastIndex((lines) => lines[row] !== undefined);
    return wrappedCells
      .slice(0, last + 1)
      .map((lines, index) => {
        const { text, tone } = lines[row] ?? { text: '' };
        const padding = index === last ? '' : ' '.repeat(padded(text, widths[index]!).length - text.length + GAP);
        return `${tone === undefined ? text : terminal.paint(tone, text)}${padding}`;
      })
      .join('');
  });
}

function fullLines(line: CellLine, terminal: Terminal): string[] {
  return wrappedLine(line, terminal.columns).map(({ text, tone }) =>
    tone === undefined ? text : terminal.paint(tone, text),
  );
}

function wrappedLine({ text, tone, indent = 0, hang = 0 }: CellLine, width: number): CellLine[] {
  return wrapped(text, width - indent, hang).map((piece) => ({ text: `${' '.repeat(indent)}${piece}`, tone }));
}
