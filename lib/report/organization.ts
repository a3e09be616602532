import type { Unknown } from './cause';
import { awsCommand } from './shell';

const WHY = 'only the management account or a delegated administrator can read these policies';

/**
 * What an AWS organization can deny in addition to the policies of an account. It is reported once for all buckets.
 * Service control policies apply to the users and roles of the organization: to the one that runs Terraform, and to IAM
 * users. Resource control policies apply to its buckets and keys, for all principals, including Zencoder. Source:
 * Organizations' "Service control policies (SCPs)" and "Resource control policies (RCPs)".
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
        what: 'If you use AWS Organizations, list these policies with the credentials of such an account, and read each with DescribePolicy',
        command: awsCommand('organizations', 'list-policies', { filter }),
      },
    ],
  });
  return [
    ...(buckets ? [unknown('resource control policy', 'RESOURCE_CONTROL_POLICY', 'Zencoder access')] : []),
    ...(principals === undefined ? [] : [unknown('service control policy', 'SERVICE_CONTROL_POLICY', principals)]),
  ];
}
