import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { filesBelow, ROOT, runProgram } from './support/run';
import { reportSkipped } from './support/skipped';
import { newFolder, writeFiles } from './support/workspace';

const WANTED = process.env.ZENCODER_TEST_PACKAGE === '1';
if (!WANTED) {
  reportSkipped(
    'the package is not installed as another repository would; npm run test:package does it, from the npm registry',
  );
}

const OWN = require(join(ROOT, 'package.json'));
const MINUTES = 60_000;

/** A folder outside of this repository, in which nothing resolves that was not installed there. */
let elsewhere: string;
let tarball: string;
let project: string;

function npm(cwd: string, ...args: string[]): string {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  return execFileSync('npm', [...args, ...quiet], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function node(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** The tools of this repository, on what is not of it. */
function tool(cwd: string, name: string, ...args: string[]) {
  const env = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0] };
  const program = join(ROOT, 'node_modules', '.bin', name);
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8', env });
  return { status, said: `${stdout}${stderr}` };
}

/** The program in the README that is complete. */
function readmeProgram(): string {
  const blocks = readFileSync(join(ROOT, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms);
  const [program, ...others] = [...blocks].map(([, code]) => code!).filter((code) => code.includes('app.synth()'));
  expect(others).toEqual([]);
  return program!;
}

(WANTED ? describe : describe.skip)('The package, packed and installed by npm', () => {
  beforeAll(() => {
    elsewhere = newFolder();
    const [packed] = JSON.parse(npm(ROOT, 'pack', '--json', '--pack-destination', elsewhere));
    tarball = join(elsewhere, packed.filename);
    project = join(elsewhere, 'project');
    writeFiles(join(elsewhere, 'alone'), { 'package.json': '{ "private": true }' });
    npm(join(elsewhere, 'alone'), 'install', '--omit=peer', tarball);
    const command = join('node_modules', OWN.name, OWN.bin['zencoder-s3']);
    const made = node(join(elsewhere, 'alone'), command, 'init', project);
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
    const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
    manifest.dependencies[OWN.name] = `file:${tarball}`;
    writeFiles(project, { 'package.json': JSON.stringify(manifest) });
    npm(project, 'install', '--omit=dev');
  }, 10 * MINUTES);

  afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

  it('has at most 360 kB, two libraries, and no script that npm runs where it is installed', () => {
    const installed = JSON.parse(readFileSync(join(project, 'node_modules', OWN.name, 'package.json'), 'utf8'));
    expect(readFileSync(tarball).length).toBeLessThanOrEqual(360_000);
    expect(Object.keys(installed.dependencies)).toHaveLength(2);
    expect(Object.keys(installed.scripts)).not.toEqual(expect.arrayContaining([expect.stringMatching(/install$/)]));
  });

  it('has at most 135 kB of page, documents and schemas', () => {
    const installed = join(project, 'node_modules', OWN.name);
    const page = readdirSync(join(installed, 'page', 'dist')).map((name) => join('page', 'dist', name));
    expect(page).toHaveLength(6);
    const schemas = readdirSync(join(installed, 'schemas')).map((name) => join('schemas', name));
    expect(schemas.length).toBeGreaterThan(0);
    const files = [...page, ...schemas, 'README.md', 'CHANGELOG.md', 'zencoder.schema.json'];
    const together = Buffer.concat(files.map((name) => readFileSync(join(installed, name))));
    expect(gzipSync(together, { level: 9 }).length).toBeLessThanOrEqual(135_000);
  });

  it('has Markdown with links only to files of the package and to URLs', () => {
    const installed = join(project, 'node_modules', OWN.name);
    const documents = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.md$/.test(name),
    );
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md']));
    const nowhere = documents.flatMap((name) =>
      [...readFileSync(join(installed, name), 'utf8').matchAll(/\]\((?![a-z]+:|#)([^)#\s]+)/g)].flatMap(([, target]) =>
        existsSync(join(installed, dirname(name), target!)) ? [] : [`${name}: ${target}`],
      ),
    );
    expect(nowhere).toEqual([]);
  });

  it('has class names in stack traces, although its code is minified', () => {
    const program = `console.log(Object.entries(require('${OWN.name}')).filter(([name, of]) => of.name !== undefined && of.name !== name))`;
    expect(node(project, '-e', program)).toEqual({ status: 0, stdout: '[]\n', stderr: '' });
    const thrown = `new (require('${OWN.name}').ZencoderBucketAccess)(new (require('cdktf').App)(), 'films', { bucket: '?', grants: [] })`;
    expect(node(project, '-e', thrown).stderr).toContain('at new ZencoderBucketAccess (');
  });

  it('has a command that does not load the framework', () => {
    const args = ['policy', '--bucket', 'films', '--role', 'input', '--prefix', 'in/', '--compact'];
    const { status, stdout } = node(join(elsewhere, 'alone'), join('node_modules', '.bin', 'zencoder-s3'), ...args);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).Statement).toHaveLength(2);
    expect(readdirSync(join(elsewhere, 'alone', 'node_modules'))).not.toContain('constructs');
  });

  it('synthesizes the project that `init` writes', () => {
    expect(execFileSync('npm', ['run', '--silent', 'synth'], { cwd: project, encoding: 'utf8' })).toMatch(
      /^media: 1 bucket/,
    );
    const { aws_s3_bucket_policy: policies } = JSON.parse(
      filesBelow(project, 'cdktf.out')['cdktf.out/stacks/media/cdk.tf.json']!,
    ).resource;
    expect(JSON.parse(policies['acme-media'].policy).Statement).toHaveLength(3);
  });

  it('runs the program in the README, with the same output as the source', () => {
    const program = readmeProgram();
    writeFiles(project, { 'program.ts': program });
    const types = [
      '--types',
      'node',
      '--typeRoots',
      join(ROOT, 'node_modules', '@types'),
      '--skipLibCheck',
      '--strict',
    ];
    const options = ['--target', 'es2022', '--module', 'node16', '--outDir', 'built', ...types];
    expect(tool(project, 'tsc', ...options, 'program.ts')).toEqual({ status: 0, said: '' });
    expect(node(project, 'built/program.js')).toMatchObject({ status: 0, stderr: '' });

    writeFiles(ROOT, { '.build/readme/program.ts': program });
    const ofSource = join(elsewhere, 'source');
    mkdirSync(ofSource);
    expect(runProgram('.build/readme/program.ts', ofSource)).toMatchObject({ status: 0, stderr: '' });
    const written = filesBelow(ofSource, 'cdktf.out');
    const names = Object.keys(written).filter((name) => name.endsWith('cdk.tf.json'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      // The state lies beside the program.
      expect(readFileSync(join(project, name), 'utf8').replaceAll(project, ofSource)).toBe(written[name]);
    }
  });

  it.each([
    ['node16', 'node16'],
    ['es2022', 'bundler'],
    ['commonjs', 'node10'],
  ])('has types for every entry, under module %s and moduleResolution %s', (module, moduleResolution) => {
    const code = `
      import { ZencoderRole, type ZencoderBucketAccessProps } from '${OWN.name}';
      import { ZencoderPolicyDocument } from '${OWN.name}/core';
      import { ZencoderApp } from '${OWN.name}/app';
      const props: ZencoderBucketAccessProps = { bucket: 'films', grants: [{ role: ZencoderRole.INPUT }] };
      new ZencoderPolicyDocument(props).toJson();
      ZencoderApp.run('zencoder.yaml');
      // @ts-expect-error a number is no bucket
      new ZencoderPolicyDocument({ bucket: 1 });
    `;
    writeFiles(project, { 'types.ts': code });
    const options = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--target',
      'es2022',
      '--typeRoots',
      'none',
      '--module',
      module,
    ];
    expect(tool(project, 'tsc', ...options, '--moduleResolution', moduleResolution, 'types.ts')).toEqual({
      status: 0,
      said: '',
    });
  });

  it('can be required from CommonJS, with every entry', () => {
    const entries = ['', '/core', '/app'].map((entry) => `Object.keys(require('${OWN.name}${entry}')).length > 0`);
    expect(node(project, '-p', entries.join(' && '))).toMatchObject({ status: 0, stdout: 'true\n' });
  });

  it('has an entry core that can be bundled for a browser, without other packages and without Node.js', () => {
    const { metafile } = buildSync({
      stdin: { contents: `export * from '${OWN.name}/core';`, resolveDir: join(elsewhere, 'alone') },
      bundle: true,
      write: false,
      metafile: true,
      platform: 'browser',
    });
    const files = Object.keys(metafile.inputs).filter((file) => file !== '<stdin>');
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !file.includes(`/node_modules/${OWN.name}/dist/`))).toEqual([]);
  });

  it('is a jsii module: a construct on top of it compiles with jsii', () => {
    const house = join(project, 'node_modules', 'house-construct');
    const { author, repository, license, jsii, peerDependencies: peers } = OWN;
    const needed = {
      [OWN.name]: OWN.version,
      ...Object.fromEntries(Object.entries(peers).filter(([name]) => !name.startsWith('@aws-sdk'))),
    };
    writeFiles(house, {
      'package.json': JSON.stringify({
        ...{ name: 'house-construct', version: '1.0.0', description: 'A house construct', author, repository, license },
        ...{
          main: 'index.js',
          types: 'index.d.ts',
          peerDependencies: needed,
          jsii: { outdir: 'out', targets: jsii.targets },
        },
      }),
      'README.md': '# A house construct',
      'index.ts': `
        import { ZencoderBucketAccess, ZencoderRole } from '${OWN.name}';
        import type { Construct } from 'constructs';

        /** Lets Zencoder read the masters of a team. */
        export class Masters extends ZencoderBucketAccess {
          public constructor(scope: Construct, id: string, bucket: string) {
            super(scope, id, { bucket, grants: [{ role: ZencoderRole.INPUT }], requireTls: true });
          }
        }`,
    });
    const { status, said } = tool(house, 'jsii', '--silence-warnings=metadata/missing-dev-dependency');
    expect({ status, said }).toMatchObject({ status: 0 });
    const { types } = JSON.parse(readFileSync(join(house, '.jsii'), 'utf8'));
    expect(types['house-construct.Masters'].base).toBe(`${OWN.name}.ZencoderBucketAccess`);
  });
});
