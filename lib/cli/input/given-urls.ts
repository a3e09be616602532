import { ExitCode, Failure } from '../exit-code';
import { optionText, standardInput } from './given-text';

/** A text that was given as a URL. */
export interface GivenUrl {
  readonly text: string;
  /** The line number in the file, or the position among the arguments. Both start at 1. */
  readonly line: number;
}

/** The URLs of the arguments, then those of the file `--inputs`. @throws Failure if there are none */
export async function givenUrls(names: readonly string[], inputs: string | undefined): Promise<readonly GivenUrl[]> {
  const named = names.map((text, index) => ({ text, line: index + 1 }));
  const urls = [...named, ...(inputs === undefined ? [] : await urlsIn(inputs))];
  if (urls.length === 0) {
    throw new Failure(NO_URL, ExitCode.USAGE);
  }
  return urls;
}

export const NO_URL = 'no URL is given; give a URL, or a file of URLs with --inputs';

/** All lines except blank lines and comments. */
async function urlsIn(path: string): Promise<GivenUrl[]> {
  const text = await (path === '-'
    ? standardInput('--inputs -: pipe the URLs to stdin, one per line')
    : optionText('--inputs', path));
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, line: index + 1 }))
    .filter((one) => !/^\s*(?:#|$)/.test(one.text));
}
