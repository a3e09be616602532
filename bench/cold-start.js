/** What a call of the command costs beside Node itself with the parser of its arguments loaded. */
const { spawnSync } = require('node:child_process');
const path = require('node:path');
const { printRatio, rounds } = require('./rounds');

const ROOT = path.join(__dirname, '..');
const COMMAND = path.join(ROOT, 'dist', 'cli', 'main.js');
const BARE = ['-e', 'require("commander")'];
const RUNS = 21;

/** Each with the ratio that it is to stay within. */
const CALLS = [
  { title: '--help', args: ['--help'], aim: 2 },
  { title: 'url', args: ['url', 's3+eu-central-1://acme-masters/incoming/film.mp4'], aim: 2 },
  { title: 'policy --bucket', args: ['policy', '--bucket', 'acme-masters', '--role', 'input'], aim: 2 },
  { title: 'explain', args: ['explain'], aim: 3 },
  { title: 'explain --against', args: ['explain', '--against', 'examples/one-bucket/zencoder.yaml'], aim: 3 },
];

function run(args) {
  const start = process.hrtime.bigint();
  const { status, stderr, output } = spawnSync(
    process.execPath,
    ['--require', path.join(__dirname, 'programs', 'processor-time.js'), ...args],
    { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) {
    throw new Error(stderr);
  }
  return { milliseconds, processor: Number(output[3]) };
}

for (const { title, args, aim } of CALLS) {
  const pairs = rounds([() => run([COMMAND, ...args]), () => run(BARE)], RUNS);
  for (const figure of ['milliseconds', 'processor']) {
    const figures = pairs.map((pair) => pair.map((side) => side[figure]));
    printRatio(`${title} (within ${aim})`, figure, ['ours', 'bare'], figures);
  }
}
