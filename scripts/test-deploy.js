/**
 * Applies the output with the real AWS provider to an AWS on loopback: `npm run test:deploy [-- arguments of Jest]`.
 *
 * The provider comes from the filesystem mirror that ZENCODER_TEST_PROVIDER_MIRROR names, or with ZENCODER_TEST_AWS_PROVIDER=1 from the
 * registry, or from any other place on the disk. Without a provider the tests are skipped with a message.
 */
const { spawn, spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { homedir, tmpdir } = require('node:os');
const path = require('node:path');

const { provider } = require('@cdktf/provider-aws/package.json').cdktf;

/** The folder of the AWS provider in a filesystem mirror, with a folder for each version. */
const IN_MIRROR = 'registry.terraform.io/hashicorp/aws';

/** Suites that take a minute or more. `.ci/run` leaves them out with ZENCODER_TEST_DEPLOY_SHORT=1. */
const LONG = '/deploy/(accounts|permissions-of-an-apply|plans|several-buckets)\\.';
const isShort = process.env.ZENCODER_TEST_DEPLOY_SHORT === '1';
if (isShort) {
  console.log(`LEFT OUT, because of ZENCODER_TEST_DEPLOY_SHORT=1: ${LONG}`);
}

const SEARCH_MILLISECONDS = 60_000;

/** The usual folders of manually installed software come first, because a search of the whole disk is slow. */
const SEARCHED = ['/opt', '/usr/local', homedir(), '/'];

/** The first provider on the disk. `find` stops at the first match or after the timeout, and stays on one file system. */
function onDisk() {
  const name = ['-type', 'f', '-name', 'terraform-provider-aws_*', '-path', `*/${IN_MIRROR}/*`];
  const { stdout } = spawnSync('find', [...SEARCHED, '-xdev', ...name, '-print', '-quit'], {
    encoding: 'utf8',
    timeout: SEARCH_MILLISECONDS,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return /^(.*)\/registry\.terraform\.io\//.exec(stdout ?? '')?.[1];
}

/** Installs the provider version of CDKTF's constructs. `terraform init` installs it in the layout of a mirror. */
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
    // It overrides the setting that leaves these tests out.
    '--testPathIgnorePatterns=/node_modules/',
    ...(isShort ? [`--testPathIgnorePatterns=${LONG}`] : []),
    '--roots=<rootDir>/__tests__/deploy',
    // Each worker runs one Terraform with one provider at a time, which take about 1.3 GB.
    '--maxWorkers=2',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, ZENCODER_TEST_PROVIDER_MIRROR: mirror ?? '' } },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => jest.kill(signal));
}
jest.once('exit', (code) => process.exit(code ?? 1));
