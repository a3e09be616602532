import { policyJson } from '../grants/bucket-policy';
import { grammarFindings } from '../iam/grammar/document';
import { labelOf, placeOf, statementsOf, VERSION } from '../iam/policy';
import type { BucketFacts } from '../live/facts';
import { pathText } from '../messages/diagnostic';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { inShell } from '../report/aws-command';
import { type Cause, type Fix, found, type Judgement, Level, NOTHING, notSeen } from '../report/cause';
import { counted } from '../report/statement-words';
import { identityOf } from '../zencoder/identity';
import { PreflightCheck } from './check';
import { type LiveStatement, liveStatements, withoutEqual } from './live-statements';
import { bucketLine, documentOf, type PlannedBucket } from './planned-bucket';

/** A policy that is put replaces the current one. */
export function checkCurrentPolicy(planned: PlannedBucket, { policy }: BucketFacts): Judgement {
  const props = documentOf(planned);
  if (props === undefined) {
    return NOTHING;
  }
  if (!policy.known) {
    return notSeen(`the policy of ${planned.bucket}`, policy, { decides: true });
  }
  if (policy.value === null) {
    return planned.adoptExistingPolicy ? found(nothingToAdopt(planned)) : NOTHING;
  }
  const current = JSON.parse(policy.value) as JsonObject;
  const { Statement: after } = JSON.parse(policyJson(props)) as { Statement: Json[] };
  const going = withoutEqual(liveStatements(current, identityOf(planned.zencoder)), after);
  const others = going.filter(({ isForZencoder }) => !isForZencoder);
  const dropped = others.filter(({ kept }) => kept !== null);
  const toNobody = others.filter(({ kept }) => kept === null);
  const replaced = going.filter(({ isForZencoder }) => isForZencoder);
  return found(
    ...(dropped.length > 0 ? [drops(planned, dropped)] : []),
    ...dropped.flatMap((statement) => oddities(statement, planned)),
    ...statementsOf(current).flatMap((statement, index) =>
      isObject(statement) ? [] : [noStatement(statement, index)],
    ),
    ...(toNobody.length > 0 ? [dropsOfNobody(toNobody)] : []),
    ...(replaced.length > 0 ? [replaces(replaced)] : []),
  );
}

function drops(planned: PlannedBucket, dropped: readonly LiveStatement[]): Cause {
  return {
    check: PreflightCheck.OTHER_STATEMENTS,
    level: Level.PROBLEM,
    seen: `The apply would drop ${counted(dropped.length, 'existing statement')}: ${wordsOf(dropped)}.`,
    why: 'A bucket has one policy, and the new one replaces it without a warning.',
    changes: planned.othersFile === undefined ? keptByAdoption(planned, dropped) : keptIn(planned.othersFile, dropped),
  };
}

function keptByAdoption(planned: PlannedBucket, dropped: readonly LiveStatement[]): Fix[] {
  const { bucket, stack } = planned;
  const file = `policies/${bucket}.json`;
  return [
    {
      what: `Keep them: this writes ${file} with them, and its name into the file`,
      command: `zencoder-s3 adopt ${inShell([bucket])} --stack ${inShell([stack])}`,
    },
    {
      what: `The same by hand: name a policy file for the existing statements, ${file}`,
      isAlternative: true,
      yaml: bucketLine(planned, `otherStatements: ${file}`),
    },
    ...keptIn(file, dropped),
  ];
}

function keptIn(file: string, dropped: readonly LiveStatement[]): Fix[] {
  return dropped.map(({ statement, kept }) => ({
    what: `Add to the statements in ${file}${kept === statement ? '' : ', without the deleted users and roles'}`,
    statement: kept,
  }));
}

/** What the file would refuse of a statement that it is to keep: S3 has taken it, so that it is no fault of the current policy. */
function oddities({ index, kept }: LiveStatement, { bucket }: PlannedBucket): Cause[] {
  const faults = grammarFindings({ Version: VERSION, Statement: kept }, { bucket }).filter(({ warning }) => !warning);
  const lines = faults.map(({ path: [, ...within], message }) =>
    [pathText(within), message].filter((words) => words !== '').join(': '),
  );
  return lines.length === 0
    ? []
    : [
        {
          check: PreflightCheck.GRAMMAR,
          level: Level.WARNING,
          seen: `${labelOf(placeOf(kept, index))} of the current policy is written in a way that S3 is not documented to take: ${lines.join('; ')}.`,
          why: 'S3 has taken it, and a file with it is refused; correct it where you keep it.',
          changes: [],
        },
      ];
}

function noStatement(statement: Json, index: number): Cause {
  return {
    check: PreflightCheck.GRAMMAR,
    level: Level.WARNING,
    seen: `${labelOf({ index })} of the current policy is no statement: ${quoted(statement)}.`,
    why: 'What it does is not known here, and the apply drops it.',
    changes: [],
  };
}

function dropsOfNobody(dropped: readonly LiveStatement[]): Cause {
  return {
    check: PreflightCheck.DELETED_PRINCIPALS,
    level: Level.WARNING,
    seen: `The apply would drop ${counted(dropped.length, 'existing statement')} for deleted users and roles alone: ${wordsOf(dropped)}.`,
    why: 'They are for nobody, and S3 refuses to put them again ("Invalid principal in policy").',
    changes: [],
  };
}

function replaces(replaced: readonly LiveStatement[]): Cause {
  return {
    check: PreflightCheck.ZENCODER_STATEMENTS,
    level: Level.WARNING,
    seen: `${counted(replaced.length, 'statement')} for Zencoder would go: ${wordsOf(replaced)}.`,
    why: 'Zencoder can then do what the grants of the file allow, and no more.',
    changes: [],
  };
}

function nothingToAdopt({ bucket }: PlannedBucket): Cause {
  return {
    check: PreflightCheck.ADOPTION,
    level: Level.PROBLEM,
    seen: 'The bucket has no policy, and the file says adoptExistingPolicy.',
    why: 'The plan fails, since there is nothing to import.',
    changes: [{ what: `Take the line out of ${bucket} in zencoder.yaml` }],
  };
}

function wordsOf(statements: readonly LiveStatement[]): string {
  return statements.map(({ words }) => words).join('; ');
}
