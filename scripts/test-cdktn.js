/**
 * Runs the tests that depend on the framework on CDK Terrain, in the tree of cdktn-zencoder-s3, where `cdktf` does not resolve. It also
 * compares the output of both packages: `npm run test:cdktn [-- --folder FOLDER] [-- arguments of Jest]`. With a pattern for Jest, it runs
 * all matching tests, also those that do not depend on the framework.
 */
const { execFileSync, spawnSync } = require('node:child_process');
const { isDeepStrictEqual } = require('node:util');
const { readdirSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { makeTree, NODE } = require('./cdktn-tree');
const { frameworkTests } = require('./framework-tests');

const ROOT = path.join(__dirname, '..');

function install(tree) {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tree, stdio: 'inherit' });
  const { status } = spawnSync(process.execPath, ['-e', 'require.resolve("cdktf")'], { cwd: tree, stdio: 'ignore' });
  if (status === 0) {
    throw new Error(`${tree}: cdktf resolves here, so tests in this folder would not test CDK Terrain`);
  }
}

/**
 * The synthesized files of one package by path, without versions and the name of the provider, which can differ. The output folder is
 * below the root, because the path of a local state is relative to it.
 */
function synthesized(root, program, env) {
  const outdir = path.join(root, '.build', 'compared');
  rmSync(outdir, { recursive: true, force: true });
  execFileSync(process.execPath, [path.join('scripts', 'run-ts.js'), program], {
    cwd: root,
    env: { ...process.env, ...env, CDKTF_OUTDIR: outdir },
    stdio: 'ignore',
  });
  const files = readdirSync(outdir, { recursive: true }).filter((file) => /cdk\.tf(\.json)?$/.test(file));
  const texts = files.map((file) => {
    const text = readFileSync(path.join(outdir, file), 'utf8');
    // The frameworks write an empty list differently.
    return [file, comparable(file.endsWith('.json') ? JSON.stringify(JSON.parse(text), null, 2) : text)];
  });
  rmSync(outdir, { recursive: true });
  return Object.fromEntries(texts);
}

function comparable(text) {
  return text.replace(/^(\s*"?version"?\s*[:=] ).*$/gm, '$1').replace(/^(\s*"?source"?\s*[:=] ").*aws"/gm, '$1aws"');
}

function comparisons() {
  const examples = readdirSync(path.join(ROOT, 'examples'), { recursive: true }).map((name) =>
    path.join('examples', name),
  );
  const files = examples.filter((name) => name.endsWith('zencoder.yaml'));
  const programs = examples.filter((name) => name.endsWith('main.ts'));
  return [
    { title: 'zencoder.yaml', program: 'main.ts' },
    { title: 'zencoder.yaml as HCL', program: 'main.ts', env: { SYNTH_HCL_OUTPUT: 'true' } },
    ...files.map((name) => ({ title: name, program: 'main.ts', env: { ZENCODER_CONFIG: name } })),
    ...programs.map((name) => ({ title: name, program: name })),
  ];
}

/** @returns the number of differences */
function compare(tree) {
  const differing = comparisons().filter(({ title, program, env }) => {
    const [ours, theirs] = [ROOT, tree].map((root) => synthesized(root, program, env));
    const same = Object.keys(ours).length > 0 && isDeepStrictEqual(ours, theirs);
    console.log(`${same ? 'the same' : 'DIFFERENT'} on both: ${title}`);
    return !same;
  });
  return differing.length;
}

const args = process.argv.slice(2);
const at = args.indexOf('--folder');
const [, folder] = at < 0 ? ['', path.join(tmpdir(), 'cdktn-zencoder-s3')] : args.splice(at, 2);
const tree = makeTree(folder);
install(tree);
console.log(`CDK Terrain supports Node ${NODE}; this is ${process.version}`);
const differing = compare(tree);
const named = args.some((arg) => !arg.startsWith('-'));
const tests = named ? [] : ['--runTestsByPath', ...frameworkTests(ROOT)];
const jest = path.join('node_modules', 'jest', 'bin', 'jest.js');
const { status } = spawnSync(process.execPath, [jest, ...args, ...tests], { cwd: tree, stdio: 'inherit' });
process.exitCode = differing > 0 ? 1 : status;
