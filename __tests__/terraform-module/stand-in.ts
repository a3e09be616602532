import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Block, type Blocks, blocksOf } from './hcl';
import { MODULE } from './modules';

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
  for (const name of ['modules', 'variables.tf']) {
    cpSync(join(MODULE, name), join(standIn, name), { recursive: true });
  }
  const facts = readFileSync(join(MODULE, 'facts.tf.json'), 'utf8');
  writeFileSync(join(standIn, 'facts.tf.json'), withoutProvider(facts));
  const { resource, locals, module, output } = JSON.parse(withoutProvider(JSON.stringify(blocksOf('')))) as Blocks;
  const terraform_data = standIns(resource!);
  writeFileSync(
    join(standIn, 'main.tf.json'),
    JSON.stringify({ locals, module, output, resource: { terraform_data } }),
  );
  return './zencoder';
}

/** What is read from the provider, as values and from resources that stand in. */
function withoutProvider(configuration: string): string {
  return configuration
    .replaceAll('data.aws_region.this.region', `coalesce(var.region, \\"${REGION_OF_PROVIDER}\\")`)
    .replaceAll('${data.aws_canonical_user_id.owner[0].id}', OWNER)
    .replace(/\b(aws_\w+)\.this\b/g, 'terraform_data.$1_this')
    .replace(/"depends_on":\["\$\{(.*?)\}"\]/g, '"depends_on":["$1"]');
}

function standIns(resources: NonNullable<Blocks['resource']>): Readonly<Record<string, Block>> {
  return Object.fromEntries(
    Object.entries(resources).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([name, block]) => {
        const meta = Object.entries(block).filter(([argument]) => META_ARGUMENTS.includes(argument));
        const input = Object.entries(withListsForDynamic(block)).filter(
          ([argument]) => !META_ARGUMENTS.includes(argument),
        );
        return [`${type}_${name}`, { ...Object.fromEntries(meta), input: Object.fromEntries(input) }];
      }),
    ),
  );
}

/** Blocks for each member of a set, as members of the list of those that are always there. */
function withListsForDynamic({ dynamic = {}, ...block }: Block): Block {
  const lists = Object.entries(dynamic as Readonly<Record<string, readonly Block[]>>).map(([name, [made]]) => {
    const { for_each, content } = made as { for_each: string; content: readonly Block[] };
    const each = `[for ${name} in [for value in ${expression(for_each)} : { value = value }] : ${expression(content[0])}]`;
    return [name, `\${concat(${expression(block[name] ?? [])}, ${each})}`];
  });
  return { ...block, ...Object.fromEntries(lists) };
}

/** A value of Terraform's JSON in its own language. */
function expression(value: unknown): string {
  const [, within] = /^\$\{(.*)\}$/s.exec(String(value)) ?? [];
  if (typeof value === 'string' && within !== undefined) {
    return within;
  }
  if (Array.isArray(value)) {
    return `[${value.map(expression).join(', ')}]`;
  }
  return value instanceof Object
    ? `{ ${Object.entries(value)
        .map(([name, member]) => `${name} = ${expression(member)}`)
        .join(', ')} }`
    : JSON.stringify(value);
}

/** A test of the root module, about what stands in for its resources: they have no blocks, and are given all as their input. */
export function asStandIns(test: string): string {
  return test
    .replace(/^mock_provider "aws" \{(\}|.*?\n\})$/ms, '')
    .replace(/ in (aws_\w+)\.this :/g, ' in values(terraform_data.$1_this)[*].input :')
    .replace(/\b(aws_\w+)\.this(\[0\])\.(\w+)/g, 'terraform_data.$1_this$2.input.$3')
    .replace(/\b(aws_\w+)\.this\)/g, 'terraform_data.$1_this)');
}
