import { flowText } from '../config/flow-text';
import { policyJson, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { deletedPrincipalsIn, withoutDeletedPrincipals } from '../iam/deleted-principals';
import { labelOf, placeOf, type StatementPlace, statementsOfText } from '../iam/policy';
import { isPutAnew } from '../iam/put-anew';
import { sparing } from '../judgement/exemption';
import { byStatement, judge, refusesAll, type StatementRefusal } from '../judgement/judgement';
import { beyondWords, isLoud, refusalWords } from '../judgement/judgement-findings';
import type { RightBeyondGrants } from '../judgement/rights-beyond-grants';
import type { BucketFacts } from '../live/facts';
import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { bucketYaml, type Cause, type Fix, Level } from '../report/cause';
import { identityOf } from '../zencoder/identity';
import { documentOf, type PlannedBucket, plannedGrants } from './planned-bucket';

/** What the statements that the file keeps do to its grants, and to the apply. */
export function checkKeptStatements(planned: PlannedBucket, live: BucketFacts, now: Date): Cause[] {
  const props = documentOf(planned);
  if (props?.otherStatements === undefined) {
    return [];
  }
  const { bucket, acceptedDenies } = props;
  const statements = statementsOfText(props.otherStatements);
  const grants = plannedGrants(planned).map(({ grant }) => grant);
  const judged = judge({ bucket, account: identityOf(props), grants, statements, acceptedDenies }, now);
  const put = putOf(props, live);
  return [
    ...byStatement(judged.refusals.filter(isLoud)).map((refusal) => refused(refusal, planned)),
    ...judged.beyond.filter(({ beyond }) => beyond.actions.length > 0).map((right) => beyondGrants(right, planned)),
    ...statements.flatMap((statement, index) => deleted(statement, index, planned, put)),
  ];
}

/** A statement of the file by its label and the path of its policy file. */
function placed(place: StatementPlace, { othersFile = 'otherStatements' }: PlannedBucket): string {
  return `${labelOf(place)} in ${othersFile}`;
}

function refused(refusal: StatementRefusal, planned: PlannedBucket): Cause {
  const names = plannedGrants(planned).map(({ name }) => name);
  const name = placed(refusal.place, planned);
  return {
    check: 'refused-grants',
    level: refusesAll(refusal) ? Level.PROBLEM : Level.WARNING,
    seen: `${name} ${refusalWords(refusal, (index) => names[index]!)}.`,
    why: 'A statement that denies wins over every one that allows.',
    changes: [exemption(refusal, planned), acceptance(refusal, planned)],
  };
}

function exemption({ place, statement }: StatementRefusal, planned: PlannedBucket): Fix {
  const { index } = place;
  const spared = sparing(statement, identityOf(planned.zencoder));
  return spared === null
    ? { what: `Remove ${placed(place, planned)}: it is for Zencoder alone`, index, statement: null }
    : { what: `To exempt Zencoder, change ${placed(place, planned)}`, index, statement: spared };
}

/** A Sid that follows from the place, so that two of them differ. */
function acceptance({ place }: StatementRefusal, planned: PlannedBucket): Fix {
  const sid = place.sid ?? `AcceptedDeny${place.index}`;
  const giving = place.sid === undefined ? ` give ${placed(place, planned)} the Sid ${quoted(sid)}, and` : '';
  return {
    what: `To deny it on purpose,${giving} name the statement in zencoder.yaml`,
    isAlternative: true,
    yaml: bucketYaml(planned.bucket, [`acceptedDenies: ${flowText([...(planned.acceptedDenies ?? []), sid])}`]),
  };
}

function beyondGrants(right: RightBeyondGrants, planned: PlannedBucket): Cause {
  const name = placed(right.place, planned);
  return {
    check: 'rights-beyond-grants',
    level: Level.WARNING,
    seen: `${name} ${beyondWords(right)}.`,
    why: 'Zencoder has access by every statement that allows, whatever the grants are.',
    changes: [{ what: `If that is not meant, name in ${name} the principals that it is for` }],
  };
}

/** What an apply does with the policy, as far as can be known. */
enum Put {
  /** It puts another one than the current one. */
  ANEW = 'anew',
  /** The current one is the same. */
  NOTHING = 'nothing',
  UNKNOWN = 'unknown',
}

function putOf(props: ZencoderPolicyDocumentProps, { policy }: BucketFacts): Put {
  if (!policy.known) {
    return Put.UNKNOWN;
  }
  const after = JSON.parse(policyJson(props)) as JsonObject;
  return policy.value === null || isPutAnew(JSON.parse(policy.value) as JsonObject, after) ? Put.ANEW : Put.NOTHING;
}

const REFUSES = 'S3 refuses to put a policy with it ("Invalid principal in policy")';

const DELETED_WHY: Readonly<Record<Put, string>> = {
  [Put.ANEW]: `The apply fails: ${REFUSES}, and the AWS provider tries again until its timeout.`,
  [Put.NOTHING]: `The current policy has it too and stays as it is; ${REFUSES}, so that the next change fails.`,
  [Put.UNKNOWN]: `${REFUSES}. Whether the apply puts one is not known, since the current policy is not.`,
};

/** S3 shows the unique ID of a user or role that was deleted in place of its ARN. Source: S3's "Principals for bucket policies". */
function deleted(statement: Json, index: number, planned: PlannedBucket, put: Put): Cause[] {
  const ids = isObject(statement) ? deletedPrincipalsIn(statement) : [];
  if (!isObject(statement) || ids.length === 0) {
    return [];
  }
  const name = placed(placeOf(statement, index), planned);
  const left = withoutDeletedPrincipals(statement);
  return [
    {
      check: 'deleted-principals',
      level: put === Put.ANEW ? Level.PROBLEM : Level.WARNING,
      seen: `${name} names ${ids.map(quoted).join(', ')}: the unique ${ids.length === 1 ? 'ID of a user or role that was' : 'IDs of users or roles that were'} deleted.`,
      why: DELETED_WHY[put],
      changes: [
        left === null
          ? { what: `Remove ${name}: it is for nobody else`, index, statement: null }
          : { what: `Write ${name} without ${ids.length === 1 ? 'it' : 'them'}`, index, statement: left },
      ],
    },
  ];
}
