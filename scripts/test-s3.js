/**
 * Runs the tests with a real S3 server. It fails if the server is not installed, while `npm test` skips these tests.
 * With `--report` it writes the decisions of the server to docs/s3-decisions.md. Other arguments are passed to Jest.
 */
const { spawn, spawnSync } = require('node:child_process');
const path = require('node:path');

const SERVER = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin', 'openssl'];
const CLIENTS = ['terraform', 'aws'];

function missing(programs) {
  return programs.filter((program) => spawnSync(program, ['--version']).error);
}

const noServer = missing(SERVER);
if (noServer.length > 0) {
  console.error(
    `missing: ${noServer.join(', ')}. The S3 server is Ceph's RADOS Gateway, on Debian and Ubuntu: ` +
      'sudo apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-base ceph-common openssl',
  );
}
const noClients = missing(CLIENTS);
if (noClients.length > 0) {
  console.error(
    `missing: ${noClients.join(', ')}. Terraform and the AWS CLI (aws) set the grants in the ACLs of objects.`,
  );
}
if (noServer.length + noClients.length > 0) {
  process.exit(1);
}

const args = process.argv.slice(2);
const report = args.includes('--report') ? { S3_DECISIONS_REPORT: 'true' } : {};
const jest = spawn(
  process.execPath,
  [
    path.join(__dirname, '..', 'node_modules', 'jest', 'bin', 'jest.js'),
    '__tests__/s3-server/',
    ...args.filter((arg) => arg !== '--report'),
  ],
  { stdio: 'inherit', env: { ...process.env, ...report } },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => jest.kill(signal));
}
jest.once('exit', (code) => process.exit(code ?? 1));
