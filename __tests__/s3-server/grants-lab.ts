import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../support/run';
import { terraform } from '../support/terraform';
import { type LabOptions, TerraformLab } from './terraform-lab';

/** A bucket of `zencoder.yaml`. */
export interface BucketEntry {
  readonly objects?: readonly { readonly key: string; readonly [property: string]: unknown }[];
  readonly [property: string]: unknown;
}

type Buckets = Readonly<Record<string, BucketEntry>>;

interface Options extends LabOptions {
  /** In the place of AWS. */
  readonly endpointUrl: string;
  readonly hcl?: boolean;
}

type Blocks = Record<string, Record<string, unknown>>;
interface Configuration {
  terraform: Record<string, unknown>;
  provider?: unknown;
  resource?: Record<string, Record<string, Record<string, unknown>>>;
  output?: Blocks;
}

const STACK = 'films';

/** What the real thing cannot do without; undefined when all is there. */
export function missingForGrants(): string | undefined {
  if (!terraform.installed) return 'terraform is not installed, and it is what sets the grants';
  if (spawnSync('aws', ['--version']).status !== 0)
    return 'the AWS CLI is not installed, and it is what sets the grants';
  return undefined;
}

/** A folder of a user's: a `zencoder.yaml` with one stack, what the app makes of it, and Terraform's state. */
export class GrantsLab extends TerraformLab<Buckets> {
  protected readonly root = join(this.folder, 'cdktf.out', 'stacks', STACK);

  constructor(private readonly options: Options) {
    super(options);
  }

  /** Writes the file with these buckets and runs the app on it, as `npm run synth` does. */
  synth(buckets: Buckets, stack: object = { objectGrants: true }): void {
    const { endpointUrl, hcl } = this.options;
    const entries = Object.entries(buckets).map(([name, bucket]) => [name, { endpointUrl, ...bucket }]);
    const named = entries.length > 0 ? { buckets: Object.fromEntries(entries) } : {};
    const file = { stacks: { [STACK]: { ...stack, ...named } } };
    writeFileSync(join(this.folder, 'zencoder.yaml'), JSON.stringify(file, null, 2));
    const run = runProgram('main.ts', this.folder, hcl ? { SYNTH_HCL_OUTPUT: 'true' } : {});
    if (run.status !== 0) throw new Error(`${run.stdout}${run.stderr}`);
  }

  /** What the app has written, as text. */
  get written(): string {
    return readFileSync(this.file, 'utf8');
  }

  /** The resources that the app has written as JSON, by type and name. */
  get resources(): NonNullable<Configuration['resource']> {
    return (JSON.parse(this.written) as Configuration).resource ?? {};
  }

  protected write(buckets: Buckets): void {
    this.synth(buckets);
    writeFileSync(this.file, this.options.hcl ? withoutAwsInHcl(this.written) : withoutAws(this.written));
  }

  private get file(): string {
    return join(this.root, this.options.hcl ? 'cdk.tf' : 'cdk.tf.json');
  }
}

/**
 * What is left of a stack without the AWS provider, so that no provider has to be installed: the provider itself, its
 * resources, and the outputs that refer to them are dropped. The grants on objects need none of it, and stay as synthesized.
 */
function withoutAws(json: string): string {
  const { provider: _, ...configuration } = JSON.parse(json) as Configuration;
  const { required_providers: __, ...settings } = configuration.terraform;
  const resource = Object.entries(configuration.resource ?? {}).filter(([type]) => !type.startsWith('aws_'));
  const output = Object.entries(configuration.output ?? {}).filter(([, value]) => !refersToAws(JSON.stringify(value)));
  return JSON.stringify({
    ...configuration,
    terraform: settings,
    resource: Object.fromEntries(resource),
    ...(output.length > 0 && { output: Object.fromEntries(output) }),
  });
}

/** The same for HCL. CDKTF ends each line that opens a block or a map with a brace, and begins with one where it closes. */
function withoutAwsInHcl(hcl: string): string {
  const blocks: string[][] = [];
  let depth = 0;
  for (const line of hcl.split('\n')) {
    if (depth === 0) blocks.push([]);
    blocks.at(-1)!.push(line);
    depth += (/[[{]$/.test(line) ? 1 : 0) - (/^[\]}]/.test(line) ? 1 : 0);
  }
  return blocks
    .map((lines) => lines.join('\n'))
    .filter((block) => !/^(provider |(resource|data) "aws_)/.test(block))
    .filter((block) => !(block.startsWith('output ') && refersToAws(block)))
    .map((block) => block.replace(/^required_providers \{\s*aws = \{[^}]*\}\s*\}$/m, ''))
    .join('\n');
}

function refersToAws(text: string): boolean {
  return /\$\{[^}]*\baws_/.test(text);
}
