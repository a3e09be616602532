import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inFolderWith, read } from '../app/folder';
import { ROOT } from '../support/run';
import { oneGrant } from './cases/bad-file';

describe('A large file', () => {
  it('has its warnings told 500 times, and then how often they are left out', () => {
    const yaml = oneGrant(`{ role: input, keys: [${Array(130_000).fill('/a')}] }`);
    const { warnings } = read({ 'zencoder.yaml': yaml });
    expect(warnings).toHaveLength(501);
    expect(warnings.at(-1)).toMatch(/^zencoder\.yaml:6:1535: (warning: )?and 129500 more from here on$/);
  });

  it('that is an alias bomb of 300 KB is refused before the app has taken up 256 MB or 20 seconds', () => {
    const list = oneGrant(`{ role: input, keys: &keys [${Array(100_000).fill('""')}] }`);
    const yaml = list + '          - { role: input, keys: *keys }\n'.repeat(98);
    inFolderWith({ 'zencoder.yaml': yaml }, (cwd) => {
      const app = ['--max-old-space-size=256', join(ROOT, 'scripts', 'run-ts.js'), join(ROOT, 'main.ts')];
      const { status, stderr } = spawnSync(process.execPath, app, { cwd, encoding: 'utf8', timeout: 20_000 });
      expect({ status, stderr: stderr.slice(0, 500) }).toEqual({
        status: 1,
        stderr: expect.stringMatching(/^zencoder/),
      });
    });
  });
});
