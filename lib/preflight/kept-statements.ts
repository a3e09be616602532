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

/** What the statements that the file keeps do to its grants, and to the apply. */
export function checkKeptStatements(planned: ResolvedBucket, live: BucketFacts, now: Date): Cause[] {
  const props = planned.document;
  if (props?.otherStatements === undefined) {
    return [];
  }
  const { bucket, acceptedDenies } = props;
  const statements = statementsOfText(props.otherStatements);
  const grants = policyGrants(planned).map(({ grant }) => grant);
  const judged = judge({ bucket, account: planned.zencoder, grants, statements, acceptedDenies }, now);
  const put = isPut(props, live);
  return [
    ...byStatement(judged.refusals.filter(isReported)).map((refusal) => refused(refusal, planned)),
    ...judged.beyond.filter(isReportedRight).map((right) => beyondGrants(right, planned)),
    ...statements.flatMap((statement, index) => deleted(statement, index, planned, put)),
  ];
}

/** A statement of the file by its label and the path of its policy file. */
function placed(place: StatementPlace, { otherStatementsFile = 'otherStatements' }: ResolvedBucket): string {
  return `${labelOf(place)} in ${otherStatementsFile}`;
}

function refused(refusal: StatementRefusal, planned: ResolvedBucket): Cause {
  const names = policyGrants(planned).map(({ name }) => name);
  const name = placed(refusal.place, planned);
  const level = refusesAll(refusal) ? Level.PROBLEM : Level.WARNING;
  const seen = `${name} ${refusalWords(refusal, (index) => names[index]!)}.`;
  const why = 'A statement that denies wins over every one that allows.';
  return cause(level, 'refused-grants', seen, why, [exemption(refusal, planned), acceptance(refusal, planned)]);
}

function exemption({ place, statement: given }: StatementRefusal, planned: ResolvedBucket): Fix {
  const statement = withExemption(given, planned.zencoder);
  const name = placed(place, planned);
  const what = statement === null ? `Remove ${name}: it is for Zencoder alone` : `To exempt Zencoder, change ${name}`;
  return { what, index: place.index, statement };
}

/** A Sid that follows from the place, so that two of them differ. */
function acceptance({ place }: StatementRefusal, planned: ResolvedBucket): Fix {
  const sid = place.sid ?? `AcceptedDeny${place.index}`;
  const giving = place.sid === undefined ? ` give ${placed(place, planned)} the Sid ${quoted(sid)}, and` : '';
  return {
    what: `To deny it on purpose,${giving} name the statement in zencoder.yaml`,
    isAlternative: true,
    yaml: bucketYaml(planned.bucket, [`acceptedDenies: ${flowText([...(planned.acceptedDenies ?? []), sid])}`]),
  };
}

function beyondGrants(right: RightBeyondGrants, planned: ResolvedBucket): Cause {
  const name = placed(right.place, planned);
  const why = 'Zencoder has access by every statement that allows, whatever the grants are.';
  const changes = [{ what: `If that is not meant, name in ${name} the principals that it is for` }];
  return cause(Level.WARNING, 'rights-beyond-grants', `${name} ${beyondWords(right)}.`, why, changes);
}

/** Whether an apply puts another policy than the current one; undefined where that is not known. */
function isPut(props: ZencoderPolicyDocumentProps, { policy }: BucketFacts): boolean | undefined {
  const after = JSON.parse(policyJson(props)) as JsonObject;
  return policy.known
    ? policy.value === null || providerReplaces(JSON.parse(policy.value) as JsonObject, after)
    : undefined;
}

function deletedWhy(put: boolean | undefined): string {
  const refuses = 'S3 refuses to put a policy with it ("Invalid principal in policy")';
  if (put === undefined) {
    return `${refuses}. Whether the apply puts one is not known, since the current policy is not.`;
  }
  return put
    ? `The apply fails: ${refuses}, and the AWS provider tries again until its timeout.`
    : `The current policy has it too and stays as it is; ${refuses}, so that the next change fails.`;
}

/** S3 shows the unique ID of a user or role that was deleted in place of its ARN. Source: S3's "Principals for bucket policies". */
function deleted(statement: Json, index: number, planned: ResolvedBucket, put: boolean | undefined): Cause[] {
  const ids = isObject(statement) ? deletedPrincipalsIn(statement) : [];
  if (!isObject(statement) || ids.length === 0) {
    return [];
  }
  const name = placed(placeOf(statement, index), planned);
  const left = withoutDeletedPrincipals(statement);
  const [one, it] =
    ids.length === 1 ? ['ID of a user or role that was', 'it'] : ['IDs of users or roles that were', 'them'];
  const seen = `${name} names ${ids.map(quoted).join(', ')}: the unique ${one} deleted.`;
  const what = left === null ? `Remove ${name}: it is for nobody else` : `Write ${name} without ${it}`;
  const changes = [{ what, index, statement: left }];
  return [cause(put ? Level.PROBLEM : Level.WARNING, 'deleted-principals', seen, deletedWhy(put), changes)];
}
