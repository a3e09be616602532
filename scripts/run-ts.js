/**
 * Runs a TypeScript program of this repository: `node scripts/run-ts.js main.ts`.
 *
 * It is compiled each time, in some 30 ms, so that what runs is never older than the source. Types are checked by
 * `npm run typecheck`, not here.
 */
const { mkdirSync } = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

const [, , program, ...args] = process.argv;
const entry = path.resolve(program);
const outfile = path.join(
  __dirname,
  '..',
  '.build',
  path.relative(path.join(__dirname, '..'), entry).replace(/\.ts$/, '.js'),
);
mkdirSync(path.dirname(outfile), { recursive: true });
buildSync({
  entryPoints: [entry],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'error',
});
process.argv = [process.argv[0], entry, ...args];
require(outfile);
