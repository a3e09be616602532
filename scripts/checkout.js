/** Checks of the checkout for a release. */
const { spawnSync } = require('node:child_process');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');

/** @returns the output of git, by line. @throws the first error line of git */
function git(...args) {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`git ${args[0]}: ${error?.message ?? stderr.trim().split('\n')[0]}`);
  }
  return stdout.split('\n').filter((line) => line !== '');
}

/** @returns an error if the checkout has changes that are not committed */
function uncommitted() {
  const files = git('status', '--porcelain').map((line) => line.slice(3));
  const named = [...files.slice(0, 3), ...(files.length > 3 ? [`${files.length - 3} more`] : [])].join(', ');
  return files.length === 0 ? [] : [`${named}: not committed; commit, or run: git stash -u`];
}

/** Runs a step of a release. It prints all errors, one per line, without a stack trace. */
function run(step) {
  const errors = [];
  try {
    errors.push(...(step() ?? []));
  } catch (error) {
    errors.push(error.message);
  }
  for (const error of errors) {
    console.error(error);
  }
  process.exitCode = errors.length > 0 ? 1 : 0;
}

module.exports = { git, ROOT, run, uncommitted };
