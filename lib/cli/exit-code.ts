/** The exit codes of the command. */
export enum ExitCode {
  /** No problems. Warnings are allowed, unless `--strict` is given. */
  FINE = 0,
  /** Problems were found. */
  PROBLEMS = 1,
  /** The arguments or options are wrong. */
  USAGE = 2,
  /** The command could not complete: credentials, the network, a missing package. */
  INCOMPLETE = 3,
  /** Ended by Ctrl-C. By the convention of shells, this is 128 plus the number of the signal. */
  INTERRUPTED = 130,
  /** Nobody reads the output any more. */
  OUTPUT_CLOSED = 141,
  TERMINATED = 143,
}

/** Ends the command with an exit code and one or more lines for stderr. */
export class Failure extends Error {
  public constructor(
    message: string,
    public readonly exitCode: ExitCode,
  ) {
    super(message);
  }
}

/** @throws Failure if the value of an option is invalid */
export function checkOption(
  option: string,
  value: string | undefined,
  errorOf: (value: string) => string | undefined,
): void {
  const message = value === undefined ? undefined : errorOf(value);
  if (message !== undefined) {
    throw new Failure(`${option}: ${message}`, ExitCode.USAGE);
  }
}
