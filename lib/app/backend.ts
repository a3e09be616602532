import * as cdktf from 'cdktf';
import { NamedCloudWorkspace, TaggedCloudWorkspaces, type TerraformBackend, type TerraformStack } from 'cdktf';
import type { StackConfig } from '../config/format';
import { terraformText } from '../constructs/terraform/escaped-text';
import { isObject } from '../messages/json';

// biome-ignore lint/suspicious/noExplicitAny: each backend has options of its own, which Terraform checks at init
type Options = any;

type BackendClass = new (stack: TerraformStack, options: Options) => TerraformBackend;

/** What CDK Terrain has to be told of the Terraform that is used; CDKTF asks for nothing. */
const LOCKS_IN_S3 = { targetVersions: { terraform: '>=1.10.0', opentofu: '>=1.10.0' } };

/**
 * The context of an app with these stacks: a backend with locks in S3 says that no older Terraform is used than one that has
 * them, and without that CDK Terrain refuses it. What `cdktf.json` says counts more.
 */
export function contextOf(stacks: Readonly<Record<string, StackConfig>>): Readonly<Record<string, object>> {
  return Object.values(stacks).some(({ backend }) => (backend?.s3 as Options)?.useLockfile === true) ? LOCKS_IN_S3 : {};
}

/** The backend that the file names, else a local one. CDKTF's class of the kind `s3` is `S3Backend`, and so for each kind. */
export function addBackend(stack: TerraformStack, backend: StackConfig['backend']): TerraformBackend {
  const [kind = 'local', given = {}] = Object.entries(backend ?? {})[0] ?? [];
  const options = asTerraformText(given);
  const more: Options = {
    ...(kind === 'local' && { path: statePath(stack), ...options }),
    ...(kind === 'cloud' && { workspaces: cloudWorkspaces(options.workspaces) }),
  };
  const classes = cdktf as unknown as Readonly<Record<string, BackendClass>>;
  return new classes[`${kind[0]!.toUpperCase()}${kind.slice(1)}Backend`]!(stack, { ...options, ...more });
}

/**
 * Seen from the folder of the stack, in which Terraform runs: beside `cdktf.json`. Within the output folder the state would
 * be deleted when the stack is renamed, and CDKTF's own default names a folder of this machine.
 */
function statePath(stack: TerraformStack): string {
  return `../../../terraform.${stack.node.id}.tfstate`;
}

function cloudWorkspaces(workspaces: Options): NamedCloudWorkspace | TaggedCloudWorkspaces {
  return Array.isArray(workspaces?.tags)
    ? new TaggedCloudWorkspaces(workspaces.tags)
    : new NamedCloudWorkspace(workspaces?.name, workspaces?.project);
}

function asTerraformText(value: Options): Options {
  if (typeof value === 'string') {
    return terraformText(value);
  }
  if (Array.isArray(value)) {
    return value.map((member) => asTerraformText(member));
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asTerraformText(member)]))
    : value;
}
