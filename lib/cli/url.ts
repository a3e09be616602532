import { regionFault } from '../policy/region';
import { codePoint } from '../policy/wording';
import { ZencoderS3Url, ZencoderS3UrlFault } from '../s3-url';
import { ExitCode, Failure } from './exit-code';
import { type Terminal, Tone } from './terminal';

interface Options {
  readonly region?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** A text that names an object, and where it was given where there are several. */
interface Given {
  readonly text: string;
  readonly place?: string;
}

/** What came of one text. */
interface Reading {
  readonly given: string;
  /** To give Zencoder; undefined where the text names no object of S3. */
  readonly url?: string;
  readonly problems: readonly { readonly fault: string; readonly message: string }[];
}

/** Doubts: the URL may be just what is meant. */
const WARNINGS: readonly string[] = [
  ZencoderS3UrlFault.PLUS_FOR_SPACE,
  ZencoderS3UrlFault.LITERAL_ESCAPE,
  ZencoderS3UrlFault.EMPTY_KEY,
];

export async function run(urls: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  const fault = options.region === undefined ? undefined : regionFault(options.region);
  if (fault !== undefined) {
    throw new Failure(`--region: ${fault}`, ExitCode.USAGE);
  }
  const readings = (await given(urls)).map(({ text, place }) => ({ ...read(text, options), place }));
  if (options.json) {
    terminal.print(
      JSON.stringify(
        readings.map(({ place: _, ...reading }) => reading),
        null,
        2,
      ),
    );
  } else {
    for (const { place, ...reading } of readings) {
      show(reading, place, terminal);
    }
  }
  const problems = readings.flatMap((reading) => reading.problems);
  const bad = problems.some(({ fault }) => options.strict || !WARNINGS.includes(fault));
  return bad ? ExitCode.PROBLEMS : ExitCode.FINE;
}

async function given(urls: readonly string[]): Promise<readonly Given[]> {
  if (urls.length === 1 && urls[0] !== '-') {
    return [{ text: urls[0]! }];
  }
  if (urls.length > 1) {
    return urls.map((text, index) => ({ text, place: `url ${index + 1}` }));
  }
  const { standardInput } = await import('./standard-input');
  const lines = (await standardInput('no URL is given; name one, or pipe lines in')).split(/\r?\n/);
  return lines.map((text, index) => ({ text, place: `stdin:${index + 1}` })).filter(({ text }) => text.trim() !== '');
}

function read(text: string, { region, json }: Options): Reading {
  try {
    const url = ZencoderS3Url.parse(text, region);
    const other = region !== undefined && url.region !== region;
    const problems = other
      ? [...url.problems, { fault: 'other-region', message: `the URL says ${url.region}, --region ${region}` }]
      : url.problems;
    const right = (other ? url.withRegion(region) : url).toString();
    const unseen = json ? undefined : UNSEEN.exec(right)?.[0];
    return unseen === undefined
      ? { given: text, url: right, problems }
      : { given: text, problems: [...problems, unprintable(unseen)] };
  } catch (error) {
    return { given: text, problems: [{ fault: 'unreadable', message: (error as Error).message }] };
  }
}

/** What would end the line, or a terminal would obey. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]/u;

function unprintable(char: string): Reading['problems'][number] {
  const message = `the key holds ${codePoint(char.codePointAt(0)!)}, so the URL is no line of text; take it from --json`;
  return { fault: 'unprintable', message };
}

function show({ url, problems }: Reading, place: string | undefined, terminal: Terminal): void {
  if (url !== undefined) {
    terminal.print(url);
  }
  for (const { fault, message } of problems) {
    const warning = WARNINGS.includes(fault);
    const word = terminal.paint(warning ? Tone.WARNING : Tone.BAD, warning ? 'warning' : 'wrong');
    terminal.say(`${place === undefined ? '' : `${place}: `}${word}: ${message}`);
  }
}
