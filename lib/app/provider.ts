import type { AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import type { StackConfig } from '../config/format';
import { assumedRoles } from '../config/provider';
import { asSet } from '../messages/text';
import { asTerraformText } from './terraform-values';

/** The AWS provider of a stack: sets in the order of their members, so that no other order in the file is a difference. */
export function providerProps({ region, provider = {} }: StackConfig): AwsProviderConfig {
  const { assumeRole: _, allowedAccountIds, forbiddenAccountIds, defaultTags, endpoints, ...rest } = provider;
  const roles = assumedRoles(provider).map(({ policyArns, transitiveTagKeys, ...role }) => ({
    ...role,
    policyArns: set(policyArns),
    transitiveTagKeys: set(transitiveTagKeys),
  }));
  return asTerraformText({
    region,
    ...rest,
    assumeRole: roles.length === 0 ? undefined : roles,
    allowedAccountIds: set(allowedAccountIds),
    forbiddenAccountIds: set(forbiddenAccountIds),
    defaultTags: defaultTags && [{ tags: tagsOf(defaultTags) }],
    endpoints: endpoints && [endpoints],
  });
}

function set(members: readonly string[] | undefined): string[] | undefined {
  return members && asSet(members);
}

/** They may be given as `tags`, which is how the block of the provider has them. */
function tagsOf({ tags, ...direct }: Readonly<Record<string, unknown>>): Record<string, string> {
  return { ...direct, ...(tags as object) } as Record<string, string>;
}
