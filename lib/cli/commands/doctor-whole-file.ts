import { resolve } from '../../config/resolve';
import { checkBucket } from '../../doctor/whole-file/bucket';
import type { ExpiryWindow } from '../../doctor/whole-file/expiring-grants';
import { checkedThing, type InForce, inForce, Thing } from '../../doctor/whole-file/in-force';
import { checkKey } from '../../doctor/whole-file/key-statement';
import { type Subject, subjectsOf } from '../../doctor/whole-file/subjects';
import { checkUser } from '../../doctor/whole-file/user';
import { unavailable } from '../../live/facts';
import type { S3Access } from '../../live/s3-reader';
import { S3Unavailable } from '../../live/s3-reader';
import { didYouMean, quoted } from '../../messages/wording';
import { Level, notObserved } from '../../report/cause';
import { organizationUnknowns } from '../../report/organization';
import { ExitCode, Failure } from '../exit-code';
import { readFile } from '../input/config-file';
import { type StackReaders, withStackReaders } from '../input/stack-access';
import { type InForceRow, JsonRows, type RowWriter, TextRows } from '../output/in-force-report';
import { InOrder } from '../output/in-order';
import { inParallel } from '../output/progress';
import type { Terminal } from '../output/terminal';
import { Stopped } from '../stopping';

export interface WholeFileOptions extends S3Access {
  readonly file: string;
  readonly stack?: readonly string[];
  readonly bucket?: readonly string[];
  /** Warn about access that ends within this time, in milliseconds. */
  readonly within: number;
  readonly concurrency: number;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/**
 * Checks that everything in the file is in force. Prints the results in the order of the file, each as soon as
 * possible.
 */
export async function runWholeFile(options: WholeFileOptions, terminal: Terminal): Promise<ExitCode> {
  const { file, stack: stacks, bucket: buckets } = options;
  const { config, warnings, notes } = readFile(file);
  for (const line of [...warnings, ...notes]) {
    terminal.say(line);
  }
  const resolved = resolve(config);
  checkKnown(file, 'stack', stacks, Object.keys(config.stacks));
  checkKnown(file, 'bucket', buckets, [...resolved.buckets.keys()]);
  const subjects = subjectsOf(resolved, { stacks, buckets });
  const expiry = { now: new Date(), within: options.within };
  return withStackReaders(options, resolved, async (readers) => {
    for (const note of readers.roleNotes(subjects.map(({ stack }) => stack))) {
      terminal.say(note);
    }
    return report(subjects, readers, { ...options, expiry }, terminal);
  });
}

/** @throws Failure if the file does not have one of the names */
function checkKnown(file: string, what: string, names: readonly string[] = [], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const has = `the file has ${known.join(', ') || 'none'}`;
    const message = `${file}: there is no ${what} ${quoted(unknown)}; ${has}${didYouMean(unknown, known)}`;
    throw new Failure(message, ExitCode.USAGE);
  }
}

async function report(
  subjects: readonly Subject[],
  readers: StackReaders,
  options: WholeFileOptions & { readonly expiry: ExpiryWindow },
  terminal: Terminal,
): Promise<ExitCode> {
  const writer: RowWriter = options.json ? new JsonRows(terminal) : new TextRows(terminal);
  const exit = new ExitCodeOf(options.strict === true);
  const rows = new InOrder<InForceRow>((row) => {
    exit.add(row);
    if (subjects.length > 1) {
      terminal.progress('');
    }
    writer.write(row);
  });
  const shareCredentials = readers.shareCredentials(subjects.map(({ stack }) => stack));
  const failure = await inParallel(options.concurrency, subjects, terminal, async (subject, index) => {
    rows.add(index, await rowOf(subject, readers, options, shareCredentials));
  }).then(
    () => undefined,
    (error) => {
      if (error instanceof S3Unavailable || error instanceof Stopped) {
        return error;
      }
      throw error;
    },
  );
  rows.flush();
  writer.end(organizationOf(subjects), failure !== undefined);
  if (failure) {
    throw failure;
  }
  return exit.code;
}

/**
 * Checks one subject. If only its stack cannot be reached, the result is unknown and the other stacks are still
 * checked.
 */
async function rowOf(
  subject: Subject,
  readers: StackReaders,
  options: WholeFileOptions & { readonly expiry: ExpiryWindow },
  shareCredentials: boolean,
): Promise<InForceRow> {
  const { kind, stack } = subject;
  const name = nameOf(subject);
  try {
    return { kind, stack, name, ...(await checkSubject(subject, readers, options)) };
  } catch (error) {
    if (shareCredentials || !(error instanceof S3Unavailable)) {
      throw error;
    }
    const unknown = notObserved(`the state of ${name}`, unavailable(error.message), { decides: true });
    return { kind, stack, name, ...inForce([checkedThing(Thing.BUCKET, undefined, [unknown])]) };
  }
}

function nameOf(subject: Subject): string {
  switch (subject.kind) {
    case 'bucket':
      return subject.bucket.bucket;
    case 'kms-key':
      return subject.key.arn;
    case 'user':
      return subject.user.user;
  }
}

async function checkSubject(
  subject: Subject,
  readers: StackReaders,
  { expiry, file }: WholeFileOptions & { readonly expiry: ExpiryWindow },
): Promise<InForce & { readonly region?: string }> {
  const access = readers.accessOf(subject.stack, subject.kind === 'bucket' ? subject.bucket : undefined);
  switch (subject.kind) {
    case 'bucket': {
      const reader = await readers.reader(access);
      return checkBucket(subject.bucket, reader, expiry, readers.givenOptions(access, file));
    }
    case 'kms-key':
      return checkKey(subject.key, readers.servicesOf(access), expiry.now);
    case 'user':
      return checkUser(subject.user, readers.servicesOf(access), expiry);
  }
}

function organizationOf(subjects: readonly Subject[]) {
  const has = (kind: Subject['kind']) => subjects.some((subject) => subject.kind === kind);
  const principals = has('user') ? 'the users in the file the granted access' : undefined;
  return organizationUnknowns({ buckets: has('bucket') || has('kms-key'), principals });
}

/** Collects the exit code of all results: problems first, then unknown facts that decide a result. */
class ExitCodeOf {
  private isProblem = false;
  private isUnknown = false;

  public constructor(private readonly strict: boolean) {}

  public add({ findings, unknown }: InForceRow): void {
    this.isProblem ||= findings.some(({ level }) => this.strict || level === Level.PROBLEM);
    this.isUnknown ||= unknown.some(({ decides }) => decides);
  }

  public get code(): ExitCode {
    return this.isProblem ? ExitCode.PROBLEMS : this.isUnknown ? ExitCode.INCOMPLETE : ExitCode.FINE;
  }
}
