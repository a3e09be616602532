import { type Diagnostic, Severity, within } from '../../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import type { Account } from '../account';
import { DEEPEST } from '../json-source';
import { labelOf, OLD_VERSION, POLICY_MEMBERS, placeOf, statementPath, statementsOf, VERSION } from '../policy';
import { memberFindings } from './members';
import { statementFindings } from './statement';

/** What is known of the bucket that a policy is for. */
export interface GrammarOptions {
  /**
   * Its name.
   * @default - not known: no Resource is compared with it
   */
  readonly bucket?: string;

  /**
   * The account that asks for access.
   * @default - not known
   */
  readonly account?: Account;
}

/**
 * All that keeps a document from being a bucket policy, each with its path in the document. An error is what S3 is documented to
 * refuse, a warning what IAM's grammar forbids and S3 takes, or what is doubtful.
 */
export function grammarFindings(policy: Json, options: GrammarOptions = {}): Diagnostic[] {
  if (!isObject(policy)) {
    return [{ path: [], message: 'is not a policy document: give a JSON object with Statement' }];
  }
  if (isTooDeep(policy)) {
    return [{ path: [], message: `${TOO_DEEP}; give a bucket policy document` }];
  }
  const statements = policy.Statement === null ? [] : statementsOf(policy);
  return [
    ...memberFindings(policy, POLICY_MEMBERS),
    ...versionFindings(policy),
    ...idFindings(policy),
    ...(statements.length === 0
      ? [{ path: ['Statement'], message: 'is missing or empty; a policy has at least one statement' }]
      : statements.flatMap((statement, index) =>
          within(statementPath(policy, index), statementFindings(statement, options)),
        )),
    ...repeatedSidFindings(policy, statements),
  ];
}

export const TOO_DEEP = `is nested more than ${DEEPEST} deep`;

/** Whether what walks a document could go too deep: this does without recursion. */
export function isTooDeep(document: Json): boolean {
  let level: Json[] = [document];
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth++) {
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return level.length > 0;
}

/** Source: IAM's "IAM JSON policy elements: Version". */
function versionFindings({ Version = OLD_VERSION }: JsonObject): Diagnostic[] {
  return Version === VERSION || Version === OLD_VERSION
    ? []
    : [
        {
          path: ['Version'],
          message: `${quoted(Version)} is no version of the policy language; write "${VERSION}", the current one`,
        },
      ];
}

/** Any text is an Id. Source: IAM's "IAM JSON policy elements: Id". */
function idFindings({ Id }: JsonObject): Diagnostic[] {
  return Id === undefined || typeof Id === 'string'
    ? []
    : [{ path: ['Id'], message: `${quoted(Id)} is not a string; write a text in quotes, or leave Id out` }];
}

/** Source: Access Analyzer's "Unique Sids required", which S3 does not ask for: Zencoder's own recommended policy repeats one. */
function repeatedSidFindings(policy: JsonObject, statements: readonly Json[]): Diagnostic[] {
  const seen = new Map<string, number>();
  return statements.flatMap((statement, index) => {
    const { sid } = placeOf(statement, index);
    const first = sid === undefined ? undefined : seen.get(sid);
    if (sid === undefined || first === undefined) {
      seen.set(sid ?? '', index);
      return [];
    }
    return [
      {
        path: [...statementPath(policy, index), 'Sid'],
        message: `${quoted(sid)} is the Sid of ${labelOf({ index: first })} already; S3 takes that, aws_iam_policy_document and other tools refuse it: rename one of the two`,
        severity: Severity.WARNING,
      },
    ];
  });
}
