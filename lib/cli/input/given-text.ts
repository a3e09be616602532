import { buffer } from 'node:stream/consumers';
import { readErrorReason, readText } from '../../files/text-file';
import { quoted } from '../../messages/wording';
import { ExitCode, Failure } from '../exit-code';

/**
 * Reads stdin to its end.
 * @param advice the error message if stdin is a terminal
 * @throws Failure if stdin is a terminal or not UTF-8
 */
export async function standardInput(advice: string): Promise<string> {
  if (process.stdin.isTTY) {
    throw new Failure(advice, ExitCode.USAGE);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch (error) {
    const why = error instanceof TypeError ? 'is not UTF-8; convert it to UTF-8' : readErrorReason(error);
    throw new Failure(`stdin ${why}`, ExitCode.USAGE);
  }
}

/** The text of the file that an option names. @throws Failure if the file cannot be read */
export function optionText(option: string, path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new Failure(`${option} ${quoted(path)}: ${readErrorReason(error)}`, ExitCode.USAGE);
  }
}
