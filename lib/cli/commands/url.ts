import { nearestRegion, olderNameDoubt, ZencoderS3UrlFault } from '../../job-urls/problems';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { withoutSecrets } from '../../messages/secrets';
import { codePoint } from '../../messages/wording';
import { bucketNameFault, hasNoOlderNames, LONGEST_BUCKET_NAME } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { checkOption, ExitCode, Failure } from '../exit-code';
import { type Terminal, Tone } from '../output/terminal';

interface Options {
  readonly region?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** A text that names an object, and where it was given where there are several. */
interface Given {
  readonly text: string;
  readonly line: number;
  readonly place?: string;
  /** Whether it is a line of many, which the results are to line up with. */
  readonly isLine?: boolean;
}

/** In the order in which JSON has them. */
interface Problem {
  readonly level: 'wrong' | 'warning';
  readonly fault: string;
  readonly message: string;
}

/** What came of one text. */
interface Reading {
  /** The number of its line in stdin, or its place among the arguments. */
  readonly line: number;
  readonly given: string;
  /** To give Zencoder; undefined where the text names no object of S3. */
  readonly url?: string;
  readonly problems: readonly Problem[];
}

/** What only the command finds, beside what is found in every URL. */
enum Fault {
  UNKNOWN_REGION = 'unknown-region',
  OTHER_REGION = 'other-region',
  UNDERSCORE_BUCKET = 'underscore-bucket',
  LONG_BUCKET = 'long-bucket',
  FOLDER_KEY = 'folder-key',
  TRAILING_SPACE = 'trailing-space',
  UNPRINTABLE = 'unprintable',
  UNREADABLE = 'unreadable',
}

/** What only the name of an older bucket in us-east-1 has: a doubt where that may be meant. */
const OF_OLDER_NAMES: readonly string[] = [
  ZencoderS3UrlFault.UPPER_CASE_BUCKET,
  Fault.UNDERSCORE_BUCKET,
  Fault.LONG_BUCKET,
];

/** Doubts: the URL may be just what is meant. */
const WARNINGS: readonly string[] = [
  ZencoderS3UrlFault.MISSING_REGION,
  ZencoderS3UrlFault.PLUS_FOR_SPACE,
  ZencoderS3UrlFault.LITERAL_ESCAPE,
  ZencoderS3UrlFault.EMPTY_KEY,
  Fault.OTHER_REGION,
  Fault.FOLDER_KEY,
  Fault.TRAILING_SPACE,
];

function problem(fault: string, message: string, region?: string): Problem {
  const isDoubt = WARNINGS.includes(fault) || (OF_OLDER_NAMES.includes(fault) && !hasNoOlderNames(region));
  return { level: isDoubt ? 'warning' : 'wrong', fault, message };
}

export async function run(urls: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  checkOption('--region', options.region, regionFault);
  const readings = (await given(urls, terminal)).map((each) => ({ ...each, reading: read(each, options) }));
  if (options.json) {
    const results = readings.map(({ reading }) => reading);
    terminal.print(JSON.stringify(results, null, 2));
  } else {
    for (const { reading, ...where } of readings) {
      show(reading, where, terminal);
    }
  }
  const problems = readings.flatMap(({ reading }) => reading.problems);
  const bad = problems.some(({ level }) => options.strict || level === 'wrong');
  return bad ? ExitCode.PROBLEMS : ExitCode.FINE;
}

/** The URLs in the order in which they are given; `-` stands for the lines of stdin. */
async function given(urls: readonly string[], terminal: Terminal): Promise<readonly Given[]> {
  const [text, ...more] = urls;
  if (text !== undefined && text !== '-' && more.length === 0) {
    return [{ text, line: 1 }];
  }
  if (urls.filter((url) => url === '-').length > 1) {
    throw new Failure('- is given twice, and stdin is read once; give it once', ExitCode.USAGE);
  }
  const places = urls.length === 0 ? ['-'] : urls;
  const lines = places.includes('-') ? await linesOfStdin(terminal) : [];
  return places.flatMap((url, index) =>
    url === '-' ? lines : [{ text: url, line: index + 1, place: `url ${index + 1}` }],
  );
}

async function linesOfStdin(terminal: Terminal): Promise<readonly Given[]> {
  const { standardInput } = await import('../input/given-text');
  const text = await standardInput('no URL is given; name one, or pipe lines in');
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, line: index + 1, place: `stdin:${index + 1}`, isLine: true }))
    .filter((line) => line.text.trim() !== '' && !line.text.startsWith('#'));
  if (lines.length === 0) {
    const holds = text === '' ? 'is empty' : 'holds empty lines and comments alone';
    terminal.say(`stdin ${holds}, so no URL was read from it`);
  }
  return lines;
}

function read({ text, line }: Given, { region, json }: Options): Reading {
  const given = withoutSecrets(text);
  const bare = unwrapped(text);
  const pasted = bare.trimEnd();
  try {
    const url = ZencoderS3Url.parse(pasted, region);
    const right = url.toString();
    const unseen = json ? undefined : UNSEEN.exec(right)?.[0];
    const problems = [
      ...url.problems.map(({ fault, message }) => problem(fault, message, nearestRegion(url.region))),
      ...ownProblems(url, { region, isTrimmed: pasted !== bare, unseen }),
    ];
    return { line, given, url: unseen === undefined ? right : undefined, problems };
  } catch (error) {
    return { line, given, problems: [problem(Fault.UNREADABLE, (error as Error).message)] };
  }
}

/** Quotes or angle brackets, as people paste them, belong to no URL. */
function unwrapped(text: string): string {
  return (
    /^\s*(?:"(.*)"|'(.*)'|`(.*)`|<(.*)>)\s*$/s
      .exec(text)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? text
  );
}

/** What would end the line, or a terminal would obey. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** What is checked in the command only: a library does not stop at a region that is newer than itself. */
function ownProblems(
  url: ZencoderS3Url,
  { region, isTrimmed, unseen }: { region?: string; isTrimmed: boolean; unseen?: string },
): Problem[] {
  const has = (sought: ZencoderS3UrlFault) => url.problems.some(({ fault }) => fault === sought);
  const ofRegion = url.region && !has(ZencoderS3UrlFault.MALFORMED_REGION) && regionFault(url.region);
  const ofBucket = !has(ZencoderS3UrlFault.INVALID_BUCKET) && bucketNameFault(url.bucket);
  const nearest = nearestRegion(url.region);
  const doubtOf = (has: string) => olderNameDoubt(url.bucket, has, nearest);
  const found = {
    [Fault.UNKNOWN_REGION]: ofRegion && `region ${ofRegion}`,
    [Fault.OTHER_REGION]:
      region !== undefined &&
      url.region !== region &&
      `--region ${region} is not taken, since the URL says ${url.region}: write the URL with ${region} if the bucket is there`,
    [ZencoderS3UrlFault.INVALID_BUCKET]: ofBucket && `bucket ${ofBucket}`,
    [Fault.UNDERSCORE_BUCKET]: url.bucket.includes('_') && doubtOf('an underscore'),
    [Fault.LONG_BUCKET]:
      !ofBucket &&
      url.bucket.length > LONGEST_BUCKET_NAME &&
      doubtOf(`${url.bucket.length} characters, over ${LONGEST_BUCKET_NAME}`),
    [Fault.FOLDER_KEY]:
      url.key.endsWith('/') &&
      `the key ends in "/", as the name of a folder does: for one object, write ${JSON.stringify(`${url}file.mp4`)}; as the base of outputs it is right`,
    [Fault.TRAILING_SPACE]: isTrimmed && 'white space behind the URL was dropped: put it back if the key ends in it',
    [Fault.UNPRINTABLE]:
      unseen !== undefined &&
      `the key holds ${codePoint(unseen.codePointAt(0)!)}, so the URL is no line of text; take it from --json`,
  };
  return Object.entries(found).flatMap(([fault, message]) => (message ? [problem(fault, message, nearest)] : []));
}

function show({ url, problems }: Reading, { place, isLine }: Omit<Given, 'text' | 'line'>, terminal: Terminal): void {
  if (url !== undefined || isLine) {
    terminal.print(url ?? '');
  }
  for (const { level, message } of problems) {
    const word = terminal.paint(level === 'warning' ? Tone.WARNING : Tone.BAD, level);
    terminal.say(`${place === undefined ? '' : `${place}: `}${word}: ${message}`);
  }
}
