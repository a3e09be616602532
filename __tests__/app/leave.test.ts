import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import fc from 'fast-check';
import { ZencoderStack } from '../../lib/app/stack';
import type { StackConfig } from '../../lib/config/format';
import { resolve } from '../../lib/config/resolve';
import { ZencoderObjectMethod } from '../../lib/grants/object-access';
import { ZencoderObjectOwnership } from '../../lib/s3/object-ownership';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { filesBelow, runProgram } from '../support/run';
import { configurationOf } from '../support/synth';
import { describeTerraform, terraform } from '../support/terraform';
import { inFolder } from '../support/workspace';

interface Configuration {
  readonly terraform: { readonly required_version?: string };
  readonly resource?: Readonly<Record<string, object>>;
  readonly removed?: readonly { readonly from: string; readonly lifecycle: object }[];
}

function synthesized(config: StackConfig): Configuration {
  const stack = new ZencoderStack(
    Testing.app({ stackTraces: false } as never),
    'live',
    resolve({ stacks: { live: config } }),
  );
  return configurationOf(stack) as unknown as Configuration;
}

function addresses({ resource = {} }: Configuration): string[] {
  return Object.entries(resource).flatMap(([type, all]) => Object.keys(all).map((name) => `${type}.${name}`));
}

const GRANTS = [{ role: ZencoderRole.INPUT }];
const BUCKET = fc.stringMatching(/^[a-z0-9]{3,5}([.-][a-z0-9]{1,5}){0,3}$/);
const COPY = fc.record({
  key: fc.stringMatching(/^[a-zA-Z0-9 _.-]{1,12}$/),
  copyTo: fc.constantFrom(undefined, 'x', 'y/z'),
});
const COPIES = fc.uniqueArray(COPY, { maxLength: 3, selector: ({ key, copyTo }) => copyTo ?? key });

describe('The setting leave', () => {
  it('covers every resource that the stack created for the bucket, and nothing else', () => {
    fc.assert(
      fc.property(BUCKET, COPIES, (bucket, copies) => {
        const objects = copies.map((copy) => ({ ...copy, method: ZencoderObjectMethod.ACL_COPY }));
        const objectOwnership = ZencoderObjectOwnership.OBJECT_WRITER;
        const managed = synthesized({ buckets: { [bucket]: { grants: GRANTS, objects, objectOwnership } } });
        const left = synthesized({ leave: [{ bucket, copies }] });
        expect(left.removed!.map(({ from }) => from).sort()).toEqual(addresses(managed).sort());
        expect(addresses(left)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('makes Terraform 1.7 or later remove resources from the state without destroying them', () => {
    const { removed, terraform: settings } = synthesized({ leave: ['acme-old'] });
    expect(removed!.map(({ lifecycle }) => lifecycle)).toEqual([{ destroy: false }, { destroy: false }]);
    expect(settings.required_version).toBe('>= 1.7');
  });

  it('requires no version of Terraform if it is missing', () => {
    const { removed, terraform: settings } = synthesized({ buckets: { 'acme-old': { grants: GRANTS } } });
    expect([removed, settings.required_version]).toEqual([undefined, undefined]);
  });

  it('takes a copy as a key, or as a key with copyTo', () => {
    const keys = synthesized({ leave: [{ bucket: 'acme-old', copies: ['a.mov', 'b.mov'] }] });
    const maps = synthesized({ leave: [{ bucket: 'acme-old', copies: [{ key: 'b.mov' }, { key: 'a.mov' }] }] });
    expect(keys).toEqual(maps);
    const elsewhere = synthesized({
      leave: [{ bucket: 'acme-old', copies: ['a.mov', { key: 'b.mov', copyTo: 'c' }] }],
    });
    expect(elsewhere).not.toEqual(maps);
  });

  it('writes the same bytes for any order in the file', () => {
    const one = synthesized({ leave: ['b.ucket', { bucket: 'acme', copies: ['a', 'b'] }] });
    const other = synthesized({ leave: [{ bucket: 'acme', copies: ['b', 'a'] }, { bucket: 'b.ucket' }] });
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });
});

const YAML = `stacks:
  old: { region: eu-west-1, leave: [acme.moves, { bucket: acme-copies, copies: [a.mov] }] }
  new: { region: eu-west-1, buckets: { acme.moves: { grants: [ { role: input } ] } } }
`;
const HCL = { SYNTH_HCL_OUTPUT: 'true' };

/** Runs the app on a file in a folder. */
function run(folder: string, yaml: string, environment = {}): readonly string[] {
  writeFileSync(join(folder, 'zencoder.yaml'), yaml);
  const { status, stdout, stderr } = runProgram('main.ts', folder, environment);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
}

function terraformFiles(folder: string): string[] {
  return Object.keys(filesBelow(folder, 'cdktf.out')).filter((path) => /\.tf(\.json)?$/.test(path));
}

describe('The app', () => {
  it('prints the number of buckets that a stack leaves, and writes the removed blocks into the configuration', () => {
    inFolder((folder) => {
      expect(run(folder, YAML)).toEqual([
        'new: 1 bucket, cdktf.out/stacks/new/cdk.tf.json',
        'old: leaves 2 buckets, cdktf.out/stacks/old/cdk.tf.json',
      ]);
      expect(terraformFiles(folder)).toEqual(['cdktf.out/stacks/new/cdk.tf.json', 'cdktf.out/stacks/old/cdk.tf.json']);
    });
  });

  it('writes the removed blocks into a file of their own for HCL, and removes it when leave is empty', () => {
    inFolder((folder) => {
      run(folder, YAML);
      const inJson = JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks/old/cdk.tf.json'), 'utf8'));
      run(folder, YAML, HCL);
      expect(terraformFiles(folder)).toEqual([
        'cdktf.out/stacks/new/cdk.tf',
        'cdktf.out/stacks/old/cdk-leave.tf.json',
        'cdktf.out/stacks/old/cdk.tf',
      ]);
      const blocks = JSON.parse(readFileSync(join(folder, 'cdktf.out/stacks/old/cdk-leave.tf.json'), 'utf8'));
      expect(blocks).toEqual({ terraform: { required_version: '>= 1.7' }, removed: inJson.removed });
      run(folder, YAML.replace('leave: [acme.moves, {', 'leave: [{'), HCL);
      expect(readFileSync(join(folder, 'cdktf.out/stacks/old/cdk-leave.tf.json'), 'utf8')).not.toContain('acme_moves');
      run(folder, YAML.replace(/leave: .*\] \}/, 'objectGrants: true }'), HCL);
      expect(terraformFiles(folder)).toEqual(['cdktf.out/stacks/new/cdk.tf', 'cdktf.out/stacks/old/cdk.tf']);
    });
  });

  it('writes the removed blocks into a file of their own for SYNTH_HCL_OUTPUT=1', () => {
    inFolder((folder) => {
      run(folder, YAML, { SYNTH_HCL_OUTPUT: '1' });
      expect(terraformFiles(folder).filter((path) => path.includes('/old/'))).toEqual([
        'cdktf.out/stacks/old/cdk-leave.tf.json',
        'cdktf.out/stacks/old/cdk.tf',
      ]);
    });
  });

  it.each([
    ['the output is JSON again', YAML, {}, 'cdktf.out/stacks/old/cdk.tf.json'],
    ['the stack is removed from zencoder.yaml', YAML.replace(/ {2}old: .*\n/, ''), HCL, undefined],
  ])('removes the file with the removed blocks when %s', (_, yaml, environment, left) => {
    inFolder((folder) => {
      run(folder, YAML, HCL);
      run(folder, yaml, environment);
      expect(terraformFiles(folder).filter((path) => path.includes('/old/'))).toEqual(left === undefined ? [] : [left]);
    });
  });
});

describeTerraform('Terraform', () => {
  it.each([[{}], [HCL]])('accepts a stack that only leaves buckets, with %j', (environment) => {
    inFolder((folder) => {
      run(folder, YAML, environment);
      expect(terraform.requirements(join(folder, 'cdktf.out/stacks/old'))).toContain('hashicorp/aws');
    });
  });
});
