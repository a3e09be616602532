import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asTerraformReads } from '../../s3-server/decisions/synthesized';
import { runProgram } from '../../support/run';
import type { TerraformRun } from '../../support/terraform';
import type { Cloud } from './cloud';
import { fitStacks } from './fitted';

type Policies = Readonly<Record<string, { readonly bucket: string; readonly policy: string }>>;

/** A folder of a user's, with a `zencoder.yaml` or a program, what is synthesized of it, and Terraform's state. */
export class Project {
  private static count = 0;
  readonly folder: string;

  /** @param program what is run there: the app, on `zencoder.yaml`, unless told otherwise */
  constructor(
    private readonly cloud: Cloud,
    private readonly program = 'main.ts',
  ) {
    this.folder = join(cloud.folder, `project-${Project.count++}`);
    mkdirSync(this.folder);
  }

  /** Puts files into the folder, as they are in another one. */
  copy(from: string, ...paths: readonly string[]): void {
    for (const path of paths) {
      cpSync(join(from, path), join(this.folder, path), { recursive: true });
    }
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
    }
  }

  /** Synthesizes, and makes what is written fit the provider at hand. */
  synth({ hcl = false } = {}): void {
    const run = runProgram(this.program, this.folder, hcl ? { SYNTH_HCL_OUTPUT: 'true' } : {});
    if (run.status !== 0) {
      throw new Error(`${run.stdout}${run.stderr}`);
    }
    for (const stack of this.stacks) {
      // The app does that itself; a program of a user's need not.
      rmSync(join(this.stackFolder(stack), hcl ? 'cdk.tf.json' : 'cdk.tf'), { force: true });
    }
    fitStacks(this.outputFolder, this.cloud.provider);
  }

  get stacks(): readonly string[] {
    const folder = join(this.outputFolder, 'stacks');
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  /** What is synthesized for a stack, as text. */
  configurationOf(stack: string): string {
    return readFileSync(join(this.stackFolder(stack), 'cdk.tf.json'), 'utf8');
  }

  /**
   * The bucket policies that are synthesized as JSON for a stack, by bucket, as Terraform reads them.
   * @param values of references in them, by the text of the reference
   */
  policiesOf(stack: string, values: Readonly<Record<string, string>> = {}): Readonly<Record<string, unknown>> {
    return policiesIn(this.configurationOf(stack), values);
  }

  /** @returns the line with which Terraform ends */
  async apply(stack: string): Promise<string> {
    const output = await this.terraform(stack, 'apply', '-auto-approve', '-input=false');
    return /^Apply complete! .*/m.exec(output)?.[0] ?? output;
  }

  /** @returns "No changes", or else all of the plan */
  async plan(stack: string): Promise<string> {
    const output = await this.terraform(stack, 'plan', '-input=false', '-lock=false');
    return /^No changes/m.exec(output)?.[0] ?? output;
  }

  /** @returns the line with which Terraform ends */
  async destroy(stack: string): Promise<string> {
    const output = await this.terraform(stack, 'destroy', '-auto-approve', '-input=false');
    return /^Destroy complete! .*/m.exec(output)?.[0] ?? output;
  }

  /** Terraform in the folder of a stack, which is initialized first where it was not. */
  async terraform(stack: string, ...args: readonly string[]): Promise<string> {
    return this.cloud.terraform(await this.initialized(stack), ...args);
  }

  /** The same, where it may fail. */
  async tryTerraform(stack: string, ...args: string[]): Promise<TerraformRun> {
    return this.cloud.tryTerraform(await this.initialized(stack), ...args);
  }

  private async initialized(stack: string): Promise<string> {
    const folder = this.stackFolder(stack);
    if (!existsSync(join(folder, '.terraform'))) {
      await this.cloud.init(folder);
    }
    return folder;
  }

  stackFolder(stack: string): string {
    return join(this.outputFolder, 'stacks', stack);
  }

  private get outputFolder(): string {
    return join(this.folder, 'cdktf.out');
  }
}

/** The bucket policies in what is synthesized as JSON, by bucket, as Terraform reads them. */
export function policiesIn(
  configuration: string,
  values: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> {
  const known = Object.entries(values).reduce(
    (text, [reference, value]) => text.replaceAll(reference, value),
    configuration,
  );
  const { resource } = JSON.parse(known) as { resource: { aws_s3_bucket_policy?: Policies } };
  const policies = Object.values(resource.aws_s3_bucket_policy ?? {});
  return Object.fromEntries(policies.map(({ bucket, policy }) => [bucket, JSON.parse(asTerraformReads(policy))]));
}
