/**
 * A copy of only the exported library for jsii: the files that `lib/index.ts` imports, and a package.json without the libraries of the
 * app and the command. jsii refuses a dependency that is not a jsii module, and a tsconfig.json that it did not write. The copy is below
 * `.build`, where the framework resolves.
 */
const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const ts = require('typescript');

const ROOT = path.join(__dirname, '..');
const STAGE = path.join(ROOT, '.build', 'jsii');

/** The warning of jsii about the Node version. Every other warning is about the library. */
const QUIET = {
  JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
  JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
};

function importedFrom(entry) {
  const files = new Set();
  const visit = (file) => {
    if (files.has(file)) {
      return;
    }
    files.add(file);
    for (const { fileName } of ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles) {
      if (fileName.startsWith('.')) {
        visit(path.resolve(path.dirname(file), `${fileName}.ts`));
      }
    }
  };
  visit(entry);
  return [...files];
}

/** The peers that are jsii modules, each with the lowest version of its range. jsii compiles against these versions. */
function manifest() {
  const { name, version, description, license, author, repository, peerDependencies, jsii } =
    require('../package.json');
  const peers = Object.entries(peerDependencies).filter(([peer]) => isJsiiModule(peer));
  const least = (range) => /\d+\.\d+\.\d+/.exec(range)[0];
  return {
    ...{ name, version, description, license, author, repository, jsii },
    main: 'dist/index.js',
    types: 'dist/index.d.ts',
    peerDependencies: Object.fromEntries(peers),
    devDependencies: Object.fromEntries(peers.map(([peer, range]) => [peer, least(range)])),
  };
}

function isJsiiModule(name) {
  const { jsii } = JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8'));
  return jsii !== undefined;
}

/** @throws if the tool fails or prints a warning */
function run(tool, ...args) {
  const program = path.join(ROOT, 'node_modules', '.bin', tool);
  const env = { ...process.env, ...QUIET };
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: STAGE, encoding: 'utf8', env });
  const output = `${stdout}${stderr}`.trim();
  if (status !== 0 || /\bwarn(ing)?\b/i.test(output)) {
    throw new Error(`${tool}: ${output}`);
  }
}

/** @returns the folder with the compiled library and its `.jsii` */
function stage() {
  rmSync(STAGE, { recursive: true, force: true });
  for (const file of importedFrom(path.join(ROOT, 'lib', 'index.ts'))) {
    const copied = path.join(STAGE, path.relative(ROOT, file));
    mkdirSync(path.dirname(copied), { recursive: true });
    cpSync(file, copied);
  }
  cpSync(path.join(ROOT, 'LICENSE'), path.join(STAGE, 'LICENSE'));
  // Only the introduction: the rest describes files that the packages of other languages do not contain.
  writeFileSync(path.join(STAGE, 'README.md'), readFileSync(path.join(ROOT, 'README.md'), 'utf8').split('\n## ')[0]);
  writeFileSync(path.join(STAGE, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(STAGE, 'node_modules'), 'junction');
  run('jsii', '--fail-on-warnings');
  return STAGE;
}

module.exports = { ROOT, run, stage };
