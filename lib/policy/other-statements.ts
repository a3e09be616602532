import { readPolicyText } from '../iam/grammar/policy-text';
import { OLD_VERSION, statementPath, statementsOf, VERSION } from '../iam/policy';
import { bucketNameFault } from './bucket-name';
import { everybodyDoubts } from './everybody-doubts';
import { type Finding, within } from './finding';
import type { ZencoderIdentity } from './identity';
import { isObject, type Json, type JsonObject } from './json';
import { OUR_SID } from './sid';
import { textFault } from './text';
import { tokenFault } from './token';
import { quoted } from './wording';

/** What a bucket policy of somebody else holds, as far as it matters for standing beside ours. */
export interface OtherPolicy {
  readonly statements: readonly JsonObject[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the policy whose statements are to be kept, and says what keeps it from standing beside Zencoder's: what keeps it from
 * being a bucket policy at all, and what only matters here.
 * @param bucket its name, or a token, which no ARN can be compared with
 */
export function readOtherPolicy(json: string, zencoder: Required<ZencoderIdentity>, bucket: string): OtherPolicy {
  const isKnown = typeof bucket === 'string' && bucketNameFault(bucket) === undefined;
  const { policy, findings } = readPolicyText(json, isKnown ? { bucket } : {});
  if (!isObject(policy)) {
    return { statements: [], findings };
  }
  const statements = statementsOf(policy);
  return {
    statements: statements.filter(isObject),
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
function variableFindings(policy: JsonObject): Finding[] {
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

/** What keeps a statement from standing beside ours, seen from the statement. */
function besideFindings(statement: JsonObject, zencoder: Required<ZencoderIdentity>): Finding[] {
  const { Sid, Effect, Principal } = statement;
  return [
    ...(typeof Sid === 'string' && OUR_SID.test(Sid)
      ? [
          {
            path: ['Sid'],
            message: `${quoted(Sid)} is a Sid of Zencoder's statements here; drop the statement, or rename it`,
          },
        ]
      : []),
    ...(Effect === 'Allow' && names(Principal, zencoder)
      ? [
          {
            path: ['Principal'],
            message: `allows Zencoder's account ${zencoder.accountId} something beside the grants; drop the statement, and say it as a grant where it is still wanted`,
          },
        ]
      : []),
    ...everybodyDoubts(statement),
  ];
}

/** Whether a principal names the account: by its number, its root, a user or role in it, or its canonical user ID. */
function names(principal: Json | undefined, { accountId, canonicalUserId }: Required<ZencoderIdentity>): boolean {
  const { AWS = [], CanonicalUser = [] } = isObject(principal) ? principal : {};
  return (
    [AWS].flat().some((account) => (String(account).split(':')[4] ?? String(account)) === accountId) ||
    [CanonicalUser].flat().includes(canonicalUserId)
  );
}

/** Every string has to pass through Terraform unharmed. */
function carriedFindings(value: Json, path: Finding['path']): Finding[] {
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
