import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Program } from '../../lib/cli/program';
import { Terminal } from '../../lib/cli/terminal';
import type { Files } from '../app/folder';
import { ROOT, type Run } from '../support/run';

export interface Called {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  /** What lies in the folder where the command is called. */
  readonly files?: Files;
  /** Of a terminal; without them the output goes to no terminal. */
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Calls the command in this process, in a folder of its own. */
export async function called(args: readonly string[], setting: Setting = {}): Promise<Called> {
  const { columns, environment = {} } = setting;
  return inFolderWith(setting.files ?? {}, async () => {
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
    return { exitCode, ...written };
  });
}

async function inFolderWith<T>(files: Files, use: () => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'zencoder-'));
  const before = process.cwd();
  process.chdir(folder);
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    return await use();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The command as a program of its own. */
export const PROGRAM = [process.execPath, join(ROOT, 'scripts', 'run-ts.js'), join(ROOT, 'lib', 'cli', 'main.ts')];

/** The same for a shell. */
export const QUOTED_PROGRAM = PROGRAM.map((part) => `'${part}'`).join(' ');

/** Calls the command as a program of its own, in the folder of the repository. */
export function spawned(args: readonly string[], input?: string | Buffer): Run {
  const { status, stdout, stderr } = spawnSync(PROGRAM[0]!, [...PROGRAM.slice(1), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input: input ?? '',
    maxBuffer: 1 << 28,
  });
  return { status, stdout, stderr };
}
