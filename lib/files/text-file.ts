import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** The largest file that is read. Configurations and policies are much smaller. */
const MAX_BYTES = 1024 * 1024;

/** @throws an error with the reason, without any content of the file */
export function readText(file: string): string {
  return decodedText(...firstBytes(file));
}

/** Returns the text of the file, including a byte order mark. */
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
    throw new Error(`has ${Math.max(size, bytes.length)} bytes; at most ${MAX_BYTES} are allowed`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('is not UTF-8; save it as UTF-8');
  }
}

/** Reads the file up to one byte more than the maximum, because some files do not report their size. */
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

/** Returns the reason why a file could not be read, without the wording of the system. */
export function readErrorReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) {
    return message;
  }
  return code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
}

/** An operation on a file failed. The message is one line that starts with the file. */
export class FileError extends Error {
  public constructor(
    file: string,
    what: string,
    /** The error code of the system, if that is the cause. */
    public readonly code?: string,
  ) {
    super(`${file}: ${what}`);
  }
}

/** Converts an error of the system into a `FileError`. Returns any other error unchanged. */
export function fileError(file: string, what: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined || error instanceof FileError ? error : new FileError(file, `${what} (${code})`, code);
}
