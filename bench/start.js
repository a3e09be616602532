/**
 * Runs all benchmarks and writes RESULTS.md. `npm --prefix bench start -- synth doctor` runs only these two and prints the results. Install
 * the compared packages first, with `npm --prefix bench ci`. Use an idle machine.
 */
const { writeFileSync } = require('node:fs');
const path = require('node:path');
const { head, sectionText } = require('./results');

const QUESTIONS = ['synth', 'app', 'cold-app', 'commands', 'worst-files', 'doctor', 'terraform', 'module', 'page'];

async function main(names) {
  const start = Date.now();
  const sections = [];
  for (const name of names.length > 0 ? names : QUESTIONS) {
    const { title, measure } = require(`./${name}`);
    sections.push(sectionText({ title, ...(await measure()) }));
    console.log(sections.at(-1));
  }
  if (names.length === 0) {
    const minutes = Math.ceil((Date.now() - start) / 60_000);
    writeFileSync(path.join(__dirname, 'RESULTS.md'), [head(minutes), ...sections].join('\n'));
  }
}

try {
  require.resolve('cdktn');
  main(process.argv.slice(2));
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') {
    throw error;
  }
  console.error('the compared packages are not installed; run: npm --prefix bench ci');
  process.exitCode = 1;
}
