/**
 * Publishes this package and the one for CDK Terrain from the checkout of a tag: `node scripts/publish.js [--dry-run]`, after `npm ci`.
 * It packs both before it publishes the first. It skips a package whose version is already published, so run it again if it fails
 * halfway.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { makeTree } = require('./cdktn-tree');
const { git, ROOT, run, uncommitted } = require('./checkout');

function manifest(tree) {
  return JSON.parse(readFileSync(path.join(tree, 'package.json'), 'utf8'));
}

function tagErrors(tag) {
  const here = git('tag', '--points-at', 'HEAD');
  if (here.includes(tag)) {
    return [];
  }
  const tags = here.length > 0 ? `its tags are ${here.join(', ')}` : 'it has no tag';
  const exists = git('tag', '--list', tag).length > 0;
  const help = exists ? `git checkout ${tag}` : `git fetch --tags, or if it was never made: git tag ${tag}`;
  return [`HEAD: is not ${tag}, the version of package.json; ${tags}; ${help}`];
}

function installedErrors() {
  return existsSync(path.join(ROOT, 'node_modules')) ? [] : ['node_modules: missing, the build needs it; npm ci'];
}

/** @throws if npm fails; npm has printed the reason on stderr */
function npm(tree, args, stdout = 'pipe') {
  const stdio = ['inherit', stdout, 'inherit'];
  const { status, stdout: output, error } = spawnSync('npm', args, { cwd: tree, encoding: 'utf8', stdio });
  if (status !== 0) {
    const why = error?.message ?? 'see the output of npm above';
    throw new Error(`npm ${args[0]} of ${manifest(tree).name}: ${why}; fix it and run this command again`);
  }
  return output;
}

/** @throws if the registry cannot be asked, because then it is not known whether the version is published */
function isPublished({ name, version }) {
  const args = ['view', `${name}@${version}`, 'version', '--json'];
  const { status, stdout, error } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) {
    return stdout.trim() !== '';
  }
  const { code, summary } = errorIn(stdout);
  if (code !== 'E404') {
    throw new Error(`npm view ${name}@${version}: ${error?.message ?? summary ?? 'failed'}; nothing was published`);
  }
  return false;
}

function errorIn(json) {
  try {
    return JSON.parse(json).error;
  } catch {
    return {};
  }
}

/** @returns the path of the packed file; `prepack` builds its content */
function pack(tree, folder) {
  const { name, version } = manifest(tree);
  const into = path.join(folder, name);
  mkdirSync(into);
  const [packed] = JSON.parse(npm(tree, ['pack', '--json', '--pack-destination', into]));
  if (packed.name !== name || packed.version !== version) {
    throw new Error(`${packed.filename}: is ${packed.name}@${packed.version}, but must be ${name}@${version}`);
  }
  return path.join(into, packed.filename);
}

/** npm needs an identity token for provenance. A CI gives the token only to a job that requests it. */
function provenance({ ACTIONS_ID_TOKEN_REQUEST_URL, SIGSTORE_ID_TOKEN, GITHUB_ACTIONS, GITLAB_CI }) {
  if (ACTIONS_ID_TOKEN_REQUEST_URL || SIGSTORE_ID_TOKEN) {
    return ['--provenance'];
  }
  const reason = GITHUB_ACTIONS
    ? 'this job has no identity token; give it `permissions: { contents: read, id-token: write }`'
    : GITLAB_CI
      ? 'this job has no identity token; give it `id_tokens: { SIGSTORE_ID_TOKEN: { aud: sigstore } }`'
      : 'npm needs an identity token of GitHub Actions or GitLab CI, and this is neither of them';
  console.log(`without provenance: ${reason}`);
  return [];
}

function publish(folder, dryRun) {
  const own = manifest(ROOT);
  const trees = [ROOT, makeTree(path.join(folder, 'cdktn'))].filter((tree) => {
    const published = isPublished(manifest(tree));
    if (published) {
      console.log(`${manifest(tree).name}@${own.version}: already published, skipped`);
    }
    return !published;
  });

  const tarballs = trees.map((tree) => {
    if (tree !== ROOT) {
      // No scripts of dependencies run, because the environment can contain the credentials for publishing.
      npm(tree, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], 'ignore');
    }
    return [tree, pack(tree, folder)];
  });

  const proof = tarballs.length > 0 ? provenance(process.env) : [];
  // Without a tag, npm makes a prerelease the default version, or refuses it.
  // semver is loaded here, because a checkout without installed packages must get the error of installedErrors first.
  const tag = require('semver').prerelease(own.version) ? ['--tag', 'next'] : [];
  const options = ['--access', 'public', ...proof, ...tag, ...(dryRun ? ['--dry-run'] : [])];
  for (const [tree, tarball] of tarballs) {
    npm(tree, ['publish', tarball, ...options], 'inherit');
    console.log(`${manifest(tree).name}@${own.version}: ${dryRun ? 'would be published' : 'published'}`);
  }
}

run(() => {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
  const errors = [...tagErrors(`v${manifest(ROOT).version}`), ...uncommitted(), ...installedErrors()];
  if (errors.length > 0) {
    return errors;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'publish-'));
  try {
    publish(folder, values['dry-run']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
