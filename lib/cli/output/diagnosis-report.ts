import { type Diagnosis, Verdict } from '../../doctor/diagnosis';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { withoutSecrets } from '../../messages/secrets';
import { printable, reportLines } from './findings-text';
import { type Terminal, Tone } from './terminal';

/** What came of a URL, and where that was given; its secrets are in it. */
export interface DiagnosisRow extends Diagnosis {
  readonly line: number;
}

/** What came of a URL. */
export interface DiagnosisData extends Diagnosis {
  /** The number of its line in the file or in stdin, or its place among the arguments, from 1. */
  readonly line: number;
  /** As it was given, with `…` for names, passwords, access keys and signatures. */
  readonly url: string;
}

/** Writes diagnoses as they come. */
export interface DiagnosisWriter {
  write(row: DiagnosisRow): void;
  end(): void;
}

/** One JSON list, whose elements are there before it is complete. */
export class JsonDiagnoses implements DiagnosisWriter {
  private count = 0;

  public constructor(private readonly terminal: Terminal) {}

  public write({ line, url, ...diagnosis }: DiagnosisRow): void {
    const data: DiagnosisData = { line, url: withoutSecrets(url), ...diagnosis };
    const shown = JSON.stringify(data, null, 2).replace(/^/gm, '  ');
    this.terminal.printPart(`${this.count++ === 0 ? '[\n' : ',\n'}${shown}`);
  }

  public end(): void {
    this.terminal.print(this.count === 0 ? '[]' : '\n]');
  }
}

const VERDICTS: Readonly<Record<Verdict, readonly [words: string, tone: Tone]>> = {
  [Verdict.FINE]: ['No fault found', Tone.GOOD],
  [Verdict.REFUSED]: ['Refused', Tone.BAD],
  [Verdict.DOUBTFUL]: ['Perhaps refused', Tone.WARNING],
  [Verdict.UNKNOWN]: ['Unclear', Tone.WARNING],
};

/**
 * One line where there is nothing to find; a report is apart from its neighbours. What was found of an earlier URL too is not
 * repeated: the line then names that URL, and the one to give Zencoder.
 */
export class TextDiagnoses implements DiagnosisWriter {
  private count = 0;
  private linesBefore = 0;
  private readonly firsts = new Map<string, string>();

  public constructor(private readonly terminal: Terminal) {}

  public write(row: DiagnosisRow): void {
    const [words, tone] = VERDICTS[row.verdict];
    const url = printable(withoutSecrets(row.url));
    const head = `${this.terminal.paint(tone, `${words} as ${row.for}`)}: ${url}`;
    const all = reportLines(row, this.terminal);
    const kind = kindOf(row);
    const first = all.length === 0 ? undefined : this.firsts.get(kind);
    const lines = first === undefined ? all : rightUrlsOf(row);
    const gap = this.count++ > 0 && first === undefined && all.length + this.linesBefore > 0 ? '\n' : '';
    this.terminal.print([`${gap}${head}${first === undefined ? '' : ` (as ${first})`}`, ...lines].join('\n'));
    this.linesBefore = first === undefined ? all.length : 0;
    if (first === undefined) {
      this.firsts.set(kind, url);
    }
  }

  public end(): void {}
}

function rightUrlsOf({ findings }: DiagnosisRow): string[] {
  const urls = findings.flatMap(({ changes }) => changes.flatMap(({ url }) => url ?? []));
  return [...new Set(urls)].map((url) => `  -> ${printable(url)}`);
}

/** What is said of a URL, whichever object it names: equal for URLs with equal faults. */
function kindOf({ url, findings, unknown }: DiagnosisRow): string {
  const own = [url, ...findings.flatMap(({ changes }) => changes.flatMap((change) => change.url ?? [])), ...keyOf(url)];
  const said = JSON.stringify({ findings, unknown });
  return own
    .map((text) => JSON.stringify(text).slice(1, -1))
    .filter((text) => text !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((text, one) => text.split(one).join('\u0000'), said);
}

function keyOf(url: string): string[] {
  try {
    return [ZencoderS3Url.parse(url).key];
  } catch {
    return [];
  }
}
