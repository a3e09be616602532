import type { AwsProviderConfig, AwsProviderEndpoints } from '@cdktf/provider-aws/lib/provider';
import type { StackConfig } from '../config/format';
import { assumedRoles } from '../config/provider';
import { asSet, byCodePoint } from '../messages/text';
import { asTerraformText } from './terraform-values';

/** Returns the arguments of the AWS provider. Sets are sorted, so that their order in the file makes no difference. */
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

/** Returns the default tags, which can also be given in `tags`, as in the block of the provider. */
function tagsOf({ tags, ...direct }: Readonly<Record<string, unknown>>): Record<string, string> {
  return sorted({ ...direct, ...(tags as object) } as Record<string, string>);
}

/** Sorts the tags by name, because HCL keeps the order. */
function sorted(tags: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).sort(([a], [b]) => byCodePoint(a, b)));
}

/** Converts the names of services to the framework's spelling, such as `s3Control` for `s3control`. It drops names in other spellings. */
function endpointProps(endpoints: Readonly<Record<string, string>>): AwsProviderEndpoints {
  const spelled = (service: string) => service.replace(/\d[a-z]/g, (letters) => letters.toUpperCase());
  return Object.fromEntries(Object.entries(endpoints).map(([service, url]) => [spelled(service), url]));
}
