const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const REPORT = path.join(__dirname, 'programs', 'report.js');

/** The timeout of a run in milliseconds. */
const PATIENCE = 60_000;

exports.ROOT = ROOT;
exports.PATIENCE = PATIENCE;
exports.program = (name) => path.join(__dirname, 'programs', name);

/**
 * Runs a program in a separate Node process. Returns milliseconds, CPU milliseconds and peak MiB of the whole process, unless the program
 * reports its own figures. Returns undefined after a timeout.
 * @param look is called with the output folder before the folder is removed
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
