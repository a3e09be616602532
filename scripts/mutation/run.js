/**
 * Runs the mutation tests, part by part: `npm run test:mutation [-- PART…]`. It takes 20 minutes on two cores. The results stay in
 * `.build`, so the next run tests only what has changed.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const useTemporaryFolder = require('../temporary-folder');
const { filesOf, PARTS } = require('./parts');

const ROOT = path.join(__dirname, '..', '..');
const NOTICED = ['Killed', 'Timeout'];
const MISSED = ['Survived', 'NoCoverage'];

const reportOf = (name) => path.join(ROOT, '.build', `mutation-${name}.json`);

/** @returns the numbers of noticed and missed mutants of the part */
function figures(name) {
  const { files } = JSON.parse(readFileSync(reportOf(name), 'utf8'));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
  return { noticed: count(...NOTICED), missed: count(...MISSED) };
}

/**
 * Missed mutants are tested again, because Stryker does not notice changes in tables of cases. Mutants with a timeout are tested again
 * too, because a busy machine can cause a timeout. Mutants of files that are no longer in the part are not counted.
 */
function forgetMissed(name) {
  const file = path.join(ROOT, '.build', `mutation-${name}-incremental.json`);
  if (existsSync(file)) {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const changed = filesOf(PARTS[name]);
    report.files = Object.fromEntries(Object.entries(report.files).filter(([source]) => changed.includes(source)));
    for (const source of Object.values(report.files)) {
      source.mutants = source.mutants.filter(({ status }) => ![...MISSED, 'Timeout'].includes(status));
    }
    writeFileSync(file, JSON.stringify(report));
  }
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PARTS);
const unknown = names.find((name) => PARTS[name] === undefined);
if (unknown !== undefined) {
  throw new Error(`part ${JSON.stringify(unknown)}: must be one of ${Object.keys(PARTS).join(', ')}`);
}
useTemporaryFolder();
const results = names.map((name) => {
  rmSync(reportOf(name), { force: true });
  forgetMissed(name);
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
