const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const REPORT = path.join(__dirname, 'programs', 'report.js');

/** In milliseconds: what takes longer is not waited for. */
const PATIENCE = 60_000;

exports.ROOT = ROOT;
exports.PATIENCE = PATIENCE;
exports.program = (name) => path.join(__dirname, 'programs', name);

/**
 * Runs a program in a Node of its own: milliseconds, processor milliseconds and peak MiB, of the whole process unless the
 * program says otherwise. Undefined where it does not end in time.
 * @param look is called with the folder that it wrote into, before that is removed
 */
exports.run = (args, { environment, look } = {}) => {
  const outdir = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const start = process.hrtime.bigint();
  const { status, stderr, output, error } = spawnSync(process.execPath, ['--require', REPORT, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CDKTF_OUTDIR: outdir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: PATIENCE,
  });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  try {
    if (error?.code === 'ETIMEDOUT') {
      return undefined;
    }
    if (status !== 0) {
      throw error ?? new Error(stderr);
    }
    look?.(outdir);
    return { milliseconds, ...JSON.parse(output[3]) };
  } finally {
    rmSync(outdir, { recursive: true });
  }
};
