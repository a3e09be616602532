import { asText, isObject, type Json, type JsonObject } from '../../messages/json';
import { REGIONS } from '../../s3/region';

/** The address of the block in the configuration: the address of an instance without its keys. */
export function blockAddress(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}

const MAX_DEPTH = 40;
const MAX_REFERENCES = 1000;

/** A module of the configuration by its path, such as `['zencoder', 'policy']`. */
interface Scope {
  readonly path: readonly string[];
  readonly modules: readonly JsonObject[];
  readonly calls: readonly JsonObject[];
  /** How many more references can be followed. */
  readonly budget: { left: number };
}

const TOP = { path: [], calls: [] };

/** Finds where the `bucket` of a resource comes from in the configuration of a plan. */
export class ConfiguredBuckets {
  /** The result for each block, because a block can have many instances. */
  private readonly blocks = new Map<string, string | undefined>();

  constructor(private readonly configuration: JsonObject) {}

  /**
   * The address of the block `aws_s3_bucket` that gives the `bucket` of a resource, through variables and outputs of modules;
   * undefined if the configuration does not have exactly one.
   */
  blockOf(address: string): string | undefined {
    const block = blockAddress(address);
    if (!this.blocks.has(block)) {
      const scope = this.scopeOf(block);
      const sources = scope && fromResource(scope, localAddress(block), 0);
      this.blocks.set(block, sources?.size === 1 ? [...sources][0] : undefined);
    }
    return this.blocks.get(block);
  }

  /** Whether the configuration still has the block of a resource, with an argument. */
  hasArgument(address: string, name: string): boolean {
    const scope = this.scopeOf(address);
    return scope !== undefined && memberOf(blockIn(scope, localAddress(address))?.expressions, name) !== undefined;
  }

  /** The provider of a resource as its module names it, such as `aws.production`. */
  providerOf(address: string): string | undefined {
    return this.providerKeyOf(address)?.replace(/^module\..*:/, '');
  }

  /** Whether the provider of a resource certainly uses the standard AWS partition, in which a name belongs to one bucket. */
  isInPartition(address: string): boolean {
    const provider = memberOf(this.configuration.provider_config, this.providerKeyOf(address) ?? '');
    const expressions = isObject(provider?.expressions) ? provider.expressions : {};
    const region = memberOf(expressions, 'region')?.constant_value;
    return expressions.endpoints === undefined && REGIONS.some((known) => known === region);
  }

  private providerKeyOf(address: string): string | undefined {
    const scope = this.scopeOf(address);
    const key = scope && blockIn(scope, localAddress(address))?.provider_config_key;
    return typeof key === 'string' ? key : undefined;
  }

  private scopeOf(address: string): Scope | undefined {
    const { root_module: root } = this.configuration;
    let scope: Scope | undefined = isObject(root)
      ? { ...TOP, modules: [root], budget: { left: MAX_REFERENCES } }
      : undefined;
    for (const name of modulesOf(address)) {
      scope = scope && calledBy(scope, name);
    }
    return scope;
  }

  /** Whether the configuration still has the block of a resource, with a provisioner. */
  hasProvisioner(address: string): boolean {
    const scope = this.scopeOf(address);
    const block = scope && blockIn(scope, localAddress(address));
    return Array.isArray(block?.provisioners) && block.provisioners.length > 0;
  }
}

function modulesOf(address: string): string[] {
  return [...blockAddress(address).matchAll(/(?:^|\.)module\.([^.]+)(?=\.)/g)].map(([, name]) => name!);
}

function localAddress(address: string): string {
  return blockAddress(address).replace(/^(?:module\.[^.]+\.)+/, '');
}

function calledBy({ path, modules, calls, budget }: Scope, name: string): Scope | undefined {
  const call = memberOf(modules.at(-1)!.module_calls, name);
  const module = call?.module;
  return isObject(call) && isObject(module)
    ? { path: [...path, name], modules: [...modules, module], calls: [...calls, call], budget }
    : undefined;
}

function memberOf(of: Json | undefined, name: string): JsonObject | undefined {
  const member = isObject(of) && Object.hasOwn(of, name) ? of[name] : undefined;
  return isObject(member) ? member : undefined;
}

/** The resources of each module by address, because a plan can have thousands. */
const INDEXES = new WeakMap<JsonObject, ReadonlyMap<unknown, JsonObject>>();

function blockIn({ modules }: Scope, address: string): JsonObject | undefined {
  const module = modules.at(-1)!;
  let index = INDEXES.get(module);
  if (index === undefined) {
    const resources = Array.isArray(module.resources) ? module.resources.filter(isObject) : [];
    index = new Map(resources.reverse().map((one) => [one.address, one]));
    INDEXES.set(module, index);
  }
  return index.get(address);
}

type Sources = ReadonlySet<string> | undefined;

function fromResource(scope: Scope, address: string, depth: number): Sources {
  return fromExpression(scope, memberOf(blockIn(scope, address)?.expressions, 'bucket'), depth);
}

/** The blocks that give the name of a bucket; undefined if the expression refers to anything else. */
function fromExpression(scope: Scope, expression: JsonObject | undefined, depth: number): Sources {
  const references = expression?.references;
  if (!Array.isArray(references) || references.length === 0 || depth > MAX_DEPTH || scope.budget.left < 0) {
    return undefined;
  }
  scope.budget.left -= references.length;
  const texts = [...new Set(references.map((reference) => blockAddress(asText(reference))))];
  // Terraform lists `aws_s3_bucket.films.id` and then `aws_s3_bucket.films`, which it is a part of.
  const whole = texts.filter((text) => !texts.some((other) => other.startsWith(`${text}.`)));
  const sources = whole.map((text) => fromReference(scope, text, depth + 1));
  return sources.includes(undefined) ? undefined : new Set(sources.flatMap((each) => [...each!]));
}

function fromReference(scope: Scope, reference: string, depth: number): Sources {
  const [first = '', second = '', third] = reference.split('.');
  if (first === 'var') {
    const { path, modules, calls } = scope;
    const parent = {
      ...scope,
      path: path.slice(0, -1),
      modules: modules.slice(0, -1),
      calls: calls.slice(0, -1),
    };
    return calls.length === 0 ? undefined : fromExpression(parent, memberOf(calls.at(-1)!.expressions, second), depth);
  }
  if (first === 'module') {
    const child = calledBy(scope, second);
    const output = child && third !== undefined ? memberOf(child.modules.at(-1)!.outputs, third) : undefined;
    return child && fromExpression(child, memberOf(output, 'expression'), depth);
  }
  const isName = third === undefined || third === 'id' || third === 'bucket';
  if (first === 'aws_s3_bucket' && isName) {
    return new Set([[...scope.path.flatMap((name) => ['module', name]), first, second].join('.')]);
  }
  return first.startsWith('aws_s3_bucket_') && isName ? fromResource(scope, `${first}.${second}`, depth) : undefined;
}
