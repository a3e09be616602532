import { type Diagnosis, Verdict } from '../../doctor/diagnosis';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { withoutSecrets } from '../../messages/secrets';
import { printable, reportLines } from './findings-text';
import { type Terminal, Tone } from './terminal';

/** The diagnosis of a URL and its place in the input. The URL still contains its secrets. */
export interface DiagnosisRow extends Diagnosis {
  readonly line: number;
}

/** The diagnosis of a URL. */
export interface DiagnosisData extends Diagnosis {
  /** The line number in the file or in stdin, or the position among the arguments. Both start at 1. */
  readonly line: number;
  /** The URL as it was given, with `…` in place of user names, passwords, access keys and signatures. */
  readonly url: string;
}

/** Prints each diagnosis as soon as it is known. */
export interface DiagnosisWriter {
  write(row: DiagnosisRow): void;
  end(): void;
}

/** Prints a JSON array, element by element. */
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
  [Verdict.FINE]: ['No problem found', Tone.GOOD],
  [Verdict.REFUSED]: ['Denied', Tone.BAD],
  [Verdict.DOUBTFUL]: ['Possibly denied', Tone.WARNING],
  [Verdict.UNKNOWN]: ['Unknown', Tone.WARNING],
};

/**
 * Prints one line for a URL without findings, and a report between blank lines otherwise. Findings that equal those of
 * an earlier URL are not repeated: the line names the earlier URL instead, followed by the URL to give Zencoder.
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
    const kind = findingsKey(row);
    const first = all.length === 0 ? undefined : this.firsts.get(kind);
    const lines = first === undefined ? all : rightUrlsOf(row);
    const gap = this.count++ > 0 && first === undefined && all.length + this.linesBefore > 0 ? '\n' : '';
    this.terminal.print([`${gap}${head}${first === undefined ? '' : ` (same as ${first})`}`, ...lines].join('\n'));
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

/**
 * Identifies the findings about a URL without the names in it, so that URLs with the same problems have the same key.
 */
function findingsKey({ url, findings, unknown }: DiagnosisRow): string {
  const own = [url, ...findings.flatMap(({ changes }) => changes.flatMap((change) => change.url ?? [])), ...keyOf(url)];
  const report = JSON.stringify({ findings, unknown });
  return own
    .map((text) => JSON.stringify(text).slice(1, -1))
    .filter((text) => text !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((text, one) => text.split(one).join('\u0000'), report);
}

function keyOf(url: string): string[] {
  try {
    return [ZencoderS3Url.parse(url).key];
  } catch {
    return [];
  }
}
