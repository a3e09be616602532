/**
 * Applies what is written for Terraform with the real AWS provider, to an AWS on loopback: `npm run test:deploy [-- what Jest takes]`.
 *
 * The provider is taken from the filesystem mirror that ZENCODER_TEST_PROVIDER_MIRROR names, or from a registry with
 * ZENCODER_TEST_AWS_PROVIDER=1, or else from wherever the disk has one. Without one the tests are skipped aloud.
 */
const { spawn, spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { homedir, tmpdir } = require('node:os');
const path = require('node:path');

const { provider } = require('@cdktf/provider-aws/package.json').cdktf;

/** Where a filesystem mirror keeps each version: below its own folder. */
const IN_MIRROR = 'registry.terraform.io/hashicorp/aws';

/** Suites of a minute and more, which `.ci/run` leaves out by ZENCODER_TEST_DEPLOY_SHORT=1. */
const LONG = '/deploy/(accounts|permissions-of-an-apply|plans|several-buckets)\\.';
const isShort = process.env.ZENCODER_TEST_DEPLOY_SHORT === '1';
if (isShort) {
  console.log(`LEFT OUT, since ZENCODER_TEST_DEPLOY_SHORT=1: ${LONG}`);
}

const SEARCH_MILLISECONDS = 60_000;

/** Where software is put that no package brings comes first: a whole disk takes long on a busy machine. */
const SEARCHED = ['/opt', '/usr/local', homedir(), '/'];

/** The first one on the disk. `find` stops at it, at other file systems, and when its time is over. */
function onDisk() {
  const name = ['-type', 'f', '-name', 'terraform-provider-aws_*', '-path', `*/${IN_MIRROR}/*`];
  const { stdout } = spawnSync('find', [...SEARCHED, '-xdev', ...name, '-print', '-quit'], {
    encoding: 'utf8',
    timeout: SEARCH_MILLISECONDS,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return /^(.*)\/registry\.terraform\.io\//.exec(stdout ?? '')?.[1];
}

/** The version that CDKTF's constructs are made from. What `terraform init` installs has the layout of a mirror. */
function downloaded(folder) {
  const aws = { source: 'hashicorp/aws', version: provider.version };
  writeFileSync(path.join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: { aws } } }));
  const { status } = spawnSync('terraform', [`-chdir=${folder}`, 'init', '-input=false', '-no-color'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
  if (status !== 0) {
    console.error(`ZENCODER_TEST_AWS_PROVIDER: terraform cannot install hashicorp/aws ${provider.version}`);
    process.exit(1);
  }
  return path.join(folder, '.terraform', 'providers');
}

const folder = mkdtempSync(path.join(tmpdir(), 'aws-provider-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const mirror =
  process.env.ZENCODER_TEST_PROVIDER_MIRROR ||
  (process.env.ZENCODER_TEST_AWS_PROVIDER === '1' ? downloaded(folder) : onDisk());

const jest = spawn(
  process.execPath,
  [
    path.join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js'),
    // Only here are they not left out.
    '--testPathIgnorePatterns=/node_modules/',
    ...(isShort ? [`--testPathIgnorePatterns=${LONG}`] : []),
    '--roots=<rootDir>/__tests__/deploy',
    // Each runs one Terraform with one provider at a time, and these take some 1.3 GB.
    '--maxWorkers=2',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, ZENCODER_TEST_PROVIDER_MIRROR: mirror ?? '' } },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => jest.kill(signal));
}
jest.once('exit', (code) => process.exit(code ?? 1));
