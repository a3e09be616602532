/**
 * The tests that the quick suite, `npm test`, leaves out: they need a server, pack the package, or take long. Every other test below
 * `__tests__` is quick.
 */
const { readdirSync } = require('node:fs');
const path = require('node:path');

/** Paths below `__tests__`, the reason why they are left out, and the command that runs only these tests, if there is one. */
const LEFT_OUT = [
  { files: /^deploy\//, why: 'applies with the real AWS provider to servers', run: 'npm run test:deploy' },
  { files: /^s3-server\//, why: 'sends requests to a real S3 server', run: 'npm run test:s3' },
  {
    files: /^page\/(?!form-hash)/,
    why: 'builds the page and opens it in Chromium',
    run: 'npm run test:page',
  },
  { files: /^cli\/json-schemas-made\./, why: 'reads all types for the schemas of --json' },
  { files: /^packed\./, why: 'packs and installs the package', run: 'npm run test:package' },
  {
    files:
      /^(terraform-module\/(?!own-tests|as-committed|literals|messages|readme|provider-arguments)|constructs\/(plan-time\/(?!twin)|escaped-text\.))/,
    why: 'has Terraform evaluate hundreds of inputs',
  },
  { files: /^(constructs\/(for-each|merged-policy)|documents\/hcl)\./, why: 'starts Terraform many times' },
  {
    files:
      /^(examples|release|cdktf-cli|app\/(app|edits|leave|moves|objects|refused-run)|documents\/(shell|typescript))\./,
    why: 'starts the app or another program many times',
  },
  { files: /^(live\/(odd-answers|memory)|cli\/secrets)\./, why: 'tries hundreds of hostile answers and secrets' },
  {
    files:
      /^cli\/(adopt-(parallel|places)|doctor-(exit-codes|many-urls|of-a-url|output)|many-urls|program|program-modules|program-output)\./,
    why: 'starts the command many times',
  },
  { files: /^config\/large-file\./, why: 'reads the largest files' },
  {
    files:
      /^(grants\/(aws-rules|second-opinion|sid|statement|user-policy)|iam\/(rules|second-evaluator)|adopt\/(adopt-property|decisions))\./,
    why: 'tries thousands of grants and requests',
  },
  {
    files:
      /^(judgement\/judgement-property|cli\/(explain-(widening|kept-statements)|preflight-kept)|doctor\/(odd-policies|aws|whole-file\/whole-file))\./,
    why: 'tries hundreds of policies and set-ups',
  },
];

/** @returns every test file, as a path below `__tests__` with slashes */
function testFiles(root) {
  return readdirSync(path.join(root, '__tests__'), { recursive: true })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

const isQuick = (file) => !LEFT_OUT.some(({ files }) => files.test(file));

/** @returns the regular expressions of the paths that Jest ignores, as text */
const ignoredPaths = () => LEFT_OUT.map(({ files }) => files.source.replace(/^\^/, '<rootDir>/__tests__/'));

/** @returns lines with the tests that are left out, and the commands that run them */
function leftOutLines(root) {
  const all = testFiles(root);
  const count = (files) => all.filter((file) => files.test(file)).length;
  const parts = LEFT_OUT.map(({ files, why, run }) => {
    const line = `${String(count(files)).padStart(4)}  ${why}`;
    return run === undefined ? line : `${line}: ${run}`;
  });
  const total = all.filter((file) => !isQuick(file)).length;
  return [`Left out: ${total} of ${all.length} test files. All of them: npm run test:all`, ...parts];
}

module.exports = { ignoredPaths, isQuick, LEFT_OUT, leftOutLines, testFiles };
