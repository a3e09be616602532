import { spawnSync } from 'node:child_process';
import { reportSkipped } from './skipped';
import { inFolder, writeFiles } from './workspace';

export { inFolder } from './workspace';

const environment = {
  ...process.env,
  CHECKPOINT_DISABLE: '1',
  TF_IN_AUTOMATION: '1',
  TF_CLI_CONFIG_FILE: undefined,
  // Terraform computes a lot in these tests, and is faster with less garbage collection.
  GOGC: '400',
};

export interface TerraformRun {
  readonly status: number | null;
  readonly output: string;
}

/** Mutation tests skip Terraform, because it would take seconds for each mutant. */
const { MUTATION_PART } = process.env;

/** Real Terraform, without providers from a registry. */
export const terraform = {
  installed: MUTATION_PART === undefined && spawnSync('terraform', ['version'], { env: environment }).status === 0,

  run(folder: string, ...args: string[]): TerraformRun {
    const { status, stdout, stderr } = spawnSync('terraform', [...args], {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { status, output: `${stdout}${stderr}` };
  },

  /** Applies a configuration without providers, and returns its outputs. */
  outputs(files: Readonly<Record<string, string>>): Record<string, unknown> {
    return inFolder((folder) => {
      writeFiles(folder, files);
      const applied = terraform.run(folder, 'apply', '-auto-approve', '-no-color');
      if (applied.status !== 0) {
        throw new Error(applied.output.slice(-4000));
      }
      const { output } = terraform.run(folder, 'output', '-json');
      const values = JSON.parse(output) as Record<string, { value: unknown }>;
      return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
    });
  },

  /**
   * Returns the message of Terraform about the required providers, which proves that it can read the configuration in a folder. The
   * backend is initialized. Terraform searches for the provider in an empty folder, so nothing is downloaded.
   */
  requirements(folder: string): string {
    return inFolder((empty) => {
      terraform.run(folder, 'init', `-plugin-dir=${empty}`, '-no-color');
      const { status, output } = terraform.run(folder, 'providers', '-no-color');
      if (status !== 0) {
        throw new Error(output);
      }
      return output;
    });
  },
};

/** `describe`, or `describe.skip` with a message if Terraform is not installed. */
export const describeTerraform: jest.Describe = terraform.installed ? describe : describe.skip;
if (!terraform.installed && MUTATION_PART === undefined) {
  reportSkipped('the tests with Terraform, because terraform is not installed');
}
