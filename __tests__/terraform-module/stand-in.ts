import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULE } from './modules';

type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What Terraform itself takes of a resource; the rest is the provider's. */
const META_ARGUMENTS = ['count', 'for_each', 'depends_on'];

/** The region that a provider would give. */
export const REGION_OF_PROVIDER = 'eu-central-1';
export const OWNER = 'f'.repeat(64);

/**
 * Puts a copy of the root module into a folder that needs no provider: its resources are `terraform_data` named
 * `TYPE_NAME`, with what the provider would be given as their input. Gives the source by which it is called.
 */
export function copyStandIn(folder: string): string {
  const standIn = join(folder, 'zencoder');
  mkdirSync(standIn);
  cpSync(join(MODULE, 'modules'), join(standIn, 'modules'), { recursive: true });
  cpSync(join(MODULE, 'variables.tf.json'), join(standIn, 'variables.tf.json'));
  for (const file of ['main.tf.json', 'outputs.tf.json']) {
    const { resource, data: _, ...blocks } = JSON.parse(withoutProvider(readFileSync(join(MODULE, file), 'utf8')));
    const resources = resource === undefined ? {} : { resource: { terraform_data: standIns(resource) } };
    writeFileSync(join(standIn, file), JSON.stringify({ ...blocks, ...resources }));
  }
  return './zencoder';
}

/** What is read from the provider, as values and from resources that stand in. */
function withoutProvider(configuration: string): string {
  return configuration
    .replaceAll('data.aws_region.this.region', `coalesce(var.region, \\"${REGION_OF_PROVIDER}\\")`)
    .replaceAll('${data.aws_canonical_user_id.owner[0].id}', OWNER)
    .replace(/\b(aws_\w+)\.this\b/g, 'terraform_data.$1_this');
}

function standIns(resources: Readonly<Record<string, Blocks>>): Blocks {
  return Object.fromEntries(
    Object.entries(resources).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => {
        const meta = Object.entries(block).filter(([argument]) => META_ARGUMENTS.includes(argument));
        const input = Object.entries(block).filter(([argument]) => !META_ARGUMENTS.includes(argument));
        return [`${type}_${name}`, { ...Object.fromEntries(meta), input: Object.fromEntries(input) }];
      }),
    ),
  );
}

/** A test of the root module, about what stands in for its resources: they have no blocks, and are given all as their input. */
export function asStandIns(test: string): string {
  return test
    .replace(/^mock_provider "aws" \{(\}|.*?\n\})$/ms, '')
    .replace(/ in (aws_\w+)\.this :/g, ' in values(terraform_data.$1_this)[*].input :')
    .replace(/\b(aws_\w+)\.this(\[0\])\.(\w+)/g, 'terraform_data.$1_this$2.input.$3')
    .replace(/\b(aws_\w+)\.this\)/g, 'terraform_data.$1_this)')
    .replaceAll('.rule[0].', '.rule.');
}
