import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { removeStaleConfigurations } from '../../lib/app/app';
import { filesBelow } from '../support/run';
import { type Files, inFolderWith } from '../support/workspace';

/** The files that remain before the stacks `live` and `test` are written. */
function leftOf(files: Files, hcl: boolean): string[] {
  return inFolderWith(files, () => {
    removeStaleConfigurations('cdktf.out', ['live', 'test'], hcl);
    return Object.keys(filesBelow('.')).sort();
  });
}

const BOTH = {
  'cdktf.out/stacks/live/cdk.tf': '',
  'cdktf.out/stacks/live/cdk.tf.json': '{}',
  'cdktf.out/stacks/test/cdk.tf': '',
  'cdktf.out/stacks/test/cdk.tf.json': '{}',
};

describe('Before the stacks are written', () => {
  it('HCL configurations are removed if the output is JSON', () => {
    expect(leftOf(BOTH, false)).toEqual(['cdktf.out/stacks/live/cdk.tf.json', 'cdktf.out/stacks/test/cdk.tf.json']);
  });

  it('JSON configurations are removed if the output is HCL', () => {
    expect(leftOf(BOTH, true)).toEqual(['cdktf.out/stacks/live/cdk.tf', 'cdktf.out/stacks/test/cdk.tf']);
  });

  it.each([false, true])('both configurations of a removed stack are removed, with HCL output: %s', (hcl) => {
    const files = { 'cdktf.out/stacks/gone/cdk.tf': '', 'cdktf.out/stacks/gone/cdk.tf.json': '{}' };
    expect(leftOf(files, hcl)).toEqual([]);
  });

  it('the state, the lock file and all other files stay, also those of a removed stack', () => {
    const files = Object.fromEntries(
      ['live', 'gone'].flatMap((stack) =>
        ['.terraform.lock.hcl', '.terraform/modules/modules.json', 'terraform.tfstate', 'own.tf', 'cdk.tf.bak'].map(
          (name) => [`cdktf.out/stacks/${stack}/${name}`, name],
        ),
      ),
    );
    const others = { 'cdktf.out/manifest.json': '{}', 'cdktf.out/cdk.tf': '', 'cdk.tf.json': '{}' };
    const all = { ...files, ...others };
    expect(leftOf({ ...all, 'cdktf.out/stacks/gone/cdk.tf.json': '{}' }, false)).toEqual(Object.keys(all).sort());
  });

  it('a stack is not confused with one whose name has the same start', () => {
    const files = { 'cdktf.out/stacks/live/cdk.tf.json': '{}', 'cdktf.out/stacks/live-2/cdk.tf.json': '{}' };
    expect(leftOf(files, false)).toEqual(['cdktf.out/stacks/live/cdk.tf.json']);
  });

  it('nothing is created or removed without an output folder', () => {
    inFolderWith({ 'zencoder.yaml': '' }, () => {
      removeStaleConfigurations('cdktf.out', ['live'], false);
      expect(readdirSync('.')).toEqual(['zencoder.yaml']);
    });
  });

  it('a file next to the folders of the stacks, such as .DS_Store, stays', () => {
    expect(leftOf({ 'cdktf.out/stacks/.DS_Store': 'x' }, false)).toEqual(['cdktf.out/stacks/.DS_Store']);
  });

  it('a broken link stays', () => {
    inFolderWith({ 'cdktf.out/stacks/live/cdk.tf': '' }, () => {
      symlinkSync('nowhere', 'cdktf.out/stacks/gone');
      removeStaleConfigurations('cdktf.out', ['live'], false);
      expect(readdirSync('cdktf.out/stacks')).toEqual(['gone', 'live']);
      expect(existsSync('cdktf.out/stacks/live/cdk.tf')).toBe(false);
    });
  });
});
