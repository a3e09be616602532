import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { App, TerraformStack } from 'cdktf';
import { inShell } from '../messages/shell-words';
import { counted, quoted } from '../messages/wording';

const fileOf = (stack: string) => `terraform.${stack}.tfstate`;

/**
 * Where the state of a stack lies, seen from the stack's folder, in which Terraform runs: beside `cdktf.json`, wherever the output goes.
 * Within the output folder it would be deleted when the stack is renamed, and CDKTF's own default names a folder of this machine.
 */
export function localStatePath(stack: TerraformStack): string {
  const folder = join(realpathSync((stack.node.root as App).outdir), 'stacks', stack.node.id);
  return join(relative(folder, realpathSync('.')), fileOf(stack.node.id))
    .split(sep)
    .join('/');
}

/**
 * The states that lie beside the output folder and are looked for beside `cdktf.json`, a line each. Earlier versions had them there, where
 * two projects with outputs in one folder had one state.
 */
export function misplacedStates(outputFolder: string, stacks: readonly string[]): string[] {
  const folder = relative(realpathSync('.'), dirname(realpathSync(outputFolder)));
  return folder === ''
    ? []
    : stacks.map(fileOf).flatMap((file) => {
        const old = join(folder, file);
        const why = 'the state of this stack lies beside the output folder, and now belongs beside cdktf.json';
        const otherwise = 'If it is that of another project, give the stack a backend, such as { local: { path: … } }';
        return existsSync(old) && !existsSync(file)
          ? [`${old}: ${why}: ${inShell(['mv', old, file])}, then terraform init -reconfigure. ${otherwise}`]
          : [];
      });
}

/** The states in the folders of stacks that are gone, a line each: their configurations are about to be removed, and the folders by the CLI. */
export function orphanedStates(outputFolder: string, stacks: readonly string[]): string[] {
  const folder = join(outputFolder, 'stacks');
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const gone = entries.filter((entry) => entry.isDirectory() && !stacks.includes(entry.name)).map(({ name }) => name);
  return gone.sort().flatMap((stack) => {
    const at = join(folder, stack);
    const states = filesBelow(at).flatMap((file) => {
      const content = contentOf(file);
      return content === undefined ? [] : [{ file, content }];
    });
    const renamed = `If it was renamed: ${inShell(['mv', at, join(folder, 'NEW-NAME')])}`;
    const destroyed = `If it is to go: ${inShell(['terraform', `-chdir=${at}`, 'destroy'])}`;
    return states.map(
      ({ file, content }) =>
        `${file}: is a state that holds ${content}, and no stack ${quoted(stack)} is left: its folder would be removed. ${renamed}. ${destroyed}`,
    );
  });
}

/** What Terraform keeps in `.terraform` is no state of resources, and a backup is one that was. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== '.terraform' && !name.endsWith('.backup'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
    });
}

/** What a state holds; undefined of what is none, or holds nothing. One that cannot be read, as an encrypted one, may hold anything. */
function contentOf(file: string): string | undefined {
  const isNamedSo = basename(file).endsWith('.tfstate');
  const isJson = isNamedSo || file.endsWith('.json');
  const text = isJson ? readFileSync(file, 'utf8') : '';
  try {
    const { lineage, resources } = JSON.parse(text) as { lineage?: unknown; resources?: readonly unknown[] };
    const isState = isNamedSo || (lineage !== undefined && resources !== undefined);
    if (isState && Array.isArray(resources)) {
      return resources.length === 0 ? undefined : counted(resources.length, 'resource');
    }
    return isState ? 'what cannot be read' : undefined;
  } catch {
    return isNamedSo && text.trim() !== '' ? 'what cannot be read' : undefined;
  }
}
