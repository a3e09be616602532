/**
 * Finds the tests that depend on the framework: `frameworkTests(ROOT)`. All other tests have the same result on CDKTF and on CDK
 * Terrain, so they do not need to run on both.
 */
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const FRAMEWORK = /^(cdktf|constructs|@cdktf\/.*)$/;

/** Code in a test or its helpers that runs the command of the framework, or reads or compiles files for the framework. */
const NAMED = /(?<!\w)cdktf(?!\w|-zencoder)|cdktf\.out|\bconstructs\b|\bprovider-aws\b/;

/** The imports of a program at run time, without imports of types. */
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:([\w*\s{},$]+?)\s+from\s+)?'([^']+)'|\brequire\('([^']+)'\)/gm;
const TYPES_ALONE = /^\{(\s*type\s+[^,{}]+,?)+\s*\}$/;

/** An import of this package by its own name is an import of the library. */
const OWN = { 'cdktf-zencoder-s3': 'lib/index.ts' };

/** These tests apply policies without the framework, and `test:cdktn` compares the output of both frameworks anyway. */
const OWN_SERVER = '__tests__/s3-server/';

/**
 * Tests that are left out: tests that need an AWS provider; tests of the exact output of one framework, because versions and empty lists
 * differ; and tests of the Terraform module, which is the same on both.
 */
const OF_ONE_FRAMEWORK = /^__tests__\/(deploy|baseline|constructs\/plan-time|terraform-module\/(?!provider-arguments))/;

function importsIn(text) {
  return [...text.matchAll(IMPORT)]
    .filter(([, names]) => names === undefined || !TYPES_ALONE.test(names))
    .map(([, , from, required]) => from ?? required);
}

/** @returns the path of a file below the root; undefined for a package */
function fileOf(root, importer, name) {
  const target = OWN[name] ?? (name.startsWith('.') ? path.posix.join(path.posix.dirname(importer), name) : undefined);
  const candidates = target === undefined ? [] : [target, `${target}.ts`, `${target}/index.ts`, `${target}.js`];
  return candidates.find((file) => existsSync(path.join(root, file)) && statSync(path.join(root, file)).isFile());
}

/** @returns the files and packages that a test imports, directly or indirectly */
function reachedFrom(root, test) {
  const [files, packages] = [new Set([test]), new Set()];
  for (const file of files) {
    for (const name of importsIn(readFileSync(path.join(root, file), 'utf8'))) {
      const reached = fileOf(root, file, name);
      (reached === undefined ? packages : files).add(reached ?? name);
    }
  }
  return { files: [...files], packages: [...packages] };
}

function needsFramework(root, test) {
  const { files, packages } = reachedFrom(root, test);
  if (files.some((file) => file.startsWith(OWN_SERVER))) {
    return false;
  }
  const names = (file) => file.startsWith('__tests__/') && NAMED.test(readFileSync(path.join(root, file), 'utf8'));
  return packages.some((name) => FRAMEWORK.test(name)) || files.some(names);
}

/** @returns the paths of the tests below the root */
function frameworkTests(root) {
  return readdirSync(path.join(root, '__tests__'), { recursive: true })
    .map((file) => path.posix.join('__tests__', file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.test.ts') && !OF_ONE_FRAMEWORK.test(file))
    .filter((file) => needsFramework(root, file))
    .sort();
}

module.exports = { frameworkTests };
