import { ExitCode, Failure } from './exit-code';

const EXIT_CODES = { SIGINT: ExitCode.INTERRUPTED, SIGTERM: ExitCode.TERMINATED } as const;

/** Somebody ended the command before all was done; the message has no line where nobody reads any more. */
export class Stopped extends Failure {}

/**
 * Does work that is stopped by Ctrl-C, or where nobody reads the output any more, such as behind `head`: what is under way is
 * left alone then. A second Ctrl-C ends the program at once.
 * @param left how many of how many things are not done
 * @throws Stopped
 */
export async function stoppable<T>(
  work: (check: () => void) => Promise<T>,
  left: () => readonly [number, number],
): Promise<T> {
  let stopped: Stopped | undefined;
  const listeners: (() => void)[] = [];
  const stop = new Promise<never>((_, reject) => {
    const end = (exitCode: ExitCode, says: boolean) => {
      const [missing, all] = left();
      stopped = new Stopped(says ? `stopped: ${missing} of ${all} were not looked at` : '', exitCode);
      reject(stopped);
    };
    for (const [signal, exitCode] of Object.entries(EXIT_CODES)) {
      const listener = () => end(exitCode, true);
      process.once(signal, listener);
      listeners.push(() => process.off(signal, listener));
    }
    const unread = ({ code }: NodeJS.ErrnoException) => code === 'EPIPE' && end(ExitCode.OUTPUT_CLOSED, false);
    process.stdout.on('error', unread);
    listeners.push(() => process.stdout.off('error', unread));
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
