import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Program } from '../../lib/cli/program';
import { Terminal } from '../../lib/cli/terminal';
import type { Files } from '../app/folder';

export interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in a folder that holds the files, and then looks at it. */
export async function adopting<T>(
  files: Files,
  args: readonly string[],
  look: (outcome: Outcome) => T | Promise<T>,
  command?: string,
): Promise<T> {
  const before = process.cwd();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'adopt-')));
  process.chdir(folder);
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    return await look(await run(args, command));
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}

export async function run(args: readonly string[], command = 'adopt'): Promise<Outcome> {
  const texts = { out: '', err: '' };
  const stream = (name: 'out' | 'err') => ({
    write: (text: string) => {
      texts[name] += text;
    },
  });
  const exitCode = await new Program(new Terminal(stream('out'), stream('err'), {}), '0').run([command, ...args]);
  return { exitCode, ...texts };
}
