/** Loads the modules of the tests and the library again for each run, so that no mutant sees values that another mutant cached. */
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { compileFunction } = require('node:vm');
const { transformSync } = require('@swc/core');

const SWC = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } };
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];

/** @param root the folder of the instrumented copy @returns a function that returns the `require` of one run */
function modulesOf(root) {
  const compiled = new Map();
  const resolved = new Map();
  const replaced = { 'fast-check': path.join(__dirname, 'fast-check.js'), 'cdktf-zencoder-s3': `${root}/lib/index.ts` };

  function codeOf(file) {
    if (!compiled.has(file)) {
      const { code } = transformSync(readFileSync(file, 'utf8'), { ...SWC, filename: file });
      compiled.set(file, compileFunction(code, PARAMETERS, { filename: file }));
    }
    return compiled.get(file);
  }

  /** The TypeScript file of a module; undefined if Node resolves the module itself. */
  function sourceOf(name, from) {
    const id = `${from}\n${name}`;
    if (!resolved.has(id)) {
      const given = replaced[name] ?? (name.startsWith('.') ? path.resolve(path.dirname(from), name) : name);
      const candidates = given.startsWith(root) ? [given, `${given}.ts`, `${given}/index.ts`] : [];
      resolved.set(id, { given, file: candidates.find((file) => /(?<!\.d)\.ts$/.test(file) && isFile(file)) });
    }
    return resolved.get(id);
  }

  return () => {
    const modules = new Map();
    const load = (file) => {
      if (!modules.has(file)) {
        const module = { exports: {} };
        modules.set(file, module);
        const native = createRequire(file);
        const require = (name) => {
          const { given, file: source } = sourceOf(name, file);
          return source === undefined ? native(given) : load(source);
        };
        codeOf(file).call(
          module.exports,
          module.exports,
          Object.assign(require, native),
          module,
          file,
          path.dirname(file),
        );
      }
      return modules.get(file).exports;
    };
    return load;
  };
}

function isFile(file) {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

module.exports = { modulesOf };
