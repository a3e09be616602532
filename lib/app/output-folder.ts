import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const CONFIGURATIONS = ['cdk.tf', 'cdk.tf.json'];

/**
 * Removes what an earlier run wrote and this one does not: the configuration in the other form, which Terraform would read
 * too and find everything twice, and the configurations of stacks that are gone. What else lies in these folders stays.
 */
export function removeOldConfigurations(outputFolder: string, stacks: readonly string[], hcl: boolean): void {
  const folder = join(outputFolder, 'stacks');
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  for (const { name: stack } of entries.filter((entry) => entry.isDirectory())) {
    const written = stacks.includes(stack) ? CONFIGURATIONS[hcl ? 0 : 1] : undefined;
    for (const file of CONFIGURATIONS.filter((configuration) => configuration !== written)) {
      rmSync(join(folder, stack, file), { force: true });
    }
    if (written === undefined && readdirSync(join(folder, stack)).length === 0) {
      rmdirSync(join(folder, stack));
    }
  }
}
