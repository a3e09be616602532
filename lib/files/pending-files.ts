import {
  chmodSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** Files that are put in place one after the other, each as a whole; until the last is, all can be taken back. */
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

  /** Puts a file that is not there yet in place. */
  public create(file: string, text: string): void {
    renameSync(this.prepare(file, text), file);
    this.files.push(file);
  }

  /** Puts the text in place of the file, with the permissions that it had; this is not taken back. */
  public replace(file: string, text: string): void {
    const beside = this.prepare(file, text);
    const target = existsSync(file) ? realpathSync(file) : file;
    if (existsSync(target)) {
      chmodSync(beside, statSync(target).mode);
    }
    renameSync(beside, target);
  }

  /** Writes the text beside the file, from where it can be put in place. */
  private prepare(file: string, text: string): string {
    const folder = resolve(dirname(file));
    const first = mkdirSync(folder, { recursive: true });
    for (let path = folder; first !== undefined && path.length >= first.length; path = dirname(path)) {
      this.folders.push(path);
    }
    const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
    this.files.push(beside);
    writeFileSync(beside, text);
    return beside;
  }

  /** Takes back what was made. */
  private undo(): void {
    for (const file of this.files) {
      rmSync(file, { force: true });
    }
    for (const folder of this.folders) {
      try {
        rmdirSync(folder);
      } catch {
        // Somebody else has put something there, or removed it.
      }
    }
  }
}
