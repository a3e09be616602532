import type { BucketFacts, NoBucket } from '../../live/facts';
import { isMissing, observedValue } from '../../live/facts';
import { Inspector } from '../../live/inspector';
import type { S3Access } from '../../live/s3-reader';
import { didYouMean, quoted } from '../../messages/wording';
import type { PlannedBucket } from '../../preflight/planned-bucket';
import { preflight } from '../../preflight/preflight';
import { type Judgement, Level } from '../../report/cause';
import { ExitCode, Failure } from '../exit-code';
import { bucketsOf, otherStatementFiles, readFile } from '../input/config-file';
import { looking } from '../input/s3-access';
import { judgementLines, withOptions } from '../output/findings-text';
import { atATime } from '../output/progress';
import { type Cell, Table } from '../output/table';
import { type Terminal, Tone } from '../output/terminal';

interface Options extends S3Access {
  readonly file: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** A bucket of the file, and what was found of it. */
interface Row extends Judgement {
  readonly bucket: string;
  readonly stack: string;
  /** Where it lies, if that is known. */
  readonly region?: string;
}

const AT_A_TIME = 8;

export async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { config, warnings } = readFile(options.file);
  for (const warning of warnings) {
    terminal.say(warning);
  }
  const othersFiles = otherStatementFiles(options.file);
  const planned = chosen(bucketsOf(config), names, options.file).map((bucket) => ({
    ...bucket,
    othersFile: othersFiles.get(bucket.bucket),
  }));
  const rows = await looking(options, (reader) => {
    const looks = new Inspector(reader);
    return atATime(AT_A_TIME, planned, terminal, async (bucket) =>
      withOptions(rowOf(bucket, await looks.atBucket(bucket.bucket)), {
        ...options,
        file: options.file === 'zencoder.yaml' ? undefined : options.file,
      }),
    );
  });
  if (options.json) {
    terminal.print(JSON.stringify(rows, null, 2));
  } else {
    show(rows, terminal);
  }
  return exitCodeOf(rows, options);
}

function chosen(buckets: readonly PlannedBucket[], names: readonly string[], file: string): readonly PlannedBucket[] {
  const known = buckets.map(({ bucket }) => bucket);
  const strange = names.find((name) => !known.includes(name));
  if (strange !== undefined) {
    const has = `the file has ${known.join(', ') || 'none'}`;
    throw new Failure(
      `${file}: there is no bucket ${quoted(strange)}; ${has}${didYouMean(strange, known)}`,
      ExitCode.USAGE,
    );
  }
  return names.length === 0 ? buckets : buckets.filter(({ bucket }) => names.includes(bucket));
}

function rowOf(planned: PlannedBucket, live: BucketFacts | NoBucket): Row {
  const region = isMissing(live) ? undefined : observedValue(live.region);
  return { bucket: planned.bucket, stack: planned.stack, region, ...preflight(planned, live, new Date()) };
}

function show(rows: readonly Row[], terminal: Terminal): void {
  const columns = [
    { heading: 'bucket', least: 16 },
    { heading: 'stack', least: 8 },
    { heading: 'region', least: 9 },
    { heading: 'before an apply', least: 16 },
  ];
  const table = new Table(columns, Tone.STRONG);
  for (const row of rows) {
    const cell = (text: string): Cell => [{ text }];
    table.row(cell(row.bucket), cell(row.stack), cell(row.region ?? '?'), [summary(row)]);
  }
  for (const line of table.lines(terminal)) {
    terminal.print(line);
  }
  for (const row of rows.filter(({ findings, unknown }) => findings.length + unknown.length > 0)) {
    terminal.print(`\n${terminal.paint(Tone.STRONG, row.bucket)}`);
    for (const line of judgementLines(row, terminal)) {
      terminal.print(line);
    }
  }
}

function summary({ findings, unknown }: Row): Cell[number] {
  const of = (level: Level) => findings.filter((finding) => finding.level === level).length;
  const counts = [
    counted(of(Level.PROBLEM), 'problem'),
    counted(of(Level.WARNING), 'warning'),
    ...(unknown.length > 0 ? [`${unknown.length} unknown`] : []),
  ].filter((count) => count !== '');
  const tone = of(Level.PROBLEM) > 0 ? Tone.BAD : counts.length > 0 ? Tone.WARNING : Tone.GOOD;
  return { text: counts.join(', ') || 'fine', tone };
}

function counted(count: number, one: string): string {
  return count === 0 ? '' : `${count} ${one}${count === 1 ? '' : 's'}`;
}

function exitCodeOf(rows: readonly Row[], { strict }: Options): ExitCode {
  const findings = rows.flatMap((row) => row.findings);
  if (findings.some(({ level }) => strict || level === Level.PROBLEM)) {
    return ExitCode.PROBLEMS;
  }
  const isUnclear = ({ unknown }: Row) => unknown.some(({ decides }) => decides);
  return rows.length > 0 && rows.every(isUnclear) ? ExitCode.CANNOT_LOOK : ExitCode.FINE;
}
