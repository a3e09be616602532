/**
 * Compiles the library into `dist`: CommonJS without comments and white space, and declarations with comments, of what users can import alone.
 * Names stay as they are, so that a stack trace can be read.
 */
const { execFileSync } = require('node:child_process');
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { transformSync } = require('esbuild');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..');
const DIST = path.join(ROOT, 'dist');
const ENTRIES = Object.values(require('../package.json').exports).flatMap(({ types }) => types ?? []);

const SMALLER = { minifyWhitespace: true, minifySyntax: true, target: 'node20', charset: 'utf8' };

function compile(project) {
  const tsc = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [tsc, '-p', project], { cwd: ROOT, stdio: 'inherit' });
}

/** The declarations that an entry names, and those that these name. */
function reachable(file, found = new Set()) {
  if (!found.has(file)) {
    found.add(file);
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (fileName.startsWith('.')) {
        reachable(path.resolve(path.dirname(file), `${fileName}.d.ts`), found);
      }
    }
  }
  return found;
}

rmSync(DIST, { recursive: true, force: true });
compile('scripts/tsconfig.build.json');
compile('scripts/tsconfig.declarations.json');
const wanted = new Set(ENTRIES.flatMap((entry) => [...reachable(path.join(ROOT, entry))]));
for (const name of readdirSync(DIST, { recursive: true })) {
  const file = path.join(DIST, name);
  if (file.endsWith('.d.ts') && !wanted.has(file)) {
    rmSync(file);
  } else if (file.endsWith('.js')) {
    const { code } = transformSync(readFileSync(file, 'utf8'), { ...SMALLER, sourcefile: name });
    writeFileSync(file, code);
  }
}
