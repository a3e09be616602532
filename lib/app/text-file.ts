import { readFileSync, statSync } from 'node:fs';

/** Files are small; one that is not is not what was meant. */
const LARGEST_FILE = 1024 * 1024;

/** @throws an error whose message says why, without anything of what the file holds */
export function readText(file: string): string {
  const stats = statSync(file);
  if (!stats.isFile()) {
    throw new Error(stats.isDirectory() ? 'is a folder, not a file' : 'is not a regular file');
  }
  const { size } = stats;
  if (size > LARGEST_FILE) {
    throw new Error(`has ${size} bytes, more than ${LARGEST_FILE} are not read`);
  }
  const bytes = readFileSync(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8; save it in that encoding');
  }
}

/** Why a file could not be read or taken in, in words of ours. */
export function unreadable(error: unknown): string {
  const { code, message, name } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return 'there is no such file';
  }
  if (code !== undefined) {
    return `cannot be read (${code})`;
  }
  if (name === 'RangeError') {
    return 'is nested too deeply to be read';
  }
  return name === 'ReferenceError' ? 'its aliases unfold to far more than it holds; write the values out' : message;
}
