import {
  dependable,
  type ITerraformDependable,
  type ITerraformIterator,
  TerraformProvider,
  TerraformResource,
  type TerraformResourceLifecycle,
  TerraformStack,
} from 'cdktf';
import type { Construct } from 'constructs';
import { type Diagnostic, misspeltFindings, throwIfErrors, within } from '../../messages/diagnostic';
import { nameOf } from './odd-values';
import type { Condition } from './plan-time-checks';
import { bare, writtenLifecycle } from './written-lifecycle';

/** The meta-arguments that the constructs accept. */
export interface MetaArguments {
  readonly provider?: TerraformProvider;
  readonly dependsOn?: ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
  readonly forEach?: ITerraformIterator;
}

/** The meta-arguments that a construct does not accept, each with the reason. */
export interface Refusals {
  /** Why Terraform must not create a replacement before it destroys the resource. */
  readonly createBeforeDestroy: string;
  /** Undefined if the construct accepts an iterator. */
  readonly forEach?: string;
}

/** The errors in the meta-arguments of a construct. In a JavaScript program they can have any type. */
export function metaArgumentFindings(scope: Construct, props: MetaArguments, refusals: Refusals): Diagnostic[] {
  const { provider, dependsOn, lifecycle, forEach } = props;
  const findings = provider === undefined ? [] : errorAt('provider', providerFault(scope, provider));
  return findings.concat(
    dependsOn === undefined ? [] : within(['dependsOn'], dependsOnFindings(dependsOn)),
    lifecycle === undefined ? [] : within(['lifecycle'], lifecycleFindings(lifecycle, refusals)),
    forEach === undefined ? [] : errorAt('forEach', refusals.forEach ?? iteratorFault(forEach)),
    UNSUPPORTED.filter((name) => (props as Readonly<Record<string, unknown>>)[name] !== undefined).flatMap((name) =>
      errorAt(name, UNSUPPORTED_BECAUSE[name]),
    ),
  );
}

const UNSUPPORTED_BECAUSE: Readonly<Record<string, string>> = {
  count: 'is not supported: create one construct per instance, in a loop in your program',
  provisioners: 'is not supported: use a separate resource for provisioners, such as TerraformDataResource',
  connection: 'is not supported: use a separate resource for it, such as TerraformDataResource',
};
const UNSUPPORTED = Object.keys(UNSUPPORTED_BECAUSE);

function errorAt(name: string, message: string | undefined): Diagnostic[] {
  return message === undefined ? [] : [{ path: [name], message }];
}

function providerFault(scope: Construct, provider: unknown): string | undefined {
  if (!isObject(provider) || !TerraformProvider.isTerraformProvider(provider)) {
    return `${nameOf(provider)} is not a provider; give an AwsProvider, for example new AwsProvider(stack, "eu", { alias: "eu", region: "eu-west-1" })`;
  }
  if (provider.terraformResourceType !== 'aws') {
    return `${nameOf(provider)} is a provider of ${provider.terraformResourceType}; give an AwsProvider`;
  }
  const [own, other] = [TerraformStack.of(scope), TerraformStack.of(provider)];
  return own === other
    ? undefined
    : `${nameOf(provider)} belongs to the stack ${other.node.path}; create a provider in the stack ${own.node.path}`;
}

function dependsOnFindings(dependencies: unknown): Diagnostic[] {
  if (!Array.isArray(dependencies)) {
    return [{ path: [], message: `${nameOf(dependencies)} is not a list; write [${nameOf(dependencies)}]` }];
  }
  return dependencies.flatMap((dependency: unknown, index) => {
    const isDependable = isObject(dependency) && typeof (dependency as { fqn?: unknown }).fqn === 'string';
    return isDependable ? [] : [{ path: [index], message: `${nameOf(dependency)} ${NOT_DEPENDABLE}` }];
  });
}

const NOT_DEPENDABLE =
  'is not something that Terraform can depend on; give the construct of a resource, a data source or a module';

function lifecycleFindings(lifecycle: unknown, refusals: Refusals): Diagnostic[] {
  if (!isObject(lifecycle) || Array.isArray(lifecycle)) {
    return [
      { path: [], message: `${nameOf(lifecycle)} is not a lifecycle; write, for example, { preventDestroy: true }` },
    ];
  }
  const given = lifecycle as Readonly<Record<string, unknown>>;
  return [
    ...misspeltFindings(given, Object.keys(MEMBERS)),
    ...Object.entries(MEMBERS).flatMap(([name, { isRight, form }]) =>
      given[name] === undefined || isRight(given[name])
        ? []
        : [{ path: [name], message: `${nameOf(given[name])} is not ${form}` }],
    ),
    ...createBeforeDestroyFindings(given, refusals),
  ];
}

function createBeforeDestroyFindings(
  { createBeforeDestroy }: TerraformResourceLifecycle,
  refusals: Refusals,
): Diagnostic[] {
  return createBeforeDestroy === true ? errorAt('createBeforeDestroy', refusals.createBeforeDestroy) : [];
}

const FLAG = { isRight: (value: unknown) => typeof value === 'boolean', form: 'true or false' };
const CONDITIONS = {
  isRight: (value: unknown) => Array.isArray(value) && value.every(isObject),
  form: 'a list of conditions; write [{ condition: …, errorMessage: "…" }]',
};

/** The members of a lifecycle that CDKTF knows. */
const MEMBERS: Readonly<Record<string, { isRight: (value: unknown) => boolean; form: string }>> = {
  createBeforeDestroy: FLAG,
  preventDestroy: FLAG,
  ignoreChanges: {
    isRight: (value) => value === 'all' || (Array.isArray(value) && value.every((name) => typeof name === 'string')),
    form: 'a list of attributes or "all"; write, for example, ["policy"]',
  },
  replaceTriggeredBy: {
    isRight: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' || isObject(each)),
    form: 'a list of resources',
  },
  precondition: CONDITIONS,
  postcondition: CONDITIONS,
};

function iteratorFault(forEach: unknown): string | undefined {
  const isIterator = isObject(forEach) && '_getForEachExpression' in forEach;
  return isIterator
    ? undefined
    : `${nameOf(forEach)} is not an iterator; write, for example, TerraformIterator.fromList(["acme-one", "acme-two"])`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Meta-arguments that a resource of this package always has, in addition to those that the user sets. */
export interface OwnMetaArguments {
  readonly dependsOn?: readonly ITerraformDependable[];
  readonly conditions?: readonly Condition[];
}

/**
 * Adds the package's own meta-arguments when the resource is written. So they stay even if the user assigns `dependsOn`
 * or `lifecycle` after the resource is created. The lifecycle is written so that Terraform can read it in JSON and in
 * HCL.
 */
export function keepOwnMetaArguments(resource: TerraformResource, own: OwnMetaArguments, refusals: Refusals): void {
  const { dependsOn = [], conditions = [] } = own;
  KEPT.set(resource, { dependsOn: dependsOn.map(dependable), conditions, refusals });
  Object.defineProperty(resource, 'terraformMetaArguments', WITH_OWN);
}

/** The own meta-arguments of a resource, with the references that CDKTF writes. */
interface KeptMetaArguments {
  readonly dependsOn: readonly string[];
  readonly conditions: readonly Condition[];
  readonly refusals: Refusals;
}

const KEPT = new WeakMap<TerraformResource, KeptMetaArguments>();

/** The same property for all resources: V8 stores objects whose accessors differ as slow dictionaries. */
const WITH_OWN: PropertyDescriptor = {
  get(this: TerraformResource) {
    const { dependsOn, conditions, refusals } = KEPT.get(this)!;
    const { lifecycle } = this;
    const all = Reflect.get(TerraformResource.prototype, 'terraformMetaArguments', this) as object;
    if (lifecycle === undefined && this.dependsOn === undefined && dependsOn.length + conditions.length === 0) {
      return all;
    }
    const given = this.dependsOn?.map(bare);
    throwIfErrors(this.node.path, within(['lifecycle'], createBeforeDestroyFindings(lifecycle ?? {}, refusals)));
    return {
      ...all,
      dependsOn: dependsOn.length === 0 ? given : [...dependsOn, ...(given ?? [])],
      lifecycle: writtenLifecycle(lifecycle, conditions),
    };
  },
};
