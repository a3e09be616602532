import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withMissingMembers } from '../../lib/cli/input/existing-files';
import type { PackageManifest } from '../../lib/cli/input/own-package';
import { projectFiles } from '../../lib/cli/input/project-files';
import { PendingFiles } from '../../lib/files/pending-files';
import { readConfig } from '../../lib/files/read-config';
import { calledHere, calledIn } from '../support/cli';
import { filesBelow, ROOT, runProgram } from '../support/run';

const OWN = require(join(ROOT, 'package.json')) as PackageManifest & {
  readonly exports: Readonly<Record<string, unknown>>;
};
const NAMES = ['.gitignore', 'cdktf.json', 'main.js', 'package.json', 'zencoder.yaml'];

describe('init writes a project', () => {
  test('into a new folder, and prints the next steps', () =>
    calledIn({}, ['init', 'films of/ours'], ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(Object.keys(filesBelow('films of/ours')).sort()).toEqual(NAMES);
      expect(stdout).toBe(`wrote films of/ours/zencoder.yaml
wrote films of/ours/main.js
wrote films of/ours/package.json
wrote films of/ours/cdktf.json
wrote films of/ours/.gitignore
Next:
  1. cd 'films of/ours' && npm install
  2. write the name and the region of your bucket into zencoder.yaml
  3. npx cdktf-zencoder-s3 preflight (shows which statements of the current bucket policy a deploy would remove)
  4. if it shows statements: npx cdktf-zencoder-s3 adopt BUCKET --stack media (writes them into the file, so that they are kept)
  5. npm run synth
  6. npm run diff
  7. npm run deploy
`);
    }));

  test('into the working directory, next to other files', () =>
    calledIn({ 'README.md': '# Ours\n' }, ['init', '--bucket', 'films'], ({ exitCode, stdout }) => {
      expect(exitCode).toBe(0);
      expect(Object.keys(filesBelow('.')).sort()).toEqual([...NAMES, 'README.md'].sort());
      expect(stdout).toContain('wrote zencoder.yaml\n');
      expect(stdout).toContain('  1. npm install\n  2. write the region of your bucket into zencoder.yaml\n');
    }));

  test('with the same bytes in every folder', () =>
    calledIn({}, ['init', 'a'], async () => {
      await calledHere(['init', 'b/c']);
      expect(filesBelow('b/c')).toEqual(filesBelow('a'));
    }));

  test('with a comment that says why explain warns, and how to end that', () =>
    calledIn({}, ['init'], async () => {
      const before = await calledHere(['explain']);
      expect(before.stderr).toMatch(/^zencoder-s3: warning: .* without an end date; to set one, use expires\n$/);
      const text = readFileSync('zencoder.yaml', 'utf8');
      const [endless] = /^ {10}- .*out\/.*\n/m.exec(text)!;
      const [ending] = / {10}# - \{ role: output.*expires.*\n/.exec(text)!;
      writeFileSync('zencoder.yaml', text.replace(ending, '').replace(endless, ending.replace('# ', '')));
      expect((await calledHere(['explain'])).stderr).toBe('');
    }));

  test.each(['films', 'a.b-c', '123456', '1e5', '0x10', 'null', 'true', '2026-06-01'])(
    'with the bucket %s in the region of --region, and nothing left to fill in',
    (bucket) =>
      calledIn({}, ['init', '--bucket', bucket, '--region', 'us-east-1'], ({ exitCode, stdout }) => {
        expect(exitCode).toBe(0);
        const { config, warnings } = readConfig('zencoder.yaml');
        expect(warnings).toEqual([]);
        expect(config.stacks).toMatchObject({ media: { region: 'us-east-1', buckets: { [bucket]: {} } } });
        expect(Object.keys(config.stacks.media!.buckets!)).toEqual([bucket]);
        expect(stdout).not.toContain('write the ');
      }),
  );

  test('with an older bucket name in us-east-1 only, and a warning', () =>
    calledIn({}, ['init', '--bucket', 'Old_Films'], ({ exitCode, stdout, stderr }) => {
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(/^zencoder-s3: warning: --bucket: "Old_Films" is a valid name only for [^\n]*\n$/);
      expect(readConfig('zencoder.yaml').config.stacks).toMatchObject({
        media: { region: 'us-east-1', buckets: { Old_Films: {} } },
      });
      expect(stdout).not.toContain('write the ');
    }));

  test('and lists the files as JSON', () =>
    calledIn({}, ['init', 'x', '--json'], ({ exitCode, stdout }) => {
      expect(exitCode).toBe(0);
      const { written, ...more } = JSON.parse(stdout) as { written: string[] };
      expect(more).toEqual({});
      expect([...written].sort()).toEqual(NAMES.map((name) => `x/${name}`));
    }));
});

describe('The project that init writes', () => {
  test('is accepted by the app without a warning', () =>
    calledIn({}, ['init'], () => {
      expect(runProgram('main.ts', process.cwd())).toEqual({
        status: 0,
        stdout: 'media: 1 bucket, cdktf.out/stacks/media/cdk.tf.json\n',
        stderr: '',
      });
    }));

  test('is accepted with the account and the backend in its comments', () =>
    calledIn({}, ['init'], () => {
      const yaml = readFileSync('zencoder.yaml', 'utf8');
      expect(readConfig('zencoder.yaml').config.stacks.media).not.toHaveProperty('provider');
      writeFileSync('zencoder.yaml', yaml.replace(/^( +)# (?=(provider|backend): )/gm, '$1'));
      const { config, warnings } = readConfig('zencoder.yaml');
      expect(warnings).toEqual([]);
      expect(config.stacks.media).toMatchObject({
        provider: { allowedAccountIds: ['111122223333'] },
        backend: { s3: { key: 'media.tfstate', region: 'eu-west-1' } },
      });
    }));

  test.each([
    ['zencoder.yaml', {}],
    ['other.yaml', { ZENCODER_CONFIG: 'other.yaml' }],
  ])('runs the app of this package on %s', (file, environment) =>
    calledIn({}, ['init'], () => {
      const stand = `node_modules/${OWN.name}`;
      mkdirSync(stand, { recursive: true });
      writeFileSync(`${stand}/app.js`, 'exports.ZencoderApp = { run: console.log };');
      const { app } = JSON.parse(filesBelow('.')['cdktf.json']!) as { app: string };
      const { stdout } = spawnSync('bash', ['-c', app], {
        encoding: 'utf8',
        env: { PATH: process.env.PATH, ...environment },
      });
      expect(stdout).toBe(`${file}\n`);
    }),
  );

  test('depends on this package, the required versions of its peers, and the CLI of the framework', () => {
    const manifest = JSON.parse(projectFiles(OWN, { bucket: 'films', region: 'eu-west-1' })['package.json']!);
    expect(manifest).toMatchObject({
      private: true,
      dependencies: { ...OWN.peerDependencies, [OWN.name]: `^${OWN.version}` },
      devDependencies: { 'cdktf-cli': OWN.peerDependencies.cdktf },
      engines: OWN.engines,
    });
    expect(Object.keys(manifest.dependencies)).toEqual(Object.keys(manifest.dependencies).sort());
    expect(manifest).not.toHaveProperty('name');
  });

  test('refers to a schema that is in this package', () => {
    const text = projectFiles(OWN, { bucket: 'films', region: 'eu-west-1' })['zencoder.yaml']!;
    const [, path] = /^# yaml-language-server: \$schema=\.\/node_modules\/(\S+)\n/.exec(text)!;
    expect(path).toBe(`${OWN.name}/zencoder.schema.json`);
    expect(Object.keys(OWN.exports)).toContain('./zencoder.schema.json');
  });

  test('uses CDK Terrain if this package does', () => {
    const own = {
      name: 'cdktn-zencoder-s3',
      version: '2.0.0',
      engines: { node: '>=22' },
      peerDependencies: { '@cdktn/provider-aws': '^30.0.0', constructs: '^10.4.2', cdktn: '^0.24.0' },
    };
    const files = projectFiles(own, { bucket: 'films', region: 'eu-west-1' });
    const { scripts, dependencies, devDependencies } = JSON.parse(files['package.json']!);
    expect({ scripts, dependencies, devDependencies }).toEqual({
      scripts: { synth: 'node main.js', diff: 'cdktn diff', deploy: 'cdktn deploy' },
      dependencies: { ...own.peerDependencies, 'cdktn-zencoder-s3': '^2.0.0' },
      devDependencies: { 'cdktn-cli': '^0.24.0' },
    });
    expect(files['main.js']).toContain("require('cdktn-zencoder-s3/app')");
    expect(files['zencoder.yaml']).toContain('node_modules/cdktn-zencoder-s3/');
    expect(JSON.parse(files['cdktf.json']!).output).toBe('cdktf.out');
  });
});

const ADDED_TO = ['.gitignore', 'package.json'];
const NEEDED = projectFiles(OWN, { bucket: 'films', region: 'eu-west-1' });
const MANIFEST = JSON.parse(NEEDED['package.json']!) as Record<'scripts' | 'dependencies' | 'devDependencies', object>;

describe('init adds to an existing folder', () => {
  const MANIFESTS: [title: string, text: string, start: string, kept?: string][] = [
    ['an empty object', '{}', '{\n  "scripts": {\n    "synth": "node main.js",\n'],
    ['an empty object on lines', '{\n}\n', '{\n  "scripts": {\n    "synth": "node main.js",\n'],
    ['a name', '{\n  "name": "films"\n}\n', '{\n  "name": "films",\n  "scripts": {\n    "synth": "node main.js",\n'],
    ['tabs', '{\n\t"name": "films"\n}\n', '{\n\t"name": "films",\n\t"scripts": {\n\t\t"synth": "node main.js",\n'],
    ['four spaces', '{\n    "name": "films"\n}', '{\n    "name": "films",\n    "scripts": {\n        "synth": '],
    [
      'lines of Windows',
      '{\r\n  "name": "films"\r\n}\r\n',
      '{\r\n  "name": "films",\r\n  "scripts": {\r\n    "synth": ',
    ],
    [
      'one line',
      '{"name":"films","files":["a"]}',
      '{"name":"films","files":["a"], "scripts": {"synth":"node main.js",',
    ],
    [
      'scripts',
      '{\n  "scripts": {\n    "test": "jest"\n  },\n  "files": ["a", "b"]\n}\n',
      '{\n  "scripts": {\n    "test": "jest",\n    "synth": "node main.js",\n',
    ],
    ['empty scripts', '{\n  "scripts": {},\n  "a": 1\n}\n', '{\n  "scripts": {\n    "synth": "node main.js",\n'],
    ['a brace within a text', '{\n  "name": "}\\"{"\n}\n', '{\n  "name": "}\\"{",\n  "scripts": {\n'],
    [
      'a script of that name',
      '{\n  "scripts": {\n    "synth": "make"\n  }\n}\n',
      '{\n  "scripts": {\n    "synth": "make",\n    "diff"',
      'synth',
    ],
    [
      'a dependency of that name',
      '{\n  "devDependencies": {\n    "cdktf": "0.21.0"\n  }\n}\n',
      '{\n  "devDependencies": {\n    "cdktf": "0.21.0",\n    "cdktf-cli"',
    ],
    [
      'names of JavaScript',
      '{\n  "scripts": {\n    "constructor": "a"\n  }\n}\n',
      '{\n  "scripts": {\n    "constructor": "a",\n    "synth"',
    ],
  ];

  test.each(MANIFESTS)(
    'the missing scripts and packages of a package.json, in its style: %s',
    (_, ...[text, start, kept]) =>
      calledIn({ 'package.json': text }, ['init', '--json'], async ({ exitCode, stdout, stderr }) => {
        const { written, changed } = JSON.parse(stdout) as { written: string[]; changed: string[] };
        expect({ exitCode, changed }).toEqual({ exitCode: 0, changed: ['package.json'] });
        expect([...written].sort()).toEqual(NAMES.filter((name) => name !== 'package.json'));
        const result = filesBelow('.')['package.json']!;
        expect(result.slice(0, start.length)).toBe(start);
        expect(result.replace(/\r\n/g, '').includes('\r')).toBe(false);
        const [had, has] = [text, result].map((json) => JSON.parse(json) as Record<string, object>);
        expect(has).toMatchObject(had!);
        expect(has!.scripts).toEqual({ ...MANIFEST.scripts, ...had!.scripts });
        const packages = (of: Record<string, object>) => ({ ...of.dependencies, ...of.devDependencies });
        expect(packages(has!)).toEqual({ ...packages(MANIFEST), ...packages(had!) });
        expect(stderr).toBe(
          kept === undefined
            ? ''
            : `zencoder-s3: package.json already has a script "${kept}", which was kept; to synthesize, run "node main.js"\n`,
        );
        expect(withMissingMembers(result, MANIFEST as never).text).toBe(result);
      }),
  );

  test.each<[title: string, text: string, expected: string]>([
    ['nothing', '', NEEDED['.gitignore']!],
    ['other lines', '*.log\n', `*.log\n${NEEDED['.gitignore']}`],
    ['no final newline', '*.log', `*.log\n${NEEDED['.gitignore']}`],
    [
      'some of the lines',
      'node_modules/\n*.tfstate\n',
      'node_modules/\n*.tfstate\ncdktf.out/\n*.tfstate.*\n.terraform/\n',
    ],
    [
      'some in other words',
      '/node_modules\ncdktf.out\n',
      '/node_modules\ncdktf.out\n*.tfstate\n*.tfstate.*\n.terraform/\n',
    ],
    ['Windows line endings', '*.log\r\n', `*.log\r\n${NEEDED['.gitignore']!.replace(/\n/g, '\r\n')}`],
  ])('the missing lines of a .gitignore with %s', (_, text, expected) =>
    calledIn({ '.gitignore': text }, ['init'], ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain('updated .gitignore\n');
      expect(filesBelow('.')['.gitignore']).toBe(expected);
    }),
  );

  test('nothing if nothing is missing', () =>
    calledIn(
      { '.gitignore': NEEDED['.gitignore']!, 'package.json': NEEDED['package.json']! },
      ['init', '--json'],
      ({ exitCode, stdout }) => {
        const { written, ...more } = JSON.parse(stdout) as { written: string[] };
        expect({ exitCode, more }).toEqual({ exitCode: 0, more: {} });
        expect([...written].sort()).toEqual(NAMES.filter((name) => !ADDED_TO.includes(name)));
      },
    ));

  test('a folder whose name starts with a hyphen, with a cd command that works', () =>
    calledIn({}, ['init', '--', '-films'], ({ exitCode, stdout }) => {
      expect(exitCode).toBe(0);
      expect(stdout).toContain('  1. cd ./-films && npm install\n');
      expect(Object.keys(filesBelow('-films')).sort()).toEqual(NAMES);
    }));
});

describe('init writes nothing', () => {
  test('if files of the project exist, and names each of them', () =>
    calledIn({ 'x/main.js': '', 'x/cdktf.json': '{}', 'x/package.json': '{}' }, ['init', 'x'], (outcome) => {
      expect(outcome).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: `zencoder-s3: x/main.js already exists; move it, or choose another folder
zencoder-s3: x/cdktf.json already exists; move it, or choose another folder
`,
      });
      expect(filesBelow('.')).toEqual({ 'x/main.js': '', 'x/cdktf.json': '{}', 'x/package.json': '{}' });
    }));

  test.each<[why: string, text: string, line: RegExp]>([
    ['invalid JSON', '{ "name": ', /^package\.json: is not JSON: a value is missing; correct it/],
    [
      'a duplicate member',
      '{ "a": 1, "a": 2 }',
      /^package\.json: is not JSON: a name is given twice in the same object/,
    ],
    ['a list', '[]', /^package\.json: is not a JSON object; correct it, or choose another folder$/],
    ['scripts that are a list', '{ "scripts": [] }', /^package\.json: has no object in scripts; correct it/],
    ['dependencies that are null', '{ "dependencies": null }', /^package\.json: has no object in dependencies/],
  ])('if the existing package.json has %s', (_, text, line) =>
    calledIn({ 'package.json': text }, ['init'], ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr.replace('zencoder-s3: ', '').trimEnd()).toMatch(line);
      expect(filesBelow('.')).toEqual({ 'package.json': text });
    }),
  );

  test('for an empty folder name', () =>
    calledIn({}, ['init', ''], ({ exitCode, stderr }) => {
      expect({ exitCode, stderr }).toEqual({
        exitCode: 2,
        stderr: 'zencoder-s3: the folder name is empty; give a name, or leave it out for the current folder\n',
      });
    }));

  test('if the folder name is too long', () =>
    calledIn({}, ['init', 'x'.repeat(300)], ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
      expect(stderr).toMatch(/^zencoder-s3: cannot write a project to x+ \(ENAMETOOLONG\); choose another folder\n$/);
    }));

  test('a second time', () =>
    calledIn({}, ['init', 'x'], async () => {
      const before = filesBelow('x');
      const { exitCode, stderr } = await calledHere(['init', 'x', '--bucket', 'films']);
      expect({ exitCode, lines: stderr.trimEnd().split('\n').length }).toEqual({
        exitCode: 1,
        lines: NAMES.length - ADDED_TO.length,
      });
      expect(filesBelow('x')).toEqual(before);
    }));

  test('in place of a broken link', () =>
    calledIn({}, ['init', '--help'], async () => {
      symlinkSync('/nowhere/at/all', 'cdktf.json');
      const { exitCode, stderr } = await calledHere(['init']);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 1,
        stderr: expect.stringContaining('cdktf.json already exists'),
      });
      expect(readdirSync('.')).toEqual(['cdktf.json']);
    }));

  test('if a file has the path of the folder', () =>
    calledIn({ films: '' }, ['init', 'films/x'], ({ exitCode, stderr }) => {
      const line = 'cannot write a project to films/x (a part of the path is a file); choose another folder';
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `zencoder-s3: ${line}\n` });
    }));

  test('if the disk is full, and removes what it has written', async () => {
    const { create } = PendingFiles.prototype;
    const full = jest.spyOn(PendingFiles.prototype, 'create').mockImplementation(function (
      this: PendingFiles,
      file,
      text,
    ) {
      if (file.endsWith('package.json')) {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      }
      create.call(this, file, text);
    });
    await calledIn({ 'README.md': '' }, ['init', 'x/y'], ({ exitCode, stderr }) => {
      const line = 'cannot write a project to x/y (ENOSPC); choose another folder';
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: `zencoder-s3: ${line}\n` });
      expect(readdirSync('.')).toEqual(['README.md']);
    });
    full.mockRestore();
  });

  test.each([
    [
      ['--bucket', 'films.'],
      '--bucket: "films." is not a bucket name: the name must begin and end with a letter or a digit',
    ],
    [
      ['--bucket', 'Films', '--region', 'eu-west-1'],
      '--bucket: "Films" is not a bucket name: S3 accepts lower case only, as in "films"; only a bucket created in us-east-1 before March 2018 can have such a name',
    ],
    [['--region', 'eu-wset-1'], '--region: "eu-wset-1" is not a region of AWS; did you mean "eu-west-1"?'],
    [['a', 'b'], "too many arguments for 'init'; Expected 1 argument but got 2; see zencoder-s3 init --help"],
  ])('for %j', (args, line) =>
    calledIn({}, ['init', ...args], ({ exitCode, stdout, stderr }) => {
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 2, stdout: '', stderr: `zencoder-s3: ${line}\n` });
      expect(readdirSync('.')).toEqual([]);
    }),
  );
});
