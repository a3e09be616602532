import type { AwsProviderConfig, AwsProviderEndpoints } from '@cdktf/provider-aws/lib/provider';
import type { StackConfig } from '../config/format';
import { assumedRoles } from '../config/provider';
import { asSet, byCodePoint } from '../messages/text';
import { asTerraformText } from './terraform-values';

/** The AWS provider of a stack: sets in the order of their members, so that no other order in the file is a difference. */
export function providerProps({ region, provider = {} }: StackConfig): AwsProviderConfig {
  const { assumeRole: _, allowedAccountIds, forbiddenAccountIds, defaultTags, endpoints, ...rest } = provider;
  const roles = assumedRoles(provider).map(({ policyArns, tags, transitiveTagKeys, ...role }) => ({
    ...role,
    tags: tags && sorted(tags),
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
    endpoints: endpoints && [endpointProps(endpoints)],
  });
}

function set(members: readonly string[] | undefined): string[] | undefined {
  return members && asSet(members);
}

/** They may be given as `tags`, which is how the block of the provider has them. */
function tagsOf({ tags, ...direct }: Readonly<Record<string, unknown>>): Record<string, string> {
  return sorted({ ...direct, ...(tags as object) } as Record<string, string>);
}

/** HCL is written in the order of the names. */
function sorted(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).sort(([a], [b]) => byCodePoint(a, b)));
}

/** In the framework's spelling: of the provider's `s3control` it has made `s3Control`, and drops any other. */
function endpointProps(endpoints: Readonly<Record<string, string>>): AwsProviderEndpoints {
  const spelled = (service: string) => service.replace(/\d[a-z]/g, (letters) => letters.toUpperCase());
  return Object.fromEntries(Object.entries(endpoints).map(([service, url]) => [spelled(service), url]));
}
