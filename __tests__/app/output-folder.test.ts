import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { removeStaleConfigurations } from '../../lib/app/app';
import { filesBelow } from '../support/run';
import { type Files, inFolderWith } from '../support/workspace';

/** What is left of the files when the stacks `live` and `test` are about to be written. */
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
  it('what was written in HCL is removed where JSON is written', () => {
    expect(leftOf(BOTH, false)).toEqual(['cdktf.out/stacks/live/cdk.tf.json', 'cdktf.out/stacks/test/cdk.tf.json']);
  });

  it('what was written in JSON is removed where HCL is written', () => {
    expect(leftOf(BOTH, true)).toEqual(['cdktf.out/stacks/live/cdk.tf', 'cdktf.out/stacks/test/cdk.tf']);
  });

  it.each([false, true])('what was written for a stack that is gone is removed in either form', (hcl) => {
    const files = { 'cdktf.out/stacks/gone/cdk.tf': '', 'cdktf.out/stacks/gone/cdk.tf.json': '{}' };
    expect(leftOf(files, hcl)).toEqual([]);
  });

  it('the state, the lock file and whatever else lies in the folders stays, also of a stack that is gone', () => {
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

  it('a stack is told from one whose name begins alike', () => {
    const files = { 'cdktf.out/stacks/live/cdk.tf.json': '{}', 'cdktf.out/stacks/live-2/cdk.tf.json': '{}' };
    expect(leftOf(files, false)).toEqual(['cdktf.out/stacks/live/cdk.tf.json']);
  });

  it('nothing is made or removed where there is no output folder', () => {
    inFolderWith({ 'zencoder.yaml': '' }, () => {
      removeStaleConfigurations('cdktf.out', ['live'], false);
      expect(readdirSync('.')).toEqual(['zencoder.yaml']);
    });
  });

  it('a file among the folders of the stacks, as desktops leave them, stays', () => {
    expect(leftOf({ 'cdktf.out/stacks/.DS_Store': 'x' }, false)).toEqual(['cdktf.out/stacks/.DS_Store']);
  });

  it('a link that leads nowhere stays', () => {
    inFolderWith({ 'cdktf.out/stacks/live/cdk.tf': '' }, () => {
      symlinkSync('nowhere', 'cdktf.out/stacks/gone');
      removeStaleConfigurations('cdktf.out', ['live'], false);
      expect(readdirSync('cdktf.out/stacks')).toEqual(['gone', 'live']);
      expect(existsSync('cdktf.out/stacks/live/cdk.tf')).toBe(false);
    });
  });
});
