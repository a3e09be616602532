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
import { misplacedStates, orphanedStates } from './local-state';
import { ZencoderStack } from './stack';

/** The CDKTF app of a `zencoder.yaml`: a stack for each of its stacks. */
export class ZencoderApp {
  /**
   * Reads the file, and writes the stacks only if nothing is wrong with it; else the errors go to stderr and the exit code is 1.
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
      throwIfStatesWouldBeLost([
        ...misplacedStates(
          app.outdir,
          names.filter((name) => usesDefaultState(config.stacks[name]!)),
        ),
        ...orphanedStates(app.outdir, names),
      ]);
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

/** The output folder. CDKTF makes it, but no folder above it; with `SYNTH_HCL_OUTPUT=1` it writes HCL into a file with the name of a JSON file. */
function preparedOutput(): string {
  const folder = process.env.CDKTF_OUTDIR || 'cdktf.out';
  mkdirSync(folder, { recursive: true });
  if (process.env.SYNTH_HCL_OUTPUT === '1') {
    process.env.SYNTH_HCL_OUTPUT = 'true';
  }
  return folder;
}

/** @throws ConfigError with a line for each state that nothing would find any more */
function throwIfStatesWouldBeLost(states: readonly string[]): void {
  if (states.length > 0) {
    throw new ConfigError(states);
  }
}

/**
 * Node 22 and later print the deprecation DEP0044 the first time that `util.isArray` is called, which CDKTF does in each synthesis.
 * That first call is made here, where nothing listens. Every other warning is printed, and reaches listeners, as before.
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
 * Removes what an earlier run wrote and this one does not: the configuration in the other form, which Terraform would read
 * too and find everything twice, what was beside it, and the configurations of stacks that are gone. What else lies in these
 * folders stays.
 */
export function removeStaleConfigurations(outputFolder: string, stacks: readonly string[], hcl: boolean): void {
  const folder = join(outputFolder, 'stacks');
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  for (const { name: stack } of entries.filter((entry) => entry.isDirectory())) {
    const isGone = !stacks.includes(stack);
    for (const file of [...(hcl && !isGone ? [] : HCL_FILES), ...(hcl || isGone ? JSON_FILES : [])]) {
      rmSync(join(folder, stack, file), { force: true });
    }
    if (isGone && readdirSync(join(folder, stack)).length === 0) {
      rmdirSync(join(folder, stack));
    }
  }
}
