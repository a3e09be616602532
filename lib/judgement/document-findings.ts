import {
  documentGrants,
  MAX_POLICY_BYTES,
  type NamedGrant,
  type ZencoderPolicyDocumentProps,
} from '../grants/bucket-policy';
import { grantFindings } from '../grants/grant';
import { objectsFindings, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { placeOf, statementsOf } from '../iam/policy';
import { type Diagnostic, findingsOfEach, isError, Severity, within } from '../messages/diagnostic';
import { isObject, type Json } from '../messages/json';
import { sentLength } from '../messages/text';
import { didYouMean, quoted } from '../messages/wording';
import { identityOf } from '../zencoder/another-zencoder';
import { judge } from './judgement';
import { type Accepting, judgementFindings } from './judgement-findings';
import { type KeptPolicy, knownBucket, readKeptPolicy } from './kept-policy';

/** The contents of a document in addition to grants and `otherStatements`. */
export interface KeptDocuments {
  /** The policies for other principals in `sourcePolicyDocuments`, as text; undefined for a token. */
  readonly sourcePolicyDocuments?: readonly (string | undefined)[];
}

/** How messages name the parts of the input, if not as in the props. */
export interface InputNames {
  readonly grantName?: (name: string) => string;
  readonly accepting?: Accepting;
}

/**
 * All findings for the grants and the kept statements: findings for each part, and statements that allow Zencoder more than the grants,
 * or deny what a grant allows.
 */
export function documentFindings(
  props: ZencoderPolicyDocumentProps & KeptDocuments,
  now: Date,
  names?: InputNames,
): Diagnostic[] {
  const { grants = [], objects = [] } = props;
  if (!Array.isArray(grants)) {
    return [{ path: ['grants'], message: 'is not a list; a bucket needs at least one grant' }];
  }
  if (!Array.isArray(objects)) {
    return [{ path: ['objects'], message: 'is not a list; leave it out if there are none' }];
  }
  const findings = findingsOfEach(grants, (grant, index) =>
    within(['grants', index], grantFindings(grant, now)),
  ).concat(
    grants.length > 0 || objects.length > 0
      ? []
      : [
          {
            path: ['grants'],
            message: 'is empty; a bucket needs at least one grant, such as { role: input }, or the setting objects',
          },
        ],
    within(['objects'], objectsFindings(objects).concat(findingsOfEach(objects, aclFindings))),
  );
  const hasKept = props.otherStatements !== undefined || (props.sourcePolicyDocuments ?? []).length > 0;
  if (!hasKept && props.acceptedDenies === undefined) {
    return findings;
  }
  // An account that is not a string is reported elsewhere. Nothing can be judged without it.
  const canJudge = !findings.some(isError) && typeof identityOf(props).accountId === 'string';
  const nameOf = names?.grantName ?? ((name: string) => name);
  const judged = canJudge ? documentGrants(props).map(({ name, grant }) => ({ name: nameOf(name), grant })) : [];
  return [...findings, ...keptFindings(props, judged, now, names?.accepting)];
}

/** The findings for the kept policies. @param grants empty if the grants have errors; then nothing is judged */
function keptFindings(
  props: ZencoderPolicyDocumentProps & KeptDocuments,
  grants: readonly NamedGrant[],
  now: Date,
  accepting: Accepting | undefined,
): Diagnostic[] {
  const { bucket, otherStatements, sourcePolicyDocuments = [], acceptedDenies } = props;
  const account = identityOf(props);
  const texts = [
    ...sourcePolicyDocuments.map((text, index) => ({ path: ['sourcePolicyDocuments', index], text })),
    ...(otherStatements === undefined ? [] : [{ path: ['otherStatements'], text: otherStatements }]),
  ];
  const kept = texts.flatMap(({ path, text }) =>
    text === undefined ? [] : [{ path, ...readKeptPolicy(text, account, bucket) }],
  );
  const judged = ({ policy, findings }: KeptPolicy) => {
    if (policy === undefined || grants.length === 0 || findings.some(isError) || isTooLarge(policy)) {
      return [];
    }
    const judgement = judge(
      {
        bucket: knownBucket(bucket),
        account,
        grants: grants.map(({ grant }) => grant),
        statements: statementsOf(policy),
        acceptedDenies: Array.isArray(acceptedDenies) ? acceptedDenies : [],
      },
      now,
    );
    return judgementFindings(judgement, { account, policy, grantName: (index) => grants[index]!.name, accepting });
  };
  const policies = kept.flatMap(({ policy }) => policy ?? []);
  const known = policies.length === texts.length ? policies : undefined;
  return [
    ...kept.flatMap((one) => within(one.path, [...one.findings, ...judged(one)])),
    ...(acceptedDenies === undefined ? [] : within(['acceptedDenies'], acceptedDenyFindings(acceptedDenies, known))),
  ];
}

/** Whether the policy is larger than S3 allows. The size of the whole document is reported elsewhere; this check limits the work here. */
function isTooLarge(policy: Json): boolean {
  return sentLength(JSON.stringify(statementsOf(policy))) > MAX_POLICY_BYTES;
}

/**
 * The findings for `acceptedDenies`.
 * @param policies the policies with the statements; undefined if one is not valid, or is known only at plan time
 */
function acceptedDenyFindings(accepted: unknown, policies: readonly Json[] | undefined): Diagnostic[] {
  if (!Array.isArray(accepted)) {
    return [{ path: [], message: `${quoted(accepted)} is not a list; write [${quoted(accepted)}]` }];
  }
  if (accepted.length === 0) {
    return [{ path: [], message: 'an empty list names nothing; leave acceptedDenies out' }];
  }
  const known = policies
    ?.flatMap(statementsOf)
    .flatMap((statement, index) =>
      isObject(statement) && statement.Effect === 'Deny' ? (placeOf(statement, index).sid ?? []) : [],
    );
  return findingsOfEach(accepted, (sid: unknown, index): Diagnostic[] => {
    if (typeof sid !== 'string' || sid === '') {
      return [{ path: [index], message: `${quoted(sid)} is not a Sid; give the Sid of a Deny statement` }];
    }
    const message = `no Deny statement has the Sid ${quoted(sid)}; remove it${didYouMean(sid, known ?? [])}`;
    return known === undefined || known.includes(sid) ? [] : [{ path: [index], message, severity: Severity.WARNING }];
  });
}

function aclFindings(object: ZencoderObject, index: number): Diagnostic[] {
  return object?.method === ZencoderObjectMethod.ACL || object?.method === ZencoderObjectMethod.ACL_COPY
    ? [
        {
          path: [index, 'method'],
          message: `${object.method} is not part of a policy: use ${MADE_BY[object.method]}`,
        },
      ]
    : [];
}

const MADE_BY = {
  [ZencoderObjectMethod.ACL]: 'ZencoderObjectGrants',
  [ZencoderObjectMethod.ACL_COPY]: 'ZencoderObjectCopy',
};
