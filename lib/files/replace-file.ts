import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FileError, fileError } from './text-file';

/**
 * Replaces the text of a file with a new file, in one step. Owner, permissions and links to the file stay: if a new file cannot have
 * them, or cannot replace the file, the file itself is overwritten, after a copy of it is made.
 * @param before the text on which the new one is based
 * @throws FileError if the file has another text than `before`, or cannot be written
 */
export function replaceFile(file: string, text: string, before: string): void {
  const target = lstatSync(file).isSymbolicLink() ? realpathSync(file) : file;
  const stats = statSync(target);
  if (!isWritable(target, stats)) {
    throw new FileError(file, 'is read-only; nothing was written');
  }
  if (!putInPlace({ file, target, text, before }, stats)) {
    writeInPlace({ file, target, text, before });
  }
}

interface Replacement {
  readonly file: string;
  /** The file itself, if `file` is a link to it. */
  readonly target: string;
  readonly text: string;
  readonly before: string;
}

/** Whether the file is writable. Root has access to read-only files too, so the mode is checked as well. */
function isWritable(target: string, { mode }: Stats): boolean {
  try {
    accessSync(target, constants.W_OK);
    return (mode & 0o222) !== 0;
  } catch {
    return false;
  }
}

/** Returns the path of a hidden file next to a file, for this process only. */
export function hiddenSibling(file: string, kind: 'tmp' | 'copy'): string {
  return join(dirname(file), `.${basename(file)}.${process.pid}.${kind}`);
}

/** @returns whether a new file has replaced the file: not if it would differ in owner, permissions or links */
function putInPlace({ file, target, text, before }: Replacement, stats: Stats): boolean {
  const temporary = hiddenSibling(target, 'tmp');
  try {
    writeSynced(file, temporary, text);
    if (stats.nlink > 1 || !copyOwnerAndMode(temporary, stats)) {
      return false;
    }
    checkUnchanged(file, target, before);
    return renamed(temporary, target);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function copyOwnerAndMode(path: string, { uid, gid, mode }: Stats): boolean {
  try {
    chownSync(path, uid, gid);
    chmodSync(path, mode & 0o7777);
  } catch {
    // Only root can change the owner of a file.
  }
  const copy = statSync(path);
  return copy.uid === uid && copy.gid === gid && copy.mode === mode;
}

/** Renames a file. It fails across file systems, and if the target is a mount point. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function writeInPlace({ file, target, text, before }: Replacement): void {
  const copy = hiddenSibling(target, 'copy');
  writeSynced(file, copy, before);
  try {
    checkUnchanged(file, target, before);
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  }
  try {
    overwrite(target, text);
  } catch (error) {
    throw fileError(file, `cannot be written; its previous text is in ${copy}`, error);
  }
  rmSync(copy, { force: true });
}

/** Overwrites a file. It writes the end first, so that a full disk leaves the file unchanged. */
function overwrite(path: string, text: string): void {
  const bytes = Buffer.from(text);
  const descriptor = openSync(path, 'r+');
  try {
    const { size } = fstatSync(descriptor);
    const end = Math.min(size, bytes.length);
    try {
      writeBytes(descriptor, bytes, end, bytes.length);
    } catch (error) {
      ftruncateSync(descriptor, size);
      throw error;
    }
    writeBytes(descriptor, bytes, 0, end);
    ftruncateSync(descriptor, bytes.length);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function writeBytes(descriptor: number, bytes: Buffer, from: number, to: number): void {
  for (let at = from; at < to; ) {
    at += writeSync(descriptor, bytes, at, to - at, at);
  }
}

/** Creates a file that only its owner can read, and flushes it and its folder to the disk. */
function writeSynced(file: string, path: string, text: string): void {
  try {
    rmSync(path, { force: true });
    writeFileSync(path, text, { flag: 'wx', mode: 0o600, flush: true });
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(path, { force: true });
    throw fileError(file, `cannot be written: the file ${path} next to it cannot be created`, error);
  }
}

function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // Some systems do not support this.
  }
}

function checkUnchanged(file: string, target: string, before: string): void {
  if (!readFileSync(target).equals(Buffer.from(before))) {
    throw new FileError(file, 'has changed since it was read; nothing was written, run the command again');
  }
}
