import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Provider } from './provider';

type Blocks = Record<string, Record<string, { region?: string }>>;

interface Configuration {
  readonly terraform?: { readonly required_providers: { readonly aws: { version: string } } };
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly import?: readonly { id: string }[];
}

/**
 * Makes what was synthesized fit the provider at hand. The version is another than CDKTF's in any case. A 5.x has no argument
 * `region` of resources: there it is taken out, so that all buckets are in the region of their stack.
 */
export function fitStacks(outputFolder: string, provider: Provider): void {
  const stacks = join(outputFolder, 'stacks');
  for (const stack of readdirSync(stacks)) {
    rewriteJson(join(stacks, stack, 'cdk.tf.json'), provider);
    rewrite(join(stacks, stack, 'cdk.tf'), (text) => fittedHcl(text, provider));
  }
}

/** Makes a copy of the Terraform module fit the provider; its versions allow a 6.x as they are. */
export function fitModule(folder: string, provider: Provider): void {
  const { version, major } = provider;
  if (major >= 6) {
    return;
  }
  rewrite(join(folder, 'versions.tf'), (text) => text.replace('>= 6.0', version));
  const named = (text: string) => text.replaceAll('data.aws_region.this.region', 'data.aws_region.this.name');
  rewrite(join(folder, 'main.tf'), (text) => named(withoutRegionsOfResources(text)));
  rewrite(join(folder, 'facts.tf.json'), named);
  for (const tests of ['bucket', 'objects']) {
    rewrite(join(folder, 'tests', `${tests}.tftest.hcl`), fittedTests);
  }
  for (const example of readdirSync(join(folder, 'examples'))) {
    rewrite(join(folder, 'examples', example, 'main.tf'), (text) => text.replace('>= 6.0', version));
  }
}

/** A module keeps its variable: only what the provider is given goes. */
function withoutRegionsOfResources(hcl: string): string {
  return hcl
    .split(/^(?=(?:resource|data|module|locals) )/m)
    .map((block) =>
      /^(resource|data) "aws_/.test(block) ? block.replace(/(^ +| )region += var\.region ?\n?/m, ' ') : block,
    )
    .join('');
}

/** Without the tests that are about regions. */
function fittedTests(hcl: string): string {
  const [head, ...runs] = hcl.split(/^(?=run ")/m);
  return [head!.replace('region =', 'name ='), ...runs.filter((run) => !run.includes('region'))].join('');
}

function rewriteJson(file: string, { version, major }: Provider): void {
  rewrite(file, (text) => {
    const configuration = JSON.parse(text) as Configuration;
    if (configuration.terraform) {
      configuration.terraform.required_providers.aws.version = version;
    }
    if (major < 6) {
      withoutRegions(configuration);
    }
    return JSON.stringify(configuration, null, 2);
  });
}

/** The region is also part of the id by which a policy of another region is imported. */
function withoutRegions({ resource = {}, data = {}, import: imports = [] }: Configuration): void {
  for (const blocks of [...Object.values(resource), ...Object.values(data)]) {
    for (const block of Object.values(blocks)) {
      delete block.region;
    }
  }
  for (const each of imports) {
    each.id = each.id.replace(/@.*/, '');
  }
}

/** CDKTF writes each argument on a line of its own, and each block of a file from the first column on. */
function fittedHcl(text: string, { version, major }: Provider): string {
  const fitted = text.replace(/^version = ".*"$/m, `version = "${version}"`);
  const blocks = fitted.split(/^(?=(?:resource|data|output|provider|locals|import) )/m);
  return blocks
    .map((block) => (major < 6 && block.startsWith('resource "aws_') ? block.replace(/^region = .*\n/m, '') : block))
    .join('');
}

function rewrite(file: string, change: (text: string) => string): void {
  if (existsSync(file)) {
    writeFileSync(file, change(readFileSync(file, 'utf8')));
  }
}
