import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeFolder, removeIfEmpty } from './folders';
import { FileError, fileError } from './text-file';

/** Long enough for many runs that were started together. */
const DEFAULT_TIMEOUT = 30_000;
const RETRY_INTERVAL = 25;

/** A process that makes a lock file writes it at once. */
const MAX_EMPTY_AGE = 2_000;

/**
 * Works while no other process works on the file under its lock: a file beside it that names the process. The lock of a process that
 * is gone is taken over.
 * @param timeout how long to wait for the lock, in milliseconds
 * @throws an error that names the lock file, where another process keeps it
 */
export async function underLock<T>(file: string, work: () => T, timeout = DEFAULT_TIMEOUT): Promise<T> {
  const folders = makeFolders(file);
  try {
    const lock = new Lock(lockPath(file));
    await lock.acquire(file, timeout);
    try {
      return work();
    } finally {
      lock.release();
    }
  } finally {
    removeIfEmpty(folders);
  }
}

function makeFolders(file: string): string[] {
  try {
    return makeFolder(dirname(file));
  } catch (error) {
    throw fileError(file, 'cannot be written', error);
  }
}

/** Beside the file itself, wherever a link leads from. */
export function lockPath(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const target = isLink ? realpathSync(file) : file;
  return join(dirname(target), `.${basename(target)}.lock`);
}

/** Of a process, whose number means something on its host alone. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly text: string;
}

class Lock {
  /** Those of this process. */
  private static readonly held = new Set<string>();

  private readonly text = `${process.pid} ${randomUUID()} ${hostname()}\n`;

  public constructor(private readonly path: string) {}

  public async acquire(file: string, timeout: number): Promise<void> {
    const end = Date.now() + timeout;
    while (!this.make(file)) {
      const holder = holderOf(this.path);
      if (holder !== undefined && this.isGone(holder) && this.takeFrom(holder)) {
        continue;
      }
      if (Date.now() >= end) {
        const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
        throw new FileError(
          file,
          `is locked by ${who}; run the command again, or delete ${this.path} if nothing else writes the file`,
        );
      }
      await setTimeout(RETRY_INTERVAL);
    }
    Lock.held.add(this.text);
  }

  public release(): void {
    Lock.held.delete(this.text);
    if (holderOf(this.path)?.text === this.text) {
      rmSync(this.path, { force: true });
    }
  }

  private make(file: string): boolean {
    try {
      writeFileSync(this.path, this.text, { flag: 'wx' });
      // Another process may have taken it over, if this one was stopped before it wrote.
      return holderOf(this.path)?.text === this.text;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
        return false;
      }
      throw fileError(file, `cannot be locked by ${this.path}`, error);
    }
  }

  private isGone({ host, pid, text }: Holder): boolean {
    if (text === '') {
      return true;
    }
    return host === hostname() && (pid === process.pid ? !Lock.held.has(text) : !isRunning(pid));
  }

  /**
   * Of those who find the same lock, the one that makes the claim on it may remove it: nobody removes the next one.
   * @returns whether the lock is gone
   */
  private takeFrom({ text }: Holder): boolean {
    const [, id = 'empty'] = text.split(' ');
    const claim = `${this.path}.${id}`;
    try {
      writeFileSync(claim, this.text, { flag: 'wx' });
    } catch {
      return false;
    }
    if (holderOf(this.path)?.text === text) {
      rmSync(this.path, { force: true });
    }
    rmSync(claim, { force: true });
    return true;
  }
}

const HOLDER = /^(\d+) \S+ (\S+)\n$/;

/** Undefined where there is none any more, or it is being made, or is no lock of this program. */
function holderOf(path: string): Holder | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    if (text === '' && Date.now() - statSync(path).mtimeMs < MAX_EMPTY_AGE) {
      return undefined;
    }
    const [, pid, host = ''] = HOLDER.exec(text) ?? [];
    return pid === undefined && text !== '' ? undefined : { host, pid: Number(pid), text };
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** It has ended, and its parent has not asked how. Source: proc(5); other systems than Linux do not tell. */
function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
