import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Files are small; one that is not is not what was meant. */
const MAX_BYTES = 1024 * 1024;

/** @throws an error whose message says why, without anything of what the file holds */
export function readText(file: string): string {
  return decodedText(...firstBytes(file));
}

/** The text as it is in the file, with the byte order mark that it may begin with. */
export function readWholeText(file: string): string {
  const [bytes, size] = firstBytes(file);
  const text = decodedText(bytes, size);
  return bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? `\ufeff${text}` : text;
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

function firstBytes(file: string): [bytes: Buffer, size: number] {
  const stats = statSync(file);
  if (!stats.isFile()) {
    throw new Error(stats.isDirectory() ? 'is a folder, not a file' : 'is not a regular file');
  }
  return [readFirstBytes(file), stats.size];
}

/** @throws an error as `readText` does */
export function decodedText(bytes: Uint8Array, size = bytes.length): string {
  if (bytes.length > MAX_BYTES) {
    throw new Error(`has ${Math.max(size, bytes.length)} bytes, more than ${MAX_BYTES} are not read`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8; save it in that encoding');
  }
}

/** As much as is enough to see that it is too large: some files do not tell their size. */
function readFirstBytes(file: string): Buffer {
  const buffer = Buffer.alloc(MAX_BYTES + 1);
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
export function readErrorReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return message;
  }
  return code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
}

/** Something could not be done with a file: one line, which begins with the file. */
export class FileError extends Error {
  public constructor(
    file: string,
    what: string,
    /** Of the system, where that is the cause. */
    public readonly code?: string,
  ) {
    super(`${file}: ${what}`);
  }
}

/** The error of the system as one line; any other as it is. */
export function fileError(file: string, what: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined || error instanceof FileError ? error : new FileError(file, `${what} (${code})`, code);
}
