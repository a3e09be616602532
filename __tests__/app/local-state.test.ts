import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { filesBelow } from '../support/run';
import { inFolderWith } from './folder';
import { type SynthOptions, synth, writtenFor } from './synthesized';

const YAML = 'stacks:\n  live:\n    buckets: { films: { grants: [{ role: input }] } }\n';
const NONE = YAML.replace('buckets', 'backend: none\n    buckets');
const STATE = JSON.stringify({ version: 4, lineage: 'l', resources: [{ type: 'aws_s3_bucket_policy' }] });
const DESTROYED = JSON.stringify({ version: 4, lineage: 'l', resources: [] });

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** The path of the state of the stack `live`, as Terraform resolves it from the folder of the stack. */
function stateOf(options: SynthOptions = {}): string {
  const { terraform } = JSON.parse(writtenFor('live', options)) as {
    terraform: { backend: { local: { path: string } } };
  };
  return resolve(options.output ?? 'cdktf.out', 'stacks', 'live', terraform.backend.local.path);
}

describe('A local state', () => {
  it.each(['cdktf.out', 'build', 'build/terraform', '../elsewhere', '../../far/away'])(
    'is in the folder in which the app runs, with the output in %s',
    (output) => {
      inFolderWith({ 'project/here/zencoder.yaml': YAML }, () => {
        process.chdir('project/here');
        expect(synth({ output })).toEqual({ exitCode: 0, errors: [] });
        expect(stateOf({ output })).toBe(resolve('terraform.live.tfstate'));
      });
    },
  );

  it('is in the folder in which the app runs, with the output in a linked folder', () => {
    inFolderWith({ 'project/zencoder.yaml': YAML, 'disk/a/b/c': '' }, () => {
      symlinkSync('../disk/a/b', 'project/out');
      process.chdir('project');
      synth({ output: 'out' });
      const { terraform } = JSON.parse(writtenFor('live', { output: 'out' })) as {
        terraform: { backend: { local: { path: string } } };
      };
      expect(resolve('../disk/a/b/stacks/live', terraform.backend.local.path)).toBe(resolve('terraform.live.tfstate'));
    });
  });

  it('is not shared by two projects with their output in one folder', () => {
    inFolderWith({ 'one/zencoder.yaml': YAML, 'two/zencoder.yaml': YAML, 'shared/x': '' }, () => {
      const [one, two] = ['one', 'two'].map((project) => {
        process.chdir(project);
        const options = { output: `../shared/${project}` };
        synth(options);
        const state = stateOf(options);
        process.chdir('..');
        return state;
      });
      expect(one).not.toBe(two);
    });
  });

  it.each([true, false])('has the same path in HCL and in JSON: %s', (hcl) => {
    inFolderWith({ 'zencoder.yaml': YAML }, () => {
      synth({ output: 'a/b', hcl });
      expect(writtenFor('live', { output: 'a/b', hcl })).toMatch(
        /"?path"?( =|:) "..\/..\/..\/..\/terraform.live.tfstate"/,
      );
    });
  });
});

describe('A state next to the output folder, where earlier versions wrote it,', () => {
  it('stops the app before it writes anything, with the command to move it', () => {
    inFolderWith({ 'zencoder.yaml': YAML, "it's/terraform.live.tfstate": STATE }, () => {
      const { exitCode, errors } = synth({ output: "it's/out" });
      expect(exitCode).toBe(1);
      expect(errors).toEqual([
        expect.stringContaining(
          "mv 'it'\\''s/terraform.live.tfstate' terraform.live.tfstate, then terraform init -reconfigure",
        ),
      ]);
      expect(Object.keys(filesBelow("it's/out"))).toEqual([]);
      renameSync("it's/terraform.live.tfstate", 'terraform.live.tfstate');
      expect(synth({ output: "it's/out" })).toEqual({ exitCode: 0, errors: [] });
    });
  });

  it.each([
    ['of another stack', { 'a/terraform.other.tfstate': STATE }, YAML],
    ['that was moved already', { 'a/terraform.live.tfstate': STATE, 'terraform.live.tfstate': STATE }, YAML],
    [
      'of a stack with a backend',
      { 'a/terraform.live.tfstate': STATE },
      YAML.replace('buckets', 'backend: { s3: {} }\n    buckets'),
    ],
    [
      'of a stack with a path for its state',
      { 'a/terraform.live.tfstate': STATE },
      YAML.replace('buckets', 'backend: { local: { path: x } }\n    buckets'),
    ],
    ['of a stack with the backend none', { 'a/terraform.live.tfstate': STATE }, NONE],
  ])('does not stop the app if it is the state %s', (_, files, yaml) => {
    inFolderWith({ ...files, 'zencoder.yaml': yaml, 'a/x': '' }, () => {
      expect(synth({ output: 'a/out' })).toEqual({ exitCode: 0, errors: [] });
    });
  });
});

const GONE = 'cdktf.out/stacks/gone';

describe('A state in the folder of a removed stack', () => {
  it.each([
    ['with the default name', 'terraform.tfstate', STATE, '1 resource'],
    ['of a workspace', 'terraform.tfstate.d/test/terraform.tfstate', STATE, '1 resource'],
    ['that an apply could not save', 'errored.tfstate', STATE, '1 resource'],
    ['under another name', 'state/live.json', STATE, '1 resource'],
    ['that is encrypted', 'terraform.tfstate', '{"encrypted_data":"x"}', 'unreadable content'],
    ['that is not JSON', 'terraform.tfstate', 'x', 'unreadable content'],
  ])('stops the app before it removes anything: a state %s', (_, name, text, content) => {
    const configuration = `${GONE}/cdk.tf.json`;
    inFolderWith({ 'zencoder.yaml': NONE, [`${GONE}/${name}`]: text, [configuration]: '{}' }, () => {
      const { exitCode, errors } = synth();
      expect(exitCode).toBe(1);
      expect(errors).toEqual([expect.stringMatching(`^${GONE}/${name}: is a state with ${content}`)]);
      expect(errors[0]).toContain(`mv ${GONE} cdktf.out/stacks/NEW-NAME`);
      expect(errors[0]).toContain(`terraform -chdir=${GONE} destroy`);
      expect(existsSync(configuration)).toBe(true);
      expect(existsSync('cdktf.out/stacks/live')).toBe(false);
    });
  });

  it.each([
    ['a state without resources', 'terraform.tfstate', DESTROYED],
    ['an empty state', 'terraform.tfstate', ''],
    ['the folder .terraform', '.terraform/terraform.tfstate', STATE],
    ['a backup', 'terraform.tfstate.backup', STATE],
    ['other JSON', 'package.json', '{"resources":[1]}'],
  ])('does not stop the app if it is not a state with resources: %s', (_, name, text) => {
    inFolderWith({ 'zencoder.yaml': NONE, [`${GONE}/${name}`]: text }, () => {
      expect(synth()).toEqual({ exitCode: 0, errors: [] });
    });
  });

  it('does not stop the app when the stack is in the file again, or the folder is renamed', () => {
    inFolderWith({ 'zencoder.yaml': NONE, [`${GONE}/terraform.tfstate`]: STATE }, () => {
      write({ 'zencoder.yaml': NONE.replace('live', 'gone') });
      expect(synth()).toEqual({ exitCode: 0, errors: [] });
      renameSync(GONE, join('cdktf.out', 'stacks', 'live'));
      write({ 'zencoder.yaml': NONE });
      expect(synth()).toEqual({ exitCode: 0, errors: [] });
      expect(existsSync('cdktf.out/stacks/live/terraform.tfstate')).toBe(true);
    });
  });
});

describe('The state of a stack that is not in the file', () => {
  const files = { 'zencoder.yaml': YAML, 'terraform.before.tfstate': STATE };

  it('causes a warning with the command that moves it, if a stack has no state', () => {
    inFolderWith(files, () => {
      const { exitCode, errors } = synth();
      expect(exitCode).toBe(0);
      expect(errors).toEqual([
        'terraform.before.tfstate: warning: is the state of stack "before" with 1 resource, but the file has no such stack, and there is no state of live. ' +
          'If the stack was renamed, move its state before you plan, or Terraform creates everything again: mv terraform.before.tfstate terraform.live.tfstate',
      ]);
      renameSync('terraform.before.tfstate', 'terraform.live.tfstate');
      expect(synth()).toEqual({ exitCode: 0, errors: [] });
    });
  });

  it('can be that of each stack without a state', () => {
    const two = `${YAML}  test:\n    buckets: { shorts: { grants: [{ role: input }] } }\n`;
    inFolderWith({ ...files, 'zencoder.yaml': two }, () => {
      expect(synth().errors).toEqual([
        expect.stringMatching(
          / there is no state of live, test\. .*: mv terraform\.before\.tfstate terraform\.NEW-NAME\.tfstate$/,
        ),
      ]);
    });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['each stack has a state', { 'terraform.live.tfstate': STATE }],
    ['it has no resources', { 'terraform.before.tfstate': DESTROYED }],
    ['it is a folder', { 'terraform.before.tfstate/x': '' }],
    ['the stack has a backend', { 'zencoder.yaml': YAML.replace('buckets', 'backend: { s3: {} }\n    buckets') }],
  ])('causes no warning if %s', (_, more) => {
    const { 'terraform.before.tfstate': state, ...others } = files;
    const isFolder = 'terraform.before.tfstate/x' in more;
    inFolderWith({ ...others, ...(isFolder ? {} : { 'terraform.before.tfstate': state }), ...more }, () => {
      expect(synth()).toEqual({ exitCode: 0, errors: [] });
    });
  });
});
