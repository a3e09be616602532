import { type PastedUrl, readPastedUrl } from '../../job-urls/pasted-url';
import { regionFault } from '../../s3/region';
import { checkOption, ExitCode } from '../exit-code';
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

export async function run(urls: readonly string[], options: Options, terminal: Terminal): Promise<ExitCode> {
  checkOption('--region', options.region, regionFault);
  const { region, json } = options;
  const context = { region, regionName: '--region', unprintableIn: json ? undefined : '--json' };
  const readings = (await given(urls)).map((each) => ({ ...each, reading: readPastedUrl(each.text, context) }));
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

async function given(urls: readonly string[]): Promise<readonly Given[]> {
  if (urls.length === 1 && urls[0] !== '-') {
    return [{ text: urls[0]! }];
  }
  if (urls.length > 1) {
    return urls.map((text, index) => ({ text, place: `url ${index + 1}` }));
  }
  const { standardInput } = await import('../input/given-text');
  const lines = (await standardInput('no URL is given; name one, or pipe lines in')).split(/\r?\n/);
  return lines
    .map((text, index) => ({ text, place: `stdin:${index + 1}`, isLine: true }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'));
}

function show({ url, problems }: PastedUrl, { place, isLine }: Omit<Given, 'text'>, terminal: Terminal): void {
  if (url !== undefined || isLine) {
    terminal.print(url ?? '');
  }
  for (const { level, message } of problems) {
    const word = terminal.paint(level === 'warning' ? Tone.WARNING : Tone.BAD, level);
    terminal.say(`${place === undefined ? '' : `${place}: `}${word}: ${message}`);
  }
}
