/**
 * The tests that depend on which framework is there: `frameworkTests(ROOT)`. All other tests, which are about what no framework is part
 * of, come out the same on CDKTF and on CDK Terrain, and need not run on both.
 */
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const path = require('node:path');

const FRAMEWORK = /^(cdktf|constructs|@cdktf\/.*)$/;

/** In a test, or in what tests share: it runs the framework's command, or reads or compiles what is for the framework. */
const NAMED = /(?<!\w)cdktf(?!\w|-zencoder)|cdktf\.out|\bconstructs\b|\bprovider-aws\b/;

/** What a program asks at run time: not what it imports for its types alone. */
const IMPORT = /^(?:import|export)\s+(?!type\b)(?:([\w*\s{},$]+?)\s+from\s+)?'([^']+)'|\brequire\('([^']+)'\)/gm;
const TYPES_ALONE = /^\{(\s*type\s+[^,{}]+,?)+\s*\}$/;

/** The package by its own name is the library. */
const OWN = { 'cdktf-zencoder-s3': 'lib/index.ts' };

/** Its policies are applied without the framework's help, and what is synthesized is compared on both anyway. */
const OWN_SERVER = '__tests__/s3-server/';

/**
 * Left out: what needs an AWS provider; the bytes of one of the two frameworks, which differ in versions and empty lists; and what Terraform
 * makes of the module and of its expressions, which are the same files on both.
 */
const OF_ONE_FRAMEWORK = /^__tests__\/(deploy|baseline|constructs\/plan-time|terraform-module\/(?!provider-arguments))/;

function importsIn(text) {
  return [...text.matchAll(IMPORT)]
    .filter(([, names]) => names === undefined || !TYPES_ALONE.test(names))
    .map(([, , from, required]) => from ?? required);
}

/** @returns the path of a file below the root, or undefined where it is a package */
function fileOf(root, importer, name) {
  const target = OWN[name] ?? (name.startsWith('.') ? path.posix.join(path.posix.dirname(importer), name) : undefined);
  const candidates = target === undefined ? [] : [target, `${target}.ts`, `${target}/index.ts`, `${target}.js`];
  return candidates.find((file) => existsSync(path.join(root, file)) && statSync(path.join(root, file)).isFile());
}

/** @returns the files that a test brings together, and the packages */
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

/** @returns their paths below the root */
function frameworkTests(root) {
  return readdirSync(path.join(root, '__tests__'), { recursive: true })
    .map((file) => path.posix.join('__tests__', file.split(path.sep).join('/')))
    .filter((file) => file.endsWith('.test.ts') && !OF_ONE_FRAMEWORK.test(file))
    .filter((file) => needsFramework(root, file))
    .sort();
}

module.exports = { frameworkTests };
