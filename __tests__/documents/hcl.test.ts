import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/run';
import { describeTerraform, terraform } from '../support/terraform';
import { inFolder } from '../support/workspace';
import { copyStandIn } from '../terraform-module/stand-in';
import { type Block, blocksIn } from './markdown';

/** Of the help for calling a module by git: where in the repository it lies. */
const SOURCE = /"git::https:\/\/github\.com\/[\w-]+\/[\w-]+\.git\/\/([\w/-]+)\?ref=v[\w.-]+"/g;

/** A resource of the reader's own, which would need the AWS provider. */
const OWN_BUCKET = 'aws_s3_bucket.masters.id';

const calls = blocksIn('hcl').filter(([, { text }]) => text.includes('module "'));
const removals = blocksIn('hcl').filter(([, { text }]) => text.includes('removed {'));
const imports = blocksIn('hcl').filter(([, { text }]) => text.includes('import {'));

/** The same on modules of this tree that need no provider: what stands in for the root module has `terraform_data`. */
function standingAlone(text: string, folder: string): string {
  return text
    .replace(SOURCE, (_, path: string) => {
      if (path.endsWith('/modules/policy')) {
        cpSync(join(ROOT, path), join(folder, 'policy'), { recursive: true });
        return '"./policy"';
      }
      return `"${copyStandIn(folder)}"`;
    })
    .replace(OWN_BUCKET, '"acme-masters"')
    .replace('aws_s3_bucket_policy.this[0]', 'terraform_data.aws_s3_bucket_policy_this[0]');
}

function planOf(...texts: readonly string[]): string {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'main.tf'), standingAlone(texts.join('\n'), folder));
    terraform.run(folder, 'init', '-no-color');
    const { status, output } = terraform.run(folder, 'plan', '-no-color');
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    return output;
  });
}

describe('HCL in the documents', () => {
  it('is a module call, an import block or a removed block', () => {
    expect([...calls, ...imports, ...removals].map(([place]) => place).sort()).toEqual(
      blocksIn('hcl')
        .map(([place]) => place)
        .sort(),
    );
  });

  it.each(calls)('calls a module that exists: %s', (_, { text }) => {
    const paths = [...text.matchAll(SOURCE)].map(([, path]) => path!);
    expect(paths).toHaveLength(1);
    expect(paths.filter((path) => !existsSync(join(ROOT, path, 'main.tf')))).toEqual([]);
  });
});

describeTerraform('HCL in the documents, in Terraform,', () => {
  it.each(blocksIn('hcl'))('has the format of terraform fmt: %s', (_, { text }: Block) => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'main.tf'), text);
      expect(terraform.run(folder, 'fmt', '-check', '-diff', '-no-color')).toEqual({ status: 0, output: '' });
    });
  });

  it.each(calls)('is planned, without the AWS provider: %s', (_, { text }) => {
    expect(planOf(text)).toMatch(/Plan: 1 to add, 0 to change, 0 to destroy|No changes/);
  });

  it.each(removals)('keeps the resources of the module call before it: %s', (_, { file, text }) => {
    const [, call] = calls.find(([, block]) => block.file === file)!;
    inFolder((folder) => {
      writeFileSync(join(folder, 'main.tf'), standingAlone(call.text, folder));
      terraform.run(folder, 'init', '-no-color');
      terraform.run(folder, 'apply', '-auto-approve', '-no-color');
      writeFileSync(join(folder, 'main.tf'), text);
      const { output } = terraform.run(folder, 'apply', '-auto-approve', '-no-color');
      expect(output).toContain('will no longer be managed by Terraform, but will not be destroyed');
      expect(output).toMatch(/Apply complete! Resources: 0 added, 0 changed, 0 destroyed/);
    });
  });

  it.each(imports)('imports the resource of the module call before it: %s', (_, { file, text }) => {
    const [, call] = calls.find(([, block]) => block.file === file)!;
    expect(planOf(call.text, text)).toContain('Plan: 1 to import, 0 to add');
  });
});
