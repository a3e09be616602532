import { isObject, type Json, type JsonObject } from '../messages/json';
import { quoted } from '../messages/wording';
import { PARTITION } from '../s3/escaped-arn';
import { any, depends, type Verdict } from './verdict';

/** The sender of a request: a user, role or session of an AWS account that has all permissions from its own account. */
export interface Requester {
  readonly accountId: string;
  /** Undefined if it is not known. */
  readonly canonicalUserId?: string;
}

/** Whether the `Principal` or `NotPrincipal` of a statement covers the requester. */
export function coversRequester(statement: JsonObject, requester: Requester): Verdict {
  const { Principal, NotPrincipal, Effect } = statement;
  if ((Principal === undefined) === (NotPrincipal === undefined)) {
    return depends('it covers the requester, which is unknown: a statement needs either Principal or NotPrincipal');
  }
  return Principal !== undefined
    ? namesRequester(Principal, 'Principal', requester)
    : coversByNotPrincipal(NotPrincipal!, Effect === 'Deny', requester);
}

/**
 * Whether a `NotPrincipal` covers the requester. Only one result is certain: a Deny covers a requester that is not
 * named in any way. According to IAM's "AWS JSON policy elements: NotPrincipal", an exception must name the session,
 * the role or user, and the account, and a service "might" check all of them. AWS does not support NotPrincipal with
 * Allow.
 */
function coversByNotPrincipal(element: Json, isDeny: boolean, requester: Requester): Verdict {
  const named = namesRequester(element, 'NotPrincipal', requester);
  if (named === false && isDeny) {
    return true;
  }
  const excepted = `its NotPrincipal ${quoted(element)}`;
  return isDeny
    ? depends(`${excepted} does not exempt the requester`, `${excepted} exempts the requester`)
    : depends('AWS applies its NotPrincipal, which AWS does not support with Allow');
}

function namesRequester(element: Json, elementName: string, requester: Requester): Verdict {
  if (element === '*') {
    return true;
  }
  if (!isObject(element) || Object.keys(element).length === 0) {
    return notUnderstood(element, elementName);
  }
  const members = Object.entries(element).flatMap(([kind, value]) => {
    const list: Json[] = Array.isArray(value) && value.length > 0 ? value : [value];
    return list.map((member) => ({ kind, member }));
  });
  return any(
    members.map(({ kind, member }): Verdict => {
      const named = typeof member === 'string' ? namesRequesterAs(kind, member, requester) : undefined;
      return named ?? notUnderstood(member, elementName);
    }),
  );
}

function notUnderstood(value: Json, elementName: string): Verdict {
  return depends(`its ${elementName} ${quoted(value)}, which is not understood, names the requester`);
}

function namesRequesterAs(kind: string, name: string, requester: Requester): Verdict | undefined {
  switch (kind) {
    case 'AWS':
      return namesByAws(name, requester);
    case 'CanonicalUser':
      return namesByCanonicalUser(name, requester);
    case 'Service':
      return false;
    case 'Federated':
      return namesByProvider(name, requester);
    default:
      return undefined;
  }
}

/** The ARN of a user, role or session. If it belongs to an AWS service, its account is the name of the service. */
const PRINCIPAL_ARN = /^arn:([^:*?]+):(iam|sts)::([^:*?]+):([^*?]+)$/;
/** A regular expression in the syntax that JavaScript and Terraform share. */
export const UNIQUE_ID_PATTERN = '^A(BIA|GPA|IDA|IPA|NPA|NVA|ROA|SCA)[A-Z0-9]{12,}(:[A-Za-z0-9_+=,.@-]+)?$';

const UNIQUE_ID = new RegExp(UNIQUE_ID_PATTERN);

/**
 * Whether an AWS principal is the unique ID of a user or role (`AIDA…`, `AROA…`), which AWS shows in place of the ARN
 * after the user or role was deleted. Sources: S3's "Principals for bucket policies"; IAM's "IAM identifiers" for the
 * prefixes.
 */
export function isDeletedPrincipal(name: string): boolean {
  return UNIQUE_ID.test(name);
}

/** Whether a principal of type AWS is the requester. Source: IAM's "AWS JSON policy elements: Principal". */
function namesByAws(name: string, { accountId }: Requester): Verdict | undefined {
  if (name === '*' || name === accountId) {
    return true;
  }
  const [, partition, service, account, rest] = PRINCIPAL_ARN.exec(name) ?? [];
  if (account === undefined) {
    return /^\d{12}$/.test(name) || isDeletedPrincipal(name) ? false : undefined;
  }
  if (partition !== PARTITION || account !== accountId) {
    return false;
  }
  return (service === 'iam' && rest === 'root') || depends(`the requester is ${quoted(name)}`);
}

/** Whether a canonical user ID is that of the requester's account. Source: S3's "Principals". */
function namesByCanonicalUser(id: string, { canonicalUserId }: Requester): Verdict | undefined {
  if (!/^[0-9a-f]+$/.test(id)) {
    return undefined;
  }
  return canonicalUserId === undefined
    ? depends(`${quoted(id)} is the canonical user ID of the requester`)
    : id === canonicalUserId;
}

function namesByProvider(provider: string, { accountId }: Requester): Verdict {
  const account = PRINCIPAL_ARN.exec(provider)?.[3];
  return (
    (account === undefined || account === accountId) && depends(`the requester is federated by ${quoted(provider)}`)
  );
}
