import type { Account } from '../iam/account';
import { readPolicyText } from '../iam/grammar/policy-text';
import { OLD_VERSION, statementPath, statementsOf, VERSION } from '../iam/policy';
import { type Diagnostic, within } from '../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { textFault } from '../messages/text';
import { tokenFault } from '../messages/token';
import { quoted } from '../messages/wording';
import { bucketNameFault } from '../s3/bucket-name';
import { besideFindings } from './beside-grants';

/** A bucket policy whose statements are to be kept beside Zencoder's. */
export interface KeptPolicy {
  /** Undefined where the text is no policy. */
  readonly policy: JsonObject | undefined;
  /** What keeps it from being a bucket policy at all, and what only matters beside Zencoder's statements. */
  readonly findings: readonly Diagnostic[];
}

/** The name of a bucket that ARNs can be compared with; undefined for a token, and for what is refused elsewhere. */
export function knownBucket(bucket: string): string | undefined {
  return typeof bucket === 'string' && bucketNameFault(bucket) === undefined ? bucket : undefined;
}

/** @param bucket its name, or a token */
export function readKeptPolicy(text: string, zencoder: Account, bucket: string): KeptPolicy {
  const { policy, findings } = readPolicyText(text, { bucket: knownBucket(bucket), account: zencoder });
  if (!isObject(policy)) {
    return { policy: undefined, findings };
  }
  const statements = statementsOf(policy);
  return {
    policy,
    findings: [
      ...findings,
      ...variableFindings(policy),
      ...statements.flatMap((statement, index) =>
        isObject(statement) ? within(statementPath(policy, index), besideFindings(statement, zencoder)) : [],
      ),
      ...carriedFindings(policy, []),
    ],
  };
}

/** `${` is plain text in the version before, and the policy that the statements go into is of the current one. */
function variableFindings(policy: JsonObject): Diagnostic[] {
  return (policy.Version ?? OLD_VERSION) === OLD_VERSION && JSON.stringify(policy).includes('${')
    ? [
        {
          path: ['Version'],
          message:
            `is ${OLD_VERSION} (also where it is left out), under which "\${" is plain text; in the policy with Version ${VERSION} it would become a variable. ` +
            `Write "\${$}{" for each "\${" and set Version to "${VERSION}"`,
        },
      ]
    : [];
}

/** Every string has to pass through Terraform unharmed. */
function carriedFindings(value: Json, path: Diagnostic['path']): Diagnostic[] {
  if (typeof value === 'string') {
    const fault = textFault(value) ?? tokenFault(value);
    return fault === undefined ? [] : [{ path, message: `${quoted(value)} ${fault}` }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => carriedFindings(member, [...path, index]));
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([name, member]) => [
        ...carriedFindings(name, path),
        ...carriedFindings(member, [...path, name]),
      ])
    : [];
}
