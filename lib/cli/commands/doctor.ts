import { existsSync } from 'node:fs';
import { Purpose } from '../../doctor/context';
import { type Diagnosis, diagnose, Verdict } from '../../doctor/diagnosis';
import { accountIdFault, canonicalUserIdFault } from '../../iam/account';
import { Inspector } from '../../live/inspector';
import { type S3Access, S3Unavailable } from '../../live/s3-reader';
import { identityOf } from '../../zencoder/another-zencoder';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { type GivenUrl, givenUrls, NO_URL } from '../input/given-urls';
import { withS3Reader } from '../input/s3-access';
import { type DiagnosisRow, type DiagnosisWriter, JsonDiagnoses, TextDiagnoses } from '../output/diagnosis-report';
import { InOrder } from '../output/in-order';
import { inParallel } from '../output/progress';
import type { Terminal } from '../output/terminal';
import { Stopped } from '../stopping';

interface Options extends S3Access {
  readonly for?: Purpose;
  readonly inputs?: string;
  readonly accountId?: string;
  readonly canonicalUserId?: string;
  readonly file?: string;
  readonly stack?: readonly string[];
  readonly bucket?: readonly string[];
  readonly within?: number;
  readonly concurrency: number;
  readonly json?: boolean;
  readonly strict?: boolean;
}

export async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  if (names.length === 0 && options.inputs === undefined) {
    const { runWholeFile } = await import('./doctor-whole-file');
    return runWholeFile({ ...options, file: fileOf(options), within: options.within ?? WITHIN }, terminal);
  }
  checkNone(options, FILE_OPTIONS, 'applies to the check of the whole file, but a URL is given');
  checkOption('--account-id', options.accountId, accountIdFault);
  checkOption('--canonical-user-id', options.canonicalUserId, canonicalUserIdFault);
  const urls = await givenUrls(names, options.inputs);
  const settings = {
    purpose: options.for ?? Purpose.INPUT,
    zencoder: identityOf(options),
    now: new Date(),
    given: options,
  };
  const writer: DiagnosisWriter = options.json ? new JsonDiagnoses(terminal) : new TextDiagnoses(terminal);
  const exit = new ExitCodeOf(options.strict === true);
  const rows = new InOrder<DiagnosisRow>((row) => {
    exit.add(row);
    if (urls.length > 1) {
      terminal.progress('');
    }
    writer.write(row);
  });
  const failure = await withS3Reader(options, (reader) => {
    const inspector = new Inspector(reader);
    const work = async ({ text, line }: GivenUrl, index: number) => {
      rows.add(index, { ...(await diagnose(text, inspector, settings)), line });
    };
    return inParallel(options.concurrency, urls, terminal, work).then(() => undefined, failureOf);
  });
  rows.flush();
  writer.end();
  if (failure) {
    throw failure;
  }
  return exit.code;
}

/** The default of `--within`: 30 days in milliseconds. */
const WITHIN = 30 * 24 * 3_600_000;

const URL_OPTIONS = { for: '--for', accountId: '--account-id', canonicalUserId: '--canonical-user-id' } as const;
const FILE_OPTIONS = { file: '--file', stack: '--stack', bucket: '--bucket', within: '--within' } as const;

/** The file to check as a whole. @throws Failure if an option needs a URL, or there is neither a URL nor a file */
function fileOf(options: Options): string {
  checkNone(options, URL_OPTIONS, `applies to URLs, but ${NO_URL}`);
  const { file = 'zencoder.yaml' } = options;
  if (options.file === undefined && !existsSync(file)) {
    const why = `no URL is given, and this folder has no ${file} (npx cdktf-zencoder-s3 init writes one)`;
    const advice =
      'give one of: the URL of an object, --inputs with a file of URLs, --file with the file to check as a whole';
    throw new Failure(`${why}; ${advice}`, ExitCode.USAGE);
  }
  return file;
}

/** @throws Failure if one of the forbidden options is given */
function checkNone(options: Options, forbidden: { readonly [name in keyof Options]?: string }, why: string): void {
  const [, option] = Object.entries(forbidden).find(([name]) => options[name as keyof Options] !== undefined) ?? [];
  if (option !== undefined) {
    throw new Failure(`${option} ${why}`, ExitCode.USAGE);
  }
}

/** Keeps an error that ends the command, so that the results before it are printed first. @throws any other error */
function failureOf(error: unknown): Failure {
  if (error instanceof S3Unavailable) {
    return new Failure(error.message, ExitCode.INCOMPLETE);
  }
  if (error instanceof Stopped) {
    return error;
  }
  throw error;
}

/** Collects the exit code of all results: denied URLs first, then unknown ones. */
class ExitCodeOf {
  private isDenied = false;
  private isUnclear = false;

  public constructor(private readonly strict: boolean) {}

  public add({ verdict, findings }: Diagnosis): void {
    const isClear = findings.length === 0 && verdict !== Verdict.DOUBTFUL;
    this.isDenied ||= verdict === Verdict.REFUSED || (this.strict && !isClear);
    this.isUnclear ||= verdict === Verdict.UNKNOWN;
  }

  public get code(): ExitCode {
    return this.isDenied ? ExitCode.PROBLEMS : this.isUnclear ? ExitCode.INCOMPLETE : ExitCode.FINE;
  }
}
