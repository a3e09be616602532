import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as util from 'node:util';
import { App } from 'cdktf';
import { keyNotes, kmsKeys } from '../config/kms-keys';
import { ConfigError } from '../config/read';
import { resolve } from '../config/resolve';
import { SHOWN_BY_APP } from '../constructs/terraform/annotations';
import { readConfig } from '../files/read-config';
import { byCodePoint } from '../messages/text';
import { counted } from '../messages/wording';
import { contextOf, usesDefaultState } from './backend';
import { LEAVE_FILE } from './leave';
import { misplacedStates, orphanedStates, statesOfRenamedStacks } from './local-state';
import { ZencoderStack } from './stack';

/** The CDKTF app for a `zencoder.yaml`: it has one CDKTF stack for each stack of the file. */
export class ZencoderApp {
  /**
   * Reads the file and writes the stacks. If the file has errors, it writes nothing, prints the errors to stderr and sets exit code 1.
   * @param file the path of the YAML file
   */
  public static run(file: string): void {
    try {
      const { config, warnings, notes } = readConfig(file);
      for (const line of [...warnings, ...notes]) {
        console.error(line);
      }
      silenceFrameworkDeprecation();
      const app = new App({
        stackTraces: false,
        outdir: preparedOutput(),
        context: { ...contextOf(config.stacks), [SHOWN_BY_APP]: true },
      });
      const names = Object.keys(config.stacks).sort(byCodePoint);
      const atDefault = names.filter((name) => usesDefaultState(config.stacks[name]!));
      throwIfStatesWouldBeLost([...misplacedStates(app.outdir, atDefault), ...orphanedStates(app.outdir, names)]);
      for (const line of statesOfRenamedStacks(names, atDefault)) {
        console.error(line);
      }
      const resolved = resolve(config);
      const keys = kmsKeys(resolved);
      const stacks = names.map((name) => new ZencoderStack(app, name, resolved, keys));
      removeStaleConfigurations(app.outdir, names, app.hclOutput);
      if (app.hclOutput) {
        for (const { left, node } of stacks) {
          left.writeForHcl(join(app.outdir, 'stacks', node.id, LEAVE_FILE));
        }
      }
      app.synth();
      for (const name of names) {
        const { buckets = {}, users = {}, leave = [] } = config.stacks[name]!;
        const holds = Object.entries({ bucket: buckets, user: users })
          .map(([what, all]) => [what, Object.keys(all).length] as const)
          .flatMap(([what, count]) => (count === 0 ? [] : counted(count, what)))
          .concat(leave.length === 0 ? [] : `leaves ${counted(leave.length, 'bucket')}`);
        const written = join(app.outdir, 'stacks', name, app.hclOutput ? 'cdk.tf' : 'cdk.tf.json');
        console.log(`${name}: ${holds.join(', ') || 'nothing'}, ${written}`);
      }
      for (const note of keyNotes(keys)) {
        console.log(note);
      }
    } catch (error) {
      if (!(error instanceof ConfigError)) {
        throw error;
      }
      console.error(error.message);
      process.exitCode = 1;
    }
  }

  private constructor() {}
}

/**
 * Creates and returns the output folder. CDKTF creates it, but not its parents. Also sets `SYNTH_HCL_OUTPUT=1` to `true`, because with `1`
 * CDKTF writes HCL into a file with the name of a JSON file.
 */
function preparedOutput(): string {
  const folder = process.env.CDKTF_OUTDIR || 'cdktf.out';
  mkdirSync(folder, { recursive: true });
  if (process.env.SYNTH_HCL_OUTPUT === '1') {
    process.env.SYNTH_HCL_OUTPUT = 'true';
  }
  return folder;
}

/** @throws ConfigError with a line for each state that Terraform would no longer find */
function throwIfStatesWouldBeLost(states: readonly string[]): void {
  if (states.length > 0) {
    throw new ConfigError(states);
  }
}

/**
 * Suppresses the deprecation DEP0044, which Node 22 and later print at the first call of `util.isArray`. CDKTF calls it in each synthesis.
 * This function makes the first call itself, with warnings turned off. All other warnings are printed and reach listeners.
 */
function silenceFrameworkDeprecation(): void {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    (util as { isArray?: (value: unknown) => boolean }).isArray?.([]);
  } finally {
    process.emitWarning = emitWarning;
  }
}

const HCL_FILES = ['cdk.tf', LEAVE_FILE];
const JSON_FILES = ['cdk.tf.json'];

/**
 * Removes files of an earlier run that this run does not write. These are the configuration in the other language (HCL or JSON), because
 * Terraform would read both and find every resource twice, and the configurations of stacks that no longer exist. Other files in these
 * folders stay.
 */
export function removeStaleConfigurations(outputFolder: string, stacks: readonly string[], hcl: boolean): void {
  const folder = join(outputFolder, 'stacks');
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  for (const { name: stack } of entries.filter((entry) => entry.isDirectory())) {
    const isRemoved = !stacks.includes(stack);
    for (const file of [...(hcl && !isRemoved ? [] : HCL_FILES), ...(hcl || isRemoved ? JSON_FILES : [])]) {
      rmSync(join(folder, stack, file), { force: true });
    }
    if (isRemoved && readdirSync(join(folder, stack)).length === 0) {
      rmdirSync(join(folder, stack));
    }
  }
}
