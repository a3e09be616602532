/** What a release asks of the checkout that it is made from. */
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');

/** @throws what git says */
function git(...args) {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`git ${args[0]}: ${error?.message ?? stderr.trim().split('\n')[0]}`);
  }
  return stdout.split('\n').filter((line) => line !== '');
}

/** @returns a fault, if anything differs from what is committed */
function uncommitted() {
  const files = git('status', '--porcelain').map((line) => line.slice(3));
  const named = [...files.slice(0, 3), ...(files.length > 3 ? [`${files.length - 3} more`] : [])].join(', ');
  return files.length === 0 ? [] : [`${named}: not committed; commit, or put aside by: git stash -u`];
}

/** Runs a step of a release: all faults at once, one a line, and no stack of calls for any of them. */
function run(step) {
  const faults = [];
  try {
    faults.push(...(step() ?? []));
  } catch (error) {
    faults.push(error.message);
  }
  for (const fault of faults) {
    console.error(fault);
  }
  process.exitCode = faults.length > 0 ? 1 : 0;
}

module.exports = { git, ROOT, run, uncommitted };
