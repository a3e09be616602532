import { ZencoderS3UrlFault } from '../../job-urls/problems';
import { ZencoderS3Url } from '../../job-urls/s3-url';
import { withoutCredentials } from '../../job-urls/url-forms';
import { codePoint, quoted } from '../../messages/wording';
import { bucketNameFault } from '../../s3/bucket-name';
import { regionFault } from '../../s3/region';
import { ExitCode, Failure } from '../exit-code';
import { type Terminal, Tone } from '../output/terminal';

interface Options {
  readonly region?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** A text that names an object, and where it was given where there are several. */
interface Given {
  readonly text: string;
  readonly place?: string;
  /** Whether it is a line of many, which the results are to line up with. */
  readonly isLine?: boolean;
}

interface Problem {
  readonly fault: string;
  readonly message: string;
}

/** What came of one text. */
interface Reading {
  readonly given: string;
  /** To give Zencoder; undefined where the text names no object of S3. */
  readonly url?: string;
  readonly problems: readonly (Problem & { readonly level: Level })[];
}

enum Level {
  WRONG = 'wrong',
  WARNING = 'warning',
}

/** What only the command finds, beside what is found in every URL. */
enum Fault {
  UNKNOWN_REGION = 'unknown-region',
  OTHER_REGION = 'other-region',
  UNDERSCORE_BUCKET = 'underscore-bucket',
  FOLDER_KEY = 'folder-key',
  TRAILING_SPACE = 'trailing-space',
  UNPRINTABLE = 'unprintable',
  UNREADABLE = 'unreadable',
}

/** Doubts: the URL may be just what is meant. */
const WARNINGS: readonly string[] = [
  ZencoderS3UrlFault.UPPER_CASE_BUCKET,
  ZencoderS3UrlFault.MISSING_REGION,
  ZencoderS3UrlFault.PLUS_FOR_SPACE,
  ZencoderS3UrlFault.LITERAL_ESCAPE,
  ZencoderS3UrlFault.EMPTY_KEY,
  Fault.OTHER_REGION,
  Fault.UNDERSCORE_BUCKET,
  Fault.FOLDER_KEY,
  Fault.TRAILING_SPACE,
];

export async function run(urls: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const fault = options.region === undefined ? undefined : regionFault(options.region);
  if (fault !== undefined) {
    throw new Failure(`--region: ${fault}`, ExitCode.USAGE);
  }
  const readings = (await given(urls)).map((each) => ({ ...each, reading: read(each.text, options) }));
  if (options.json) {
    terminal.print(
      JSON.stringify(
        readings.map(({ reading }) => reading),
        null,
        2,
      ),
    );
  } else {
    for (const { reading, ...where } of readings) {
      show(reading, where, terminal);
    }
  }
  const problems = readings.flatMap(({ reading }) => reading.problems);
  const bad = problems.some(({ level }) => options.strict || level === Level.WRONG);
  return bad ? ExitCode.PROBLEMS : ExitCode.FINE;
}

async function given(urls: readonly string[]): Promise<readonly Given[]> {
  if (urls.length === 1 && urls[0] !== '-') {
    return [{ text: urls[0]! }];
  }
  if (urls.length > 1) {
    return urls.map((text, index) => ({ text, place: `url ${index + 1}` }));
  }
  const { standardInput } = await import('../input/standard-input');
  const lines = (await standardInput('no URL is given; name one, or pipe lines in')).split(/\r?\n/);
  return lines
    .map((text, index) => ({ text, place: `stdin:${index + 1}`, isLine: true }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'));
}

function read(text: string, options: Options): Reading {
  const { url, problems } = judged(text, options);
  return {
    given: withoutCredentials(text, '…@'),
    url,
    problems: problems.map((problem) => ({
      level: WARNINGS.includes(problem.fault) ? Level.WARNING : Level.WRONG,
      ...problem,
    })),
  };
}

function judged(text: string, { region, json }: Options): { url?: string; problems: readonly Problem[] } {
  const bare = unwrapped(text);
  const pasted = bare.trimEnd();
  try {
    const url = ZencoderS3Url.parse(pasted, region);
    const problems = [...url.problems, ...problemsOf(url, region), ...(pasted === bare ? [] : [TRAILING_SPACE])];
    const right = url.toString();
    const unseen = json ? undefined : UNSEEN.exec(right)?.[0];
    return unseen === undefined
      ? { url: right, problems }
      : { problems: [...problems, { fault: Fault.UNPRINTABLE, message: unprintable(unseen) }] };
  } catch (error) {
    return { problems: [{ fault: Fault.UNREADABLE, message: (error as Error).message }] };
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

const TRAILING_SPACE: Problem = {
  fault: Fault.TRAILING_SPACE,
  message: 'white space behind the URL was dropped: put it back if the key ends in it',
};

/** What is checked in the command only: a library does not stop at a region that is newer than itself. */
function* problemsOf(url: ZencoderS3Url, region: string | undefined): Generator<Problem> {
  const has = (sought: ZencoderS3UrlFault) => url.problems.some(({ fault }) => fault === sought);
  const ofRegion = url.region === undefined ? undefined : regionFault(url.region);
  if (ofRegion !== undefined && !has(ZencoderS3UrlFault.MALFORMED_REGION)) {
    yield { fault: Fault.UNKNOWN_REGION, message: `region ${ofRegion}` };
  }
  if (region !== undefined && url.region !== region) {
    const message = `--region ${region} is not taken, since the URL says ${url.region}: write the URL with ${region} if the bucket is there`;
    yield { fault: Fault.OTHER_REGION, message };
  }
  const ofBucket = oldNameFault(url.bucket);
  if (ofBucket !== undefined && !has(ZencoderS3UrlFault.INVALID_BUCKET)) {
    yield { fault: ZencoderS3UrlFault.INVALID_BUCKET, message: `bucket ${ofBucket}` };
  }
  if (url.bucket.includes('_')) {
    const message = `bucket ${quoted(url.bucket)} has an underscore, which S3 refuses in every new bucket since 2018: check the name, unless it is an older bucket in us-east-1`;
    yield { fault: Fault.UNDERSCORE_BUCKET, message };
  }
  if (url.key.endsWith('/')) {
    const message = `the key ends in "/", as the name of a folder does: for one object, write ${JSON.stringify(`${url}file.mp4`)}; as the base of outputs it is right`;
    yield { fault: Fault.FOLDER_KEY, message };
  }
}

/** Why not even an older bucket has the name: those may have upper-case letters and underscores. */
function oldNameFault(bucket: string): string | undefined {
  const name = bucket.toLowerCase().replaceAll('_', '-');
  return bucketNameFault(name)?.replace(quoted(name), quoted(bucket));
}

/** What would end the line, or a terminal would obey. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]/u;

function unprintable(char: string): string {
  return `the key holds ${codePoint(char.codePointAt(0)!)}, so the URL is no line of text; take it from --json`;
}

function show({ url, problems }: Reading, { place, isLine }: Omit<Given, 'text'>, terminal: Terminal): void {
  if (url !== undefined || isLine) {
    terminal.print(url ?? '');
  }
  for (const { level, message } of problems) {
    const word = terminal.paint(level === Level.WARNING ? Tone.WARNING : Tone.BAD, level);
    terminal.say(`${place === undefined ? '' : `${place}: `}${word}: ${message}`);
  }
}
