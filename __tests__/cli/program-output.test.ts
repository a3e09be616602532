import { spawnSync } from 'node:child_process';
import { PROGRAM, QUOTED_PROGRAM, spawned } from '../support/cli';
import { ROOT } from '../support/run';
import { inTerminal, itInTerminal } from './pseudo-terminal';

describe('The output of zencoder-s3', () => {
  it('has no warnings of the runtime', () => {
    const { stdout, stderr } = spawnSync(
      PROGRAM[0]!,
      [
        '--throw-deprecation=false',
        '--pending-deprecation',
        ...PROGRAM.slice(1),
        'url',
        's3+eu-central-1://films/a.mp4',
      ],
      { encoding: 'utf8', cwd: ROOT, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '1' } },
    );
    expect({ stdout, stderr }).toEqual({ stdout: 's3+eu-central-1://films/a.mp4\n', stderr: '' });
  });

  it.each(['1', '2'])('has no error if a reader closes the pipe of descriptor %s', (descriptor) => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `s3://films/${index}.mp4`).join('\n');
    const script = `${QUOTED_PROGRAM} url ${descriptor === '2' ? '2>&1 >/dev/null' : '2>/dev/null'} | head -n 1`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { input: lines, encoding: 'utf8', cwd: ROOT });
    expect({ status, lines: stdout.split('\n').length, stderr }).toEqual({ status: 0, lines: 2, stderr: '' });
  });

  it('has no colours without a terminal', () => {
    const { stdout, stderr } = spawned(['explain']);
    expect(stdout + stderr).not.toContain('\u001b');
  });

  it('is not wrapped on stderr without a terminal', () => {
    const { stderr } = spawned(['explain']);
    expect(stderr.split('\n').slice(0, -1)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^zencoder-s3: (?=.{100,}$)warning: /)]),
    );
    expect(stderr).not.toMatch(/^(?!zencoder-s3: )./m);
  });

  itInTerminal('is colour in a terminal', () => {
    const shown = inTerminal([...PROGRAM, 'explain'], 80);
    expect(shown).toContain('\u001b[1macme-masters (production, eu-central-1)\u001b[22m\n');
    expect(shown).toContain('\u001b[33mwarning\u001b[39m');
  });

  itInTerminal.each([
    ['NO_COLOR', '1'],
    ['TERM', 'dumb'],
  ])('has no colours on a terminal if %s is %s', (name, value) => {
    const shown = inTerminal([...PROGRAM, 'explain'], 80, { [name]: value });
    expect(shown).toContain('acme-masters (production, eu-central-1)\n');
    expect(shown).not.toContain('\u001b');
  });

  itInTerminal('is no colour on stderr where only stdout is a terminal', () => {
    const shown = inTerminal(['bash', '-c', `${QUOTED_PROGRAM} explain 2> >(cat -v >&1)`], 80);
    expect(shown).toContain('zencoder-s3: warning: ');
    expect(shown).not.toContain('^[');
  });

  itInTerminal.each([80, 120])('fits into a terminal of %d columns', (columns) => {
    const shown = inTerminal([...PROGRAM, 'explain'], columns, { NO_COLOR: '1' });
    const isOneWord = (line: string) => !line.trim().includes(' ');
    expect(shown.split('\n').filter((line) => line.length > columns && !isOneWord(line))).toEqual([]);
    expect(shown).toMatch(/zencoder-s3: .*warning: .*\n {2}\S/);
  });
});
