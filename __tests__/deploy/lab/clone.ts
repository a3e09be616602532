import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../support/run';
import type { TerraformRun } from '../../support/terraform';
import type { Cloud } from './cloud';
import { policiesIn } from './project';

/** What `cdktf.json` runs, and then the step that makes what it wrote fit the provider at hand. */
const FIT = 'node scripts/run-ts.js __tests__/deploy/lab/fit-stacks.ts';

/** A fresh clone of this repository, in which the real command `cdktf` is called: what is not committed is not in it. */
export class Clone {
  /** The file that the app reads. */
  file = 'zencoder.yaml';

  static async of(cloud: Cloud): Promise<Clone> {
    const folder = join(cloud.folder, 'clone');
    const { status, output } = await cloud.run('git', ['clone', '--quiet', ROOT, folder], cloud.folder);
    if (status !== 0) {
      throw new Error(output);
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const clone = new Clone(cloud, folder);
    clone.edit('cdktf.json', (text) => text.replace(/("app": ".*)"/, `$1 && ${FIT}"`));
    return clone;
  }

  private constructor(
    private readonly cloud: Cloud,
    readonly folder: string,
  ) {}

  edit(file: string, change: (text: string) => string): void {
    const path = join(this.folder, file);
    const text = readFileSync(path, 'utf8');
    const changed = change(text);
    if (changed === text) {
      throw new Error(`${file}: there is nothing to change`);
    }
    writeFileSync(path, changed);
  }

  policiesOf(stack: string): Readonly<Record<string, unknown>> {
    return policiesIn(readFileSync(join(this.stackFolder(stack), 'cdk.tf.json'), 'utf8'));
  }

  /** Runs a TypeScript program of the clone. */
  run(program: string, ...args: readonly string[]): Promise<TerraformRun> {
    return this.cloud.run(process.execPath, ['scripts/run-ts.js', program, ...args], this.folder);
  }

  /** The real command. Throws with what it printed when it fails. */
  async cdktf(command: string, ...args: readonly string[]): Promise<string> {
    const cdktf = join(this.folder, 'node_modules', '.bin', 'cdktf');
    const { status, output } = await this.cloud.run(cdktf, [command, ...args], this.folder, {
      ZENCODER_CONFIG: this.file,
    });
    if (status !== 0) {
      throw new Error(`cdktf ${command} ${args.join(' ')}: ${output.slice(-6000)}`);
    }
    return output;
  }

  /** `cdktf synth --hcl`, and then what Terraform finds to change in a stack: the same without the start of the command. */
  async planOfHcl(stack: string): Promise<string> {
    const environment = { ZENCODER_CONFIG: this.file, SYNTH_HCL_OUTPUT: 'true' };
    const { status, output } = await this.cloud.run('sh', ['-c', this.app], this.folder, environment);
    if (status !== 0) {
      throw new Error(output);
    }
    return this.cloud.terraform(this.stackFolder(stack), 'plan', '-input=false');
  }

  /** Without the lock, which asks a registry for checksums. */
  deploy(...stacks: readonly string[]): Promise<string> {
    return this.cdktf('deploy', ...stacks, '--auto-approve', '--skip-provider-lock');
  }

  diff(stack: string, ...args: readonly string[]): Promise<string> {
    return this.cdktf('diff', stack, '--skip-provider-lock', ...args);
  }

  destroy(...stacks: readonly string[]): Promise<string> {
    return this.cdktf('destroy', ...stacks, '--auto-approve', '--skip-provider-lock');
  }

  private get app(): string {
    return (JSON.parse(readFileSync(join(this.folder, 'cdktf.json'), 'utf8')) as { app: string }).app;
  }

  private stackFolder(stack: string): string {
    return join(this.folder, 'cdktf.out', 'stacks', stack);
  }
}
