import type { TerraformResourceLifecycle } from 'cdktf';
import { writesHcl } from './hcl-output';

/** What Terraform checks, in its own language, and what it says when that does not hold. */
export interface Condition {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * Conditions as a `lifecycle` block. CDKTF's HCL writer makes an attribute of a list in it, which Terraform refuses: there
 * the list is marked as what it is, blocks.
 */
export function conditionsLifecycle(
  kind: 'precondition' | 'postcondition',
  conditions: readonly Condition[],
): TerraformResourceLifecycle | undefined {
  if (conditions.length === 0) {
    return undefined;
  }
  const lifecycle = { [kind]: [...conditions] };
  return writesHcl() ? (asBlock({ [kind]: asBlock(conditions) }) as TerraformResourceLifecycle) : lifecycle;
}

function asBlock(value: unknown): unknown {
  return { value, isBlock: true, type: 'list', storageClassType: 'objectList' };
}
