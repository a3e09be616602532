import type { ZencoderIamUserProps } from '../grants/iam-user';
import { iamUserFindings, userSizeFindings } from '../grants/iam-user';
import { kmsKeyArnFault } from '../grants/kms-key';
import { isError } from '../messages/diagnostic';
import type { FileFinding } from './check-format';
import { withKeys } from './resolve';
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
  const keyOf = (bucket: string) =>
    Object.values(stacks)
      .map((stack) => asMap(asMap(asMap(stack).buckets)[bucket]).kmsKeyArn)
      .find((key) => key !== undefined) as string | undefined;
  const granted = withKeys(props.grants, keyOf);
  const sound = granted.every(({ kmsKeyArn: key }) => key === undefined || kmsKeyArnFault(String(key)) === undefined);
  if (!sound || findings.some(isError)) {
    return findings;
  }
  return [...findings, ...userSizeFindings({ grants: granted, requireTls: user.requireTls === true })];
}
