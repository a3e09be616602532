import { stripVTControlCharacters, styleText } from 'node:util';
import { withoutSecretsInside } from '../../messages/secrets';
import { wrapped } from './text-width';

/** The styles of text on a terminal. */
export const Tone = { GOOD: 'green', WARNING: 'yellow', BAD: 'red', FAINT: 'dim', STRONG: 'bold' } as const;
export type Tone = (typeof Tone)[keyof typeof Tone];

/** The indentation of wrapped lines. */
const HANG = 2;

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * The output of a command: results to stdout, everything else to stderr. Colours are used on a terminal without
 * `NO_COLOR`.
 */
export class Terminal {
  private readonly coloured: boolean;
  private readonly showsProgress: boolean;

  public constructor(
    private readonly stdout: Stream = process.stdout,
    private readonly stderr: Stream = process.stderr,
    environment: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.coloured = stdout.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';
    this.showsProgress = stderr.isTTY === true && environment.TERM !== 'dumb';
  }

  /** The width of stdout in columns; infinite for a file or a pipe. */
  public get columns(): number {
    return this.stdout.isTTY ? this.stdout.columns || 80 : Number.POSITIVE_INFINITY;
  }

  /** Prints lines to stdout. */
  public print(text: string): void {
    this.printPart(`${text}\n`);
  }

  /** Prints a part of a line to stdout. */
  public printPart(text: string): void {
    this.stdout.write(text);
  }

  /**
   * Prints a line to stderr, with secrets removed. A terminal gets it wrapped at words; a file or a pipe gets it whole
   * and without colours.
   */
  public say(line: string): void {
    const text = `zencoder-s3: ${withoutSecretsInside(line)}`;
    const { isTTY, columns } = this.stderr;
    const lines = isTTY ? wrapped(text, columns || 80, HANG, true) : [stripVTControlCharacters(text)];
    this.stderr.write(`${lines.join('\n')}\n`);
  }

  /** Replaces the progress line if stderr is a terminal. An empty text removes the line. */
  public progress(text: string): void {
    if (this.showsProgress) {
      this.stderr.write(`\r\u001b[K${text}`);
    }
  }

  /** Adds the colour or weight of a tone, if stdout supports it. */
  public paint(tone: Tone, text: string): string {
    return this.coloured && text !== '' ? styleText(tone, text, { validateStream: false }) : text;
  }
}
