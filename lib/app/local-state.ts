import { accessSync, constants, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { App, TerraformStack } from 'cdktf';
import { inShell } from '../messages/shell-words';
import { counted, quoted } from '../messages/wording';

const STATE_FILE = /^terraform\.([\w.-]+)\.tfstate$/;
const fileOf = (stack: string) => `terraform.${stack}.tfstate`;

/**
 * Returns the path of the state of a stack, relative to the stack's folder, in which Terraform runs. The state is next to `cdktf.json`,
 * wherever the output folder is. In the output folder it would be deleted when the stack is renamed, and CDKTF's default is an absolute
 * path of this machine.
 */
export function localStatePath(stack: TerraformStack): string {
  const folder = join(realpathSync((stack.node.root as App).outdir), 'stacks', stack.node.id);
  return join(relative(folder, realpathSync('.')), fileOf(stack.node.id))
    .split(sep)
    .join('/');
}

/**
 * Returns a line for each state that is next to the output folder instead of next to `cdktf.json`. Earlier versions wrote it there, where
 * two projects with their outputs in one folder shared a state.
 */
export function misplacedStates(outputFolder: string, stacks: readonly string[]): string[] {
  const folder = relative(realpathSync('.'), dirname(realpathSync(outputFolder)));
  return folder === ''
    ? []
    : stacks.map(fileOf).flatMap((file) => {
        const misplaced = join(folder, file);
        const why = 'the state of this stack is next to the output folder, but belongs next to cdktf.json';
        const otherwise = 'If it belongs to another project, give the stack a backend, such as { local: { path: … } }';
        return existsSync(misplaced) && !existsSync(file)
          ? [
              `${misplaced}: ${why}: ${inShell(['mv', misplaced, file])}, then terraform init -reconfigure. ${otherwise}`,
            ]
          : [];
      });
}

/**
 * Returns a warning if stacks have no state yet, while the folder has the state of a stack that is not in the file: one of them can be
 * that stack under a new name.
 */
export function statesOfRenamedStacks(all: readonly string[], atDefault: readonly string[]): string[] {
  const fresh = atDefault.filter((stack) => !existsSync(fileOf(stack)));
  const names = fresh.length === 0 ? [] : readdirSync('.').sort();
  return names.filter(isReadableState).flatMap((file) => {
    const [, stack = ''] = STATE_FILE.exec(file)!;
    const content = all.includes(stack) ? undefined : contentOf(file);
    const command = inShell(['mv', file, fileOf(fresh.length === 1 ? fresh[0]! : 'NEW-NAME')]);
    return content === undefined
      ? []
      : [
          `${file}: warning: is the state of stack ${quoted(stack)} with ${content}, but the file has no such stack, and there is no state of ${fresh.join(', ')}. ` +
            `If the stack was renamed, move its state before you plan, or Terraform creates everything again: ${command}`,
        ];
  });
}

function isReadableState(name: string): boolean {
  try {
    accessSync(name, constants.R_OK);
    return STATE_FILE.test(name) && statSync(name).isFile();
  } catch {
    return false;
  }
}

/** Returns a line for each state in the folder of a stack that no longer exists: a run removes the configuration, and the CLI the folder. */
export function orphanedStates(outputFolder: string, stacks: readonly string[]): string[] {
  const folder = join(outputFolder, 'stacks');
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const removed = entries
    .filter((entry) => entry.isDirectory() && !stacks.includes(entry.name))
    .map(({ name }) => name);
  return removed.sort().flatMap((stack) => {
    const stackFolder = join(folder, stack);
    const states = filesBelow(stackFolder).flatMap((file) => {
      const content = contentOf(file);
      return content === undefined ? [] : [{ file, content }];
    });
    const renamed = `If the stack was renamed: ${inShell(['mv', stackFolder, join(folder, 'NEW-NAME')])}`;
    const destroyed = `If you no longer need it: ${inShell(['terraform', `-chdir=${stackFolder}`, 'destroy'])}`;
    return states.map(
      ({ file, content }) =>
        `${file}: is a state with ${content}, but stack ${quoted(stack)} no longer exists and its folder would be removed. ${renamed}. ${destroyed}`,
    );
  });
}

/** Returns the files below a folder, without `.terraform`, which contains no state of resources, and without backups. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== '.terraform' && !name.endsWith('.backup'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
}

/** Describes the content of a state; undefined if the file is not a state or the state is empty. A state may be unreadable, for example encrypted. */
function contentOf(file: string): string | undefined {
  const hasStateName = basename(file).endsWith('.tfstate');
  const isJson = hasStateName || file.endsWith('.json');
  const text = isJson ? readFileSync(file, 'utf8') : '';
  try {
    const { lineage, resources } = JSON.parse(text) as { lineage?: unknown; resources?: readonly unknown[] };
    const isState = hasStateName || (lineage !== undefined && resources !== undefined);
    if (isState && Array.isArray(resources)) {
      return resources.length === 0 ? undefined : counted(resources.length, 'resource');
    }
    return isState ? 'unreadable content' : undefined;
  } catch {
    return hasStateName && text.trim() !== '' ? 'unreadable content' : undefined;
  }
}
