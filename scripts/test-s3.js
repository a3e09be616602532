/** Runs the tests against a real S3 server; other than `npm test`, which skips them then, it fails where there is none. */
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const PROGRAMS = [
  'ceph',
  'ceph-mon',
  'ceph-osd',
  'monmaptool',
  'radosgw',
  'radosgw-admin',
  'openssl',
  'terraform',
  'aws',
];
const missing = PROGRAMS.filter((program) => spawnSync(program, ['--version']).error);
if (missing.length > 0) {
  console.error(
    `missing: ${missing.join(', ')}. The S3 server is Ceph's RADOS Gateway, on Debian and Ubuntu: ` +
      'sudo apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-base ceph-common openssl',
  );
  process.exit(1);
}
const jest = path.join(__dirname, '..', 'node_modules', '.bin', 'jest');
process.exit(spawnSync(jest, ['__tests__/s3/', ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
