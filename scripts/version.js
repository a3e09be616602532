/** Versions as they are released here: SemVer without build metadata, which npm leaves out when it publishes. */

const NUMBER = '(?:0|[1-9]\\d*)';
const IDENTIFIER = `(?:${NUMBER}|\\d*[A-Za-z-][\\dA-Za-z-]*)`;
const VERSION = new RegExp(`^(${NUMBER}\\.${NUMBER}\\.${NUMBER})(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?$`);

function isVersion(text) {
  return VERSION.test(text);
}

function isPrerelease(version) {
  return VERSION.exec(version)[2] !== undefined;
}

/** A prerelease comes before its version, hence `~`, which sorts after all that an identifier may have. */
function identifiers(version) {
  const [, numbers, prerelease = '~'] = VERSION.exec(version);
  return `${numbers}.${prerelease}`.split('.');
}

/** A number comes before a word, and nothing before everything. */
function rank(identifier) {
  return identifier === undefined ? 0 : /^\d+$/.test(identifier) ? 1 : 2;
}

/** @returns negative, zero or positive, as SemVer orders the two */
function compareVersions(a, b) {
  const [ours, theirs] = [identifiers(a), identifiers(b)];
  const at = ours.findIndex((identifier, index) => identifier !== theirs[index]);
  const [x, y] = at < 0 ? [undefined, theirs[ours.length]] : [ours[at], theirs[at]];
  if (rank(x) !== rank(y)) {
    return rank(x) - rank(y);
  }
  return rank(x) === 1 ? Number(x) - Number(y) : x === y ? 0 : x < y ? -1 : 1;
}

/** @returns what may come after a version: the least patch, minor and major version */
function nextVersions(version) {
  const [, numbers, prerelease] = VERSION.exec(version);
  const [major, minor, patch] = numbers.split('.').map(Number);
  return [
    prerelease === undefined ? `${major}.${minor}.${patch + 1}` : numbers,
    `${major}.${minor + 1}.0`,
    `${major + 1}.0.0`,
  ];
}

module.exports = { compareVersions, isPrerelease, isVersion, nextVersions };
