/**
 * Mutation testing, part by part: `npm run test:mutation [-- PART…]`. Takes three quarters of an hour on two cores; what a
 * run found stays in `.build`, so that the next one tries only what was changed since.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync, rmSync } = require('node:fs');
const path = require('node:path');
const { PARTS } = require('./parts');

const ROOT = path.join(__dirname, '..', '..');
const NOTICED = ['Killed', 'Timeout'];

const reportOf = (name) => path.join(ROOT, '.build', `mutation-${name}.json`);

/** @returns how many mutants of the part were noticed, and how many not */
function figures(name) {
  const { files } = JSON.parse(readFileSync(reportOf(name), 'utf8'));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
  return { noticed: count(...NOTICED), missed: count('Survived', 'NoCoverage') };
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
const unknown = names.find((name) => PARTS[name] === undefined);
if (unknown !== undefined) {
  throw new Error(`part ${JSON.stringify(unknown)}: one of ${Object.keys(PARTS).join(', ')}`);
}
const results = names.map((name) => {
  rmSync(reportOf(name), { force: true });
  const { status } = spawnSync('npx', ['stryker', 'run', path.join('scripts', 'mutation', 'stryker.config.mjs')], {
    cwd: ROOT,
    env: { ...process.env, MUTATION_PART: name },
    stdio: 'inherit',
  });
  return { name, status, ...figures(name) };
});
for (const { name, noticed, missed } of results) {
  const share = ((100 * noticed) / (noticed + missed)).toFixed(1);
  console.log(`${name}: ${noticed} of ${noticed + missed} mutants noticed, ${share} %`);
}
process.exitCode = results.some(({ status }) => status !== 0) ? 1 : 0;
