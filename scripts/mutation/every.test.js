/** All tests of a part as one file: for each mutant, Jest would need longer to make ready for each file than to run it. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { PARTS } = require('./parts');

const TESTS = join(__dirname, '..', '..', '__tests__');

const { tests } = PARTS[process.env.MUTATION_PART];

const files = readdirSync(TESTS, { recursive: true })
  .filter((file) => /\.test\.ts$/.test(file) && tests.test(file))
  .map((file) => join(TESTS, file));

/** Tables before properties, which take longer. */
const cost = (file) => [readFileSync(file, 'utf8').includes("from 'fast-check'") ? 1 : 0, file].join();
for (const file of files.sort((a, b) => (cost(a) < cost(b) ? -1 : 1))) {
  require(file);
}
