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

/** What the constructs take of what CDKTF's own resources do. */
export interface MetaArguments {
  readonly provider?: TerraformProvider;
  readonly dependsOn?: ITerraformDependable[];
  readonly lifecycle?: TerraformResourceLifecycle;
  readonly forEach?: ITerraformIterator;
}

/** What of them a construct cannot take, and why. */
export interface Refusals {
  /** Why no instance may be made before the one that it replaces is destroyed. */
  readonly createBeforeDestroy: string;
  /** Undefined where the construct takes an iterator. */
  readonly forEach?: string;
}

/** What is wrong with the meta-arguments of a construct. From JavaScript they may be of any type. */
export function metaArgumentFindings(scope: Construct, props: MetaArguments, refusals: Refusals): Diagnostic[] {
  const { provider, dependsOn, lifecycle, forEach } = props;
  return [
    ...(provider === undefined ? [] : one('provider', providerFault(scope, provider))),
    ...(dependsOn === undefined ? [] : within(['dependsOn'], dependsOnFindings(dependsOn))),
    ...(lifecycle === undefined ? [] : within(['lifecycle'], lifecycleFindings(lifecycle, refusals))),
    ...(forEach === undefined ? [] : one('forEach', refusals.forEach ?? iteratorFault(forEach))),
    ...Object.entries(NOT_TAKEN).flatMap(([name, message]) =>
      (props as Readonly<Record<string, unknown>>)[name] === undefined ? [] : one(name, message),
    ),
  ];
}

const NOT_TAKEN = {
  count: 'is not taken: make one construct for each instance, in a loop of your program',
  provisioners: 'is not taken: put provisioners on a resource of your own, such as TerraformDataResource',
  connection: 'is not taken: put it on a resource of your own, such as TerraformDataResource',
};

function one(name: string, message: string | undefined): Diagnostic[] {
  return message === undefined ? [] : [{ path: [name], message }];
}

function providerFault(scope: Construct, provider: unknown): string | undefined {
  if (!isObject(provider) || !TerraformProvider.isTerraformProvider(provider)) {
    return `${nameOf(provider)} is not a provider; give an AwsProvider, such as new AwsProvider(stack, "eu", { alias: "eu", region: "eu-west-1" })`;
  }
  if (provider.terraformResourceType !== 'aws') {
    return `${nameOf(provider)} is a provider of ${provider.terraformResourceType}; give an AwsProvider`;
  }
  const [own, other] = [TerraformStack.of(scope), TerraformStack.of(provider)];
  return own === other
    ? undefined
    : `${nameOf(provider)} belongs to the stack ${other.node.path}; make a provider in ${own.node.path}`;
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
  'is nothing that Terraform can wait for; give a resource, a data source or a module, as the construct that it is';

function lifecycleFindings(lifecycle: unknown, refusals: Refusals): Diagnostic[] {
  if (!isObject(lifecycle) || Array.isArray(lifecycle)) {
    return [{ path: [], message: `${nameOf(lifecycle)} is not a lifecycle; write such as { preventDestroy: true }` }];
  }
  const given = lifecycle as Readonly<Record<string, unknown>>;
  return [
    ...misspeltFindings(given, Object.keys(MEMBERS)),
    ...Object.entries(MEMBERS).flatMap(([name, { isRight, form }]) =>
      given[name] === undefined || isRight(given[name])
        ? []
        : [{ path: [name], message: `${nameOf(given[name])} is not ${form}` }],
    ),
    ...createFirstFindings(given, refusals),
  ];
}

function createFirstFindings({ createBeforeDestroy }: TerraformResourceLifecycle, refusals: Refusals): Diagnostic[] {
  return createBeforeDestroy === true ? one('createBeforeDestroy', refusals.createBeforeDestroy) : [];
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
    form: 'a list of attributes or "all"; write such as ["policy"]',
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
    : `${nameOf(forEach)} is not an iterator; give such as TerraformIterator.fromList(["acme-one", "acme-two"])`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What a resource has of ours, whatever else it is given. */
export interface OwnMetaArguments {
  readonly dependsOn?: readonly ITerraformDependable[];
  readonly conditions?: readonly Condition[];
}

/**
 * Joins what is ours with what the resource has when it is written, so that it also stays when `dependsOn` or `lifecycle` is
 * assigned after the resource was made. The lifecycle is written as Terraform reads it, in JSON and in HCL.
 */
export function keepOwn(resource: TerraformResource, own: OwnMetaArguments, refusals: Refusals): void {
  const dependsOn = own.dependsOn?.map(dependable) ?? [];
  const get = () => {
    const { lifecycle } = resource;
    const given = resource.dependsOn?.map(bare);
    throwIfErrors(resource.node.path, within(['lifecycle'], createFirstFindings(lifecycle ?? {}, refusals)));
    const all = Reflect.get(TerraformResource.prototype, 'terraformMetaArguments', resource) as object;
    return {
      ...all,
      dependsOn: dependsOn.length === 0 ? given : [...dependsOn, ...(given ?? [])],
      lifecycle: writtenLifecycle(lifecycle, own.conditions),
    };
  };
  Object.defineProperty(resource, 'terraformMetaArguments', { get });
}
