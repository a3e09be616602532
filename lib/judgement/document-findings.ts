import { documentGrants, type NamedGrant, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { grantFindings } from '../grants/grant';
import { objectsFindings, type ZencoderObject, ZencoderObjectMethod } from '../grants/object-access';
import { type Diagnostic, isWarning, within } from '../messages/diagnostic';
import { identityOf } from '../zencoder/identity';
import type { Accepting } from './judgement-findings';
import { acceptedDenyFindings, type JudgedBucket, keptPolicyFindings } from './kept-policy-findings';

/** What a document holds beside grants and `otherStatements`. */
export interface KeptDocuments {
  /** Policies of other principals as text, which are named `sourcePolicyDocuments`; a token is undefined. */
  readonly sourcePolicyDocuments?: readonly (string | undefined)[];
}

/** How the input names things, where that is not as in props. */
export interface InputNames {
  readonly grantName?: (name: string) => string;
  readonly accepting?: Accepting;
}

/**
 * Everything that is wrong or doubtful in the grants and in what is kept beside them: what is wrong in a part, and what the whole
 * document gives Zencoder that no grant says, or refuses although a grant says it.
 */
export function documentFindings(
  props: ZencoderPolicyDocumentProps & KeptDocuments,
  now: Date,
  names?: InputNames,
): Diagnostic[] {
  const { grants = [], objects = [] } = props;
  if (!Array.isArray(grants)) {
    return [{ path: ['grants'], message: 'is no list; a bucket needs at least one grant' }];
  }
  if (!Array.isArray(objects)) {
    return [{ path: ['objects'], message: 'is no list; leave it out where there are none' }];
  }
  const findings = [
    ...(grants.length > 0 || objects.length > 0
      ? []
      : [{ path: ['grants'], message: 'is empty; a bucket needs at least one grant, or objects' }]),
    ...grants.flatMap((grant, index) => within(['grants', index], grantFindings(grant, now))),
    ...within(['objects'], [...objectsFindings(objects), ...objects.flatMap(aclFindings)]),
  ];
  const isSound = findings.every(isWarning);
  const nameOf = names?.grantName ?? ((name: string) => name);
  const judged = isSound ? documentGrants(props).map(({ name, grant }) => ({ name: nameOf(name), grant })) : [];
  return [...findings, ...keptFindings(props, judged, now, names?.accepting)];
}

/** @param grants none where they cannot be read: then nothing can be judged by them */
function keptFindings(
  props: ZencoderPolicyDocumentProps & KeptDocuments,
  grants: readonly NamedGrant[],
  now: Date,
  accepting: Accepting | undefined,
): Diagnostic[] {
  const { bucket, otherStatements, sourcePolicyDocuments = [], acceptedDenies } = props;
  const judged: JudgedBucket = {
    bucket,
    account: identityOf(props),
    grants,
    acceptedDenies: Array.isArray(acceptedDenies) ? acceptedDenies : [],
    now,
    accepting,
  };
  const kept = [
    ...sourcePolicyDocuments.map((text, index) => ({ path: ['sourcePolicyDocuments', index], text })),
    ...(otherStatements === undefined ? [] : [{ path: ['otherStatements'], text: otherStatements }]),
  ];
  const known = kept.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  return [
    ...known.flatMap(({ path, text }) => within(path, keptPolicyFindings(text, judged))),
    ...(acceptedDenies === undefined
      ? []
      : within(
          ['acceptedDenies'],
          acceptedDenyFindings(acceptedDenies, known.length === kept.length ? known : undefined),
        )),
  ];
}

function aclFindings(object: ZencoderObject, index: number): Diagnostic[] {
  return object?.method === ZencoderObjectMethod.ACL || object?.method === ZencoderObjectMethod.ACL_COPY
    ? [
        {
          path: [index, 'method'],
          message: `${object.method} is no part of a policy: it is what ${MADE_BY[object.method]} does`,
        },
      ]
    : [];
}

const MADE_BY = {
  [ZencoderObjectMethod.ACL]: 'ZencoderObjectGrants',
  [ZencoderObjectMethod.ACL_COPY]: 'ZencoderObjectCopy',
};
