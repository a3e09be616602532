import * as cdktf from 'cdktf';
import { CloudWorkspace, TerraformBackend, type TerraformStack } from 'cdktf';
import { NO_BACKEND, type StackConfig } from '../config/format';
import { asBlock } from '../constructs/terraform/escaped-text';
import { localStatePath } from './local-state';
import { asTerraformText, asUntypedText } from './terraform-values';

// biome-ignore lint/suspicious/noExplicitAny: each backend has options of its own, which Terraform checks at init
type Options = any;

type BackendClass = new (stack: TerraformStack, options: Options) => TerraformBackend;

/** The versions that CDK Terrain requires in the context for locks in S3. CDKTF does not use them. */
const LOCKS_IN_S3 = { targetVersions: { terraform: '>=1.10.0', opentofu: '>=1.10.0' } };

/**
 * Returns the context of an app with these stacks. If a backend has locks in S3, the context gives the first versions of Terraform and
 * OpenTofu that support them; without it, CDK Terrain refuses the backend. A context in `cdktf.json` overrides it.
 */
export function contextOf(stacks: Readonly<Record<string, StackConfig>>): Readonly<Record<string, object>> {
  const locksInS3 = Object.values(stacks).some(({ backend }) => {
    const [kind, options] = kindAndOptions(backend);
    return kind === 's3' && options.useLockfile === true;
  });
  return locksInS3 ? LOCKS_IN_S3 : {};
}

/** Adds the backend that the file names, or else a local one. CDKTF's class for the type `s3` is `S3Backend`, and so on. */
export function addBackend(stack: TerraformStack, backend: StackConfig['backend']): TerraformBackend {
  if (backend === NO_BACKEND) {
    return new InjectedBackend(stack);
  }
  const [kind, given] = kindAndOptions(backend);
  const typed = asTerraformText(given);
  // The framework compares the host name, so it gets the escaping of typed values.
  const options = kind === 'cloud' ? typed : { ...withBlocks(kind, asUntypedText(given)), ...host(typed) };
  const more: Options = {
    ...(kind === 'local' && { path: localStatePath(stack), ...options }),
    ...(kind === 'cloud' && { workspaces: new Workspaces(options.workspaces ?? {}) }),
  };
  const classes = cdktf as unknown as Readonly<Record<string, BackendClass>>;
  return new classes[`${kind[0]!.toUpperCase()}${kind.slice(1)}Backend`]!(stack, { ...options, ...more });
}

function kindAndOptions(backend: StackConfig['backend']): [kind: string, options: Options] {
  const [kind = 'local', options = {}] = backend === NO_BACKEND ? [] : (Object.entries(backend ?? {})[0] ?? []);
  return [kind, options];
}

/** Whether the state of a stack is at the default path of this package. */
export function usesDefaultState({ backend }: StackConfig): boolean {
  const [kind, { path }] = kindAndOptions(backend);
  return backend !== NO_BACKEND && kind === 'local' && path === undefined;
}

/** A backend that writes nothing, because the tool that runs Terraform adds one. Without it, CDKTF writes one with a path of this machine. */
class InjectedBackend extends TerraformBackend {
  public constructor(stack: TerraformStack) {
    super(stack, 'backend', 'local');
  }

  public override toTerraform(): object {
    return {};
  }

  public override toHclTerraform(): object {
    return {};
  }

  public getRemoteStateDataSource(): never {
    throw new Error(`backend: ${NO_BACKEND}: the location of the state is unknown`);
  }
}

function host({ hostname }: Options): Options {
  return hostname === undefined ? {} : { hostname };
}

/** The options that are blocks in HCL; in JSON they look like other options. Source: the backends of Terraform 1.11. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  remote: ['workspaces'],
  cos: ['assumeRole', 'assume_role'],
  oss: ['assumeRole', 'assume_role'],
};

function withBlocks(kind: string, options: Options): Options {
  const names = (BLOCKS[kind] ?? []).filter((name) => options[name] !== undefined);
  return { ...options, ...Object.fromEntries(names.map((name) => [name, asBlock(options[name])])) };
}

/** The workspaces of the block `cloud`. The classes of the framework drop a project in HCL, and tags with values. */
class Workspaces extends CloudWorkspace {
  public constructor(private readonly options: Options) {
    super();
  }

  public override toTerraform(): object {
    return this.options;
  }

  public toHclTerraform(): object {
    const typed = Object.entries(this.options).map(([name, value]) => [name, { value, ...typeOf(value) }]);
    return Object.fromEntries(typed);
  }
}

function typeOf(value: unknown) {
  if (typeof value === 'string') {
    return { type: 'simple', storageClassType: 'string' };
  }
  return Array.isArray(value)
    ? { type: 'list', storageClassType: 'stringList' }
    : { type: 'map', storageClassType: 'stringMap' };
}
