import { calledIn } from '../support/cli';
import type { Files } from '../support/workspace';

interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `adopt` in a folder with the files, then calls the check. */
export function adopting<T>(files: Files, args: readonly string[], look: (outcome: Outcome) => T): Promise<T> {
  return calledIn(files, ['adopt', ...args], ({ exitCode, stdout, stderr }) =>
    look({ exitCode, out: stdout, err: stderr }),
  );
}
