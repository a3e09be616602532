import type { Unknown } from './cause';
import { awsCommand } from './shell';

const WHY =
  'only the management account of an organization, or a delegated administrator, may read its policies: ListPolicies and DescribePolicy';

/**
 * What an AWS organization may deny beside the policies of an account, to be said once for all buckets. Service control policies
 * are about the users and roles of the organization: who applies, and IAM users. Resource control policies are about its
 * buckets and keys, whoever asks for them, so Zencoder too.
 * Source: Organizations' "Service control policies (SCPs)" and "Resource control policies (RCPs)".
 */
export function organizationUnknowns({
  buckets,
  principals,
}: {
  readonly buckets: boolean;
  readonly principals: string | undefined;
}): Unknown[] {
  const unknown = (kind: string, filter: string, denies: string): Unknown => ({
    what: `whether a ${kind} of your AWS organization denies ${denies}`,
    why: WHY,
    permission: 'organizations:ListPolicies',
    changes: [
      {
        what: 'Look with its credentials, where there is an organization',
        command: awsCommand('organizations', 'list-policies', { filter }),
      },
    ],
  });
  return [
    ...(buckets ? [unknown('resource control policy', 'RESOURCE_CONTROL_POLICY', 'Zencoder what is granted')] : []),
    ...(principals === undefined ? [] : [unknown('service control policy', 'SERVICE_CONTROL_POLICY', principals)]),
  ];
}
