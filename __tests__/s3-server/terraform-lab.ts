import { once } from 'node:events';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TerraformRun } from '../support/terraform';
import { newFolder } from '../support/workspace';
import { Processes } from './processes';

export interface LabOptions {
  /** For Terraform and what it starts; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** A PATH with the tools of a shell only, and the script as the AWS CLI, if there is one. */
  readonly path?: { readonly aws?: string };
}

const TOOLS = ['sh', 'sed', 'mktemp', 'rm', 'cat', 'grep', 'head'];

/** A temporary folder with a configuration that sets grants, which is written anew for each input, and Terraform's state. */
export abstract class TerraformLab<Input> {
  private readonly processes = new Processes(newFolder());
  readonly folder = this.processes.folder;

  constructor(private readonly lab: LabOptions) {
    if (lab.path === undefined) return;
    mkdirSync(this.tools);
    for (const tool of TOOLS) symlinkSync(which(tool), join(this.tools, tool));
    if (lab.path.aws !== undefined) writeFileSync(join(this.tools, 'aws'), lab.path.aws, { mode: 0o755 });
  }

  /** Where Terraform runs. */
  protected abstract readonly root: string;

  /** Writes a configuration there that needs no provider. */
  protected abstract write(input: Input): void;

  /** Writes the configuration and applies it. Throws when Terraform fails, and returns what it printed. */
  async apply(input: Input): Promise<string> {
    return succeeded(await this.tryToApply(input));
  }

  async tryToApply(input: Input): Promise<TerraformRun> {
    await this.prepare(input);
    return this.terraform('apply', '-auto-approve', '-no-color');
  }

  /** Writes the configuration and says what Terraform would do: `create`, `update`, `delete`, by resource and object. */
  async plan(input: Input): Promise<Record<string, string>> {
    await this.prepare(input);
    succeeded(await this.terraform('plan', '-out=plan.bin', '-no-color'));
    const { output } = await this.terraform('show', '-json', 'plan.bin');
    const { resource_changes: changes = [] } = JSON.parse(output) as {
      resource_changes?: { address: string; change: { actions: string[] } }[];
    };
    return Object.fromEntries(
      changes
        .filter(({ change }) => change.actions.join() !== 'no-op')
        .map(({ address, change }) => [
          address.replace(/^.*\bterraform_data\.(?:ObjectGrants_)?(\w+?)(?:_\w{8})?\["(.*)-\w{16}"\]$/, '$1 $2'),
          change.actions.join(' '),
        ]),
    );
  }

  async destroy(): Promise<string> {
    return succeeded(await this.terraform('destroy', '-auto-approve', '-no-color'));
  }

  /** Real Terraform. It does not block, since what it talks to may live in this process. */
  async terraform(...args: string[]): Promise<TerraformRun> {
    const child = this.processes.spawn(TERRAFORM, [`-chdir=${this.root}`, ...args], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, output };
  }

  async remove(): Promise<void> {
    await this.processes.stop();
  }

  private async prepare(input: Input): Promise<void> {
    this.write(input);
    if (!existsSync(join(this.root, '.terraform'))) {
      succeeded(await this.terraform('init', '-no-color'));
    }
  }

  private get tools(): string {
    return join(this.folder, 'bin');
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
      ...(this.lab.path && { PATH: this.tools }),
      ...this.lab.environment,
    };
  }
}

function succeeded({ status, output }: TerraformRun): string {
  if (status !== 0) throw new Error(output);
  return output;
}

function which(program: string): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? program;
}

/** Found once, so that it runs under any PATH. */
const TERRAFORM = which('terraform');
