import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Terminal } from '../../lib/cli/output/terminal';
import { Program } from '../../lib/cli/program';
import { expectSchema } from './json-schemas';
import { ROOT } from './run';
import { type Files, inFolderWith } from './workspace';

/** The output and the exit code of the command. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Environment {
  /** The width of the terminal; undefined if the output is not a terminal. */
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Calls the command in this process, in the working directory. Its `--json` output must match the schema. */
export async function calledHere(
  args: readonly string[],
  { columns, environment = {} }: Environment = {},
): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof written) => ({
    isTTY: columns !== undefined,
    columns,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const terminal = new Terminal(stream('stdout'), stream('stderr'), environment);
  const exitCode = await new Program(terminal, '1.2.3').run(args);
  expectSchema(args, written.stdout);
  return { exitCode, ...written };
}

export interface Setting extends Environment {
  /** The files in the working directory of the command. */
  readonly files?: Files;
}

/** Calls the command in this process, in a temporary folder. */
export function called(args: readonly string[], { files = {}, ...environment }: Setting = {}): Promise<Outcome> {
  return inFolderWith(files, () => calledHere(args, environment));
}

/** Calls the command in a temporary folder with the files, then inspects the outcome and the folder. */
export function calledIn<T>(
  files: Files,
  args: readonly string[],
  inspect: (outcome: Outcome) => T | Promise<T>,
): Promise<T> {
  return inFolderWith(files, async () => inspect(await calledHere(args)));
}

/** The command as a separate program: the program and its first arguments. */
export const PROGRAM = [process.execPath, join(ROOT, 'scripts', 'run-ts.js'), join(ROOT, 'lib', 'cli', 'main.ts')];

/** The command as a separate program, quoted for a shell. */
export const QUOTED_PROGRAM = PROGRAM.map((part) => `'${part}'`).join(' ');

/** Runs the command as a separate program, in the folder of the repository. */
export function spawned(args: readonly string[], input: string | Buffer = ''): Outcome {
  const { status, stdout, stderr } = spawnSync(PROGRAM[0]!, [...PROGRAM.slice(1), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 28,
  });
  if (status === null) {
    throw new Error(`zencoder-s3 ${args.join(' ')} was ended by a signal: ${stderr}`);
  }
  expectSchema(args, stdout);
  return { exitCode: status, stdout, stderr };
}
