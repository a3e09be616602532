/**
 * Writes the plans for the tests of `explain --plan` again, with the real Terraform and AWS provider and an AWS on loopback:
 * `npm run plans [-- -t 'create']`. It needs the same tools as `npm run test:deploy`, and the AWS CLI.
 */
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const run = (program, args, environment = {}) =>
  spawnSync(process.execPath, [program, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  }).status;

const made = run(path.join(__dirname, 'test-deploy.js'), ['deploy/plans', ...process.argv.slice(2)], {
  WRITE_PLANS: '1',
});
const biome = require.resolve('@biomejs/biome/bin/biome');
process.exitCode = run(biome, ['format', '--write', '__tests__/explain/plan/fixtures']) || made;
