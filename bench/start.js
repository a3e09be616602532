/**
 * Measures everything, and writes RESULTS.md; `npm --prefix bench start -- synth doctor` measures those two and only prints
 * them. The peers are installed before, by `npm --prefix bench ci`. A machine that does other work meanwhile spoils it.
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
  console.error('What is compared is not installed: npm --prefix bench ci');
  process.exitCode = 1;
}
