/** What the command tells the shell. */
export enum ExitCode {
  /** Nothing is wrong; warnings do not count, unless `--strict` is given. */
  FINE = 0,
  /** Something is wrong with what was looked at. */
  PROBLEMS = 1,
  /** The command was not called as it is meant to be. */
  USAGE = 2,
  /** It could not be looked: credentials, the network, a missing package. */
  INCOMPLETE = 3,
  /** Ended by Ctrl-C, as shells have it: 128 and the number of the signal. */
  INTERRUPTED = 130,
  /** Nobody reads the output any more. */
  OUTPUT_CLOSED = 141,
  TERMINATED = 143,
}

/** An end of the command with one or more lines for stderr. */
export class Failure extends Error {
  public constructor(
    message: string,
    public readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** @throws Failure for a value that an option does not take */
export function checkOption(
  option: string,
  value: string | undefined,
  fault: (value: string) => string | undefined,
): void {
  const message = value === undefined ? undefined : fault(value);
  if (message !== undefined) {
    throw new Failure(`${option}: ${message}`, ExitCode.USAGE);
  }
}
