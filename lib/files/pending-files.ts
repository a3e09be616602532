import { constants, copyFileSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, removeIfEmpty } from './folders';
import { hiddenSibling, replaceFile } from './replace-file';
import { fileError } from './text-file';

/** Files that are written one after the other. If one fails, the new files before it are removed. */
export class PendingFiles {
  private readonly files: string[] = [];
  private readonly folders: string[] = [];

  /** Runs a function that writes files. If it throws, all new files are removed. */
  public static make<T>(work: (files: PendingFiles) => T): T {
    const pending = new PendingFiles();
    try {
      return work(pending);
    } catch (error) {
      pending.undo();
      throw error;
    }
  }

  /** Creates a file, and never overwrites one that another process has created in the meantime. */
  public create(file: string, text: string): void {
    this.makeFolderOf(file);
    const temporary = hiddenSibling(file, 'tmp');
    try {
      writeFileSync(temporary, text, { flush: true });
      putInPlace(temporary, file);
      this.files.push(file);
    } catch (error) {
      throw fileError(file, alreadyExists(error) ? 'already exists' : 'cannot be written', error);
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  /** Replaces the text of the file, which must be `before`. This is not undone. */
  public replace(file: string, text: string, before: string): void {
    replaceFile(file, text, before);
  }

  private makeFolderOf(file: string): void {
    try {
      this.folders.unshift(...makeFolder(dirname(file)));
    } catch (error) {
      throw fileError(file, 'cannot be written', error);
    }
  }

  /** Removes the new files and folders. */
  private undo(): void {
    for (const file of this.files) {
      rmSync(file, { force: true });
    }
    removeIfEmpty(this.folders);
  }
}

/** Moves a complete file into place with a hard link, or copies it on file systems without hard links. */
function putInPlace(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (alreadyExists(error)) {
      throw error;
    }
    copyFileSync(temporary, file, constants.COPYFILE_EXCL);
  }
}

function alreadyExists(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
