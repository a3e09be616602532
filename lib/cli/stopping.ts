import { ExitCode, Failure } from './exit-code';

const EXIT_CODES = { SIGINT: ExitCode.INTERRUPTED, SIGTERM: ExitCode.TERMINATED } as const;

/** The user ended the command before it was done. The message is empty if nobody reads the output any more. */
export class Stopped extends Failure {}

/**
 * Runs work until it is done, or until Ctrl-C or a closed pipe (such as `| head`) stops it. Open requests are then
 * abandoned. A second Ctrl-C ends the program immediately.
 * @param left returns how many items are not done, and how many there are
 * @throws Stopped
 */
export async function stoppable<T>(
  work: (check: () => void) => Promise<T>,
  left: () => readonly [number, number],
): Promise<T> {
  let stopped: Stopped | undefined;
  const listeners: (() => void)[] = [];
  const stop = new Promise<never>((_, reject) => {
    const end = (exitCode: ExitCode, isReported: boolean) => {
      const [missing, all] = left();
      stopped = new Stopped(isReported ? `stopped: ${missing} of ${all} were not checked` : '', exitCode);
      reject(stopped);
    };
    for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
      const listener = () => end(exitCode, true);
      process.once(signal, listener);
      listeners.push(() => process.off(signal, listener));
    }
    const onClosedPipe = ({ code }: NodeJS.ErrnoException) => code === 'EPIPE' && end(ExitCode.OUTPUT_CLOSED, false);
    process.stdout.on('error', onClosedPipe);
    listeners.push(() => process.stdout.off('error', onClosedPipe));
  });
  const check = () => {
    if (stopped !== undefined) {
      throw stopped;
    }
  };
  try {
    return await Promise.race([work(check), stop]);
  } finally {
    for (const off of listeners) {
      off();
    }
  }
}
