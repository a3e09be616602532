import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError, type ReadConfig, readConfig } from '../../lib/app/read-config';
import { inFolder } from '../support/terraform';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The day on which files are read here: what is past of it, is past. */
export const NOW = new Date('2026-06-01T12:00:00Z');

/** Calls with a temporary folder that holds the files, as the working directory. */
export function inFolderWith<T>(files: Files, use: (folder: string) => T): T {
  return inFolder((folder) => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, content);
      }
      return use(folder);
    } finally {
      process.chdir(before);
    }
  });
}

/** Reads `zencoder.yaml`, or the file that is named, in a folder that holds the files. */
export function read(files: Files, file = 'zencoder.yaml'): ReadConfig {
  return inFolderWith(files, () => readConfig(file, { now: NOW }));
}

/** The lines with which the file is refused: none where it is taken. */
export function errorsOf(files: Files, file = 'zencoder.yaml'): readonly string[] {
  try {
    read(files, file);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.lines;
    }
    throw error;
  }
}
