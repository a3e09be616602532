import type { ZencoderIamUserProps } from '../grants/iam-user';
import { iamUserFindings, userSizeFindings } from '../grants/iam-user';
import { kmsKeyArnFault } from '../grants/kms-key';
import { userGrants, type ZencoderConfig } from './config';
import type { FileFinding } from './shape';
import { asList, asMap, type Loose } from './untrusted';

/**
 * What is wrong or doubtful in a user of a stack.
 * @param stacks all of the file, since a bucket of any may have a key that the user needs
 */
export function userFindings(name: string, user: Loose, stacks: Loose, now: Date): FileFinding[] {
  const grants = asList(user.grants).map(asMap);
  const props = { ...user, userName: name, grants } as unknown as ZencoderIamUserProps;
  const findings: FileFinding[] = iamUserFindings(props, now).map((finding) =>
    finding.path[0] === 'userName' ? { ...finding, path: [], atName: true } : finding,
  );
  const withKeys = userGrants(stacks as ZencoderConfig['stacks'], props);
  const sound = withKeys.every(({ kmsKeyArn: key }) => key === undefined || kmsKeyArnFault(String(key)) === undefined);
  if (!sound || findings.some((finding) => !finding.warning)) {
    return findings;
  }
  return [...findings, ...userSizeFindings({ grants: withKeys, requireTls: user.requireTls === true })];
}
