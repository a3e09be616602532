import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/run';
import { describeTerraform, terraform } from '../support/terraform';
import { inFolder } from '../support/workspace';

/**
 * Runs Terraform on synthesized stacks without the AWS provider: `terraform_data` replaces each policy, at the same address and with
 * arguments of the same names. It does not test what S3 does.
 */
function withoutAws(folder: string, stack: string): string {
  const stackFolder = join(folder, 'cdktf.out', 'stacks', stack);
  const text = readFileSync(join(stackFolder, 'cdk.tf.json'), 'utf8');
  const {
    resource,
    output: _,
    provider: __,
    terraform: ___,
    ...rest
  } = JSON.parse(text) as {
    resource?: { aws_s3_bucket_policy: Record<string, Record<string, unknown>> };
    output: unknown;
    provider: unknown;
    terraform: unknown;
  };
  const policies = Object.entries(resource?.aws_s3_bucket_policy ?? {}).map(([name, { bucket, region, policy }]) => [
    name,
    { input: { bucket, region, policy } },
  ]);
  const configuration = {
    ...rest,
    ...(policies.length > 0 && { resource: { terraform_data: Object.fromEntries(policies) } }),
  };
  const run = join(folder, 'run', stack);
  mkdirSync(run, { recursive: true });
  writeFileSync(
    join(run, 'main.tf.json'),
    JSON.stringify(configuration).replace(/aws_s3_bucket_(policy|ownership_controls)\./g, 'terraform_data.'),
  );
  terraform.run(run, 'init', '-no-color');
  return run;
}

function synthesize(folder: string, yaml: string): void {
  writeFileSync(join(folder, 'zencoder.yaml'), yaml);
  expect(runProgram('main.ts', folder)).toMatchObject({ status: 0, stderr: '' });
}

function plan(folder: string, stack: string): string {
  const { output } = terraform.run(withoutAws(folder, stack), 'plan', '-no-color');
  return /Plan: .*|No changes/.exec(output)?.[0] ?? output;
}

function apply(folder: string, stack: string): string {
  const { output } = terraform.run(withoutAws(folder, stack), 'apply', '-auto-approve', '-no-color');
  return /Apply complete! .*/.exec(output)?.[0] ?? output;
}

function destroy(folder: string, stack: string): string {
  const { output } = terraform.run(withoutAws(folder, stack), 'destroy', '-auto-approve', '-no-color');
  return /Destroy complete! .*/.exec(output)?.[0] ?? output;
}

const bucket = (name: string, more = '') => `      ${name}: { grants: [{ role: input }]${more} }\n`;
const stack = (name: string, ...buckets: string[]) =>
  `  ${name}:\n    region: eu-west-1\n    buckets:\n${buckets.join('')}`;
const leaving = (name: string, ...left: string[]) => `  ${name}:\n    region: eu-west-1\n    leave: [${left}]\n`;
const NOTHING = 'Apply complete! Resources: 0 added, 0 changed, 0 destroyed.';
const IMPORTED = /1 imported, 0 added, [01] changed, 0 destroyed/;

describeTerraform('By edits of the file', () => {
  it('a bucket moves to another stack without destroying or creating a policy, whichever stack is applied first', () => {
    inFolder((folder) => {
      const stays = bucket('acme-stays');
      synthesize(folder, `stacks:\n${stack('old', stays, bucket('acme-moves'))}${stack('new', bucket('acme-new'))}`);
      apply(folder, 'old');
      apply(folder, 'new');

      const adopting = bucket('acme-moves', ', adoptExistingPolicy: true');
      const old = `${stack('old', stays)}    leave: [acme-moves]\n`;
      synthesize(folder, `stacks:\n${old}${stack('new', bucket('acme-new'), adopting)}`);
      expect(apply(folder, 'old')).toBe(NOTHING);
      expect(apply(folder, 'new')).toMatch(IMPORTED);

      const taking = stack('old', stays, bucket('acme-new', ', adoptExistingPolicy: true'));
      synthesize(folder, `stacks:\n${taking}${stack('new', bucket('acme-moves'))}    leave: [acme-new]\n`);
      expect(apply(folder, 'old')).toMatch(IMPORTED);
      expect(apply(folder, 'new')).toBe(NOTHING);

      synthesize(folder, `stacks:\n${stack('old', stays, bucket('acme-new'))}${stack('new', bucket('acme-moves'))}`);
      expect([plan(folder, 'old'), plan(folder, 'new')]).toEqual(['No changes', 'No changes']);
    });
  });

  it('the region of a bucket is corrected in two steps without destroying or creating its policy', () => {
    inFolder((folder) => {
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'), bucket('acme-elsewhere'))}`);
      apply(folder, 'live');

      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'))}    leave: [acme-elsewhere]\n`);
      expect(apply(folder, 'live')).toBe(NOTHING);
      const corrected = bucket('acme-elsewhere', ', region: us-east-1, adoptExistingPolicy: true');
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'), corrected)}`);
      expect(apply(folder, 'live')).toMatch(IMPORTED);
    });
  });

  it('terraform destroy destroys nothing after a stack has left all its buckets', () => {
    inFolder((folder) => {
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'), bucket('acme.leaves'))}`);
      apply(folder, 'live');
      synthesize(folder, `stacks:\n${leaving('live', 'acme-stays', 'acme.leaves')}`);
      expect(apply(folder, 'live')).toBe(NOTHING);
      expect(destroy(folder, 'live')).toBe('Destroy complete! Resources: 0 destroyed.');
    });
  });

  it('terraform destroy also destroys what a stack leaves, if no apply came before', () => {
    inFolder((folder) => {
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'), bucket('acme-leaves'))}`);
      apply(folder, 'live');
      synthesize(folder, `stacks:\n${leaving('live', 'acme-stays', 'acme-leaves')}`);
      expect(destroy(folder, 'live')).toBe('Destroy complete! Resources: 2 destroyed.');
    });
  });
});
