import { buffer } from 'node:stream/consumers';
import { unreadable } from '../../files/text-file';
import { ExitCode, Failure } from '../exit-code';

/** All that is piped in. @throws Failure where that is no text, or where nobody pipes */
export async function standardInput(instead: string): Promise<string> {
  if (process.stdin.isTTY) {
    throw new Failure(instead, ExitCode.USAGE);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await buffer(process.stdin));
  } catch (error) {
    const why = error instanceof TypeError ? 'is not UTF-8; give it in that encoding' : unreadable(error);
    throw new Failure(`stdin ${why}`, ExitCode.USAGE);
  }
}
