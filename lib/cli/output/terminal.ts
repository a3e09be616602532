import { stripVTControlCharacters, styleText } from 'node:util';
import { withoutSecretsInside } from '../../messages/secrets';
import { wrapped } from './text-width';

/** What a colour or weight means on a terminal. */
export const Tone = { GOOD: 'green', WARNING: 'yellow', BAD: 'red', FAINT: 'dim', STRONG: 'bold' } as const;
export type Tone = (typeof Tone)[keyof typeof Tone];

/** Of what does not fit into the first line. */
const HANG = 2;

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Where a command writes: results to stdout, everything else to stderr; colour on a terminal only, and not under `NO_COLOR`. */
export class Terminal {
  private readonly coloured: boolean;
  private readonly isWatched: boolean;

  public constructor(
    private readonly stdout: Stream = process.stdout,
    private readonly stderr: Stream = process.stderr,
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.coloured = stdout.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
    this.isWatched = stderr.isTTY === true && environment.TERM !== 'dumb';
  }

  /** Columns to fit a table into; unlimited where the output goes into a file or a pipe. */
  public get columns(): number {
    return this.stdout.isTTY ? this.stdout.columns || 80 : Number.POSITIVE_INFINITY;
  }

  public print(text: string): void {
    this.printPart(`${text}\n`);
  }

  /** Of a line that goes on. */
  public printPart(text: string): void {
    this.stdout.write(text);
  }

  /**
   * Wrapped at words where stderr is a terminal; a file or a pipe gets each line whole. What is painted loses its colour where only
   * stdout is a terminal. No line has a secret, whoever wrote it.
   */
  public say(line: string): void {
    const text = `zencoder-s3: ${withoutSecretsInside(line)}`;
    const { isTTY, columns } = this.stderr;
    const lines = isTTY ? wrapped(text, columns || 80, HANG, true) : [stripVTControlCharacters(text)];
    this.stderr.write(`${lines.join('\n')}\n`);
  }

  /** Replaces the last line of progress, if somebody watches stderr; the empty text removes it. */
  public progress(text: string): void {
    if (this.isWatched) {
      this.stderr.write(`\r\u001b[K${text}`);
    }
  }

  public paint(tone: Tone, text: string): string {
    return this.coloured && text !== '' ? styleText(tone, text, { validateStream: false }) : text;
  }
}
