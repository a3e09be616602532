import { lossLine } from '../../adopt/loss';
import type { ResolvedBucket } from '../../config/resolve';
import { NO_POLICY } from '../../iam/policy';
import type { SplitStatement } from '../../judgement/split-statements';
import type { BucketFacts } from '../../live/facts';
import type { JsonObject } from '../../messages/json';
import { counted } from '../../messages/wording';
import { waysToKeep, wordsOf } from '../../preflight/current-policy';
import { cause, type Finding, type Fix, Level, notObserved } from '../../report/cause';
import type { GivenOptions } from '../../report/shell';
import { type CheckedThing, checkedThing, State, Thing } from './in-force';
import { type Drift, driftOf } from './policy-drift';
import { beyondSentence, lackingSentence } from './policy-words';

/** Whether the policy that the file makes is on the bucket; undefined where the file makes none. */
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

/** What sets it right. */
export function applyOf(stack: string): Fix {
  return { what: `Apply stack ${stack}` };
}

function missing({ stack }: ResolvedBucket, drift: Drift | undefined): Finding {
  const lacking = drift?.lacking.map(lackingSentence) ?? [];
  const kept = drift?.missingStatements ?? [];
  const others = kept.length === 0 ? [] : [`${counted(kept.length, 'statement')} that the file keeps is in no policy.`];
  const seen = ['The bucket has no policy.', ...lacking, ...others].join(' ');
  return cause(Level.PROBLEM, 'policy-missing', seen, NOT_ALLOWED, [applyOf(stack)]);
}

const NOT_ALLOWED = 'S3 refuses another account what nothing allows it.';

function findingsOf(drift: Drift, planned: ResolvedBucket, given: GivenOptions): Finding[] {
  const { lacking, beyond, inexpressible, missingStatements, extraStatements, errors } = drift;
  const apply = applyOf(planned.stack);
  const problem = (check: string, seen: string, why: string, changes: readonly Fix[]) =>
    cause(Level.PROBLEM, check, seen, why, changes);
  if (errors.length > 0) {
    const why = `it is not what the file says, and is not understood: ${errors.join('; ')}`;
    return [{ what: `what the policy of ${planned.bucket} allows Zencoder`, why, decides: true }];
  }
  return [
    ...(lacking.length > 0
      ? [problem('policy-lacks', lacking.map(lackingSentence).join(' '), NOT_ALLOWED, [apply])]
      : []),
    ...(missingStatements.length > 0
      ? [problem('policy-lacks', goneWords(missingStatements, planned), GONE, [apply])]
      : []),
    ...(beyond.length + inexpressible.length > 0
      ? [problem('policy-beyond', beyondWords(drift), BEYOND, [apply, INTO_FILE])]
      : []),
    ...(extraStatements.length > 0
      ? [
          problem(
            'other-statements',
            strangeWords(extraStatements),
            STRANGE,
            waysToKeep(planned, extraStatements, given),
          ),
        ]
      : []),
  ];
}

const GONE = 'Whom they are for has lost that access, or whom they deny has it.';
const BEYOND = 'The policy was changed by somebody else, or the file was and is not applied yet.';
const STRANGE = 'The next apply drops them: a bucket has one policy, and the new one replaces it without a warning.';
const INTO_FILE: Fix = { what: 'Write it into zencoder.yaml as a grant, if it is meant', isAlternative: true };

function goneWords(missing: readonly SplitStatement[], { otherStatementsFile = 'otherStatements' }: ResolvedBucket) {
  const are = `${counted(missing.length, 'statement')} of ${otherStatementsFile}`;
  return `${are} ${missing.length === 1 ? 'is' : 'are'} not in the policy of the bucket: ${wordsOf(missing)}.`;
}

function beyondWords({ beyond, inexpressible }: Drift): string {
  const lines = inexpressible.map((loss) => `The policy allows Zencoder what no grant can express: ${lossLine(loss)}.`);
  return [...beyond.map(beyondSentence), ...lines].join(' ');
}

function strangeWords(extra: readonly SplitStatement[]): string {
  const has = `The policy of the bucket has ${counted(extra.length, 'statement')} that the file does not have`;
  return `${has}: ${wordsOf(extra)}.`;
}
