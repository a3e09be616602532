import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { filesBelow, ROOT } from './support/run';
import { reportSkipped } from './support/skipped';
import { newFolder, writeFiles } from './support/workspace';

const semver = require('semver');

/** The tree for CDK Terrain is no checkout, and releases are not made from it. */
const CHECKOUT = spawnSync('git', ['ls-files', '--error-unmatch', 'package.json'], { cwd: ROOT }).status === 0;
if (!CHECKOUT) {
  reportSkipped('the tests of a release, because this is not a git checkout');
}
const describeCheckout = CHECKOUT ? describe : describe.skip;

const MANIFEST = readFileSync(join(ROOT, 'package.json'), 'utf8')
  .replace(/^ {2}"version": ".*"/m, '  "version": "0.1.0"')
  .replace(/YOUR-ORG|yourorg/g, 'acme');
const LOCK = `{
  "name": "cdktf-zencoder-s3",
  "version": "0.1.0",
  "lockfileVersion": 3,
  "packages": {
    "": {
      "name": "cdktf-zencoder-s3",
      "version": "0.1.0"
    },
    "node_modules/ajv": {
      "version": "0.1.0"
    }
  }
}
`;
const CHANGELOG = `# Changelog

## [Unreleased]

### Added

- A command. It was asked for in cdktf-zencoder-s3.git//terraform/zencoder-s3-access?ref=v0.1.0.
`;
const SOURCE = 'git::https://github.com/acme/cdktf-zencoder-s3.git//terraform/zencoder-s3-access';
const FILES: Readonly<Record<string, string>> = {
  'package.json': MANIFEST,
  'package-lock.json': LOCK,
  'CHANGELOG.md': CHANGELOG,
  '.gitignore': 'node_modules/\n',
  'docs/from-code.md': `source = "${SOURCE}?ref=v0.1.0"\nsource = "git::https://example.com/other.git?ref=v0.1.0"\n`,
  'examples/module/main.tf': `module "zencoder" {\n  source = "${SOURCE}/modules/policy?ref=v0.1.0"\n}\n`,
  'lib/index.ts': '// ?ref=v0.1.0\n',
};

/** Of whoever runs the tests, nothing: neither settings of git nor of a CI. */
const ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_PATH: join(ROOT, 'node_modules'),
  ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', npm_config_update_notifier: 'false' },
  ...Object.fromEntries(['AUTHOR', 'COMMITTER'].flatMap((who) => [`GIT_${who}_NAME`, `GIT_${who}_EMAIL`].map(named))),
};

function named(name: string): [string, string] {
  return [name, 'a@example.com'];
}

let checkout: string;

function git(...args: string[]): void {
  execFileSync('git', args, { cwd: checkout, env: ENVIRONMENT, stdio: 'ignore' });
}

function commit(files: Readonly<Record<string, string>> = {}): void {
  writeFiles(checkout, files);
  git('add', '--all');
  git('commit', '--quiet', '--message', 'All');
}

function script(name: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(checkout, 'scripts', name), ...args], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...ENVIRONMENT, ...environment },
  });
  return { status, stdout, stderr };
}

function contents(): Record<string, string> {
  const files = Object.entries(filesBelow(checkout));
  return Object.fromEntries(files.filter(([name]) => !/^(\.git|scripts)\//.test(name)));
}

/** Calls `describe` with a checkout for each test, made once and copied. */
function describeRelease(title: string, tests: () => void): void {
  describeCheckout(title, () => {
    let template: string;

    beforeAll(() => {
      template = newFolder();
      checkout = template;
      cpSync(join(ROOT, 'scripts'), join(checkout, 'scripts'), { recursive: true });
      git('init', '--quiet');
      commit(FILES);
    });

    beforeEach(() => {
      checkout = newFolder();
      cpSync(template, checkout, { recursive: true });
    });

    afterEach(() => rmSync(checkout, { recursive: true, force: true }));
    afterAll(() => rmSync(template, { recursive: true, force: true }));
    tests();
  });
}

describeRelease('Preparing a release', () => {
  const prepare = (...args: string[]) => script('prepare-release.js', args);

  function expectRefusal(args: readonly string[], said: RegExp): void {
    const before = contents();
    expect(prepare(...args)).toEqual({ status: 1, stdout: '', stderr: expect.stringMatching(said) });
    expect(contents()).toEqual(before);
  }

  it('writes the version in all its places, and changes nothing else', () => {
    const { status, stdout, stderr } = prepare('0.2.0', '--date', '2027-01-31');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(contents()).toEqual({
      ...FILES,
      'package.json': MANIFEST.replace('"version": "0.1.0"', '"version": "0.2.0"'),
      'package-lock.json': LOCK.replace(/("name": .*\n.*"version": )"0\.1\.0"/g, '$1"0.2.0"'),
      'CHANGELOG.md': CHANGELOG.replace('## [Unreleased]\n', '## [Unreleased]\n\n## [0.2.0] - 2027-01-31\n'),
      'docs/from-code.md': FILES['docs/from-code.md']!.replace('access?ref=v0.1.0', 'access?ref=v0.2.0'),
      'examples/module/main.tf': FILES['examples/module/main.tf']!.replace('v0.1.0', 'v0.2.0'),
    });
    expect(stdout).toBe(
      'wrote 0.2.0 of 2027-01-31 to CHANGELOG.md, docs/from-code.md, examples/module/main.tf, package-lock.json, package.json. ' +
        "Next:\n\n  .ci/run\n  git commit -am 'Release 0.2.0'\n  git tag v0.2.0\n" +
        '  git push origin HEAD v0.2.0   # your CI runs node scripts/publish.js on the tag\n',
    );
  });

  it('releases the first version with the current number and date', () => {
    expect(prepare('0.1.0')).toMatchObject({ status: 0, stderr: '' });
    const { 'CHANGELOG.md': changelog, ...others } = contents();
    const { 'CHANGELOG.md': _, ...same } = FILES;
    expect(others).toEqual(same);
    expect(changelog).toMatch(/^## \[Unreleased\]\n\n## \[0\.1\.0\] - \d{4}-\d{2}-\d{2}\n\n### Added$/m);
  });

  it('reports all errors at once', () => {
    commit({
      'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n',
      'package.json': MANIFEST.replace('acme', 'YOUR-ORG'),
    });
    writeFiles(checkout, { 'lib/index.ts': 'changed' });
    const { stderr } = prepare('0.0.9', '--date', '2027-02-29');
    expect(stderr.trim().split('\n')).toEqual([
      'VERSION "0.0.9": is lower than 0.1.0 in package.json; next after 0.1.0 are 0.1.1, 0.2.0 and 1.0.0',
      expect.stringMatching(/^--date "2027-02-29": is not a date in the format YYYY-MM-DD, such as today, /),
      'lib/index.ts: not committed; commit, or run: git stash -u',
      'CHANGELOG.md:3: nothing below "## [Unreleased]"; write the changes there',
      expect.stringMatching(
        /^package\.json:\d+: YOUR-ORG .* is a placeholder for the owner of the repository; replace it with yours/,
      ),
    ]);
  });

  it('refuses an invalid version, and a version that is not the next one', () => {
    expectRefusal([], /^give one VERSION: node scripts\/prepare-release\.js VERSION/);
    expectRefusal(['v0.2.0'], /^VERSION "v0\.2\.0": must be X\.Y\.Z or X\.Y\.Z-PRERELEASE; did you mean 0\.2\.0\?\n$/);
    expectRefusal(['0.2'], /^VERSION "0\.2": .*; did you mean 0\.2\.0\?\n$/);
    expectRefusal(['minor'], /^VERSION "minor": must be X\.Y\.Z or X\.Y\.Z-PRERELEASE\n$/);
    expectRefusal(['0.2.0+1'], /^VERSION "0\.2\.0\+1": must be/);
    expectRefusal(['0.1.0-rc.1'], /^VERSION "0\.1\.0-rc\.1": is lower than 0\.1\.0/);
  });

  it('refuses a version that is already in the changelog or has a tag', () => {
    commit({ 'CHANGELOG.md': `${CHANGELOG}\n## [0.1.0] - 2026-12-01\n\n- All.\n` });
    git('tag', 'v0.2.0');
    expectRefusal(['0.1.0'], /^VERSION "0\.1\.0": is already in CHANGELOG\.md:9; next after 0\.1\.0 are 0\.1\.1/);
    expectRefusal(['0.2.0'], /^VERSION "0\.2\.0": the tag v0\.2\.0 exists already/);
  });

  it('refuses a changelog without entries for the new version', () => {
    commit({ 'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n### Added\n\n## [0.0.1] - 2026-12-01\n\n- All.\n' });
    expectRefusal(['0.2.0'], /^CHANGELOG\.md:3: nothing below/);
    commit({ 'CHANGELOG.md': '# Changelog\n' });
    expectRefusal(['0.2.0'], /^CHANGELOG\.md: has no heading "## \[Unreleased\]"/);
  });

  it('refuses a placeholder for the repository owner, also in documents', () => {
    commit({ 'docs/from-code.md': FILES['docs/from-code.md']!.replace('acme', 'YOUR-ORG') });
    expectRefusal(['0.2.0'], /^docs\/from-code\.md:1: YOUR-ORG/);
  });
});

/** Records what it is asked for, makes an empty tarball, and fails or has published what the environment says. */
const NPM = `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
const [command, ...args] = process.argv.slice(2);
const { ASKED, PUBLISHED = '', FAILS, PACKED = version, REGISTRY = 'E404' } = process.env;
appendFileSync(ASKED, [name, command, ...args.map((arg) => (arg.startsWith('/') ? basename(arg) : arg))].join(' ') + '\\n');
if (command === 'view') {
  const published = PUBLISHED.split(' ').includes(args[0]);
  const error = { code: REGISTRY, summary: 'the registry says ' + REGISTRY };
  console.log(JSON.stringify(published ? version : { error }));
  process.exit(published ? 0 : 1);
} else if (command === 'pack') {
  const filename = name + '-' + version + '.tgz';
  writeFileSync(join(args[args.indexOf('--pack-destination') + 1], filename), '');
  console.log(JSON.stringify([{ name, version: PACKED, filename }]));
} else if (command === 'publish') {
  readFileSync(args[0]);
  process.exit(name === FAILS ? 1 : 0);
}
`;

describeRelease('Publishing', () => {
  let standIn: string;
  const asked = () => (existsSync(join(standIn, 'asked')) ? readFileSync(join(standIn, 'asked'), 'utf8') : '');
  const publishings = () =>
    asked()
      .split('\n')
      .flatMap((line) => (/ publish (.*)$/.exec(line) ?? []).slice(1));

  function publish(args: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) {
    rmSync(join(standIn, 'asked'), { force: true });
    const PATH = `${standIn}${delimiter}${process.env.PATH}`;
    return script('publish.js', args, { ASKED: join(standIn, 'asked'), ...environment, PATH });
  }

  beforeEach(() => {
    standIn = newFolder();
    writeFileSync(join(standIn, 'npm'), NPM);
    chmodSync(join(standIn, 'npm'), 0o755);
    mkdirSync(join(checkout, 'node_modules'));
    git('tag', 'v0.1.0');
  });

  afterEach(() => rmSync(standIn, { recursive: true, force: true }));

  it('builds both packages, and then publishes both', () => {
    expect(publish()).toEqual({
      status: 0,
      stderr: '',
      stdout:
        'without provenance: npm needs an identity token of GitHub Actions or GitLab CI, and this is neither of them\n' +
        'cdktf-zencoder-s3@0.1.0: published\ncdktn-zencoder-s3@0.1.0: published\n',
    });
    expect(asked().trim().split('\n')).toEqual([
      'cdktf-zencoder-s3 view cdktf-zencoder-s3@0.1.0 version --json',
      'cdktf-zencoder-s3 view cdktn-zencoder-s3@0.1.0 version --json',
      'cdktf-zencoder-s3 pack --json --pack-destination cdktf-zencoder-s3',
      'cdktn-zencoder-s3 install --ignore-scripts --no-audit --no-fund --loglevel=error',
      'cdktn-zencoder-s3 pack --json --pack-destination cdktn-zencoder-s3',
      'cdktf-zencoder-s3 publish cdktf-zencoder-s3-0.1.0.tgz --access public',
      'cdktn-zencoder-s3 publish cdktn-zencoder-s3-0.1.0.tgz --access public',
    ]);
  });

  it('refuses a commit without the version tag, and the error names the tag', () => {
    commit({ 'lib/index.ts': 'later' });
    expect(publish()).toMatchObject({
      status: 1,
      stderr: 'HEAD: is not v0.1.0, the version of package.json; it has no tag; git checkout v0.1.0\n',
    });
    git('tag', '--delete', 'v0.1.0');
    git('tag', 'v0.0.9');
    expect(publish()).toMatchObject({
      status: 1,
      stderr:
        'HEAD: is not v0.1.0, the version of package.json; its tags are v0.0.9; ' +
        'git fetch --tags, or if it was never made: git tag v0.1.0\n',
    });
    expect(asked()).toBe('');
  });

  it('refuses uncommitted changes and missing dependencies', () => {
    writeFiles(checkout, { 'lib/index.ts': 'changed', 'lib/a.ts': '', 'lib/b.ts': '', 'lib/c.ts': '' });
    rmSync(join(checkout, 'node_modules'), { recursive: true });
    expect(publish().stderr.split('\n')).toEqual([
      'lib/index.ts, lib/a.ts, lib/b.ts, 1 more: not committed; commit, or run: git stash -u',
      'node_modules: missing, the build needs it; npm ci',
      '',
    ]);
    expect(asked()).toBe('');
  });

  it.each([
    [
      'GitHub Actions',
      { GITHUB_ACTIONS: 'true' },
      { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token' },
      /id-token: write/,
    ],
    ['GitLab CI', { GITLAB_CI: 'true' }, { SIGSTORE_ID_TOKEN: 'token' }, /SIGSTORE_ID_TOKEN/],
  ])(
    'adds the provenance if %s provides an identity token, and otherwise explains how to get one',
    (_, ci, token, help) => {
      expect(publish([], { ...ci, ...token })).toMatchObject({
        status: 0,
        stdout: 'cdktf-zencoder-s3@0.1.0: published\ncdktn-zencoder-s3@0.1.0: published\n',
      });
      expect(publishings()).toEqual([
        'cdktf-zencoder-s3-0.1.0.tgz --access public --provenance',
        'cdktn-zencoder-s3-0.1.0.tgz --access public --provenance',
      ]);
      const { stdout } = publish([], ci);
      expect(stdout.split('\n')[0]).toMatch(/^without provenance: this job has no identity token; give it /);
      expect(stdout.split('\n')[0]).toMatch(help);
      expect(publishings().join()).not.toContain('--provenance');
    },
  );

  it('can run again after a failure, and publishes the rest', () => {
    expect(publish([], { FAILS: 'cdktn-zencoder-s3' })).toMatchObject({
      status: 1,
      stderr: 'npm publish of cdktn-zencoder-s3: see the output of npm above; fix it and run this command again\n',
    });
    expect(publish([], { PUBLISHED: 'cdktf-zencoder-s3@0.1.0' }).stdout).toMatch(
      /^cdktf-zencoder-s3@0\.1\.0: already published, skipped\n(.*\n)cdktn-zencoder-s3@0\.1\.0: published\n$/,
    );
    expect(publishings()).toEqual(['cdktn-zencoder-s3-0.1.0.tgz --access public']);
    expect(publish([], { PUBLISHED: 'cdktf-zencoder-s3@0.1.0 cdktn-zencoder-s3@0.1.0' }).status).toBe(0);
    expect(asked()).not.toMatch(/ (pack|publish) /);
  });

  it('publishes nothing if the registry does not answer, or if a tarball has a different version', () => {
    expect(publish([], { REGISTRY: 'ECONNREFUSED' }).stderr).toBe(
      'npm view cdktf-zencoder-s3@0.1.0: the registry says ECONNREFUSED; nothing was published\n',
    );
    expect(publish([], { PACKED: '0.0.9' }).stderr).toBe(
      'cdktf-zencoder-s3-0.1.0.tgz: is cdktf-zencoder-s3@0.0.9, but must be cdktf-zencoder-s3@0.1.0\n',
    );
    expect(publishings()).toEqual([]);
  });

  it('does everything except publish in a dry run', () => {
    expect(publish(['--dry-run']).stdout).toMatch(/cdktn-zencoder-s3@0\.1\.0: would be published\n$/);
    expect(publishings()).toEqual([
      'cdktf-zencoder-s3-0.1.0.tgz --access public --dry-run',
      'cdktn-zencoder-s3-0.1.0.tgz --access public --dry-run',
    ]);
  });

  it('publishes a prerelease with the tag `next`', () => {
    commit({ 'package.json': MANIFEST.replace('"version": "0.1.0"', '"version": "0.2.0-rc.1"') });
    git('tag', 'v0.2.0-rc.1');
    expect(publish()).toMatchObject({ status: 0, stderr: '' });
    expect(publishings()[0]).toBe('cdktf-zencoder-s3-0.2.0-rc.1.tgz --access public --tag next');
  });
});

describeCheckout('The version of this repository', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

  it('is the version in the lock file', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
  });

  it('is the version of every `ref=v…` outside the tests', () => {
    const args = [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      '--',
      ':(exclude)__tests__',
      ':(exclude)CHANGELOG.md',
    ];
    const files = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0');
    const refs = files
      .filter((file) => /\.(md|tf|hcl|json|ya?ml|[jt]s)$/.test(file) && existsSync(join(ROOT, file)))
      .flatMap((file) =>
        [...readFileSync(join(ROOT, file), 'utf8').matchAll(/\bref=v(\d[\w.-]*)/g)].map(([, ref]) => `${file}: ${ref}`),
      );
    expect(refs.length).toBeGreaterThan(0);
    expect(refs.filter((ref) => !ref.endsWith(`: ${version}`))).toEqual([]);
  });

  it('is not before the newest version in the changelog', () => {
    const [, newest] = /^## \[(\d.*?)\]/m.exec(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')) ?? [];
    expect(newest === undefined ? 0 : semver.compare(newest, version)).toBeLessThanOrEqual(0);
  });
});
