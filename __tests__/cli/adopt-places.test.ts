import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { calledHere, PROGRAM, QUOTED_PROGRAM, spawned } from '../support/cli';
import { reportSkipped } from '../support/skipped';
import { type Files, inFolderWith } from '../support/workspace';
import { BOTH, CONFIG } from './cases/adopt-files';

jest.setTimeout(60_000);

const FILES = { 'zencoder.yaml': CONFIG, 'a.json': BOTH };
const ARGS = ['adopt', '--policy', 'a.json', '--stack', 'live'];
const ADDED = /^ {6}films:$/m;

const inFolder = (prepare: () => void, check: () => unknown, files: Files = FILES) =>
  inFolderWith(files, async () => {
    prepare();
    await check();
  });

/** Properties of the file that adopt must keep. */
const KEPT: [what: string, prepare: () => void, look: () => unknown, kept: unknown][] = [
  ['its permissions', () => chmodSync('zencoder.yaml', 0o640), () => statSync('zencoder.yaml').mode & 0o7777, 0o640],
  [
    'permissions for all',
    () => chmodSync('zencoder.yaml', 0o666),
    () => statSync('zencoder.yaml').mode & 0o7777,
    0o666,
  ],
  [
    'a link to it',
    () => {
      linkElsewhere('other.yaml');
    },
    () => readlinkSync('zencoder.yaml'),
    'other.yaml',
  ],
  [
    'a hard link to it',
    () => linkSync('zencoder.yaml', 'same.yaml'),
    () => [
      statSync('zencoder.yaml').nlink,
      readFileSync('same.yaml', 'utf8') === readFileSync('zencoder.yaml', 'utf8'),
    ],
    [2, true],
  ],
];

function linkElsewhere(path: string): void {
  writeFileSync(path, CONFIG);
  spawnSync('rm', ['zencoder.yaml']);
  symlinkSync(path, 'zencoder.yaml');
}

describe('When adopt writes zencoder.yaml, the file keeps', () => {
  test.each(KEPT)('%s', (_, prepare, look, kept) =>
    inFolder(prepare, async () => {
      expect((await calledHere(ARGS)).exitCode).toBe(0);
      expect(readFileSync('zencoder.yaml', 'utf8')).toMatch(ADDED);
      expect(look()).toEqual(kept);
      expect(readdirSync('.').filter((name) => name.startsWith('.'))).toEqual([]);
    }),
  );
});

describe('adopt writes nothing', () => {
  const REFUSED: [where: string, prepare: () => void, line: string][] = [
    [
      'if zencoder.yaml is read-only',
      () => chmodSync('zencoder.yaml', 0o444),
      'zencoder.yaml: is read-only; nothing was written',
    ],
    [
      'if zencoder.yaml is a link to a read-only file',
      () => {
        linkElsewhere('other.yaml');
        chmodSync('other.yaml', 0o444);
      },
      'zencoder.yaml: is read-only; nothing was written',
    ],
    [
      'if zencoder.yaml is a broken link',
      () => {
        linkElsewhere('other.yaml');
        spawnSync('rm', ['other.yaml']);
      },
      'zencoder.yaml: links to other.yaml, which does not exist',
    ],
    [
      'if zencoder.yaml is a folder',
      () => spawnSync('sh', ['-c', 'rm zencoder.yaml; mkdir zencoder.yaml']),
      'zencoder.yaml:1:1: is a folder, not a file',
    ],
    [
      'if policies is a file instead of a folder',
      () => writeFileSync('policies', ''),
      'policies/films.json: cannot be written (',
    ],
  ];
  test.each(REFUSED)('%s', (_, prepare, line) =>
    inFolder(prepare, async () => {
      const before = readdirSync('.');
      const { exitCode, stdout, stderr } = await calledHere(ARGS);
      expect({ exitCode, stdout, stderr }).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: expect.stringContaining(`zencoder-s3: ${line}`),
      });
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(readdirSync('.')).toEqual(before);
    }),
  );
});

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;
if (!isRoot) {
  reportSkipped('adopt on files of other owners: only root can create them');
}

describe('If the file has another owner, adopt', () => {
  // Another user cannot write the compiled program, so it is compiled here.
  beforeAll(() => spawned(['--version']));

  asRoot('keeps the owner when root runs it', () =>
    inFolder(
      () => chownSync('zencoder.yaml', 4711, 4712),
      async () => {
        expect((await calledHere(ARGS)).exitCode).toBe(0);
        const { uid, gid } = statSync('zencoder.yaml');
        expect({ uid, gid }).toEqual({ uid: 4711, gid: 4712 });
      },
    ),
  );

  asRoot('writes in place when another user runs it', () =>
    inFolder(
      () => {
        chmodSync('.', 0o777);
        chmodSync('zencoder.yaml', 0o666);
      },
      () => {
        const { ino } = statSync('zencoder.yaml');
        const { status, stderr } = calledBy(4711);
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(statSync('zencoder.yaml')).toMatchObject({ ino, uid: 0, mode: 0o100666 });
        expect(readFileSync('zencoder.yaml', 'utf8')).toMatch(ADDED);
        expect(readdirSync('.').filter((name) => name.startsWith('.'))).toEqual([]);
      },
    ),
  );

  asRoot('writes nothing without write permission', () =>
    inFolder(
      () => chmodSync('.', 0o777),
      () => {
        const { status, stderr } = calledBy(4711);
        expect({ status, stderr }).toEqual({
          status: 1,
          stderr: 'zencoder-s3: zencoder.yaml: is read-only; nothing was written\n',
        });
        expect(readdirSync('.')).toEqual(['a.json', 'zencoder.yaml']);
      },
    ),
  );

  asRoot('writes nothing if it cannot create the lock', () =>
    inFolder(
      () => chmodSync('zencoder.yaml', 0o666),
      () => {
        chmodSync('.', 0o755);
        const { status, stderr } = calledBy(4711);
        expect(status).toBe(1);
        expect(stderr).toBe('zencoder-s3: zencoder.yaml: cannot be locked with .zencoder.yaml.lock (EACCES)\n');
      },
    ),
  );
});

function calledBy(user: number) {
  const [program, ...before] = PROGRAM as [string, ...string[]];
  return spawnSync(program, [...before, ...ARGS], { uid: user, gid: user, encoding: 'utf8' });
}

const canMount = spawnSync('unshare', ['--mount', 'true']).status === 0;
const mounting = canMount ? test : test.skip;
if (!canMount) {
  reportSkipped('adopt on mounted files: this user cannot mount files');
}

/** Runs the command in its own mount namespace. */
function calledBehind(mounts: readonly string[]) {
  const script = [...mounts, `${QUOTED_PROGRAM} ${ARGS.join(' ')}`].join(' && ');
  return spawnSync('unshare', ['--mount', 'sh', '-c', script], { encoding: 'utf8' });
}

describe('If zencoder.yaml is a bind mount, adopt', () => {
  mounting('writes the file in place', () =>
    inFolder(
      () => undefined,
      () => {
        const { status, stderr } = calledBehind(['mount --bind real.yaml zencoder.yaml']);
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(readFileSync('real.yaml', 'utf8')).toMatch(ADDED);
        expect(readFileSync('zencoder.yaml', 'utf8')).toBe('');
        expect(readdirSync('.').filter((name) => name.startsWith('.'))).toEqual([]);
      },
      { 'zencoder.yaml': '', 'real.yaml': CONFIG, 'a.json': BOTH },
    ),
  );

  mounting('does not write a read-only mount', () =>
    inFolder(
      () => undefined,
      () => {
        const readOnly = 'mount -o remount,bind,ro zencoder.yaml';
        const { status, stderr } = calledBehind(['mount --bind real.yaml zencoder.yaml', readOnly]);
        expect({ status, stderr }).toEqual({
          status: 1,
          stderr: 'zencoder-s3: zencoder.yaml: is read-only; nothing was written\n',
        });
        expect(readFileSync('real.yaml', 'utf8')).toBe(CONFIG);
      },
      { 'zencoder.yaml': '', 'real.yaml': CONFIG, 'a.json': BOTH },
    ),
  );

  mounting('keeps the file if its disk is full, and names the copy in the error', () => {
    const full = `${CONFIG}#${' '.repeat(4096 - CONFIG.length - 2)}\n`;
    return inFolder(
      () => undefined,
      () => {
        const { status, stderr } = calledBehind([
          'mount -t tmpfs -o size=4k none small',
          'cp full.yaml small/z.yaml',
          'mount --bind small/z.yaml zencoder.yaml',
          'trap "cp small/z.yaml after.yaml" EXIT',
        ]);
        expect(status).toBe(1);
        const [, copy] =
          /^zencoder-s3: zencoder.yaml: cannot be written; its previous text is in (\S+) \(ENOSPC\)\n$/.exec(stderr) ??
          [];
        expect(copy).toMatch(/^\.zencoder\.yaml\.\d+\.copy$/);
        expect(readFileSync(copy!, 'utf8')).toBe(full);
        expect(readFileSync('after.yaml', 'utf8')).toBe(full);
        expect(readdirSync('.')).not.toContain('policies');
      },
      { 'zencoder.yaml': '', 'full.yaml': full, 'small/none': '', 'a.json': BOTH },
    );
  });

  mounting('writes through a link to another file system', () =>
    inFolder(
      () => symlinkSync('elsewhere/z.yaml', 'zencoder.yaml'),
      () => {
        const { status, stderr } = calledBehind([
          'mount -t tmpfs none elsewhere',
          'cp real.yaml elsewhere/z.yaml',
          'trap "cp elsewhere/z.yaml after.yaml" EXIT',
        ]);
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(lstatSync('zencoder.yaml').isSymbolicLink()).toBe(true);
        expect(readFileSync('after.yaml', 'utf8')).toMatch(ADDED);
      },
      { 'real.yaml': CONFIG, 'elsewhere/none': '', 'a.json': BOTH },
    ),
  );
});
