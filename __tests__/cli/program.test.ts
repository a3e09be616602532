import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Terminal } from '../../lib/cli/output/terminal';
import { Program } from '../../lib/cli/program';
import { called, QUOTED_PROGRAM, spawned } from '../support/cli';
import { ROOT } from '../support/run';
import { inFolder } from '../support/workspace';

const ENDING = ['init', 'policy', 'url', 'explain'];
/** The last of these commands runs until it is interrupted. */
const OFFLINE = [...ENDING, 'page'];
const COMMANDS = [...OFFLINE, 'preflight', 'adopt', 'doctor'];

describe('The command zencoder-s3', () => {
  it('prints its help without arguments, with exit code 2', () => {
    const { exitCode, stdout, stderr } = spawned([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: zencoder-s3 COMMAND \[options\]\n/);
  });

  it('lists every command and every exit code in its help', async () => {
    const { exitCode, stdout, stderr } = await called(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect([...stdout.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name)).toEqual([
      ...OFFLINE,
      'help',
      ...COMMANDS.slice(OFFLINE.length),
    ]);
    expect(stdout).toMatch(/0 no problems.*1 problems found,\s2 usage error, 3 not completed/s);
  });

  it('prints its version', async () => {
    expect(await called(['--version'])).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' });
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(spawned(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each(COMMANDS)('has help for %s with an example, within 80 columns', async (command) => {
    const { exitCode, stdout, stderr } = await called([command, '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/\nExamples?:\n {2}\$ zencoder-s3 /);
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.startsWith('  $'))).toEqual([]);
  });

  it.each(ENDING)('has examples for %s that run as written', async (command) => {
    const { stdout } = await called([command, '--help']);
    const lines = [...stdout.matchAll(/^ {2}\$ (.*)$/gm)].map(([, line]) => line!);
    for (const line of lines) {
      const script = `zencoder-s3() { ${QUOTED_PROGRAM} "$@"; }\n${line.replace('../main/', '').replace('urls.txt', '/dev/null')}`;
      inFolder((cwd) => {
        for (const name of ['zencoder.yaml', 'policies']) {
          cpSync(join(ROOT, name), join(cwd, name), { recursive: true });
        }
        cpSync(join(ROOT, '__tests__', 'explain', 'plan', 'fixtures', 'no-changes.json'), join(cwd, 'plan.json'));
        const { status, stdout: printed } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
        expect({ line, status, isSilent: printed === '' }).toEqual({ line, status: 0, isSilent: false });
      });
    }
  });

  it.each([
    [['polcy'], "unknown command 'polcy' (Did you mean policy?)"],
    [['constructor'], "unknown command 'constructor'; see zencoder-s3 --help"],
    [['url', '--regoin', 'x'], "unknown option '--regoin' (Did you mean --region?)"],
    [['help', 'polcy'], "unknown command 'polcy' (Did you mean policy?)"],
    [['help', 'nothing'], "unknown command 'nothing'; see zencoder-s3 --help"],
    [['url', '--region'], "option '--region <region>' argument missing; see zencoder-s3 url --help"],
    [
      ['explain', '--file', 'a', '--file', 'a'],
      '--file is given twice; give it once, or see zencoder-s3 explain --help',
    ],
    [
      ['explain', 'x.yaml'],
      "too many arguments for 'explain'; Expected 0 arguments but got 1; see zencoder-s3 explain --help",
    ],
    [
      ['explain', '--json', '--markdown'],
      "option '--markdown' cannot be used with option '--json'; see zencoder-s3 explain --help",
    ],
    [
      ['doctor', '--for', 'inptu', 's3://a/b'],
      "option '--for <purpose>' argument 'inptu' is invalid; Allowed choices are input, output; see zencoder-s3 doctor --help",
    ],
    [
      ['doctor', '--concurrency', '0', 's3://a/b'],
      "option '--concurrency <number>' argument '0' is invalid; give a whole number from 1 to 999; see zencoder-s3 doctor --help",
    ],
  ])('rejects %j with one line', async (args, line) => {
    expect(await called(args)).toEqual({ exitCode: 2, stdout: '', stderr: `zencoder-s3: ${line}\n` });
  });

  it.each(['explain > /dev/full', 'url --json s3+eu-central-1://films/a > /dev/full', 'url x 2> /dev/full'])(
    'reports with at most one line that the output cannot be written: %s',
    (line) => {
      const { status, stdout, stderr } = spawnSync('bash', ['-c', `${QUOTED_PROGRAM} ${line}`], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      expect({ status, stdout }).toEqual({ status: line.includes('2>') ? expect.any(Number) : 3, stdout: '' });
      const lines = stderr.split('\n').filter((text) => text !== '' && !text.startsWith('zencoder-s3: warning: '));
      expect(lines).toEqual(line.includes('2>') ? [] : ['zencoder-s3: the output cannot be written (ENOSPC)']);
    },
  );

  it('accepts --json if the result is always JSON', async () => {
    const args = ['policy', '--bucket', 'films', '--role', 'input'];
    expect(await called([...args, '--json'])).toEqual(await called(args));
  });

  it('reports an internal error in one line', async () => {
    let stderr = '';
    const broken = {
      write: () => {
        throw new Error('out\nof paper');
      },
    };
    const terminal = new Terminal(
      broken,
      {
        write: (text: string) => {
          stderr += text;
        },
      },
      {},
    );
    expect(await new Program(terminal, '1.2.3').run(['url', 's3+eu-central-1://films/a.mp4'])).toBe(3);
    expect(stderr).toMatch(/^zencoder-s3: internal error, please report it: out of paper \(\S+:\d+:\d+\)\n$/);
  });
});
