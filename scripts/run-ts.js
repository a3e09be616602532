/**
 * Runs a TypeScript program of this repository: `node scripts/run-ts.js main.ts`.
 *
 * The compiled program is never out of date: it is compiled again if any of its source files has changed. `npm run typecheck` checks
 * the types, not this script.
 */
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');
const FRAMEWORK = ['cdktf', '@cdktf/*', 'constructs'];

const [, , program, ...args] = process.argv;
const entry = path.resolve(program);
const outfile = path.join(ROOT, '.build', `${path.relative(ROOT, entry).replace(/[^\w-]+/g, '_')}.js`);
const inputsFile = `${outfile}.inputs.json`;

function digest(file) {
  return existsSync(file) ? createHash('sha1').update(readFileSync(file)).digest('hex') : undefined;
}

function upToDate() {
  if (!existsSync(outfile) || !existsSync(inputsFile)) {
    return false;
  }
  const inputs = JSON.parse(readFileSync(inputsFile, 'utf8'));
  return Object.entries(inputs).every(([file, was]) => digest(path.join(ROOT, file)) === was);
}

/** Writes to a temporary file and renames it, so that a parallel run never reads an incomplete file. */
function compile() {
  const unfinished = `${outfile}.${process.pid}.js`;
  const { metafile } = require('esbuild').buildSync({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: unfinished,
    bundle: true,
    external: FRAMEWORK,
    platform: 'node',
    target: 'node20',
    metafile: true,
    logLevel: 'error',
  });
  // The lock file represents the bundled libraries.
  const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const inputs = ['package-lock.json', 'scripts/run-ts.js', 'tsconfig.json', ...own];
  const digests = Object.fromEntries(inputs.map((file) => [file, digest(path.join(ROOT, file))]));
  writeFileSync(`${unfinished}.json`, JSON.stringify(digests));
  renameSync(unfinished, outfile);
  renameSync(`${unfinished}.json`, inputsFile);
}

if (!upToDate()) {
  compile();
}
process.argv = [process.argv[0], entry, ...args];
require(outfile);
