import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { runProgram } from '../../support/run';
import { bucketOf, keptStatements, type Scenario } from './scenarios/scenario';
import type { BucketEntry, Stack } from './words';

interface StackFile {
  readonly resource: { readonly aws_s3_bucket_policy: Readonly<Record<string, { bucket: string; policy: string }>> };
}

/** Writes `zencoder.yaml`, and the statements to be kept beside it, into a folder that it makes. */
export function writeConfig(folder: string, scenarios: readonly Scenario[], staging: Stack['zencoder']): void {
  mkdirSync(folder);
  const buckets = (wanted: boolean) =>
    Object.fromEntries(
      scenarios
        .filter((scenario) => (scenario.staging ?? false) === wanted)
        .map((scenario) => [bucketOf(scenario), entryOf(scenario)]),
    );
  const stacks: Record<string, Stack> = {
    production: { buckets: buckets(false) },
    staging: { zencoder: staging, buckets: buckets(true) },
  };
  writeFileSync(join(folder, 'zencoder.yaml'), stringify({ stacks }));
  for (const scenario of scenarios.filter(({ others }) => others)) {
    const policy = { Version: '2012-10-17', Statement: keptStatements(scenario) };
    writeFileSync(join(folder, othersFile(scenario)), JSON.stringify(policy, null, 2));
  }
}

/** Runs the app on the file in a folder, as a user does, and gives the policies as they are written, by the name of their bucket. */
export function synthesizedPolicies(folder: string): ReadonlyMap<string, string> {
  const { status, stdout, stderr } = runProgram('main.ts', folder);
  if (status !== 0) throw new Error(`${stdout}${stderr}`);
  const stacks = join(folder, 'cdktf.out', 'stacks');
  const policies = readdirSync(stacks).flatMap((stack) => {
    const { resource } = JSON.parse(readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8')) as StackFile;
    return Object.values(resource.aws_s3_bucket_policy).map(({ bucket, policy }) => [bucket, policy] as const);
  });
  return new Map(policies);
}

/** What Terraform makes of a string: `$${` and `%%{` are `${` and `%{`, which by themselves would begin a template. */
export function asTerraformReads(text: string): string {
  return text.replace(/\$?\$\{|%?%\{/g, (escaped, at: number) => {
    if (escaped.length === 2) throw new Error(`Terraform would take this for a template: ${text.slice(at, at + 40)}`);
    return escaped.slice(1);
  });
}

function entryOf(scenario: Scenario): BucketEntry {
  return scenario.others ? { ...scenario.entry, otherStatements: othersFile(scenario) } : scenario.entry;
}

function othersFile(scenario: Scenario): string {
  return `${bucketOf(scenario)}.json`;
}
