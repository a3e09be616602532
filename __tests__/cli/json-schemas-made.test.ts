import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../support/run';

describe('The schemas of --json', () => {
  it('are up to date with the types of the output', () => {
    const args = [join(ROOT, 'scripts', 'write-schemas.js'), '--check'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
