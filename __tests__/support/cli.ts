import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Terminal } from '../../lib/cli/output/terminal';
import { Program } from '../../lib/cli/program';
import { expectByItsSchema } from './json-schemas';
import { ROOT } from './run';
import { type Files, inFolderWith } from './workspace';

/** What the command prints and how it ends. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Environment {
  /** Of a terminal; without them the output goes to no terminal. */
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Calls the command in this process, in the working directory. What it prints with `--json` has to be by its schema. */
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
  expectByItsSchema(args, written.stdout);
  return { exitCode, ...written };
}

export interface Setting extends Environment {
  /** What is in the folder where the command is called. */
  readonly files?: Files;
}

/** Calls the command in this process, in a temporary folder. */
export function called(args: readonly string[], { files = {}, ...environment }: Setting = {}): Promise<Outcome> {
  return inFolderWith(files, () => calledHere(args, environment));
}

/** Calls the command in a temporary folder that holds the files, and then inspects the outcome and what is there. */
export function calledIn<T>(
  files: Files,
  args: readonly string[],
  inspect: (outcome: Outcome) => T | Promise<T>,
): Promise<T> {
  return inFolderWith(files, async () => inspect(await calledHere(args)));
}

/** The command as a program of its own. */
export const PROGRAM = [process.execPath, join(ROOT, 'scripts', 'run-ts.js'), join(ROOT, 'lib', 'cli', 'main.ts')];

/** The same for a shell. */
export const QUOTED_PROGRAM = PROGRAM.map((part) => `'${part}'`).join(' ');

/** Calls the command as a program of its own, in the folder of the repository. */
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
  expectByItsSchema(args, stdout);
  return { exitCode: status, stdout, stderr };
}
