import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '..', '..');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a TypeScript program of the repository in the same way as the app, in the given folder. */
export function runProgram(program: string, cwd: string, environment: Readonly<Record<string, string>> = {}): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts', 'run-ts.js'), join(ROOT, program)],
    { cwd, encoding: 'utf8', env: { ...process.env, CHECKPOINT_DISABLE: '1', ...environment } },
  );
  return { status, stdout, stderr };
}

/** The text of every file below a folder, by path. */
export function filesBelow(folder: string, below = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of existsSync(join(folder, below)) ? readdirSync(join(folder, below)).sort() : []) {
    const path = join(below, name);
    if (statSync(join(folder, path)).isDirectory()) {
      Object.assign(files, filesBelow(folder, path));
    } else {
      files[path] = readFileSync(join(folder, path), 'utf8');
    }
  }
  return files;
}
