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

/** The same, looked up only when it is read. */
export function inheritedRegion(scope: IConstruct, provider?: TerraformProvider): { readonly region?: string } {
  return new InheritedRegion(scope, provider);
}

/** A class, since an object with a getter of its own takes much longer to create. */
class InheritedRegion {
  public constructor(
    private readonly scope: IConstruct,
    private readonly provider?: TerraformProvider,
  ) {}

  public get region(): string | undefined {
    return providerRegion(this.scope, this.provider);
  }
}

/** The default provider that was found in a stack: a search for each bucket would take longer with each bucket. */
const FOUND = new WeakMap<TerraformStack, TerraformProvider>();

/** The provider without an alias: usually a child of the stack, but it can also be inside another construct. */
function defaultProvider(scope: IConstruct): TerraformProvider | undefined {
  const stack = TerraformStack.of(scope);
  const found = FOUND.get(stack);
  if (found !== undefined && isDefault(found) && isInTree(found)) {
    return found;
  }
  const { node } = stack;
  const provider = node.children.find(isDefault) ?? node.findAll().find(isDefault);
  if (provider !== undefined) {
    FOUND.set(stack, provider);
  }
  return provider;
}

/** Whether the construct was not removed from its scope. */
function isInTree({ node }: IConstruct): boolean {
  return node.scope?.node.tryFindChild(node.id)?.node === node;
}

function isDefault(construct: IConstruct): construct is TerraformProvider {
  return (
    TerraformProvider.isTerraformProvider(construct) &&
    construct.terraformResourceType === 'aws' &&
    construct.alias === undefined
  );
}
