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

/** A policy that is put replaces the current one. */
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
  const going = withoutEquivalent(splitStatements(current, planned.zencoder), after);
  const others = going.filter(({ isForZencoder }) => !isForZencoder);
  const dropped = others.filter(({ kept }) => kept !== null);
  const toNobody = others.filter(({ kept }) => kept === null);
  const replaced = going.filter(({ isForZencoder }) => isForZencoder);
  return [
    ...(dropped.length > 0 ? [drops(planned, dropped, given)] : []),
    ...dropped.flatMap((statement) => oddities(statement, planned)),
    ...statementsOf(current).flatMap((statement, index) =>
      isObject(statement) ? [] : [noStatement(statement, index)],
    ),
    ...(toNobody.length > 0 ? [dropsOfNobody(toNobody)] : []),
    ...(replaced.length > 0 ? [replaces(replaced)] : []),
  ];
}

function dropsOfNobody(dropped: readonly SplitStatement[]): Cause {
  const seen = `The apply would drop ${counted(dropped.length, 'existing statement')} for deleted users and roles alone: ${wordsOf(dropped)}.`;
  const why = 'They are for nobody, and S3 refuses to put them again ("Invalid principal in policy").';
  return cause(Level.WARNING, 'deleted-principals', seen, why);
}

function replaces(replaced: readonly SplitStatement[]): Cause {
  const seen = `${counted(replaced.length, 'statement')} for Zencoder would go: ${wordsOf(replaced)}.`;
  const why = 'Zencoder can then do what the grants of the file allow, and no more.';
  return cause(Level.WARNING, 'zencoder-statements', seen, why);
}

function nothingToAdopt({ bucket }: ResolvedBucket): Cause {
  const seen = 'The bucket has no policy, and the file says adoptExistingPolicy.';
  const changes = [{ what: `Take the line out of ${bucket} in zencoder.yaml` }];
  return cause(Level.PROBLEM, 'adoption', seen, 'The plan fails, since there is nothing to import.', changes);
}

function drops(planned: ResolvedBucket, dropped: readonly SplitStatement[], given: GivenOptions): Cause {
  const seen = `The apply would drop ${counted(dropped.length, 'existing statement')}: ${wordsOf(dropped)}.`;
  const why = 'A bucket has one policy, and the new one replaces it without a warning.';
  return cause(Level.PROBLEM, 'other-statements', seen, why, waysToKeep(planned, dropped, given));
}

/** How the file keeps statements of the current policy. */
export function waysToKeep(
  { bucket, stack, otherStatementsFile }: ResolvedBucket,
  statements: readonly SplitStatement[],
  given: GivenOptions,
): Fix[] {
  const file = otherStatementsFile ?? policyPath(bucket);
  const adoption: Fix[] = [
    {
      what: `Keep them: this writes ${file} with them, and its name into the file`,
      command: inShell(['zencoder-s3', 'adopt', bucket, '--stack', stack, ...optionWords(given)]),
    },
    {
      what: `The same by hand: name a policy file for the existing statements, ${file}`,
      isAlternative: true,
      yaml: bucketYaml(bucket, [`otherStatements: ${file}`]),
    },
  ];
  const additions = statements.map(({ statement, kept }) => ({
    what: `Add to the statements in ${file}${kept === statement ? '' : ', without the deleted users and roles'}`,
    statement: kept,
  }));
  return [...(otherStatementsFile === undefined ? adoption : []), ...additions];
}

/** What the file would refuse of a statement that it is to keep: S3 has taken it, so that it is no fault of the current policy. */
function oddities({ index, kept }: SplitStatement, { bucket }: ResolvedBucket): Cause[] {
  const lines = grammarFindings({ Version: VERSION, Statement: kept }, { bucket })
    .filter(isError)
    .map(({ path: [, ...path], message }) => findingLine('', { path, message }));
  const seen = `${labelOf(placeOf(kept, index))} of the current policy is written in a way that S3 is not documented to take: ${lines.join('; ')}.`;
  const why = 'S3 has taken it, and a file with it is refused; correct it where you keep it.';
  return lines.length === 0 ? [] : [cause(Level.WARNING, 'grammar', seen, why)];
}

function noStatement(statement: Json, index: number): Cause {
  const seen = `${labelOf({ index })} of the current policy is no statement: ${quoted(statement)}.`;
  return cause(Level.WARNING, 'grammar', seen, 'What it does is not known here, and the apply drops it.');
}

export function wordsOf(statements: readonly SplitStatement[]): string {
  return statements.map(({ words }) => words).join('; ');
}
