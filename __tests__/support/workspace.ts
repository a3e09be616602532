import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { types } from 'node:util';

/** The contents of files by their paths. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Makes a temporary folder, which the caller removes. */
export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'zencoder-')));
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Calls a function with a temporary folder, and removes the folder when the call returns or its promise is settled. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = newFolder();
  return andThen(
    () => use(folder),
    () => rmSync(folder, { recursive: true, force: true }),
  );
}

/** Calls a function with a temporary folder that contains the files. The folder is the working directory until it is removed. */
export function inFolderWith<T>(files: Files, use: (folder: string) => T): T {
  return inFolder((folder) => {
    writeFiles(folder, files);
    const before = process.cwd();
    process.chdir(folder);
    return andThen(
      () => use(folder),
      () => process.chdir(before),
    );
  });
}

function andThen<T>(use: () => T, finish: () => void): T {
  let result: T;
  try {
    result = use();
  } catch (error) {
    finish();
    throw error;
  }
  if (types.isPromise(result)) {
    return result.finally(finish) as T;
  }
  finish();
  return result;
}
