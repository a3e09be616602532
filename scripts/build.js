/**
 * Builds the library and the command into `dist`: CommonJS, split so that each command loads only the code it needs, without comments
 * and with short local names. It also writes declarations with comments for the modules that users can import.
 */
const { execFileSync } = require('node:child_process');
const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { minifySync } = require('@swc/core');
const { buildSync, transformSync } = require('esbuild');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..');
const DIST = path.join(ROOT, 'dist');
const { bin, exports: EXPORTS } = require('../package.json');

const DECLARATIONS = Object.values(EXPORTS).flatMap(({ types }) => types ?? []);
/** The entry points, as paths below `dist`. */
const ENTRIES = [...Object.values(EXPORTS).flatMap((of) => of.default ?? []), ...Object.values(bin)].map((file) =>
  path.relative('dist', file),
);

const TARGET = { target: 'node20', platform: 'node', charset: 'utf8' };

/** Names of classes are kept, because stack traces and printed objects show them. */
const NAMED =
  'for(const[n,v]of Object.entries(module.exports))typeof v=="function"&&Object.defineProperty(v,"name",{value:n});';

function tsc(...options) {
  const program = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [program, ...options], { cwd: ROOT, stdio: 'inherit' });
}

/** ES modules with the code that entries or commands share. esbuild can split only ES modules. */
function modules() {
  const sources = ENTRIES.map((file) => [file.replace(/\.js$/, ''), path.join('lib', file.replace(/\.js$/, '.ts'))]);
  const { outputFiles } = buildSync({
    ...TARGET,
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(sources),
    outdir: 'dist',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    packages: 'external',
    chunkNames: '[name]-[hash]',
    minify: true,
  });
  return outputFiles.map((file) => ({ file: path.relative(DIST, file.path), text: file.text }));
}

/** In characters: above the message of an error, Node prints the line that throws it. */
const LINE_LENGTH = 200;

/** Breaks lines in front of statements, members and elements, where a line break never changes the meaning. */
function inLines(code) {
  const source = ts.createSourceFile('code.js', code, ts.ScriptTarget.Latest, true);
  const places = [];
  const visit = (node) => {
    const { statements, declarations, members, properties, elements, arguments: values } = node;
    for (const list of [statements, declarations, members, properties, elements, values]) {
      places.push(...(list ?? []).map((one) => one.getStart(source)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  let from = 0;
  let lines = '';
  for (const place of places.sort((a, b) => a - b)) {
    if (place - from >= LINE_LENGTH) {
      lines += `${code.slice(from, place)}\n`;
      from = place;
    }
  }
  return `${lines}${code.slice(from)}\n`;
}

/** Turns imports into calls of `require`, also the imports of code that a command loads when it is called. */
function asCommonJs({ file, text }) {
  const options = { ...TARGET, format: 'cjs', minify: true, supported: { 'dynamic-import': false } };
  const { code } = minifySync(transformSync(text, options).code, {
    compress: { passes: 3, toplevel: true },
    mangle: { toplevel: true },
    format: { comments: false },
    ecma: 2022,
    module: false,
  });
  return inLines(file === 'index.js' || file === 'core.js' ? `${code}${NAMED}` : code);
}

/** The declarations that an entry imports, directly or indirectly. */
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
tsc('-p', 'scripts/tsconfig.declarations.json');
const wanted = new Set(DECLARATIONS.flatMap((entry) => [...reachable(path.join(ROOT, entry))]));
for (const name of readdirSync(DIST, { recursive: true })) {
  if (name.endsWith('.d.ts') && !wanted.has(path.join(DIST, name))) {
    rmSync(path.join(DIST, name));
  }
}
for (const built of modules()) {
  const file = path.join(DIST, built.file);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, asCommonJs(built));
}
