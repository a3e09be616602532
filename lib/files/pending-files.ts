import { constants, copyFileSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder, removeIfEmpty } from './folders';
import { hiddenSibling, replaceFile } from './replace-file';
import { fileError } from './text-file';

/** Files that are put in place one after the other, each as a whole; until the last is, those that are new can be taken back. */
export class PendingFiles {
  private readonly files: string[] = [];
  private readonly folders: string[] = [];

  /** Does what makes files; where it throws, all of them are taken back. */
  public static make<T>(work: (files: PendingFiles) => T): T {
    const pending = new PendingFiles();
    try {
      return work(pending);
    } catch (error) {
      pending.undo();
      throw error;
    }
  }

  /** Puts a file that is not there yet in place, and never in the place of one that came in the meantime. */
  public create(file: string, text: string): void {
    this.makeFolderOf(file);
    const beside = hiddenSibling(file, 'tmp');
    try {
      writeFileSync(beside, text, { flush: true });
      putInPlace(beside, file);
      this.files.push(file);
    } catch (error) {
      throw fileError(file, isThere(error) ? 'is there already' : 'cannot be written', error);
    } finally {
      rmSync(beside, { force: true });
    }
  }

  /** Puts the text in place of that of the file, which is `before`; this is not taken back. */
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

  /** Takes back what was made. */
  private undo(): void {
    for (const file of this.files) {
      rmSync(file, { force: true });
    }
    removeIfEmpty(this.folders);
  }
}

/** Not every file system has hard links, by which a whole file appears at once. */
function putInPlace(beside: string, file: string): void {
  try {
    linkSync(beside, file);
  } catch (error) {
    if (isThere(error)) {
      throw error;
    }
    copyFileSync(beside, file, constants.COPYFILE_EXCL);
  }
}

function isThere(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}
