/** All tests of a part as one file: for each mutant, Jest would need longer to make ready for each file than to run it. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { PARTS } = require('./parts');

const TESTS = join(__dirname, '..', '..', '__tests__');

const { tests } = PARTS[process.env.MUTATION_PART];

const files = readdirSync(TESTS, { recursive: true })
  .filter((file) => /\.test\.ts$/.test(file) && tests.test(file))
  .map((file) => join(TESTS, file));

/** What calls functions before what calls the program or the framework, and that before properties, which take longest. */
const COSTLY = ["from 'cdktf'", '/support/cli', '/support/synth', '/app/folder', "from 'fast-check'"];
const costOf = (file) => {
  const text = readFileSync(file, 'utf8');
  return [COSTLY.findLastIndex((imported) => text.includes(imported)), file];
};
const byCost = ([cost, file], [otherCost, otherFile]) => cost - otherCost || (file < otherFile ? -1 : 1);
for (const [, file] of files.map(costOf).sort(byCost)) {
  require(file);
}
