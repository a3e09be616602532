import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runProgram } from '../support/run';
import { type TerraformRun, terraform } from '../support/terraform';

/** A bucket of `zencoder.yaml`. */
export interface BucketEntry {
  readonly objects?: readonly { readonly key: string; readonly [property: string]: unknown }[];
  readonly [property: string]: unknown;
}

interface Options {
  /** In the place of AWS. */
  readonly endpointUrl: string;
  /** For Terraform and what it starts; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A PATH with the tools of a shell only, and the script as the AWS CLI, if there is one. */
  readonly path?: { readonly aws?: string };
  readonly hcl?: boolean;
}

const TOOLS = ['sh', 'sed', 'mktemp', 'rm', 'cat', 'grep', 'head'];

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
export class GrantsLab {
  readonly folder = mkdtempSync(join(tmpdir(), 'zencoder-grants-'));
  readonly stackFolder = join(this.folder, 'cdktf.out', 'stacks', STACK);

  constructor(private readonly options: Options) {
    const { path } = options;
    if (path === undefined) return;
    mkdirSync(this.tools);
    for (const tool of TOOLS) symlinkSync(which(tool), join(this.tools, tool));
    if (path.aws !== undefined) writeFileSync(join(this.tools, 'aws'), path.aws, { mode: 0o755 });
  }

  /** Writes the file with these buckets and runs the app on it, as `npm run synth` does. */
  synth(buckets: Readonly<Record<string, BucketEntry>>, stack: object = { objectGrants: true }): void {
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

  /** Writes the file and applies it. Throws when Terraform fails, and returns what it printed. */
  async apply(buckets: Readonly<Record<string, BucketEntry>>): Promise<string> {
    const { status, output } = await this.tryToApply(buckets);
    if (status !== 0) throw new Error(output);
    return output;
  }

  async tryToApply(buckets: Readonly<Record<string, BucketEntry>>): Promise<TerraformRun> {
    await this.prepare(buckets);
    return this.terraform('apply', '-auto-approve', '-no-color');
  }

  /** Writes the file and says what Terraform would do: `create`, `update`, `delete`, by resource and object. */
  async plan(buckets: Readonly<Record<string, BucketEntry>>): Promise<Record<string, string>> {
    await this.prepare(buckets);
    const planned = await this.terraform('plan', '-out=plan.bin', '-no-color');
    if (planned.status !== 0) throw new Error(planned.output);
    const { output } = await this.terraform('show', '-json', 'plan.bin');
    const { resource_changes: changes = [] } = JSON.parse(output) as {
      resource_changes?: { address: string; change: { actions: string[] } }[];
    };
    return Object.fromEntries(
      changes
        .filter(({ change }) => change.actions.join() !== 'no-op')
        .map(({ address, change }) => [
          address.replace(/^terraform_data\.ObjectGrants_(\w+)_\w{8}\["(.*)-\w{16}"\]$/, '$1 $2'),
          change.actions.join(' '),
        ]),
    );
  }

  async destroy(): Promise<string> {
    const { status, output } = await this.terraform('destroy', '-auto-approve', '-no-color');
    if (status !== 0) throw new Error(output);
    return output;
  }

  /** Real Terraform. It does not block, since what it talks to may live in this process. */
  async terraform(...args: string[]): Promise<TerraformRun> {
    const child = spawn(TERRAFORM, args, {
      cwd: this.stackFolder,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, output };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async prepare(buckets: Readonly<Record<string, BucketEntry>>): Promise<void> {
    this.synth(buckets);
    writeFileSync(this.file, this.options.hcl ? withoutAwsInHcl(this.written) : withoutAws(this.written));
    if (!existsSync(join(this.stackFolder, '.terraform'))) {
      const { status, output } = await this.terraform('init', '-no-color');
      if (status !== 0) throw new Error(output);
    }
  }

  private get tools(): string {
    return join(this.folder, 'bin');
  }

  private get file(): string {
    return join(this.stackFolder, this.options.hcl ? 'cdk.tf' : 'cdk.tf.json');
  }

  private get environment(): NodeJS.ProcessEnv {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
    return {
      ...Object.fromEntries(inherited),
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      TF_CLI_CONFIG_FILE: undefined,
      AWS_REGION: 'us-east-1',
      AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
      AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
      AWS_CONFIG_FILE: join(this.folder, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(this.folder, 'no-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      ...(this.options.path && { PATH: this.tools }),
      ...this.options.environment,
    };
  }
}

function which(program: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? program;
}

/** Found once, so that it runs under any PATH. */
const TERRAFORM = which('terraform');

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
