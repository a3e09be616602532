/** The parts of the library, and the tests for each part. These tests are fast and run in one process. */
const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..');

/** Paths below `lib` and below `__tests__`. Files with only types are left out, because they have nothing to change. */
const PARTS = {
  policy: {
    files: /^(messages|s3|zencoder|grants(?!\/(sha256|iam-user|settings)\.)|job-urls)\//,
    tests: /^((messages|s3)\/|zencoder\/(?!zencoder-client)|grants\/(?!aws-rules|second-opinion|sha256)|job-urls\/)/,
  },
  digest: { files: /^grants\/sha256\./, tests: /^grants\/sha256/ },
  iam: {
    files: /^iam\//,
    tests:
      /^(iam\/(?!second-evaluator|rules|grammar\/hostile)|judgement\/(?!four-ways|kept-statements)|adopt\/adopt\.|grants\/(access-window|expiry)\.|zencoder\/(?!zencoder-client))/,
  },
  judgement: {
    files: /^judgement\//,
    tests: /^(judgement\/(?!four-ways|kept-statements)|adopt\/adopt\.|grants\/(bucket-policy|several-accounts|size)\.)/,
  },
  constructs: {
    files: /^(constructs\/(?!bucket-access\/kept-documents|[^/]+\/props\.)|grants\/(iam-user|settings)\.)/,
    tests: /^constructs\/[\w-]+\.test/,
  },
  file: {
    files: /^config\/((\w+-)?rules|check-format)\./,
    tests: /^(config\/(bad-input|config-file|empty-parts|format)|app\/(backends|leave|objects|provider))\./,
  },
};

/** @returns the source files of a part, as paths below the root */
function filesOf({ files }) {
  return readdirSync(path.join(ROOT, 'lib'), { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts') && files.test(file))
    .map((file) => `lib/${file}`)
    .sort();
}

/** Sorts tests by duration: first tests of functions, then tests of the program or the framework, then property tests. */
const COSTLY = ["from 'cdktf'", '/support/cli', '/support/synth', '/app/folder', "from 'fast-check'"];

/** @returns the tests that must notice a change of a part, as paths below the root, the fast ones first */
function testsOf({ tests }, root) {
  const files = readdirSync(path.join(root, '__tests__'), { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.test.ts') && tests.test(file))
    .map((file) => `__tests__/${file}`)
    .sort();
  const costOf = (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return COSTLY.findLastIndex((imported) => text.includes(imported));
  };
  return files
    .map((file) => [costOf(file), file])
    .sort(([one], [other]) => one - other)
    .map(([, file]) => file);
}

module.exports = { filesOf, PARTS, testsOf };
