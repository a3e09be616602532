import * as cdktf from 'cdktf';
import { CloudWorkspace, TerraformBackend, type TerraformStack } from 'cdktf';
import { NO_BACKEND, type StackConfig } from '../config/format';
import { asBlock } from '../constructs/terraform/escaped-text';
import { localStatePath } from './local-state';
import { asTerraformText, asUntypedText } from './terraform-values';

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
  const locksInS3 = Object.values(stacks).some(({ backend }) => {
    const [kind, options] = kindAndOptions(backend);
    return kind === 's3' && options.useLockfile === true;
  });
  return locksInS3 ? LOCKS_IN_S3 : {};
}

/** The backend that the file names, else a local one. CDKTF's class of the kind `s3` is `S3Backend`, and so for each kind. */
export function addBackend(stack: TerraformStack, backend: StackConfig['backend']): TerraformBackend {
  if (backend === NO_BACKEND) {
    return new InjectedBackend(stack);
  }
  const [kind, given] = kindAndOptions(backend);
  const typed = asTerraformText(given);
  // The framework compares the name of a host.
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

/** Whether the state of a stack lies where this package puts it. */
export function usesDefaultState({ backend }: StackConfig): boolean {
  const [kind, { path }] = kindAndOptions(backend);
  return backend !== NO_BACKEND && kind === 'local' && path === undefined;
}

/** Nothing is written of it: what runs Terraform adds a backend. Without any, CDKTF would write one that names a folder of this machine. */
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
    throw new Error(`backend: ${NO_BACKEND}: nobody knows where the state lies`);
  }
}

function host({ hostname }: Options): Options {
  return hostname === undefined ? {} : { hostname };
}

/** The options that are blocks in Terraform's language; in its JSON they look like the others. Source: the backends of Terraform 1.11. */
const BLOCKS: Readonly<Record<string, readonly string[]>> = {
  remote: ['workspaces'],
  cos: ['assumeRole', 'assume_role'],
  oss: ['assumeRole', 'assume_role'],
};

function withBlocks(kind: string, options: Options): Options {
  const names = (BLOCKS[kind] ?? []).filter((name) => options[name] !== undefined);
  return { ...options, ...Object.fromEntries(names.map((name) => [name, asBlock(options[name])])) };
}

/** The workspaces of the block `cloud`: the framework's own classes drop a project in HCL, and tags with values. */
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
