/**
 * Prepares a release: `node scripts/prepare-release.js VERSION [--date YYYY-MM-DD]`. It writes the version to package.json, the lock
 * file, the heading of the changelog and each `?ref=v…` in the source of a module.
 *
 * The first release keeps the version in package.json, because the changelog does not have a heading for it yet.
 */
const { spawnSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const semver = require('semver');
const { git, ROOT, run, uncommitted } = require('./checkout');

const USAGE = 'node scripts/prepare-release.js VERSION [--date YYYY-MM-DD]';

const DOCUMENTS = ['*.md', '*.tf', '*.tf.json', '*.hcl'];
const UNRELEASED = /^## \[Unreleased\][^\S\n]*$/m;

/** Only modules of this repository. Other modules have their own versions. */
const REF = /(zencoder-s3[^\s"'`]*[?&]ref=v)\d[\dA-Za-z.-]*/g;

/** The placeholder for the owner of the repository: in URLs, and in the Java package name. */
const PLACEHOLDER = /YOUR-ORG|\byourorg\b/;

function read(name) {
  return readFileSync(path.join(ROOT, name), 'utf8');
}

/** A version without build metadata, because npm omits that when it publishes. */
function isVersion(text) {
  return semver.valid(text) === text;
}

function versionErrors(version, current, changelog) {
  if (!isVersion(version)) {
    const meant = /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(version)?.[1];
    const nearest = [meant, `${meant}.0`].find((candidate) => meant && isVersion(candidate));
    return [`VERSION "${version}": must be X.Y.Z or X.Y.Z-PRERELEASE${nearest ? `; did you mean ${nearest}?` : ''}`];
  }
  if (changelog.includes(`\n## [${version}]`)) {
    const line = changelog.split(`\n## [${version}]`)[0].split('\n').length + 1;
    return [`VERSION "${version}": is already in CHANGELOG.md:${line}; ${afterwards(current)}`];
  }
  const tagged = git('tag', '--list', `v${version}`).length > 0;
  return [
    ...(semver.compare(version, current) < 0
      ? [`VERSION "${version}": is lower than ${current} in package.json; ${afterwards(current)}`]
      : []),
    ...(tagged ? [`VERSION "${version}": the tag v${version} exists already; ${afterwards(current)}`] : []),
  ];
}

function afterwards(version) {
  const [patch, minor, major] = ['patch', 'minor', 'major'].map((part) => semver.inc(version, part));
  return `next after ${version} are ${patch}, ${minor} and ${major}`;
}

function dateErrors(date) {
  const day = new Date(`${date}T00:00:00Z`);
  const real = !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === date;
  return real ? [] : [`--date "${date}": is not a date in the format YYYY-MM-DD, such as today, ${today()}`];
}

/** The date in UTC, so that it does not depend on the time zone. */
function today() {
  return new Date().toISOString().slice(0, 10);
}

function changelogErrors(changelog) {
  const heading = UNRELEASED.exec(changelog);
  if (!heading) {
    return ['CHANGELOG.md: has no heading "## [Unreleased]"; add it, with the changes below it'];
  }
  const [section] = changelog.slice(heading.index + heading[0].length).split(/^## /m);
  const line = changelog.slice(0, heading.index).split('\n').length;
  const hasEntries = section.split('\n').some((text) => text.trim() !== '' && !text.startsWith('#'));
  return hasEntries ? [] : [`CHANGELOG.md:${line}: nothing below "## [Unreleased]"; write the changes there`];
}

function placeholderErrors(names) {
  const places = names.flatMap((name) =>
    read(name)
      .split('\n')
      .flatMap((text, index) => (PLACEHOLDER.test(text) ? [`${name}:${index + 1}`] : [])),
  );
  return places.length === 0
    ? []
    : [
        `${places.join(', ')}: YOUR-ORG (in Java yourorg) is a placeholder for the owner of the repository; replace it with yours, and commit`,
      ];
}

/** @returns the changed texts by file name, without package.json and its lock file, which npm writes */
function textsOf(version, date, documents) {
  const texts = { 'CHANGELOG.md': read('CHANGELOG.md').replace(UNRELEASED, `$&\n\n## [${version}] - ${date}`) };
  for (const name of documents) {
    const [before, after] = [read(name), read(name).replace(REF, `$1${version}`)];
    if (after !== before) {
      texts[name] = after;
    }
  }
  return texts;
}

/** Sets the version in package.json and its lock file. npm keeps their format. */
function writeVersion(version) {
  const args = ['version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts'];
  const { status, stderr, error } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`npm version ${version}: ${error?.message ?? stderr.trim()}`);
  }
}

function given() {
  const { values, positionals } = parseArgs({ options: { date: { type: 'string' } }, allowPositionals: true });
  if (positionals.length !== 1) {
    throw new Error(`give one VERSION: ${USAGE}`);
  }
  return { version: positionals[0], date: values.date ?? today() };
}

run(() => {
  const { version, date } = given();
  const { version: current } = JSON.parse(read('package.json'));
  const documents = git('ls-files', '--', ...DOCUMENTS, ':(exclude)CHANGELOG.md');
  const changelog = read('CHANGELOG.md');
  const errors = [
    ...versionErrors(version, current, changelog),
    ...dateErrors(date),
    ...uncommitted(),
    ...changelogErrors(changelog),
    ...placeholderErrors(['package.json', 'CHANGELOG.md', ...documents]),
  ];
  if (errors.length > 0) {
    return errors;
  }

  const texts = textsOf(version, date, documents);
  writeVersion(version);
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(path.join(ROOT, name), text);
  }

  const changed = git('status', '--porcelain').map((line) => line.slice(3));
  console.log(`wrote ${version} of ${date} to ${changed.join(', ')}. Next:

  .ci/run
  git commit -am 'Release ${version}'
  git tag v${version}
  git push origin HEAD v${version}   # your CI runs node scripts/publish.js on the tag`);
});
