/** What the construct and the app cost beside bare CDKTF. */
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { printRatio, rounds } = require('./rounds');

const ROOT = path.join(__dirname, '..');
const program = (name, ...args) => [path.join(__dirname, 'programs', name), ...args];

const COMPARISONS = [
  { title: '1,000 buckets', ours: program('construct.js', '1000'), bare: program('bare.js', '1000'), runs: 15 },
  { title: '10,000 buckets', ours: program('construct.js', '10000'), bare: program('bare.js', '10000'), runs: 9 },
  {
    title: 'app, cold, 4 buckets',
    ours: [path.join(ROOT, 'scripts', 'run-ts.js'), path.join(ROOT, 'main.ts')],
    bare: program('bare-app.js'),
    cold: true,
    runs: 21,
  },
];

/** Of the whole process where `cold`, else what the program measured of itself. */
function run(command, cold) {
  const outdir = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, output } = spawnSync(
    process.execPath,
    cold ? ['--require', path.join(__dirname, 'programs', 'peak-memory.js'), ...command] : command,
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    },
  );
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  rmSync(outdir, { recursive: true });
  if (status !== 0) {
    throw new Error(stderr);
  }
  return cold ? { milliseconds, mebibytes: Number(output[3]) } : JSON.parse(stdout);
}

for (const { title, ours, bare, cold, runs } of COMPARISONS) {
  const pairs = rounds([() => run(ours, cold), () => run(bare, cold)], runs);
  for (const figure of ['milliseconds', 'mebibytes']) {
    const figures = pairs.map((pair) => pair.map((side) => side[figure]));
    printRatio(title, figure, ['ours', 'bare'], figures);
  }
}
