import { CHOICES, POLICY_MEMBERS, STATEMENT_MEMBERS } from '../iam/policy';
import { bucketNameFault } from './bucket-name';
import { type Finding, within } from './finding';
import type { ZencoderIdentity } from './identity';
import { isObject, type Json, type JsonObject } from './json';
import { sidDoubts, statementDoubts } from './other-statement-doubts';
import { OUR_SID } from './sid';
import { textFault } from './text';
import { tokenFault } from './token';
import { didYouMean, quoted } from './wording';

/** What a bucket policy of somebody else holds, as far as it matters for standing beside ours. */
export interface OtherPolicy {
  readonly statements: readonly JsonObject[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the policy whose statements are to be kept, and says what keeps it from standing beside Zencoder's.
 * @param bucket its name, or a token, which no ARN can be compared with
 */
export function readOtherPolicy(json: string, zencoder: Required<ZencoderIdentity>, bucket: string): OtherPolicy {
  let policy: Json;
  try {
    policy = JSON.parse(json) as Json;
  } catch {
    return { statements: [], findings: [{ path: [], message: 'is not JSON; give a bucket policy document' }] };
  }
  if (!isObject(policy)) {
    return {
      statements: [],
      findings: [{ path: [], message: 'is not a policy document: give a JSON object with Statement' }],
    };
  }
  const statements = [policy.Statement ?? []].flat() as Json[];
  const knownBucket = typeof bucket === 'string' && bucketNameFault(bucket) === undefined ? bucket : undefined;
  const findings = [
    ...memberFindings(policy, POLICY_MEMBERS, []),
    ...versionFindings(policy),
    ...(statements.length === 0
      ? [{ path: ['Statement'], message: 'is missing or empty; there is nothing to keep' }]
      : []),
    ...statements.flatMap((statement, index) => {
      const path = Array.isArray(policy.Statement) ? ['Statement', index] : ['Statement'];
      return [
        ...statementFindings(statement, path, zencoder),
        ...(isObject(statement) ? within(path, statementDoubts(statement, knownBucket)) : []),
      ];
    }),
    ...within(['Statement'], sidDoubts(statements)),
    ...valueFindings(policy, []),
  ];
  return { statements: statements.filter(isObject), findings };
}

function memberFindings(object: JsonObject, known: readonly string[], path: Finding['path']): Finding[] {
  return Object.keys(object)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: [...path, name], message: `is no element of a policy${didYouMean(name, known)}` }));
}

function versionFindings(policy: JsonObject): Finding[] {
  const version = policy.Version ?? '2008-10-17';
  if (version === '2012-10-17') {
    return [];
  }
  if (version !== '2008-10-17') {
    return [
      {
        path: ['Version'],
        message: `${quoted(version)} is no version of the policy language; the current one is "2012-10-17"`,
      },
    ];
  }
  return JSON.stringify(policy).includes('${')
    ? [
        {
          path: ['Version'],
          message:
            'is 2008-10-17 (also where it is left out), under which "${" is plain text; in the policy with Version 2012-10-17 it would become a variable. ' +
            'Write "${$}{" for each "${" and set Version to "2012-10-17"',
        },
      ]
    : [];
}

function statementFindings(
  statement: Json,
  path: (string | number)[],
  zencoder: Required<ZencoderIdentity>,
): Finding[] {
  if (!isObject(statement)) {
    return [{ path, message: `${quoted(statement)} is not a statement: give a JSON object` }];
  }
  return [
    ...memberFindings(statement, STATEMENT_MEMBERS, path),
    ...(statement.Effect === 'Allow' || statement.Effect === 'Deny'
      ? []
      : [{ path: [...path, 'Effect'], message: 'must be "Allow" or "Deny"' }]),
    ...CHOICES.flatMap(([one, other]) =>
      (one in statement ? 1 : 0) + (other in statement ? 1 : 0) === 1
        ? []
        : [{ path, message: `a statement of a bucket policy needs either ${one} or ${other}` }],
    ),
    ...sidFindings(statement, path),
    ...(statement.Effect === 'Allow' && names(statement.Principal, zencoder)
      ? [
          {
            path: [...path, 'Principal'],
            message: `allows Zencoder's account ${zencoder.accountId} something beside the grants; drop the statement, and say it as a grant where it is still wanted`,
          },
        ]
      : []),
  ];
}

function sidFindings(statement: JsonObject, path: (string | number)[]): Finding[] {
  const { Sid } = statement;
  if (Sid === undefined) {
    return [];
  }
  if (typeof Sid !== 'string') {
    return [{ path: [...path, 'Sid'], message: `${quoted(Sid)} is not a string` }];
  }
  return OUR_SID.test(Sid)
    ? [
        {
          path: [...path, 'Sid'],
          message: `${quoted(Sid)} is a Sid of Zencoder's statements here; drop the statement, or rename it`,
        },
      ]
    : [];
}

/** Whether a principal names the account: by its number, its root, a user or role in it, or its canonical user ID. */
function names(principal: Json | undefined, { accountId, canonicalUserId }: Required<ZencoderIdentity>): boolean {
  const { AWS = [], CanonicalUser = [] } = isObject(principal) ? principal : {};
  return (
    [AWS].flat().some((account) => (String(account).split(':')[4] ?? String(account)) === accountId) ||
    [CanonicalUser].flat().includes(canonicalUserId)
  );
}

/** That a JavaScript number keeps, whatever they are. */
const MOST_DIGITS = 15;

/** Every string has to pass through Terraform, and every number through JavaScript, unharmed. */
function valueFindings(value: Json, path: (string | number)[]): Finding[] {
  if (typeof value === 'string') {
    const fault = textFault(value) ?? tokenFault(value);
    return fault === undefined ? [] : [{ path, message: `${quoted(value)} ${fault}` }];
  }
  if (typeof value === 'number') {
    return !Number.isSafeInteger(value) &&
      !(Number.isFinite(value) && String(value).replace(/\D/g, '').length <= MOST_DIGITS)
      ? [{ path, message: 'is a number with more digits than can be kept; write it as a string' }]
      : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((member, index) => valueFindings(member, [...path, index]));
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([name, member]) => [
        ...valueFindings(name, path),
        ...valueFindings(member, [...path, name]),
      ])
    : [];
}
