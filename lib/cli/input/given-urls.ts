import { ExitCode, Failure } from '../exit-code';
import { optionText, standardInput } from './given-text';

/** A URL, or what is given for one. */
export interface GivenUrl {
  readonly text: string;
  /** The number of its line in the file, or its place among the arguments: from 1. */
  readonly line: number;
}

/** The URLs of the command line, then those of the file. @throws Failure where there is none */
export async function givenUrls(names: readonly string[], inputs: string | undefined): Promise<readonly GivenUrl[]> {
  const named = names.map((text, index) => ({ text, line: index + 1 }));
  const urls = [...named, ...(inputs === undefined ? [] : await urlsIn(inputs))];
  if (urls.length === 0) {
    throw new Failure(NO_URL, ExitCode.USAGE);
  }
  return urls;
}

export const NO_URL = 'no URL is given; name one, or a file of them with --inputs';

/** All lines but the blank ones and comments. */
async function urlsIn(path: string): Promise<GivenUrl[]> {
  const text = await (path === '-'
    ? standardInput('--inputs -: pipe the URLs in, one on each line')
    : optionText('--inputs', path));
  return text
    .split(/\r?\n/)
    .map((line, index) => ({ text: line, line: index + 1 }))
    .filter((one) => !/^\s*(?:#|$)/.test(one.text));
}
