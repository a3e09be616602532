import { type IResolveContext, type ITerraformDependable, Lazy, type TerraformResourceLifecycle, Token } from 'cdktf';
import { asReference, inBlocks } from './escaped-text';
import type { Condition } from './plan-time-checks';

/**
 * A lifecycle in a form that Terraform can read, with the package's own conditions first. CDKTF writes the resources of
 * `replaceTriggeredBy` in braces, which Terraform refuses in JSON. Its HCL writer quotes references and writes blocks
 * as attributes.
 */
export function writtenLifecycle(
  given: TerraformResourceLifecycle | undefined,
  own: readonly Condition[] = [],
): TerraformResourceLifecycle | undefined {
  if (given === undefined && own.length === 0) {
    return undefined;
  }
  const { ignoreChanges, replaceTriggeredBy, precondition = [], postcondition = [], ...flags } = given ?? {};
  const blocks = {
    ...(own.length + precondition.length > 0 ? { precondition: [...own, ...precondition] } : {}),
    ...(postcondition.length > 0 ? { postcondition } : {}),
  };
  const references = {
    ...(ignoreChanges === undefined ? {} : { ignoreChanges: asReference(ignoreChanges) }),
    ...(replaceTriggeredBy === undefined ? {} : { replaceTriggeredBy: asReference(replaceTriggeredBy.map(bare)) }),
  };
  return inBlocks(blocks, { ...flags, ...references }) as TerraformResourceLifecycle;
}

/** The reference to a resource without `${` and `}`, which Terraform refuses in `replace_triggered_by`. */
export function bare(reference: ITerraformDependable | string): string {
  const text = typeof reference === 'string' ? reference : reference.fqn;
  const withoutBraces = (resolved: string) => /^\$\{([^{}]*)\}$/.exec(resolved)?.[1] ?? resolved;
  return Token.isUnresolved(text)
    ? Lazy.stringValue({ produce: (context: IResolveContext) => withoutBraces(String(context.resolve(text))) })
    : withoutBraces(text);
}
