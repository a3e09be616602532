import { TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/** What is read of an AwsProvider. One that was generated in the user's own project is of another class. */
export interface ReadableProvider extends TerraformProvider {
  readonly regionInput?: string;
  readonly profileInput?: string;
  readonly accessKeyInput?: string;
  readonly assumeRoleInput?: unknown;
  readonly assumeRoleWithWebIdentityInput?: unknown;
  readonly endpointsInput?: unknown;
}

/** The region of the provider in use: the one given, or that of the stack without an alias. Undefined where it has none. */
export function providerRegion(scope: IConstruct, provider?: TerraformProvider): string | undefined {
  return ((provider ?? defaultProvider(scope)) as ReadableProvider | undefined)?.regionInput;
}

/** Mostly a child of the stack; one that is made within another construct serves the whole stack, too. */
function defaultProvider(scope: IConstruct): TerraformProvider | undefined {
  const { node } = TerraformStack.of(scope);
  return node.children.find(isDefault) ?? node.findAll().find(isDefault);
}

function isDefault(construct: IConstruct): construct is TerraformProvider {
  return (
    TerraformProvider.isTerraformProvider(construct) &&
    construct.terraformResourceType === 'aws' &&
    construct.alias === undefined
  );
}
