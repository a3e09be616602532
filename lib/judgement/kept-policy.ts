import { OUR_SID } from '../grants/sid';
import { type Account, accountsOf, namesAccount, type OneAccount, splitPrincipal } from '../iam/account';
import { readPolicyText } from '../iam/grammar/document';
import { statementPath, statementsOf, VERSION, VERSION_2008 } from '../iam/policy';
import { type Diagnostic, findingsOfEach, within } from '../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { textFault } from '../messages/text';
import { tokenFault } from '../messages/token';
import { printable, quoted } from '../messages/wording';
import { bucketNameFault } from '../s3/bucket-name';
import { namingTests, withoutValues } from './named-in-condition';

/** A bucket policy whose statements are kept in one policy with Zencoder's. */
export interface KeptPolicy {
  /** Undefined if the text is not a policy. */
  readonly policy: JsonObject | undefined;
  /** Findings for the policy itself, and for its combination with Zencoder's statements. */
  readonly findings: readonly Diagnostic[];
}

/** The name of a bucket, to compare with ARNs; undefined for a token, or for an invalid name, which is reported elsewhere. */
export function knownBucket(bucket: string): string | undefined {
  return typeof bucket === 'string' && bucketNameFault(bucket) === undefined ? bucket : undefined;
}

/** Reads a policy to keep and checks it. @param bucket the name of the bucket, or a token */
export function readKeptPolicy(text: string, zencoder: Account, bucket: string): KeptPolicy {
  if (typeof text !== 'string') {
    const message = `${quoted(text)} is not a string; give a bucket policy as JSON text`;
    return { policy: undefined, findings: [{ path: [], message }] };
  }
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
      ...findingsOfEach(statements, (statement, index) =>
        isObject(statement) ? within(statementPath(policy, index), conflictFindings(statement, zencoder)) : [],
      ),
      ...textFindings(policy, []),
    ],
  };
}

/** In the older version of the policy language `${` is plain text; in the resulting policy, which has the current version, it starts a variable. */
function variableFindings(policy: JsonObject): Diagnostic[] {
  return (policy.Version ?? VERSION_2008) === VERSION_2008 && JSON.stringify(policy).includes('${')
    ? [
        {
          path: ['Version'],
          message:
            `is ${VERSION_2008} (also if it is missing), in which "\${" is plain text; in the resulting policy, with Version ${VERSION}, it would start a variable. ` +
            `Write "\${$}{" for each "\${" and set Version to "${VERSION}"`,
        },
      ]
    : [];
}

/** Finds strings that Terraform would change. */
function textFindings(value: Json, path: Diagnostic['path']): Diagnostic[] {
  if (typeof value === 'string') {
    const fault = textFault(value) ?? tokenFault(value);
    return fault === undefined ? [] : [{ path, message: `${quoted(value)} ${fault}` }];
  }
  if (Array.isArray(value)) {
    return findingsOfEach(value, (member, index) => textFindings(member, [...path, index]));
  }
  return isObject(value)
    ? findingsOfEach(Object.entries(value), ([name, member]) => [
        ...textFindings(name, path),
        ...textFindings(member, [...path, name]),
      ])
    : [];
}

/** The conflicts of a statement with Zencoder's statements in one policy. */
function conflictFindings(statement: JsonObject, zencoder: Account): Diagnostic[] {
  return [
    ...sidFindings(statement),
    ...principalFindings(statement, zencoder),
    ...conditionFindings(statement, zencoder),
  ];
}

function sidFindings({ Sid }: JsonObject): Diagnostic[] {
  return typeof Sid === 'string' && OUR_SID.test(Sid)
    ? [
        {
          path: ['Sid'],
          message: `${quoted(Sid)} is reserved for Zencoder's statements; remove the statement, or give it another Sid`,
        },
      ]
    : [];
}

function principalFindings({ Effect, Principal }: JsonObject, zencoder: Account): Diagnostic[] {
  if (Effect !== 'Allow' || Principal === undefined) {
    return [];
  }
  const { account, within, rest } = splitPrincipal(Principal, zencoder);
  const named = accountsOf(zencoder).find((one) => namesAccount(Principal, one));
  return account || within.length > 0
    ? [{ path: ['Principal'], message: `${allowsZencoder(named)}; ${remedy('Principal', rest ?? null)}` }]
    : [];
}

/** Finds a statement for everybody whose condition names Zencoder: it gives access to Zencoder, too. */
function conditionFindings(statement: JsonObject, zencoder: Account): Diagnostic[] {
  const tests = namingTests(statement, zencoder);
  const left = tests.length === 0 ? null : withoutValues(statement, tests);
  const named = accountsOf(zencoder).find((one) => namingTests(statement, one).length > 0);
  return tests.map(({ operator, key, values }) => ({
    path: ['Condition', operator, key],
    message: `${quoted(values.length === 1 ? values[0] : values)} ${allowsZencoder(named)}; ${remedy('Condition', left && left.Condition!)}`,
  }));
}

function allowsZencoder(account: OneAccount | undefined): string {
  return `also gives access to Zencoder's account ${account?.accountId}`;
}

/** @param left the element without Zencoder; null if it contains nobody else */
function remedy(element: string, left: Json): string {
  const what = left === null ? 'remove the statement' : `write "${element}": ${printable(JSON.stringify(left))}`;
  return `${what}, and add what Zencoder needs as a grant`;
}
