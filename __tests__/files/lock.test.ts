import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { lockPath, underLock } from '../../lib/files/lock';
import { inFolderWith } from '../support/workspace';

const FILE = 'zencoder.yaml';
const LOCK = '.zencoder.yaml.lock';

/** The id of a process that has ended. */
function endedProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

const lockOf = (pid: number, host = hostname()) => `${pid} 0b9f ${host}\n`;

describe('The lock of a file', () => {
  it('is a file next to it that names the process, and is removed afterwards', () =>
    inFolderWith({}, async () => {
      const inside = await underLock(FILE, () => readFileSync(LOCK, 'utf8'));
      expect(inside).toMatch(new RegExp(`^${process.pid} \\S+ ${hostname()}\n$`));
      expect(readdirSync('.')).toEqual([]);
    }));

  it('is removed if the work fails, with the folder that was created for it', () =>
    inFolderWith({}, async () => {
      const fail = () => {
        throw new Error('no');
      };
      await expect(underLock('a/b/zencoder.yaml', fail)).rejects.toThrow('no');
      expect(readdirSync('.')).toEqual([]);
    }));

  it('is the same for a file and for a link to it', () =>
    inFolderWith({ 'real/z.yaml': '' }, () => {
      symlinkSync('real/z.yaml', FILE);
      expect(lockPath(FILE).endsWith('/real/.z.yaml.lock')).toBe(true);
    }));

  it('allows one run at a time', () =>
    inFolderWith({ [FILE]: '0' }, async () => {
      const add = () => writeFileSync(FILE, String(Number(readFileSync(FILE, 'utf8')) + 1));
      await Promise.all(Array.from({ length: 20 }, () => underLock(FILE, add)));
      expect(readFileSync(FILE, 'utf8')).toBe('20');
    }));

  const GONE: [what: string, text: () => string][] = [
    ['has ended', () => lockOf(endedProcess())],
    ['had the id of this process', () => lockOf(process.pid)],
  ];
  it.each(GONE)('is taken over from a process that %s', (_, text) =>
    inFolderWith({ [LOCK]: text() }, async () => {
      expect(await underLock(FILE, () => 'done', 0)).toBe('done');
      expect(readdirSync('.')).toEqual([]);
    }),
  );

  const KEPT: [whose: string, text: string, who: string][] = [
    ['a process that runs', lockOf(process.ppid), `process ${process.ppid} on ${hostname()}`],
    ['a process of another host', lockOf(endedProcess(), 'elsewhere'), 'on elsewhere'],
    ['another program', 'ours\n', 'another process'],
    ['a process that has just created it', '', 'another process'],
  ];
  it.each(KEPT)('is not taken over from %s, which the error names', (_, text, who) =>
    inFolderWith({ [LOCK]: text }, async () => {
      let isCalled = false;
      const work = () => {
        isCalled = true;
      };
      await expect(underLock(FILE, work, 0)).rejects.toThrow(
        new RegExp(
          `^${FILE}: is locked by .*${who}; run the command again, or delete ${LOCK} if no other process writes`,
        ),
      );
      expect(isCalled).toBe(false);
      expect(readFileSync(LOCK, 'utf8')).toBe(text);
    }),
  );

  it('is not taken over while another process takes it over', () =>
    inFolderWith({ [LOCK]: lockOf(endedProcess()), [`${LOCK}.0b9f`]: '' }, async () => {
      await expect(underLock(FILE, () => 0, 0)).rejects.toThrow('is locked by process');
      expect(existsSync(LOCK)).toBe(true);
    }));

  it('cannot be created if its folder is a file', () =>
    inFolderWith({ a: '' }, async () => {
      await expect(underLock('a/zencoder.yaml', () => 0)).rejects.toThrow('a/zencoder.yaml: cannot be written (');
    }));

  it('cannot be created if a folder has its name', () =>
    inFolderWith({}, async () => {
      mkdirSync(LOCK);
      await expect(underLock(FILE, () => 0, 0)).rejects.toThrow('is locked by another process');
    }));
});
