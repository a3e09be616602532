import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ROOT } from './support/run';

const SCRIPT = join(ROOT, 'scripts', 'temporary-folder.js');

/** Runs a program that has a temporary folder of its own and leaves a folder in it. */
function leftBy(ending: string) {
  const program = `
    require(${JSON.stringify(SCRIPT)})();
    const { mkdtempSync } = require('node:fs');
    const { spawnSync } = require('node:child_process');
    console.log(mkdtempSync(require('node:os').tmpdir() + '/left-'));
    console.log(spawnSync(process.execPath, ['-p', 'require("node:os").tmpdir()'], { encoding: 'utf8' }).stdout.trim());
    ${ending}`;
  const { stdout, status } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8' });
  const [left = '', ofChild = ''] = stdout.trim().split('\n');
  return { left, ofChild, status };
}

describe('The temporary folder of a run', () => {
  it('is not the folder that the tests of another run use', () => {
    expect(basename(tmpdir())).toMatch(/^run-/);
  });

  it.each([
    ['ends', '', 0],
    ['fails', 'process.exitCode = 1;', 1],
    ['exits early', 'process.exit(3);', 3],
    ['is interrupted', 'process.kill(process.pid, "SIGINT"); setInterval(() => {}, 1000);', 130],
    ['is terminated', 'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000);', 143],
  ])('is removed with all its folders when the run %s', (_, ending, expected) => {
    const { left, ofChild, status } = leftBy(ending);
    expect(dirname(dirname(left))).toBe(tmpdir());
    expect(ofChild).toBe(dirname(left));
    expect(existsSync(dirname(left))).toBe(false);
    expect(status).toBe(expected);
  });
});
