import * as framework from 'cdktf';
import type { BACKENDS, StackConfig } from '../config/format';
import { terraformText } from '../constructs/terraform/escaped-text';

// biome-ignore lint/suspicious/noExplicitAny: each backend has options of its own, which Terraform checks at init
type Options = any;
type Kind = (typeof BACKENDS)[number];

/** What CDK Terrain has to be told of the Terraform that is used; CDKTF asks for nothing. */
const LOCKS_IN_S3 = { targetVersions: { terraform: '>=1.10.0', opentofu: '>=1.10.0' } };

/**
 * The context of an app with these stacks: a backend with locks in S3 says that no older Terraform is used than one that has
 * them, and without that CDK Terrain refuses it. What `cdktf.json` says counts more.
 */
export function contextOf(stacks: Readonly<Record<string, StackConfig>>): Readonly<Record<string, object>> {
  return Object.values(stacks).some(({ backend }) => (backend?.s3 as Options)?.useLockfile === true) ? LOCKS_IN_S3 : {};
}

/** The backend that the file names, else a local one: a class of the framework by the name of its kind. */
export function addBackend(stack: framework.TerraformStack, backend: StackConfig['backend']): void {
  const [kind, given = {}] = (Object.entries(backend ?? {})[0] ?? ['local']) as [Kind, Options?];
  const options = asTerraformText(given);
  const own: Options = {
    cloud: () => ({ ...options, workspaces: cloudWorkspaces(options.workspaces) }),
    local: () => ({ path: statePath(stack), ...options }),
  };
  const name = `${kind[0]!.toUpperCase()}${kind.slice(1)}Backend` as `${Capitalize<Kind>}Backend`;
  // biome-ignore lint/performance/noDynamicNamespaceImportAccess: nothing here is bundled
  const Backend = framework[name] as new (stack: framework.TerraformStack, options: Options) => unknown;
  new Backend(stack, own[kind]?.() ?? options);
}

/**
 * Seen from the folder of the stack, in which Terraform runs: beside `cdktf.json`. Within the output folder the state would
 * be deleted when the stack is renamed, and CDKTF's own default names a folder of this machine.
 */
function statePath(stack: framework.TerraformStack): string {
  return `../../../terraform.${stack.node.id}.tfstate`;
}

function cloudWorkspaces(workspaces: Options): framework.CloudWorkspace {
  return Array.isArray(workspaces?.tags)
    ? new framework.TaggedCloudWorkspaces(workspaces.tags)
    : new framework.NamedCloudWorkspace(workspaces?.name, workspaces?.project);
}

function asTerraformText(value: Options): Options {
  if (typeof value === 'string') {
    return terraformText(value);
  }
  if (Array.isArray(value)) {
    return value.map((member) => asTerraformText(member));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asTerraformText(member)]))
    : value;
}
