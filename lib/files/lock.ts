import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeFolder, removeIfEmpty } from './folders';
import { FileError, fileError } from './text-file';

/** Enough for many runs that start at the same time. In milliseconds. */
const DEFAULT_TIMEOUT = 30_000;
const RETRY_INTERVAL = 25;

/** A process writes its lock file immediately, so an older empty lock file is abandoned. In milliseconds. */
const MAX_EMPTY_AGE = 2_000;

/**
 * Does the work while this process has the lock of the file: a lock file next to it that names the process. A lock whose process has
 * ended is taken over.
 * @param timeout how long to wait for the lock, in milliseconds
 * @throws FileError with the path of the lock file, if another process has the lock
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

/** Returns the path of the lock file. It is next to the file itself, not next to a link to the file. */
export function lockPath(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const target = isLink ? realpathSync(file) : file;
  return join(dirname(target), `.${basename(target)}.lock`);
}

/** The process that has a lock. A process id is valid only on its host. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly text: string;
}

class Lock {
  /** The locks of this process. */
  private static readonly held = new Set<string>();

  private readonly text = `${process.pid} ${randomUUID()} ${hostname()}\n`;

  public constructor(private readonly path: string) {}

  public async acquire(file: string, timeout: number): Promise<void> {
    const end = Date.now() + timeout;
    while (!this.create(file)) {
      const holder = holderOf(this.path);
      if (holder !== undefined && this.isAbandoned(holder) && this.takeOver(holder)) {
        continue;
      }
      if (Date.now() >= end) {
        const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
        throw new FileError(
          file,
          `is locked by ${who}; run the command again, or delete ${this.path} if no other process writes the file`,
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

  private create(file: string): boolean {
    try {
      writeFileSync(this.path, this.text, { flag: 'wx' });
      // Another process may have taken it over, if this one was stopped before it wrote.
      return holderOf(this.path)?.text === this.text;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
        return false;
      }
      throw fileError(file, `cannot be locked with ${this.path}`, error);
    }
  }

  private isAbandoned({ host, pid, text }: Holder): boolean {
    if (text === '') {
      return true;
    }
    return host === hostname() && (pid === process.pid ? !Lock.held.has(text) : !isRunning(pid));
  }

  /**
   * Removes an abandoned lock. Of several processes that find it, only the one that creates the claim file removes it, so that none removes
   * the next lock.
   * @returns whether the lock was removed
   */
  private takeOver({ text }: Holder): boolean {
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

/** Returns the holder of a lock; undefined if the lock no longer exists, is being created, or is not a lock of this program. */
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

/** Whether the process has ended, but its parent has not read its exit status. Source: proc(5), on Linux only. */
function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
