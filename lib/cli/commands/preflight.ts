import { type ResolvedBucket, resolve, sortedBuckets } from '../../config/resolve';
import { isMissing, observedValue } from '../../live/facts';
import { Inspector } from '../../live/inspector';
import type { S3Access } from '../../live/s3-reader';
import { counted, didYouMean, quoted } from '../../messages/wording';
import { inspectPlannedObjects } from '../../preflight/planned-objects';
import { preflight } from '../../preflight/preflight';
import { Level, reportOf, unreadableBucket } from '../../report/cause';
import { organizationUnknowns } from '../../report/organization';
import { ExitCode, Failure } from '../exit-code';
import { readFile } from '../input/config-file';
import { type StackReaders, withStackReaders } from '../input/stack-access';
import { reportLines } from '../output/findings-text';
import type { PreflightRow } from '../output/json-results';
import { inParallel } from '../output/progress';
import { type Line, tableLines } from '../output/table';
import { type Terminal, Tone } from '../output/terminal';
import { Stopped } from '../stopping';

interface Options extends S3Access {
  readonly file: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

const CONCURRENCY = 8;

export async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const { file } = options;
  const { config, warnings, notes } = readFile(file, { isPreflight: true });
  for (const line of [...warnings, ...notes]) {
    terminal.say(line);
  }
  const resolved = resolve(config);
  const planned = chosen(sortedBuckets(resolved), names, file);
  const done: PreflightRow[] = [];
  const stopped = await withStackReaders(options, resolved, (readers) => {
    for (const note of readers.roleNotes(planned.map(({ stack }) => stack))) {
      terminal.say(note);
    }
    const work = async (bucket: ResolvedBucket, index: number) => {
      done[index] = await rowOf(bucket, readers, file);
    };
    return inParallel(CONCURRENCY, planned, terminal, work).then(() => undefined, stoppedBy);
  });
  const rows = Object.values(done);
  const organization = rows.length === 0 ? [] : organizationUnknowns({ buckets: true, principals: APPLIER });
  if (options.json) {
    terminal.print(JSON.stringify(rows, null, 2));
    for (const { what, why } of organization) {
      terminal.say(`unknown: ${what} (${why})`);
    }
  } else {
    show(rows, terminal);
    const lines = reportLines({ findings: [], unknown: organization }, terminal);
    terminal.print(['', ...lines].join('\n'));
  }
  if (stopped) {
    throw stopped;
  }
  return exitCodeOf(rows, options);
}

/** Keeps the error that ends the command, so that the results before it are printed first. @throws any other error */
function stoppedBy(error: unknown): Stopped {
  if (error instanceof Stopped) {
    return error;
  }
  throw error;
}

const APPLIER = 'the principal that runs the apply';

async function rowOf(bucket: ResolvedBucket, readers: StackReaders, file: string): Promise<PreflightRow> {
  const access = readers.accessOf(bucket.stack, bucket);
  const reader = await readers.reader(access);
  const place = { bucket: bucket.bucket, stack: bucket.stack };
  const observed = await new Inspector(reader)
    .atBucket(bucket.bucket)
    .catch((error) => unreadableBucket(bucket.bucket, error));
  if ('what' in observed) {
    return { ...place, ...reportOf([observed]) };
  }
  const objects = isMissing(observed) ? undefined : await inspectPlannedObjects(bucket, observed, reader);
  return {
    ...place,
    region: isMissing(observed) ? undefined : observedValue(observed.region),
    ...preflight(bucket, observed, new Date(), readers.givenOptions(access, file), objects),
  };
}

function chosen(buckets: readonly ResolvedBucket[], names: readonly string[], file: string): readonly ResolvedBucket[] {
  const known = buckets.map(({ bucket }) => bucket);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const has = `the file has ${known.join(', ') || 'none'}`;
    throw new Failure(
      `${file}: there is no bucket ${quoted(unknown)}; ${has}${didYouMean(unknown, known)}`,
      ExitCode.USAGE,
    );
  }
  return names.length === 0 ? buckets : buckets.filter(({ bucket }) => names.includes(bucket));
}

function show(rows: readonly PreflightRow[], terminal: Terminal): void {
  const columns = [
    { heading: 'bucket', least: 16 },
    { heading: 'stack', least: 8 },
    { heading: 'region', least: 9 },
    { heading: 'findings', least: 16 },
  ];
  const cells = rows.map((row) => [
    ...[row.bucket, row.stack, row.region ?? '?'].map((text) => [{ text }]),
    [summary(row)],
  ]);
  terminal.print(tableLines(columns, Tone.STRONG, cells, terminal).join('\n'));
  for (const row of rows) {
    const lines = reportLines(row, terminal);
    if (lines.length > 0) {
      terminal.print(['', terminal.paint(Tone.STRONG, row.bucket), ...lines].join('\n'));
    }
  }
}

function summary({ findings, unknown }: PreflightRow): Line {
  const [problems, warnings] = [Level.PROBLEM, Level.WARNING].map(
    (level) => findings.filter((finding) => finding.level === level).length,
  ) as [number, number];
  const counts = [
    ...(problems > 0 ? [counted(problems, 'problem')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
    ...(unknown.length > 0 ? [`${unknown.length} unknown`] : []),
  ];
  const tone = problems > 0 ? Tone.BAD : counts.length > 0 ? Tone.WARNING : Tone.GOOD;
  return { text: counts.join(', ') || 'fine', tone };
}

function exitCodeOf(rows: readonly PreflightRow[], { strict }: Options): ExitCode {
  const findings = rows.flatMap((row) => row.findings);
  if (findings.some(({ level }) => strict || level === Level.PROBLEM)) {
    return ExitCode.PROBLEMS;
  }
  const isUnclear = ({ unknown }: PreflightRow) => unknown.some(({ decides }) => decides);
  return rows.length > 0 && rows.every(isUnclear) ? ExitCode.INCOMPLETE : ExitCode.FINE;
}
