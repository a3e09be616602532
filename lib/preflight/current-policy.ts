import { policyPath } from '../config/kept-policies';
import type { ResolvedBucket } from '../config/resolve';
import { policyJson } from '../grants/bucket-policy';
import { grammarFindings } from '../iam/grammar/document';
import { labelOf, placeOf, statementsOf, VERSION } from '../iam/policy';
import { type SplitStatement, splitStatements, withoutEquivalent } from '../judgement/split-statements';
import type { BucketFacts } from '../live/facts';
import { findingLine, isError } from '../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { counted, quoted } from '../messages/wording';
import { bucketYaml, type Cause, cause, type Finding, type Fix, Level, notObserved } from '../report/cause';
import { type GivenOptions, inShell, optionWords } from '../report/shell';

/** What the apply removes from the current policy of a bucket, which the new policy replaces. */
export function checkCurrentPolicy(planned: ResolvedBucket, { policy }: BucketFacts, given: GivenOptions): Finding[] {
  const props = planned.document;
  if (props === undefined) {
    return [];
  }
  if (!policy.known) {
    return [notObserved(`the policy of ${planned.bucket}`, policy, { decides: true })];
  }
  if (policy.value === null) {
    return planned.adoptExistingPolicy ? [nothingToAdopt(planned)] : [];
  }
  const current = JSON.parse(policy.value) as JsonObject;
  const after = statementsOf(JSON.parse(policyJson(props)) as Json);
  const removed = withoutEquivalent(splitStatements(current, planned.zencoder), after);
  const unrelated = removed.filter(({ isForZencoder }) => !isForZencoder);
  const dropped = unrelated.filter(({ kept }) => kept !== null);
  const forNobody = unrelated.filter(({ kept }) => kept === null);
  const replaced = removed.filter(({ isForZencoder }) => isForZencoder);
  return [
    ...(dropped.length > 0 ? [drops(planned, dropped, given)] : []),
    ...dropped.flatMap((statement) => grammarWarnings(statement, planned)),
    ...statementsOf(current).flatMap((statement, index) =>
      isObject(statement) ? [] : [notAStatement(statement, index)],
    ),
    ...(forNobody.length > 0 ? [dropsForNobody(forNobody)] : []),
    ...(replaced.length > 0 ? [replaces(replaced)] : []),
  ];
}

function dropsForNobody(dropped: readonly SplitStatement[]): Cause {
  const observation = `The apply would drop ${counted(dropped.length, 'existing statement')} for deleted users and roles only: ${describeStatements(dropped)}.`;
  const why = 'They apply to nobody, and S3 does not accept them again ("Invalid principal in policy").';
  return cause(Level.WARNING, 'deleted-principals', observation, why);
}

function replaces(replaced: readonly SplitStatement[]): Cause {
  const observation = `The apply would replace ${counted(replaced.length, 'statement')} for Zencoder: ${describeStatements(replaced)}.`;
  const why = 'Afterwards Zencoder has only the access that zencoder.yaml grants.';
  return cause(Level.WARNING, 'zencoder-statements', observation, why);
}

function nothingToAdopt({ bucket }: ResolvedBucket): Cause {
  const observation = 'The bucket has no policy, but zencoder.yaml says adoptExistingPolicy.';
  const changes = [{ what: `Remove adoptExistingPolicy from ${bucket} in zencoder.yaml` }];
  return cause(Level.PROBLEM, 'adoption', observation, 'The plan fails because there is no policy to import.', changes);
}

function drops(planned: ResolvedBucket, dropped: readonly SplitStatement[], given: GivenOptions): Cause {
  const observation = `The apply would drop ${counted(dropped.length, 'existing statement')}: ${describeStatements(dropped)}.`;
  const why = 'A bucket has one policy, and the new one replaces it without a warning.';
  return cause(Level.PROBLEM, 'other-statements', observation, why, waysToKeep(planned, dropped, given));
}

/** The changes that keep statements of the current policy. */
export function waysToKeep(
  { bucket, stack, otherStatementsFile }: ResolvedBucket,
  statements: readonly SplitStatement[],
  given: GivenOptions,
): Fix[] {
  const file = otherStatementsFile ?? policyPath(bucket);
  const adoption: Fix[] = [
    {
      what: `Keep what would be dropped: this command writes it to ${file}, and adds that file to zencoder.yaml`,
      command: inShell(['zencoder-s3', 'adopt', bucket, '--stack', stack, ...optionWords(given)]),
    },
    {
      what: `Write ${file} by hand with the statements below, and name that file in zencoder.yaml`,
      isAlternative: true,
      yaml: bucketYaml(bucket, [`otherStatements: ${file}`]),
    },
  ];
  const additions = statements.map(({ statement, kept }) => ({
    what: `Add this statement to ${file}${kept === statement ? '' : '; the deleted users and roles are left out'}`,
    statement: kept,
  }));
  return [...(otherStatementsFile === undefined ? adoption : []), ...additions];
}

/**
 * Warnings about a statement to keep that would be an error in a policy file. S3 has accepted it in the current policy.
 */
function grammarWarnings({ index, kept }: SplitStatement, { bucket, otherStatementsFile }: ResolvedBucket): Cause[] {
  const lines = grammarFindings({ Version: VERSION, Statement: kept }, { bucket })
    .filter(isError)
    .map(({ path: [, ...path], message }) => (path.length > 1 ? findingLine('', { path, message }) : message));
  const observation = `${labelOf(placeOf(kept, index))} of the current policy is not valid in a policy file: ${lines.join('; ')}.`;
  const file = otherStatementsFile ?? policyPath(bucket);
  const why = `S3 accepted this statement, but zencoder-s3 does not; to keep the statement, correct it in ${file}.`;
  return lines.length === 0 ? [] : [cause(Level.WARNING, 'grammar', observation, why)];
}

function notAStatement(statement: Json, index: number): Cause {
  const observation = `${labelOf({ index })} of the current policy is not a statement: ${quoted(statement)}.`;
  return cause(Level.WARNING, 'grammar', observation, 'This command cannot tell what it does, and the apply drops it.');
}

/** Statements in words, on one line. */
export function describeStatements(statements: readonly SplitStatement[]): string {
  return statements.map(({ words }) => words).join('; ');
}
