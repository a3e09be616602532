import { lossLine } from '../../adopt/loss';
import type { ResolvedBucket } from '../../config/resolve';
import { NO_POLICY } from '../../iam/policy';
import type { SplitStatement } from '../../judgement/split-statements';
import type { BucketFacts } from '../../live/facts';
import type { JsonObject } from '../../messages/json';
import { counted } from '../../messages/wording';
import { describeStatements, waysToKeep } from '../../preflight/current-policy';
import { cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import type { GivenOptions } from '../../report/shell';
import { NOT_ALLOWED } from '../checks/not-allowed';
import { type CheckedThing, checkedThing, State, Thing } from './in-force';
import { type Drift, driftOf } from './policy-drift';
import { beyondSentence, lackingSentence } from './policy-words';

/** Whether the bucket has the policy that the file describes; undefined if the file describes none. */
export function checkBucketPolicy(
  planned: ResolvedBucket,
  { policy }: BucketFacts,
  now: Date,
  given: GivenOptions,
): CheckedThing | undefined {
  if (planned.document === undefined) {
    return undefined;
  }
  if (!policy.known) {
    const what = `whether the policy of ${planned.bucket} is in force (GetBucketPolicy)`;
    return checkedThing(Thing.POLICY, undefined, [notObserved(what, policy, { decides: true })]);
  }
  const drift = driftOf(planned, JSON.parse(policy.value ?? NO_POLICY) as JsonObject, now);
  if (policy.value === null) {
    return checkedThing(Thing.POLICY, undefined, [missing(planned, drift)], State.MISSING);
  }
  return checkedThing(Thing.POLICY, undefined, drift === undefined ? [] : findingsOf(drift, planned, given));
}

/** The change that restores what the file says. */
export function applyOf(stack: string): Fix {
  return { what: `Apply stack ${stack}` };
}

/** The change that removes access that the file does not grant. */
function removalBy(stack: string): Fix {
  return { what: `If Zencoder does not need that access, apply stack ${stack}, which removes it` };
}

function missing({ stack }: ResolvedBucket, drift: Drift | undefined): Finding {
  const lacking = drift?.lacking.map(lackingSentence) ?? [];
  const kept = drift?.missingStatements ?? [];
  const missingWords =
    kept.length === 0
      ? []
      : [`${counted(kept.length, 'statement')} of otherStatements ${kept.length === 1 ? 'is' : 'are'} missing too.`];
  const observation = ['The bucket has no policy.', ...lacking, ...missingWords].join(' ');
  return cause(Level.PROBLEM, 'policy-missing', observation, NOT_ALLOWED, [applyOf(stack)]);
}

function findingsOf(drift: Drift, planned: ResolvedBucket, given: GivenOptions): Finding[] {
  const { lacking, beyond, inexpressible, missingStatements, extraStatements, errors } = drift;
  const apply = applyOf(planned.stack);
  const problem = (check: string, observation: string, why: string, changes: readonly Fix[]) =>
    cause(Level.PROBLEM, check, observation, why, changes);
  if (errors.length > 0) {
    const why = `it differs from zencoder.yaml, and this command cannot interpret it: ${errors.join('; ')}`;
    return [{ what: `what the policy of ${planned.bucket} allows Zencoder`, why, decides: true }];
  }
  return [
    ...(lacking.length > 0
      ? [problem('policy-lacks', lacking.map(lackingSentence).join(' '), NOT_ALLOWED, [apply])]
      : []),
    ...(missingStatements.length > 0
      ? [problem('policy-lacks', missingStatementWords(missingStatements, planned), NOT_IN_POLICY, [apply])]
      : []),
    ...(beyond.length + inexpressible.length > 0
      ? [problem('policy-beyond', beyondWords(drift), BEYOND, [removalBy(planned.stack), INTO_FILE])]
      : []),
    ...(extraStatements.length > 0
      ? [
          problem(
            'other-statements',
            extraStatementWords(extraStatements),
            NOT_IN_FILE,
            waysToKeep(planned, extraStatements, given),
          ),
        ]
      : []),
  ];
}

const NOT_IN_POLICY = 'The access that they allow is missing, or the access that they deny is open.';
const BEYOND = 'Somebody changed the policy, or changed zencoder.yaml and has not applied it yet.';
const NOT_IN_FILE =
  'The next apply removes them: a bucket has one policy, and the apply replaces it with the one from zencoder.yaml.';
const INTO_FILE: Fix = {
  what: 'If Zencoder needs that access, add it to zencoder.yaml as a grant',
  isAlternative: true,
};

function missingStatementWords(
  missing: readonly SplitStatement[],
  { otherStatementsFile = 'otherStatements' }: ResolvedBucket,
) {
  const statements = `${counted(missing.length, 'statement')} of ${otherStatementsFile}`;
  return `${statements} ${missing.length === 1 ? 'is' : 'are'} not in the policy of the bucket: ${describeStatements(missing)}.`;
}

function beyondWords({ beyond, inexpressible }: Drift): string {
  const lines = inexpressible.map(
    (loss) => `The policy allows Zencoder access that cannot be expressed as a grant: ${lossLine(loss)}.`,
  );
  return [...beyond.map(beyondSentence), ...lines].join(' ');
}

function extraStatementWords(extra: readonly SplitStatement[]): string {
  const has = `The policy of the bucket has ${counted(extra.length, 'statement')} that zencoder.yaml does not have`;
  return `${has}: ${describeStatements(extra)}.`;
}
