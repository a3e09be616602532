/** Measures `doctor` with many objects of a real S3 server, compared with a plain program that requests each of them. */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { createInterface } = require('node:readline');
const { columnsOf, rowsOf, whole } = require('./comparison');
const { rounds } = require('./rounds');
const { program, ROOT, run } = require('./run');

const COUNT = 1000;
const RUNS = 7;
const FIGURES = ['milliseconds', 'processor', 'mebibytes'];

function measureAt({ bucket, region, keys, endpoint, accessKeyId, secretAccessKey }, folder) {
  const file = path.join(folder, 'urls.txt');
  writeFileSync(file, keys.map((key) => `s3+${region}://${bucket}/${key}\n`).join(''));
  const environment = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: path.join(folder, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'no-credentials'),
  };
  const ask = (...questions) => [program('ask-for-objects.js'), file, endpoint, ...questions];
  const doctor = [path.join(ROOT, 'dist', 'cli', 'main.js'), 'doctor', '--inputs', file, '--endpoint-url', endpoint];
  const sides = {
    'ours, `doctor`': doctor,
    'SDK, `HeadObject`': ask('HeadObject'),
    'SDK, `HeadObject` and `GetObjectAcl`': ask('HeadObject', 'GetObjectAcl'),
  };
  const measured = rounds(
    Object.values(sides).map((args) => () => run(args, { environment })),
    RUNS,
  );
  return {
    help:
      'The whole process, with 8 objects at a time and no problems found. `doctor` sends two requests for each object, the ' +
      'second for its ACL, which contains the owner. It also sends a few requests for the bucket, once.',
    columns: columnsOf(['objects', 'side'], FIGURES),
    rows: rowsOf(whole(keys.length), Object.keys(sides), measured, FIGURES),
    aims: [],
  };
}

exports.title = 'The doctor, with many objects';

exports.measure = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const server = spawn(
    process.execPath,
    [path.join(ROOT, 'scripts', 'run-ts.js'), path.join(__dirname, 's3-server.ts'), String(COUNT)],
    { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(server, 'exit');
  try {
    const [line] = await Promise.race([
      once(createInterface(server.stdout), 'line'),
      ended.then(([code]) => Promise.reject(new Error(`the S3 server ended with ${code}`))),
    ]);
    const { missing, ...reached } = JSON.parse(line);
    return missing === undefined ? measureAt(reached, folder) : { skipped: missing };
  } finally {
    server.stdin.end();
    await ended;
    rmSync(folder, { recursive: true });
  }
};
