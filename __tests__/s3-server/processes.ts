import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * A shell that reads process ids until its input ends, which happens even when this process is killed outright and can
 * run no handler. It then ends those processes, the youngest first, for the gateway cannot end in order without the
 * storage nor that without the monitor, and removes the folder. A process counts as ours only while its command line
 * names the folder, so an id that was given to another program since is left alone.
 */
const WARDEN = `
exec 2>/dev/null
folder=$1
while read -r pid; do pids="$pid $pids"; done
signal() { grep -qsF -- "$folder" "/proc/$2/cmdline" && kill -s "$1" "$2"; }
gone() {
  for _ in $(seq 100); do signal 0 "$1" || return 0; sleep 0.02; done
  return 1
}
for pid in $pids; do
  signal TERM "$pid"
  gone "$pid" || { signal KILL "$pid"; gone "$pid"; }
done
rm -rf -- "$folder" || { sleep 0.5; rm -rf -- "$folder"; }
`;

/** The processes that work in one temporary folder: they and the folder go when `stop` is called or this process ends. */
export class Processes {
  private readonly pids: number[] = [];
  private readonly running = new Set<ChildProcess>();
  private readonly warden: ChildProcess;
  private readonly death: Promise<never>;
  private reportDeath: (error: Error) => void = () => {};
  private youngestLog?: string;
  private stopping = false;

  constructor(readonly folder: string) {
    // In its own session, out of reach of the terminal's Ctrl-C.
    this.warden = spawn('sh', ['-c', WARDEN, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    this.warden.unref();
    this.warden.stdin?.on('error', () => {});
    this.death = new Promise((_, reject) => {
      this.reportDeath = reject;
    });
    this.death.catch(() => {});
  }

  /** Starts a program that is to live until `stop`; what it prints goes to `NAME.log` in the folder. */
  daemon(name: string, program: string, args: readonly string[]): void {
    const log = join(this.folder, `${name}.log`);
    this.youngestLog = log;
    const output = openSync(log, 'w');
    const child = this.spawn(program, args, { stdio: ['ignore', output, output] });
    closeSync(output);
    child.unref();
    child.once('exit', (code, signal) => {
      if (!this.stopping) this.reportDeath(new Error(`${program} ended (${signal ?? code}):\n${tail(log)}`));
    });
  }

  /** Runs a program to its end and returns what it printed. Throws when it fails, takes too long, or a daemon dies. */
  async run(program: string, args: readonly string[], milliseconds = 20_000): Promise<string> {
    const child = this.spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    try {
      const [code, signal] = await Promise.race([closed, this.death]);
      if (code !== 0) throw new Error(`${program} ${args.join(' ')} failed (${signal ?? code}):\n${lastLines(errors)}`);
      return output;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for what the youngest daemon is to do. Throws when that takes too long or a daemon dies. */
  async until(what: string, probe: () => Promise<boolean>, milliseconds = 20_000): Promise<void> {
    const end = Date.now() + milliseconds;
    while (!(await Promise.race([probe(), this.death]))) {
      if (Date.now() > end) {
        throw new Error(`${what}: not within ${milliseconds} ms\n${this.youngestLog ? tail(this.youngestLog) : ''}`);
      }
      await Promise.race([sleep(20), this.death]);
    }
  }

  /** Ends every process that was started here (SIGTERM, after two seconds SIGKILL), then removes the folder. Throws when one still runs. */
  async stop(): Promise<void> {
    this.stopping = true;
    const ends = [this.warden, ...this.running].map((child) => ended(child));
    this.warden.ref();
    this.warden.stdin?.end();
    await ended(this.warden);
    for (const child of this.running) child.kill('SIGKILL');
    await Promise.all(ends);
    await rm(this.folder, { recursive: true, force: true });
    const left = this.pids.filter((pid) => this.owns(pid));
    if (left.length > 0) throw new Error(`still running after the stop: ${left.join(', ')}`);
  }

  /** Whether a running process is of this folder: a zombie has no command line, and its number may be another program's by now. */
  private owns(pid: number): boolean {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.folder);
    } catch {
      return false;
    }
  }

  /** Starts a program. It is ended with the others only if its command line names the folder. */
  spawn(program: string, args: readonly string[], options: Pick<SpawnOptions, 'stdio' | 'env' | 'cwd'>): ChildProcess {
    const child = spawn(program, args, { cwd: this.folder, ...options });
    child.once('error', (error) => this.reportDeath(new Error(`${program}: ${error.message}`)));
    if (child.pid === undefined) return child;
    this.warden.stdin?.write(`${child.pid}\n`);
    this.pids.push(child.pid);
    this.running.add(child);
    child.once('exit', () => this.running.delete(child));
    return child;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function tail(path: string): string {
  return lastLines(readFileSync(path, 'utf8'));
}

function lastLines(text: string): string {
  return text.split('\n').filter(Boolean).slice(-15).join('\n');
}
