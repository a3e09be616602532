import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { filesBelow, ROOT } from './support/run';
import { inFolder, terraform } from './support/terraform';

const NEEDED = terraform.installed ? it : it.skip;

function cdktf(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules', '.bin', 'cdktf'), args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1' },
  });
  expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
}

NEEDED(
  'The real `cdktf synth`, then `cdktf synth --hcl` into the same folder, leave one configuration a stack',
  () => {
    inFolder((folder) => {
      const configurations = () => Object.keys(filesBelow(folder)).filter((path) => path.includes('cdk.tf'));
      cdktf('synth', '--output', folder);
      expect(configurations()).toEqual(['stacks/production/cdk.tf.json', 'stacks/staging/cdk.tf.json']);
      cdktf('synth', '--hcl', '--output', folder);
      expect(configurations()).toEqual(['stacks/production/cdk.tf', 'stacks/staging/cdk.tf']);
      expect(terraform.requirements(join(folder, 'stacks', 'production'))).toContain('hashicorp/aws');
    });
  },
  60_000,
);
