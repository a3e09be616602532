import { existsSync } from 'node:fs';
import { text as readAll } from 'node:stream/consumers';
import { Purpose } from '../../doctor/context';
import { type Diagnosis, diagnose, Verdict } from '../../doctor/diagnosis';
import { readText, unreadable } from '../../files/text-file';
import { accountIdFault, canonicalUserIdFault } from '../../iam/account';
import { withoutCredentials } from '../../job-urls/url-forms';
import { Inspector } from '../../live/inspector';
import type { S3Access } from '../../live/s3-reader';
import { S3Unavailable } from '../../live/s3-reader';
import { quoted } from '../../messages/wording';
import { identityOf } from '../../zencoder/another-zencoder';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { looking } from '../input/s3-access';
import { printable, reportLines } from '../output/findings-text';
import { atATime } from '../output/progress';
import { type Terminal, Tone } from '../output/terminal';

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
  checkNone(options, OF_FILE, 'is about the whole file, and a URL is given');
  checkOption('--account-id', options.accountId, accountIdFault);
  checkOption('--canonical-user-id', options.canonicalUserId, canonicalUserIdFault);
  const urls = [...names, ...(options.inputs === undefined ? [] : await linesOf(options.inputs))];
  if (urls.length === 0) {
    throw new Failure(NO_URL, ExitCode.USAGE);
  }
  const settings = {
    purpose: options.for ?? Purpose.INPUT,
    zencoder: identityOf(options),
    now: new Date(),
    given: options,
  };
  const done: Diagnosis[] = [];
  const failure = await looking(options, (reader) => {
    const inspector = new Inspector(reader);
    const work = async (url: string, index: number) => {
      done[index] = await diagnose(url, inspector, settings);
    };
    return atATime(options.concurrency, urls, terminal, work).then(() => undefined, unavailable);
  });
  const diagnoses = Object.values(done).map((one) => ({ ...one, url: withoutCredentials(one.url, '…@') }));
  if (options.json) {
    terminal.print(JSON.stringify(diagnoses, null, 2));
  } else {
    show(diagnoses, terminal);
  }
  if (failure) {
    throw new Failure(failure.message, ExitCode.CANNOT_LOOK);
  }
  return exitCodeOf(diagnoses, options);
}

const NO_URL = 'no URL is given; name one, or a file of them with --inputs';

/** Thirty days. */
const WITHIN = 30 * 24 * 3_600_000;

const OF_URLS = { for: '--for', accountId: '--account-id', canonicalUserId: '--canonical-user-id' } as const;
const OF_FILE = { file: '--file', stack: '--stack', bucket: '--bucket', within: '--within' } as const;

/** The file to look at as a whole, where there is no URL. @throws Failure where there is no file, or a URL is meant */
function fileOf(options: Options): string {
  checkNone(options, OF_URLS, `is about URLs, and ${NO_URL}`);
  const { file = 'zencoder.yaml' } = options;
  if (options.file === undefined && !existsSync(file)) {
    const why = `no URL is given, and there is no ${file} in this folder`;
    const instead =
      'name the URL of an object, a file of URLs with --inputs, or the file to check as a whole with --file';
    throw new Failure(`${why}; ${instead}`, ExitCode.USAGE);
  }
  return file;
}

/** @throws Failure for an option that is of the other way to call this command */
function checkNone(options: Options, others: { readonly [name in keyof Options]?: string }, why: string): void {
  const [, option] = Object.entries(others).find(([name]) => options[name as keyof Options] !== undefined) ?? [];
  if (option !== undefined) {
    throw new Failure(`${option} ${why}`, ExitCode.USAGE);
  }
}

/** What has been found before S3 could no longer be asked is shown. */
function unavailable(error: unknown): S3Unavailable {
  if (error instanceof S3Unavailable) {
    return error;
  }
  throw error;
}

async function linesOf(path: string): Promise<string[]> {
  const lines = async () => (path === '-' ? await readAll(process.stdin) : readText(path)).split(/\r?\n/);
  try {
    return (await lines()).filter((line) => !/^\s*(?:#|$)/.test(line));
  } catch (error) {
    throw new Failure(`--inputs ${quoted(path)}: ${unreadable(error)}`, ExitCode.USAGE);
  }
}

const VERDICTS: Readonly<Record<Verdict, readonly [words: string, tone: Tone]>> = {
  [Verdict.FINE]: ['No fault found', Tone.GOOD],
  [Verdict.REFUSED]: ['Refused', Tone.BAD],
  [Verdict.DOUBTFUL]: ['Perhaps refused', Tone.WARNING],
  [Verdict.UNKNOWN]: ['Unclear', Tone.WARNING],
};

/** One line where there is nothing to find; a report is apart from its neighbours. */
function show(diagnoses: readonly Diagnosis[], terminal: Terminal): void {
  let before = 0;
  diagnoses.forEach((diagnosis, index) => {
    const [words, tone] = VERDICTS[diagnosis.verdict];
    const lines = reportLines(diagnosis, terminal);
    const gap = index > 0 && lines.length + before > 0 ? '\n' : '';
    const head = `${terminal.paint(tone, `${words} as ${diagnosis.for}`)}: ${printable(diagnosis.url)}`;
    terminal.print([`${gap}${head}`, ...lines].join('\n'));
    before = lines.length;
  });
}

function exitCodeOf(diagnoses: readonly Diagnosis[], { strict }: Options): ExitCode {
  const verdicts = diagnoses.map(({ verdict }) => verdict);
  const isClear = ({ findings, verdict }: Diagnosis) => findings.length === 0 && verdict !== Verdict.DOUBTFUL;
  if (verdicts.includes(Verdict.REFUSED) || (strict && !diagnoses.every(isClear))) {
    return ExitCode.PROBLEMS;
  }
  return verdicts.includes(Verdict.UNKNOWN) ? ExitCode.CANNOT_LOOK : ExitCode.FINE;
}
