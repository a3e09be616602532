import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/run';
import { describeTerraform, terraform } from '../support/terraform';
import { inFolder } from '../support/workspace';

/**
 * What Terraform does with a stack that was synthesized, the AWS provider left out: `terraform_data` stands for each policy, at an
 * address and with arguments of the same names. That S3 does what the provider asks of it is not shown by it.
 */
function standIn(folder: string, stack: string): string {
  const stackFolder = join(folder, 'cdktf.out', 'stacks', stack);
  const text = readFileSync(join(stackFolder, 'cdk.tf.json'), 'utf8');
  const {
    resource,
    output: _,
    provider: __,
    terraform: ___,
    ...rest
  } = JSON.parse(text) as {
    resource: { aws_s3_bucket_policy: Record<string, Record<string, unknown>> };
    output: unknown;
    provider: unknown;
    terraform: unknown;
  };
  const policies = Object.entries(resource.aws_s3_bucket_policy).map(([name, { bucket, region, policy }]) => [
    name,
    { input: { bucket, region, policy } },
  ]);
  const standing = { ...rest, resource: { terraform_data: Object.fromEntries(policies) } };
  const run = join(folder, 'run', stack);
  mkdirSync(run, { recursive: true });
  writeFileSync(
    join(run, 'main.tf.json'),
    JSON.stringify(standing).replaceAll('aws_s3_bucket_policy.', 'terraform_data.'),
  );
  terraform.run(run, 'init', '-no-color');
  return run;
}

function synthesize(folder: string, yaml: string): void {
  writeFileSync(join(folder, 'zencoder.yaml'), yaml);
  expect(runProgram('main.ts', folder)).toMatchObject({ status: 0, stderr: '' });
}

function plan(folder: string, stack: string): string {
  const { output } = terraform.run(standIn(folder, stack), 'plan', '-no-color');
  return /Plan: .*|No changes/.exec(output)?.[0] ?? output;
}

function apply(folder: string, stack: string): string {
  const { output } = terraform.run(standIn(folder, stack), 'apply', '-auto-approve', '-no-color');
  return /Apply complete! .*/.exec(output)?.[0] ?? output;
}

function removeFromState(folder: string, stack: string, name: string): void {
  const { status } = terraform.run(join(folder, 'run', stack), 'state', 'rm', `terraform_data.${name}`);
  expect(status).toBe(0);
}

const bucket = (name: string, more = '') => `      ${name}: { grants: [{ role: input }]${more} }\n`;
const stack = (name: string, ...buckets: string[]) =>
  `  ${name}:\n    region: eu-west-1\n    buckets:\n${buckets.join('')}`;

describeTerraform('By the order of steps in the README', () => {
  it('a bucket moves to another stack, and no policy is destroyed or created', () => {
    inFolder((folder) => {
      synthesize(
        folder,
        `stacks:\n${stack('old', bucket('acme-stays'), bucket('acme-moves'))}${stack('new', bucket('acme-new'))}`,
      );
      apply(folder, 'old');
      apply(folder, 'new');

      const adopting = bucket('acme-moves', ', adoptExistingPolicy: true');
      synthesize(folder, `stacks:\n${stack('old', bucket('acme-stays'))}${stack('new', bucket('acme-new'), adopting)}`);
      expect(plan(folder, 'old')).toContain('1 to destroy');
      removeFromState(folder, 'old', 'acme-moves');
      expect(plan(folder, 'old')).toBe('No changes');
      expect(apply(folder, 'new')).toMatch(/1 imported, 0 added, [01] changed, 0 destroyed/);

      synthesize(
        folder,
        `stacks:\n${stack('old', bucket('acme-stays'))}${stack('new', bucket('acme-new'), bucket('acme-moves'))}`,
      );
      expect([plan(folder, 'old'), plan(folder, 'new')]).toEqual(['No changes', 'No changes']);
    });
  });

  it('the region of a bucket is corrected, and its policy is neither destroyed nor created', () => {
    inFolder((folder) => {
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'), bucket('acme-elsewhere'))}`);
      apply(folder, 'live');

      removeFromState(folder, 'live', 'acme-elsewhere');
      const corrected = bucket('acme-elsewhere', ', region: us-east-1, adoptExistingPolicy: true');
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'), corrected)}`);
      expect(apply(folder, 'live')).toMatch(/1 imported, 0 added, [01] changed, 0 destroyed/);

      synthesize(
        folder,
        `stacks:\n${stack('live', bucket('acme-stays'), bucket('acme-elsewhere', ', region: us-east-1'))}`,
      );
      expect(plan(folder, 'live')).toBe('No changes');
    });
  });

  it('a bucket leaves the file, and its policy stays as it is', () => {
    inFolder((folder) => {
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'), bucket('acme-leaves'))}`);
      apply(folder, 'live');
      removeFromState(folder, 'live', 'acme-leaves');
      synthesize(folder, `stacks:\n${stack('live', bucket('acme-stays'))}`);
      expect(plan(folder, 'live')).toBe('No changes');
    });
  });
});
