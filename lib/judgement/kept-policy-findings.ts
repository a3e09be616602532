import type { NamedGrant } from '../grants/bucket-policy';
import type { Account } from '../iam/account';
import { placeOf, statementsOf } from '../iam/policy';
import { type Diagnostic, isError, Severity } from '../messages/diagnostic';
import { isObject, type Json } from '../messages/json';
import { didYouMean, quoted } from '../messages/wording';
import { judge } from './judgement';
import { type Accepting, judgementFindings } from './judgement-findings';
import { knownBucket, readKeptPolicy } from './kept-policy';

/** What a kept policy is judged by. */
export interface JudgedBucket {
  /** Its name, or a token, which no ARN can be compared with. */
  readonly bucket: string;
  readonly account: Account;
  readonly grants: readonly NamedGrant[];
  readonly acceptedDenies: readonly string[];
  readonly now: Date;
  /** @default - as in the file and in props */
  readonly accepting?: Accepting;
}

/** What keeps a policy from being kept beside the grants, and what is doubtful in it, with paths in the policy. */
export function keptPolicyFindings(text: string, judged: JudgedBucket): Diagnostic[] {
  const { bucket, account, grants, acceptedDenies, now, accepting } = judged;
  const { policy, findings } = readKeptPolicy(text, account, bucket);
  if (policy === undefined || grants.length === 0 || findings.some(isError)) {
    return [...findings];
  }
  const judgement = judge(
    {
      bucket: knownBucket(bucket),
      account,
      grants: grants.map(({ grant }) => grant),
      statements: statementsOf(policy),
      acceptedDenies,
    },
    now,
  );
  const names = {
    account,
    policy,
    grantName: (index: number) => grants[index]!.name,
    accepting,
  };
  return [...findings, ...judgementFindings(judgement, names)];
}

/**
 * What is wrong with `acceptedDenies`, seen from the list.
 * @param kept the policies that hold the statements; undefined where one is known only at plan time
 */
export function acceptedDenyFindings(
  accepted: unknown,
  kept: readonly { readonly text: string }[] | undefined,
): Diagnostic[] {
  if (!Array.isArray(accepted)) {
    return [{ path: [], message: `${quoted(accepted)} is not a list; write [${quoted(accepted)}]` }];
  }
  if (accepted.length === 0) {
    return [{ path: [], message: 'an empty list names nothing; leave acceptedDenies out' }];
  }
  const known = kept?.flatMap(({ text }) => deniesIn(text));
  return accepted.flatMap((sid: unknown, index): Diagnostic[] => {
    if (typeof sid !== 'string' || sid === '') {
      return [{ path: [index], message: `${quoted(sid)} is not a Sid; name a statement that denies` }];
    }
    return known === undefined || known.includes(sid)
      ? []
      : [
          {
            path: [index],
            message: `no statement that denies has the Sid ${quoted(sid)}; remove it${didYouMean(sid, known)}`,
            severity: Severity.WARNING,
          },
        ];
  });
}

/** The Sids of statements that deny; none where the text is no policy, which is refused elsewhere. */
function deniesIn(text: string): string[] {
  let policy: Json;
  try {
    policy = JSON.parse(text) as Json;
  } catch {
    return [];
  }
  return statementsOf(policy).flatMap((statement, index) =>
    isObject(statement) && statement.Effect === 'Deny' ? (placeOf(statement, index).sid ?? []) : [],
  );
}
