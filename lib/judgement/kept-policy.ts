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
        isObject(statement) ? within(statementPath(policy, index), besideFindings(statement, zencoder)) : [],
      ),
      ...carriedFindings(policy, []),
    ],
  };
}

/** `${` is plain text in the version before, and the policy that the statements go into is of the current one. */
function variableFindings(policy: JsonObject): Diagnostic[] {
  return (policy.Version ?? VERSION_2008) === VERSION_2008 && JSON.stringify(policy).includes('${')
    ? [
        {
          path: ['Version'],
          message:
            `is ${VERSION_2008} (also where it is left out), under which "\${" is plain text; in the policy with Version ${VERSION} it would become a variable. ` +
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
    return findingsOfEach(value, (member, index) => carriedFindings(member, [...path, index]));
  }
  return isObject(value)
    ? findingsOfEach(Object.entries(value), ([name, member]) => [
        ...carriedFindings(name, path),
        ...carriedFindings(member, [...path, name]),
      ])
    : [];
}

/** What keeps a statement from being in one policy with Zencoder's statements, seen from the statement. */
function besideFindings(statement: JsonObject, zencoder: Account): Diagnostic[] {
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
          message: `${quoted(Sid)} is a Sid of Zencoder's statements here; drop the statement, or rename it`,
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

/** A statement for everybody whose condition names Zencoder is for Zencoder all the same. */
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
  return `allows Zencoder's account ${account?.accountId} something beside the grants`;
}

/** @param left the element without Zencoder; null where nobody else is in it */
function remedy(element: string, left: Json): string {
  const what = left === null ? 'drop the statement' : `write "${element}": ${printable(JSON.stringify(left))}`;
  return `${what}, and say what Zencoder needs as a grant`;
}
