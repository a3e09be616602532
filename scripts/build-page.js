/**
 * Builds the page into `page/dist`, or into the given folder: static files for the disk or any host. The scripts are classic scripts,
 * because browsers do not load modules from `file:` URLs. Code that only one tab needs, such as the YAML parser, is in a script that is
 * loaded with that tab. Code that scripts share is only in the first script.
 */
const { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { minifySync } = require('@swc/core');
const { build } = require('esbuild');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..');
const PAGE = path.join(ROOT, 'page');
const DIST = process.argv[2] ?? path.join(PAGE, 'dist');
const FIRST = path.join(PAGE, 'src', 'main.ts');
/** The scripts that are loaded with a tab or with the first pasted policy, by name. */
const LATER = ['urls', 'compare', 'existing'].map((tab) => [tab, path.join(PAGE, 'src', tab, 'main.ts')]);

/** The global variable with the code that all scripts share. The first script sets it. */
const SHARED = 'zencoderPage';

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

const { version, repository } = require('../package.json');

const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  define: { PACKAGE_SOURCE: JSON.stringify({ version, repository: { url: repository.url } }) },
  logLevel: 'error',
};

const relative = (file) => path.relative(ROOT, file).split(path.sep).join('/');

/** Takes shared code from the first script. @param names the names of each shared file, by its path; requested names are added */
function sharing(names) {
  return {
    name: 'sharing',
    setup(bundle) {
      bundle.onResolve({ filter: /^\./ }, ({ path: name, resolveDir }) => {
        const file = relative(path.join(resolveDir, `${name}.ts`));
        return names.has(file) ? { path: file, namespace: SHARED } : undefined;
      });
      bundle.onLoad({ filter: /.*/, namespace: SHARED }, ({ path: file }) => {
        const at = [...names.keys()].indexOf(file);
        const members = names.get(file).map((name, index) => `${name} = globalThis.${SHARED}[${at}][${index}]`);
        return { contents: `export const ${members.join(', ')};` };
      });
    },
  };
}

/** Removes the writer from the YAML library, because the page only reads YAML. */
const READING_ONLY = {
  name: 'reading-only',
  setup(bundle) {
    bundle.onLoad(
      {
        filter:
          /node_modules\/yaml\/.*\/(stringify\/\w+|yaml-1\.1\/(binary|bool|float|int|omap|pairs|schema|set|timestamp))\.js$/,
      },
      ({ path: file }) => {
        const [, names] = /^export \{ (.*) \};$/m.exec(readFileSync(file, 'utf8'));
        return {
          contents: names
            .split(', ')
            .map((name) => `export const ${name} = {};`)
            .join('\n'),
        };
      },
    );
  },
};

/** The names that a file imports, by the path of the imported file. */
function importsOf(file) {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.flatMap(({ importClause, exportClause, moduleSpecifier, isTypeOnly }) => {
    const elements = (importClause?.namedBindings ?? exportClause)?.elements ?? [];
    const names = elements
      .filter((one) => !one.isTypeOnly)
      .map(({ propertyName, name }) => (propertyName ?? name).text);
    const isOwn = moduleSpecifier?.text.startsWith('.') && !isTypeOnly && !importClause?.isTypeOnly;
    return isOwn ? [[relative(path.join(ROOT, path.dirname(file), `${moduleSpecifier.text}.ts`)), names]] : [];
  });
}

/** The names that the scripts need from shared files, in order, by the path of the file. */
function neededNames(entries, shared) {
  const needed = new Map();
  const files = new Set(entries);
  for (const file of files) {
    for (const [target, names] of importsOf(file)) {
      if (shared.has(target)) {
        needed.set(target, [...new Set([...(needed.get(target) ?? []), ...names])].sort());
      } else if (names.length > 0) {
        files.add(target);
      }
    }
  }
  return new Map([...needed].filter(([, names]) => names.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The first script, with the names that the other scripts need. */
function withShared(names) {
  const parts = [...names];
  const imports = parts.map(([file, of], at) => {
    return `import { ${of.map((name) => `${name} as ${name}${at}`).join(', ')} } from './${file}';`;
  });
  const lists = parts.map(([, of], at) => `[${of.map((name) => `${name}${at}`).join(', ')}]`);
  return [`import './${relative(FIRST)}';`, ...imports, `globalThis.${SHARED} = [${lists.join(', ')}];`].join('\n');
}

function minified(text) {
  const { code } = minifySync(text, {
    compress: { passes: 3, toplevel: true },
    mangle: { toplevel: true },
    format: { comments: false },
    ecma: 2022,
    module: false,
  });
  return `${code}\n`;
}

/** If the first script has only a part of a module, a later script gets a copy. Otherwise the first script would contain all of it. */
const MOST_SHARED = 0.9;

/** The modules to share: almost the same parts of them are in the first script and in the later ones. */
function sharedOf(first, later) {
  const bytes = ({ outputs }) => Object.values(outputs)[0].inputs;
  const [own, rest] = [bytes(first.metafile), later.map(({ metafile }) => bytes(metafile))];
  const needed = (file) => Math.max(0, ...rest.map((of) => of[file]?.bytesInOutput ?? 0));
  return new Set(Object.keys(own).filter((file) => own[file].bytesInOutput >= MOST_SHARED * needed(file)));
}

async function scripts() {
  const plain = { ...OPTIONS, minify: true };
  const alone = await Promise.all(
    [FIRST, ...LATER.map(([, file]) => file)].map((file) => build({ ...plain, entryPoints: [file] })),
  );
  const shared = sharedOf(alone[0], alone.slice(1));
  shared.add(relative(path.join(PAGE, 'src', 'scripts.ts')));
  const names = neededNames(
    LATER.map(([, file]) => relative(file)),
    shared,
  );
  const later = await Promise.all(
    LATER.map(([, file]) => build({ ...OPTIONS, entryPoints: [file], plugins: [sharing(names), READING_ONLY] })),
  );
  const stdin = { contents: withShared(names), resolveDir: ROOT, loader: 'ts' };
  const first = await build({ ...OPTIONS, stdin });
  const named = [['page', first], ...LATER.map(([tab], at) => [tab, later[at]])];
  return Object.fromEntries(named.map(([name, { outputFiles }]) => [`${name}.js`, minified(outputFiles[0].text)]));
}

async function main() {
  const files = await scripts();
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(path.join(DIST, name), text);
  }
  const html = readFileSync(path.join(PAGE, 'index.html'), 'utf8');
  writeFileSync(
    path.join(DIST, 'index.html'),
    html.replace('content="CSP"', `content="${CSP}"`).replace('VERSION', version),
  );
  copyFileSync(path.join(PAGE, 'page.css'), path.join(DIST, 'page.css'));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
