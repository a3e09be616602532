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
 * Puts a text in place of that of a file, as a whole. Owner, permissions and links to the file stay: where a new file could not have
 * them, or cannot be put in its place, the file itself is written, after a copy of it.
 * @param before the text on which the new one is based
 * @throws FileError where the file holds another one, or cannot be written
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
  /** What a link leads to. */
  readonly target: string;
  readonly text: string;
  readonly before: string;
}

/** Root may write what nobody is meant to write. */
function isWritable(target: string, { mode }: Stats): boolean {
  try {
    accessSync(target, constants.W_OK);
    return (mode & 0o222) !== 0;
  } catch {
    return false;
  }
}

/** The path of a file that is made beside another, by this process alone. */
export function hiddenSibling(file: string, kind: 'tmp' | 'copy'): string {
  return join(dirname(file), `.${basename(file)}.${process.pid}.${kind}`);
}

/** @returns whether a new file is there now: not where it would differ from the one before in more than its text */
function putInPlace({ file, target, text, before }: Replacement, stats: Stats): boolean {
  const beside = hiddenSibling(target, 'tmp');
  try {
    writeSynced(file, beside, text);
    if (stats.nlink > 1 || !copyOwnerAndMode(beside, stats)) {
      return false;
    }
    checkUnchanged(file, target, before);
    return isRenamed(beside, target);
  } finally {
    rmSync(beside, { force: true });
  }
}

function copyOwnerAndMode(path: string, { uid, gid, mode }: Stats): boolean {
  try {
    chownSync(path, uid, gid);
    chmodSync(path, mode & 0o7777);
  } catch {
    // Only root gives files to others.
  }
  const made = statSync(path);
  return made.uid === uid && made.gid === gid && made.mode === mode;
}

/** Not onto another file system, nor where one is mounted. */
function isRenamed(from: string, to: string): boolean {
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
    throw fileError(file, `cannot be written; what it held is in ${copy}`, error);
  }
  rmSync(copy, { force: true });
}

/** Its end comes first: where the disk is full, the file is what it was. */
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

/** Makes a file for its owner alone, and has it and its name on the disk. */
function writeSynced(file: string, path: string, text: string): void {
  try {
    rmSync(path, { force: true });
    writeFileSync(path, text, { flag: 'wx', mode: 0o600, flush: true });
    syncFolder(dirname(path));
  } catch (error) {
    rmSync(path, { force: true });
    throw fileError(file, `cannot be written: no file can be made beside it, ${path}`, error);
  }
}

function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    fsyncSync(descriptor);
    closeSync(descriptor);
  } catch {
    // Not every system can.
  }
}

function checkUnchanged(file: string, target: string, before: string): void {
  if (!readFileSync(target).equals(Buffer.from(before))) {
    throw new FileError(file, 'has changed since it was read; nothing was written, run the command again');
  }
}
