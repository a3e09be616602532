/**
 * Compiles the exported library with jsii, and generates the sources for Python, Java, C# and Go in `.build/jsii/out`.
 * With `--assembly` it only writes `.jsii` next to package.json, for the package.
 */
const { cpSync } = require('node:fs');
const path = require('node:path');
const { ROOT, run, stage } = require('./staged-library');

const folder = stage();
if (process.argv.includes('--assembly')) {
  cpSync(path.join(folder, '.jsii'), path.join(ROOT, '.jsii'));
} else {
  run('jsii-pacmak', '--code-only');
  console.log(`.jsii and out/{dotnet,go,java,python} in ${folder}`);
}
