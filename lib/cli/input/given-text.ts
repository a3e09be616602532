import { buffer } from 'node:stream/consumers';
import { readErrorReason, readText } from '../../files/text-file';
import { quoted } from '../../messages/wording';
import { ExitCode, Failure } from '../exit-code';

/** All that is piped in. @throws Failure where that is no text, or where nobody pipes */
export async function standardInput(instead: string): Promise<string> {
  if (process.stdin.isTTY) {
    throw new Failure(instead, ExitCode.USAGE);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch (error) {
    const why = error instanceof TypeError ? 'is not UTF-8; give it in that encoding' : readErrorReason(error);
    throw new Failure(`stdin ${why}`, ExitCode.USAGE);
  }
}

/** The text of the file that an option names. @throws Failure where it cannot be read */
export function optionText(option: string, path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new Failure(`${option} ${quoted(path)}: ${readErrorReason(error)}`, ExitCode.USAGE);
  }
}
