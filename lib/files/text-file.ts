import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Files are small; one that is not is not what was meant. */
const LARGEST_FILE = 1024 * 1024;

/** @throws an error whose message says why, without anything of what the file holds */
export function readText(file: string): string {
  const stats = statSync(file);
  if (!stats.isFile()) {
    throw new Error(stats.isDirectory() ? 'is a folder, not a file' : 'is not a regular file');
  }
  return textOf(beginning(file), stats.size);
}

/** @throws an error as `readText` does */
export function textOf(bytes: Uint8Array, size = bytes.length): string {
  if (bytes.length > LARGEST_FILE) {
    throw new Error(`has ${Math.max(size, bytes.length)} bytes, more than ${LARGEST_FILE} are not read`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8; save it in that encoding');
  }
}

/** As much as is enough to see that it is too large: some files do not tell their size. */
function beginning(file: string): Buffer {
  const buffer = Buffer.alloc(LARGEST_FILE + 1);
  const descriptor = openSync(file, 'r');
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = readSync(descriptor, buffer, length, buffer.length - length, null);
    }
    return buffer.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** Why a file could not be read or taken in, in words of ours. */
export function unreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return message;
  }
  return code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
}
