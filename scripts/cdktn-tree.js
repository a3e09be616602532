/**
 * Makes the second package, cdktn-zencoder-s3 for CDK Terrain, from this source: `node scripts/cdktn-tree.js FOLDER`.
 *
 * CDK Terrain has the API of CDKTF, its `cdktf.json` and its `cdktf.out`, but a different package name. So the tree is a copy with
 * that name and with the versions of CDK Terrain. FOLDER must be outside this repository, where
 * `cdktf` does not resolve; it keeps its node_modules if it was made before.
 */
const { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..');

/** The Node versions that CDK Terrain 0.24 requires. Its command requires a later Node than its library. */
const FRAMEWORK = { cdktn: '^0.24.0', '@cdktn/provider-aws': '^25.7.0', constructs: '>=10.6.0 <10.8.0' };
const NODE = '>=22.11.0';

const MADE_HERE =
  /^(node_modules|dist|cdktf\.out|coverage|reports|\.(build|git|terraform|jsii)|.*\.(tgz|tfstate(\..*)?))$/;
const TEXT = /\.(c?js|mjs|ts|json|ya?ml|md|hcl|tf|snap|txt)$|(^|\/)(run|LICENSE|\.gitignore)$/;

/** Occurrences to rename: not the file names that both frameworks share, and not the URL of the repository or of what is in it. */
const NAME = /\bcdktf\b(?!\\*\.(?:json|out)|-zencoder-s3(?:\.git|\/(?:blob|raw|tree)\/))/g;

/** A version range after a package name, in a shell command. */
const RANGE = /(?<= )'?(@cdktn\/provider-aws|cdktn|constructs)@[\^~>=<\d][^'\s]*'?/g;

function renamed(text) {
  return text.replace(NAME, 'cdktn').replace(RANGE, (_, name) => quoted(`${name}@${FRAMEWORK[name]}`));
}

function quoted(word) {
  return /[ <>]/.test(word) ? `'${word}'` : word;
}

function manifest(text) {
  const own = JSON.parse(renamed(text));
  const { cdktf, '@cdktf/provider-aws': provider, ...rest } = JSON.parse(text).devDependencies;
  const devDependencies = { ...rest, ...FRAMEWORK, 'cdktn-cli': FRAMEWORK.cdktn };
  delete devDependencies['cdktf-cli'];
  return {
    ...own,
    description: own.description.replace('CDKTF', 'CDK Terrain'),
    keywords: [...own.keywords, 'cdk-terrain'],
    engines: { node: NODE },
    peerDependencies: { ...own.peerDependencies, ...FRAMEWORK },
    devDependencies: Object.fromEntries(Object.entries(devDependencies).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The README with a note below its title. The rest is the same for both packages. */
function readme(text) {
  const [title, ...rest] = renamed(text).split('\n');
  const note =
    'For **CDK Terrain**, the successor of CDKTF. The same source makes `cdktf-zencoder-s3`, for CDKTF; the text below about CDKTF\n' +
    'applies to CDK Terrain too, and both packages create the same policies at the same addresses.';
  return [title, '', note, ...rest].join('\n');
}

/** The manifest of an example, with the names and version ranges of CDK Terrain. */
function exampleManifest(text) {
  return Object.entries(FRAMEWORK).reduce(
    (result, [name, range]) => result.replace(new RegExp(`("${name}": )"[^"]+"`), `$1"${range}"`),
    renamed(text),
  );
}

/** @returns the text of a file in the tree */
function changed(name, text) {
  switch (name) {
    case 'package.json':
      return `${JSON.stringify(manifest(text), null, 2)}\n`;
    case 'README.md':
      return readme(text);
    case 'package-lock.json':
      // npm uses the entries that still apply, and resolves the rest.
      return text;
    default:
      return name.endsWith('/package.json') ? exampleManifest(text) : renamed(text);
  }
}

function copy(folder, below = '') {
  mkdirSync(path.join(folder, below), { recursive: true });
  for (const entry of readdirSync(path.join(ROOT, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    const [from, to] = [path.join(ROOT, name), path.join(folder, name)];
    if (MADE_HERE.test(entry.name)) {
      continue;
    }
    if (entry.isDirectory()) {
      copy(folder, name);
    } else if (TEXT.test(name)) {
      writeFileSync(to, changed(name, readFileSync(from, 'utf8')));
    } else {
      cpSync(from, to);
    }
  }
}

/** @returns the folder, emptied but for its node_modules and filled again */
function makeTree(folder) {
  const tree = path.resolve(folder);
  if (!path.relative(ROOT, tree).startsWith('..')) {
    throw new Error(`${tree}: must be outside ${ROOT}, because cdktf resolves inside it`);
  }
  mkdirSync(tree, { recursive: true });
  for (const name of readdirSync(tree)) {
    if (name !== 'node_modules') {
      rmSync(path.join(tree, name), { recursive: true });
    }
  }
  copy(tree);
  return tree;
}

module.exports = { makeTree, NODE };

if (require.main === module) {
  makeTree(process.argv[2]);
}
