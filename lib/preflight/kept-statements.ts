import { policyGrants, type ResolvedBucket } from '../config/resolve';
import { flowText } from '../config/yaml-text';
import { policyJson, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { deletedPrincipalsIn, withoutDeletedPrincipals } from '../iam/deleted-principals';
import { labelOf, placeOf, type StatementPlace, statementsOfText } from '../iam/policy';
import { providerReplaces } from '../iam/provider-equivalence';
import { withExemption } from '../judgement/exemption';
import { byStatement, judge, refusesAll, type StatementRefusal } from '../judgement/judgement';
import { beyondWords, isReported, isReportedRight, refusalWords } from '../judgement/judgement-findings';
import type { RightBeyondGrants } from '../judgement/rights-beyond-grants';
import type { BucketFacts } from '../live/facts';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { bucketYaml, type Cause, cause, type Fix, Level } from '../report/cause';

/** How the statements that the file keeps affect its grants, and the apply. */
export function checkKeptStatements(planned: ResolvedBucket, current: BucketFacts, now: Date): Cause[] {
  const props = planned.document;
  if (props?.otherStatements === undefined) {
    return [];
  }
  const { bucket, acceptedDenies } = props;
  const statements = statementsOfText(props.otherStatements);
  const grants = policyGrants(planned).map(({ grant }) => grant);
  const judged = judge({ bucket, account: planned.zencoder, grants, statements, acceptedDenies }, now);
  const put = isPut(props, current);
  return [
    ...byStatement(judged.refusals.filter(isReported)).map((refusal) => refused(refusal, planned)),
    ...judged.beyond.filter(isReportedRight).map((right) => beyondGrants(right, planned)),
    ...statements.flatMap((statement, index) => deleted(statement, index, planned, put)),
  ];
}

/** A statement by its label and the path of its policy file. */
function labelWithFile(place: StatementPlace, { otherStatementsFile = 'otherStatements' }: ResolvedBucket): string {
  return `${labelOf(place)} in ${otherStatementsFile}`;
}

function refused(refusal: StatementRefusal, planned: ResolvedBucket): Cause {
  const names = policyGrants(planned).map(({ name }) => name);
  const name = labelWithFile(refusal.place, planned);
  const level = refusesAll(refusal) ? Level.PROBLEM : Level.WARNING;
  const observation = `${name} ${refusalWords(refusal, (index) => names[index]!)}.`;
  const why = 'An explicit Deny overrides every Allow.';
  return cause(level, 'refused-grants', observation, why, [exemption(refusal, planned), acceptance(refusal, planned)]);
}

function exemption({ place, statement: given }: StatementRefusal, planned: ResolvedBucket): Fix {
  const statement = withExemption(given, planned.zencoder);
  const name = labelWithFile(place, planned);
  const what =
    statement === null ? `Remove ${name}: it applies only to Zencoder` : `To exempt Zencoder, change ${name}`;
  return { what, index: place.index, statement };
}

/** How to accept a Deny. The Sid contains the index, so that two statements get different Sids. */
function acceptance({ place }: StatementRefusal, planned: ResolvedBucket): Fix {
  const sid = place.sid ?? `AcceptedDeny${place.index}`;
  const giving = place.sid === undefined ? ` give ${labelWithFile(place, planned)} the Sid ${quoted(sid)}, and` : '';
  return {
    what: `If the Deny is intended,${giving} add ${place.sid === undefined ? 'that' : 'its'} Sid to acceptedDenies in zencoder.yaml`,
    isAlternative: true,
    yaml: bucketYaml(planned.bucket, [`acceptedDenies: ${flowText([...(planned.acceptedDenies ?? []), sid])}`]),
  };
}

function beyondGrants(right: RightBeyondGrants, planned: ResolvedBucket): Cause {
  const name = labelWithFile(right.place, planned);
  const why = 'Zencoder has all access that a statement allows, not only that of its grants.';
  const changes = [{ what: `If that is not intended, name the intended principals in ${name}` }];
  return cause(Level.WARNING, 'rights-beyond-grants', `${name} ${beyondWords(right)}.`, why, changes);
}

/** Whether an apply changes the current policy; undefined if that is unknown. */
function isPut(props: ZencoderPolicyDocumentProps, { policy }: BucketFacts): boolean | undefined {
  const after = JSON.parse(policyJson(props)) as JsonObject;
  return policy.known
    ? policy.value === null || providerReplaces(JSON.parse(policy.value) as JsonObject, after)
    : undefined;
}

function deletedWhy(put: boolean | undefined): string {
  const refuses = 'S3 does not accept a new policy with a deleted principal ("Invalid principal in policy")';
  if (put === undefined) {
    return `${refuses}. This command cannot read the current policy, so it cannot tell whether the apply changes it.`;
  }
  return put
    ? `The apply fails: ${refuses}, and the AWS provider retries until its timeout.`
    : `This apply does not change the policy, but the next change fails: ${refuses}.`;
}

/** S3 replaces the ARN of a deleted user or role by its unique ID. Source: S3's "Principals for bucket policies". */
function deleted(statement: Json, index: number, planned: ResolvedBucket, put: boolean | undefined): Cause[] {
  const ids = isObject(statement) ? deletedPrincipalsIn(statement) : [];
  if (!isObject(statement) || ids.length === 0) {
    return [];
  }
  const name = labelWithFile(placeOf(statement, index), planned);
  const left = withoutDeletedPrincipals(statement);
  const [what, principals] =
    ids.length === 1
      ? ['the unique ID of a deleted user or role', 'principal']
      : ['unique IDs of deleted users or roles', 'principals'];
  const observation = `${name} names ${ids.map(quoted).join(', ')}: ${what}.`;
  const fix =
    left === null ? `Remove ${name}: it applies to nobody else` : `Remove the deleted ${principals} from ${name}`;
  const changes = [{ what: fix, index, statement: left }];
  return [cause(put ? Level.PROBLEM : Level.WARNING, 'deleted-principals', observation, deletedWhy(put), changes)];
}
