import { TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * The properties of an AwsProvider that the constructs read. An AwsProvider that is generated in the user's project has
 * a different class.
 */
export interface ReadableProvider extends TerraformProvider {
  readonly regionInput?: string;
  readonly profileInput?: string;
  readonly accessKeyInput?: string;
  readonly assumeRoleInput?: unknown;
  readonly assumeRoleWithWebIdentityInput?: unknown;
  readonly endpointsInput?: unknown;
}

/**
 * The region of the given provider, or of the stack's provider without an alias. Undefined if that provider has no
 * region.
 */
export function providerRegion(scope: IConstruct, provider?: TerraformProvider): string | undefined {
  return ((provider ?? defaultProvider(scope)) as ReadableProvider | undefined)?.regionInput;
}

/** The provider without an alias: usually a child of the stack, but it can also be inside another construct. */
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
