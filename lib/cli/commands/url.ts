import { readPastedUrl } from '../../job-urls/pasted-url';
import { regionFault } from '../../s3/region';
import { checkOption, ExitCode, Failure } from '../exit-code';
import type { UrlResult } from '../output/json-results';
import { type Terminal, Tone } from '../output/terminal';

interface Options {
  readonly region?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

/** A text that was given as a URL, and its place if there are several. */
interface Given {
  readonly text: string;
  readonly line: number;
  readonly place?: string;
  /** The text is a line of stdin: the output must have exactly one line for it. */
  readonly isLine?: boolean;
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

/** The URLs in the given order. The argument `-` is replaced by the lines of stdin. */
async function given(urls: readonly string[], terminal: Terminal): Promise<readonly Given[]> {
  const [text, ...more] = urls;
  if (text !== undefined && text !== '-' && more.length === 0) {
    return [{ text, line: 1 }];
  }
  if (urls.filter((url) => url === '-').length > 1) {
    throw new Failure('- is given twice, but stdin can be read only once; give - once', ExitCode.USAGE);
  }
  const places = urls.length === 0 ? ['-'] : urls;
  const lines = places.includes('-') ? await linesOfStdin(terminal) : [];
  return places.flatMap((url, index) =>
    url === '-' ? lines : [{ text: url, line: index + 1, place: `url ${index + 1}` }],
  );
}

async function linesOfStdin(terminal: Terminal): Promise<readonly Given[]> {
  const { standardInput } = await import('../input/given-text');
  const text = await standardInput('no URL is given; give a URL, or pipe URLs to stdin');
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, line: index + 1, place: `stdin:${index + 1}`, isLine: true }))
    .filter((line) => line.text.trim() !== '' && !line.text.startsWith('#'));
  if (lines.length === 0) {
    const why = text === '' ? 'is empty' : 'has only empty lines and comments';
    terminal.say(`stdin ${why}, so no URL was read from it`);
  }
  return lines;
}

function read({ text, line }: Given, { region, json }: Options): UrlResult {
  const context = { region, regionName: '--region', unprintableIn: json ? undefined : '--json' };
  return { line, ...readPastedUrl(text, context) };
}

function show({ url, problems }: UrlResult, { place, isLine }: Omit<Given, 'text' | 'line'>, terminal: Terminal): void {
  if (url !== undefined || isLine) {
    terminal.print(url ?? '');
  }
  for (const { level, message } of problems) {
    const word = terminal.paint(level === 'warning' ? Tone.WARNING : Tone.BAD, level);
    terminal.say(`${place === undefined ? '' : `${place}: `}${word}: ${message}`);
  }
}
