import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ROOT } from '../support/run';
import { titled } from '../support/titles';

/** A folder in the repository, so that its packages are found. */
const FOLDER = join(ROOT, '.build', `modules-${process.pid}`);
const PROGRAM = join(FOLDER, 'main.js');
const HOOK = join(FOLDER, 'hook.js');

/** Logs every module that is loaded to a file. */
const HOOK_TEXT = `
const { Module } = require('node:module');
const load = Module._load;
const names = new Set();
Module._load = function (name, ...rest) {
  names.add(name);
  return load.call(this, name, ...rest);
};
process.on('exit', () => require('node:fs').writeSync(3, JSON.stringify([...names])));
`;

/** The direct dependencies that a call of the command loads. */
function packagesOf(args: readonly string[]): string[] {
  const { output } = spawnSync(process.execPath, ['--require', HOOK, PROGRAM, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const names = JSON.parse(output[3]!) as string[];
  return names
    .filter((name) => !/^(node:|\.|\/)/.test(name) && !builtinModules.includes(name))
    .map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
    .filter((name, index, all) => all.indexOf(name) === index)
    .sort();
}

describe('The packages that a command of zencoder-s3 loads', () => {
  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(HOOK, HOOK_TEXT);
    buildSync({
      entryPoints: [join(ROOT, 'lib', 'cli', 'main.ts')],
      outfile: PROGRAM,
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: 'node20',
    });
  });
  afterAll(() => rmSync(FOLDER, { recursive: true }));

  it.each(
    titled([
      [['--help']],
      [['url', 's3+eu-central-1://films/a.mp4']],
      [['init', join(FOLDER, 'project')]],
      [['policy', '--bucket', 'films', '--role', 'input']],
      [['policy', '--bucket', 'acme-masters', '--role', 'input', '--other-statements', 'policies/acme-masters.json']],
    ]),
  )('are only the argument parser for %s', (_, args) => {
    expect(packagesOf(args)).toEqual(['commander']);
  });

  it.each(
    titled([
      [['policy', 'acme-masters']],
      [['explain']],
      [['explain', '--markdown']],
      [['explain', '--against', 'examples/one-bucket/zencoder.yaml', '--json']],
    ]),
  )('are those that read the file for %s, without CDKTF and the AWS SDK', (_, args) => {
    const packages = packagesOf(args);
    expect(packages).toEqual(expect.arrayContaining(['commander', 'yaml']));
    expect(packages.filter((name) => /cdktf|constructs|^@(aws-sdk|smithy)/.test(name))).toEqual([]);
  });
});
