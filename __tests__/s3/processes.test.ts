import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { aloud } from '../support/aloud';
import { isRunning, Processes } from './processes';

const IDLE = 'setInterval(() => {}, 1000)';
const DEAF = `process.on('SIGTERM', () => {}); ${IDLE}; console.log('deaf')`;

const onLinux = process.platform === 'linux' ? describe : describe.skip;
if (onLinux === describe.skip) aloud('the tests of child processes need /proc, which is on Linux only');

const newFolder = () => mkdtempSync(join(tmpdir(), 's3-processes-'));

onLinux.each([
  ['ends', 'process.exit()'],
  ['throws', 'throw new Error("uncaught")'],
  ['rejects', 'Promise.reject(new Error("uncaught"))'],
  ['is interrupted', 'process.kill(process.pid, "SIGINT")'],
  ['is terminated', 'process.kill(process.pid, "SIGTERM")'],
  ['is killed', 'process.kill(process.pid, "SIGKILL")'],
  ['is interrupted by Ctrl-C, as is its whole group', 'process.kill(-process.pid, "SIGINT")'],
])('when the program that started processes %s', (_, ending) => {
  let home: Processes;

  beforeEach(() => {
    home = new Processes(newFolder());
  });

  afterEach(() => home.stop());

  it('none is left, and no folder', async () => {
    const folder = join(home.folder, 'theirs');
    mkdirSync(folder);
    const outfile = join(home.folder, 'processes.cjs');
    buildSync({ entryPoints: [join(__dirname, 'processes.ts')], bundle: true, platform: 'node', outfile });
    const program = `
      const { Processes } = require(${JSON.stringify(outfile)});
      const processes = new Processes(${JSON.stringify(folder)});
      processes.daemon('idle', process.execPath, ['-e', ${JSON.stringify(IDLE)}, ${JSON.stringify(folder)}]);
      process.stdout.write(processes.pids.join(), () => setTimeout(() => { ${ending} }, 50));
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    const [output] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = Number(output);
    expect(isRunning(pid)).toBe(true);
    await once(child, 'exit');
    await eventually(() => !isRunning(pid) && !existsSync(folder));
  });
});

onLinux('processes', () => {
  let processes: Processes;
  const start = (name: string, code: string) =>
    processes.daemon(name, process.execPath, ['-e', code, processes.folder]);

  beforeEach(() => {
    processes = new Processes(newFolder());
  });

  afterEach(() => processes.stop());

  it('are ended with their folder, even one that does not listen', async () => {
    start('idle', IDLE);
    start('deaf', DEAF);
    await processes.until('deaf runs', async () => readFileSync(join(processes.folder, 'deaf.log'), 'utf8') !== '');
    expect(processes.pids.filter(isRunning)).toHaveLength(2);
    await expect(processes.until('never', async () => false, 50)).rejects.toThrow('never: not within 50 ms\ndeaf');
    await processes.stop();
    expect(processes.pids.filter(isRunning)).toEqual([]);
    expect(existsSync(processes.folder)).toBe(false);
  });

  it('that die are reported with the end of their log to whoever waits', async () => {
    start('doomed', 'console.error("out of luck"); process.exit(7)');
    await expect(processes.until('never', async () => false)).rejects.toThrow(/ended \(7\):\nout of luck/);
    await expect(processes.run('sleep', ['10'])).rejects.toThrow('out of luck');
  });

  it('that fail or take too long are reported', async () => {
    const node = (code: string) => processes.run(process.execPath, ['-e', code], 300);
    expect(await processes.run('echo', ['fine'])).toBe('fine\n');
    await expect(node('console.error("no such thing"); process.exit(3)')).rejects.toThrow(/\(3\):\nno such thing/);
    await expect(node(IDLE)).rejects.toThrow('SIGKILL');
    await expect(processes.run('no-such-program', [])).rejects.toThrow('no-such-program');
  });
});

async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 150 && !holds(); tries++) await sleep(20);
  expect(holds()).toBe(true);
}
