import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, ROOT } from './support/run';
import { reportSkipped } from './support/skipped';
import { terraform } from './support/terraform';
import { inFolder } from './support/workspace';

/** The command of CDK Terrain asks for a later Node than its library. */
const { engines } = require(join(ROOT, 'node_modules', 'cdktf-cli', 'package.json'));
const [wanted = '0', present] = [engines?.node, process.versions.node].map((text) => /\d+/.exec(text ?? '')?.[0]);
const runs = Number(present) >= Number(wanted);
if (!runs) {
  reportSkipped(`the command cdktf is not run: it requires Node ${engines.node}, this is ${process.version}`);
}

/** The command of CDKTF has it for Node 20 and 22; for later ones npm compiles it, if it may run install scripts. */
const TERMINAL = join(ROOT, 'node_modules', '@cdktf', 'node-pty-prebuilt-multiarch');
const hasTerminal =
  !existsSync(TERMINAL) || spawnSync(process.execPath, ['-e', 'require(process.argv[1])', TERMINAL]).status === 0;
if (!hasTerminal) {
  reportSkipped(`the command cdktf is not run: its pseudo-terminal is not compiled for Node ${process.version}`);
}

const NEEDED = terraform.installed && runs && hasTerminal ? it : it.skip;

function cdktf(...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules', '.bin', 'cdktf'), args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: '1' },
  });
  expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
}

NEEDED(
  'After `cdktf synth` and `cdktf synth --hcl` into the same folder, there is one configuration per stack',
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
