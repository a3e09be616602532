import { text as readAll } from 'node:stream/consumers';
import type { Purpose } from '../../doctor/context';
import { type Diagnosis, diagnose, Verdict } from '../../doctor/diagnosis';
import { readText, unreadable } from '../../files/text-file';
import { accountIdFault, canonicalUserIdFault } from '../../iam/account';
import { withoutCredentials } from '../../job-urls/url-forms';
import { Inspector } from '../../live/inspector';
import type { S3Access } from '../../live/s3-reader';
import { S3Unavailable } from '../../live/s3-reader';
import { quoted } from '../../messages/wording';
import { identityOf } from '../../zencoder/identity';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { looking } from '../input/s3-access';
import { printable, reportLines } from '../output/findings-text';
import { atATime } from '../output/progress';
import { type Terminal, Tone } from '../output/terminal';

interface Options extends S3Access {
  readonly for: Purpose;
  readonly inputs?: string;
  readonly accountId?: string;
  readonly canonicalUserId?: string;
  readonly concurrency: number;
  readonly json?: boolean;
  readonly strict?: boolean;
}

export async function run(names: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  checkOption('--account-id', options.accountId, accountIdFault);
  checkOption('--canonical-user-id', options.canonicalUserId, canonicalUserIdFault);
  const urls = [...names, ...(options.inputs === undefined ? [] : await linesOf(options.inputs))];
  if (urls.length === 0) {
    throw new Failure('no URL is given; name one, or a file of them with --inputs', ExitCode.USAGE);
  }
  const { diagnoses, failure } = await looking(options, (reader) =>
    diagnoseAll(urls, new Inspector(reader), options, terminal),
  );
  show(diagnoses, options, terminal);
  if (failure) {
    throw new Failure(failure.message, ExitCode.CANNOT_LOOK);
  }
  return exitCodeOf(diagnoses, options);
}

async function linesOf(path: string): Promise<string[]> {
  const lines = async () => (path === '-' ? await readAll(process.stdin) : readText(path)).split(/\r?\n/);
  try {
    return (await lines()).filter((line) => !/^\s*(?:#|$)/.test(line));
  } catch (error) {
    throw new Failure(`--inputs ${quoted(path)}: ${unreadable(error)}`, ExitCode.USAGE);
  }
}

interface Outcome {
  /** In the order of the URLs; fewer of them where there was a failure. */
  readonly diagnoses: readonly Diagnosis[];
  readonly failure?: S3Unavailable;
}

/** Where S3 cannot be asked for one URL, the rest are not tried. */
async function diagnoseAll(
  urls: readonly string[],
  inspector: Inspector,
  options: Options,
  terminal: Terminal,
): Promise<Outcome> {
  const settings = { purpose: options.for, zencoder: identityOf(options), now: new Date(), given: options };
  let failure: S3Unavailable | undefined;
  const diagnoses = await atATime(options.concurrency, urls, terminal, async (url) => {
    try {
      return failure === undefined ? await diagnose(url, inspector, settings) : undefined;
    } catch (error) {
      if (!(error instanceof S3Unavailable)) {
        throw error;
      }
      failure = error;
      return undefined;
    }
  });
  return { diagnoses: diagnoses.filter((diagnosis) => diagnosis !== undefined), failure };
}

const TONES: Readonly<Record<Verdict, Tone>> = {
  [Verdict.FINE]: Tone.GOOD,
  [Verdict.REFUSED]: Tone.BAD,
  [Verdict.DOUBTFUL]: Tone.WARNING,
  [Verdict.UNKNOWN]: Tone.WARNING,
};

const WORDS: Readonly<Record<Verdict, string>> = {
  [Verdict.FINE]: 'No fault found',
  [Verdict.REFUSED]: 'Refused',
  [Verdict.DOUBTFUL]: 'Perhaps refused',
  [Verdict.UNKNOWN]: 'Unclear',
};

function show(found: readonly Diagnosis[], options: Options, terminal: Terminal): void {
  const diagnoses = found.map((each) => ({ ...each, url: withoutCredentials(each.url, '…@') }));
  if (options.json) {
    terminal.print(JSON.stringify(diagnoses, null, 2));
    return;
  }
  diagnoses.forEach((diagnosis, index) => {
    const { verdict, url, for: purpose } = diagnosis;
    const isApart = index > 0 && [diagnosis, diagnoses[index - 1]!].some(hasMore);
    const words = terminal.paint(TONES[verdict], `${WORDS[verdict]} as ${purpose}`);
    terminal.print(`${isApart ? '\n' : ''}${words}: ${printable(url)}`);
    for (const line of reportLines(diagnosis, terminal)) {
      terminal.print(line);
    }
  });
}

function hasMore({ findings, unknown }: Diagnosis): boolean {
  return findings.length + unknown.length > 0;
}

function exitCodeOf(diagnoses: readonly Diagnosis[], { strict }: Options): ExitCode {
  const verdicts = diagnoses.map(({ verdict }) => verdict);
  const isClear = ({ findings, verdict }: Diagnosis) => findings.length === 0 && verdict !== Verdict.DOUBTFUL;
  if (verdicts.includes(Verdict.REFUSED) || (strict && !diagnoses.every(isClear))) {
    return ExitCode.PROBLEMS;
  }
  return verdicts.includes(Verdict.UNKNOWN) ? ExitCode.CANNOT_LOOK : ExitCode.FINE;
}
