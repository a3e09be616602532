import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { errorsOf, inFolderWith, read } from '../app/folder';
import { ROOT } from '../support/run';
import { oneGrant } from './cases/bad-file';

describe('A large file', () => {
  it('reports its first 500 warnings and the number of the rest', () => {
    const yaml = oneGrant(`{ role: input, keys: [${Array(130_000).fill('/a')}] }`);
    const { warnings } = read({ 'zencoder.yaml': yaml });
    expect(warnings).toHaveLength(501);
    expect(warnings.at(-1)).toMatch(/^zencoder\.yaml:6:1535: (warning: )?and 129500 more from here on$/);
  });

  it.each<[what: string, policy: string, findings: number]>([
    ['empty statements', `{"Statement":[${Array(50_000).fill('{}').join()}]}`, 4 * 50_000],
    ['statements that are not maps', `{"Statement":[${Array(90_000).fill('1').join()}]}`, 90_000],
    ['unknown names', `{"Statement":[${Array(30_000).fill('{"x":1}').join()}]}`, 5 * 30_000],
  ])('reports the first 500 errors of a policy file and the number of the rest: %s', (_, policy, findings) => {
    const yaml = 'stacks: { live: { buckets: { films: { grants: [{ role: input }], otherStatements: p.json } } } }\n';
    const lines = errorsOf({ 'zencoder.yaml': yaml, 'p.json': policy });
    expect(lines).toHaveLength(501);
    expect(lines.at(-1)).toMatch(new RegExp(`^p\\.json:1:\\d+: and ${findings - 500} more from here on$`));
  });

  it.each<[what: string, grants: string, findings: number]>([
    ['empty grants', Array(40_000).fill('{}').join(), 40_000],
    ['grants that are not maps', Array(90_000).fill('a').join(), 90_000],
    ['keys that are numbers', `{ role: input, keys: [${Array(90_000).fill('1').join()}] }`, 90_000],
  ])('reports its first 500 errors and the number of the rest: %s', (_, grants, findings) => {
    const lines = errorsOf({ 'zencoder.yaml': `stacks: { live: { buckets: { films: { grants: [${grants}] } } } }\n` });
    expect(lines).toHaveLength(501);
    expect(lines.at(-1)).toMatch(new RegExp(`^zencoder\\.yaml:1:\\d+: and ${findings - 500} more from here on$`));
  });

  it('with some 10 million values by aliases is refused within 256 MB and 20 seconds', () => {
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
