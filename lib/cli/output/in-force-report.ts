import { type Checked, type InForce, State, Thing } from '../../doctor/whole-file/in-force';
import { counted } from '../../messages/wording';
import type { Unknown } from '../../report/cause';
import { printable, reportLines } from './findings-text';
import { type Terminal, Tone } from './terminal';

/** A bucket, user or key in the file, and whether its settings are in force. */
export interface InForceRow extends InForce {
  readonly kind: 'bucket' | 'kms-key' | 'user';
  /** The stack in the file. */
  readonly stack: string;
  /** The name of the bucket or user, or the ARN of the key. */
  readonly name: string;
  /** The region of a bucket, if known. */
  readonly region?: string;
}

/** Prints each row as soon as it is known. */
export interface RowWriter {
  write(row: InForceRow): void;
  /**
   * @param unknown unknown facts about all rows
   * @param isStopped the check ended early; the reason is printed after this
   */
  end(unknown: readonly Unknown[], isStopped: boolean): void;
}

/** Prints a JSON object, row by row. */
export class JsonRows implements RowWriter {
  private count = 0;

  public constructor(private readonly terminal: Terminal) {
    terminal.print('{\n  "results": [');
  }

  public write(row: InForceRow): void {
    this.terminal.print(`${this.count++ > 0 ? '    ,\n' : ''}${indented(row)}`);
  }

  public end(unknown: readonly Unknown[]): void {
    const list = unknown.length === 0 ? '[]' : indented(unknown).trim();
    this.terminal.print(`  ],\n  "unknown": ${list}\n}`);
  }
}

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(/^/gm, '    ');
}

const VERDICTS: Readonly<Record<InForce['verdict'], readonly [words: string, tone: Tone]>> = {
  [State.IN_FORCE]: ['In force', Tone.GOOD],
  'not-in-force': ['Not in force', Tone.BAD],
  [State.UNKNOWN]: ['Unknown', Tone.WARNING],
};

/** Prints a line for each row, with its findings below. */
export class TextRows implements RowWriter {
  private readonly counts = new Map<InForce['verdict'], number>();
  private count = 0;
  private linesBefore = 0;

  public constructor(private readonly terminal: Terminal) {}

  public write(row: InForceRow): void {
    const [words, tone] = VERDICTS[row.verdict];
    const lines = reportLines(row, this.terminal);
    const gap = this.count > 0 && lines.length + this.linesBefore > 0 ? '\n' : '';
    const head = `${this.terminal.paint(tone, words)}: ${printable(title(row))}`;
    this.terminal.print([`${gap}${head}`, ...lines].join('\n'));
    this.linesBefore = lines.length;
    this.count++;
    this.counts.set(row.verdict, (this.counts.get(row.verdict) ?? 0) + 1);
  }

  public end(unknown: readonly Unknown[], isStopped: boolean): void {
    if (isStopped && this.count === 0) {
      return;
    }
    const of = (verdict: InForce['verdict']) => this.counts.get(verdict) ?? 0;
    const parts = [
      `${of(State.IN_FORCE)} in force`,
      `${of('not-in-force')} not in force`,
      `${of(State.UNKNOWN)} unknown`,
    ];
    const lines = reportLines({ findings: [], unknown }, this.terminal);
    this.terminal.print(['', ...lines, `${this.count} checked: ${parts.join(', ')}`].join('\n'));
  }
}

const KINDS: Readonly<Record<InForceRow['kind'], string>> = { bucket: '', 'kms-key': 'key ', user: 'user ' };

const THINGS: Readonly<Record<Thing, string>> = {
  [Thing.BUCKET]: '',
  [Thing.POLICY]: 'policy',
  [Thing.OBJECT_OWNERSHIP]: 'object ownership',
  [Thing.OBJECT_GRANT]: 'grant in place',
  [Thing.COPY]: 'copy',
  [Thing.USER]: '',
  [Thing.USER_POLICY]: 'policy',
  [Thing.KEY_STATEMENT]: 'statement',
};

/** A title such as `films in stack media: policy, 2 grants in place`. */
function title({ kind, name, stack, checked }: InForceRow): string {
  const things = Object.values(Thing)
    .filter((thing) => THINGS[thing] !== '')
    .flatMap((thing) => thingWords(thing, checked));
  return `${KINDS[kind]}${name} in stack ${stack}${things.length > 0 ? `: ${things.join(', ')}` : ''}`;
}

function thingWords(thing: Thing, checked: readonly Checked[]): string[] {
  const count = checked.filter((one) => one.thing === thing).length;
  const words = THINGS[thing];
  const isMany = thing === Thing.OBJECT_GRANT || thing === Thing.COPY;
  const [first, ...rest] = words.split(' ');
  const many = thing === Thing.COPY ? `${count} copies` : [counted(count, first!), ...rest].join(' ');
  return count === 0 ? [] : [isMany ? (count === 1 ? `1 ${words}` : many) : words];
}
