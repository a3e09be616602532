import { type Diagnostic, within } from '../../messages/diagnostic';
import { isObject, type Json } from '../../messages/json';
import { didYouMean, quoted } from '../../messages/wording';
import { PARTITION } from '../../s3/escaped-arn';
import {
  ACCOUNT_ID_PATTERN,
  type Account,
  accountIdFault,
  accountPrincipal,
  CANONICAL_USER_ID_PATTERN,
  canonicalUserIdFault,
} from '../account';
import { isDeletedPrincipal } from '../principal';
import { error, type Fault, ofTexts, type Placed, valueFindings, warning } from './placed';

/** The check of each principal type. Source: IAM's "AWS JSON policy elements: Principal". */
const FAULTS = new Map<string, (name: string, account: Account | undefined) => Fault | undefined>([
  ['AWS', awsPrincipalFault],
  ['Service', serviceFault],
  ['Federated', federatedFault],
  ['CanonicalUser', canonicalUserFault],
]);
export const PRINCIPAL_KINDS: readonly string[] = [...FAULTS.keys()];

/**
 * Checks `Principal` or `NotPrincipal`. S3 answers "Invalid principal in policy".
 * Sources: IAM's "AWS JSON policy elements: Principal"; Access Analyzer's "Invalid principal format" and "Invalid
 * principal key".
 */
export function principalFindings({ value, path }: Placed, account: Account | undefined): Diagnostic[] {
  if (value === '*') {
    return [];
  }
  if (!isObject(value)) {
    return [{ path, message: `${quoted(value)} is not a principal: write ${suggestion(value)}` }];
  }
  if (Object.keys(value).length === 0) {
    return [{ path, message: `an empty object contains no principal: write ${SOMEBODY}` }];
  }
  return within(
    path,
    Object.entries(value).flatMap(([kind, names]) => kindFindings(kind, names, account)),
  );
}

const SOMEBODY = '"*" for everyone, or an object such as {"AWS": "arn:aws:iam::111122223333:root"}';

/** The nearest valid principal for a value that is not an object. */
function suggestion(value: Json): string {
  const [first] = Array.isArray(value) ? value : [value];
  if (typeof first !== 'string' && typeof first !== 'number') {
    return SOMEBODY;
  }
  const name = String(first);
  const kind = kindOf(name);
  if (kind === undefined) {
    return SOMEBODY;
  }
  return Array.isArray(value)
    ? `{"${kind}": [${quoted(name)}${value.length > 1 ? ', …' : ''}]}`
    : `{"${kind}": ${quoted(name)}}`;
}

/** The type of a principal by its form; undefined if the text is not a principal. */
function kindOf(name: string): string | undefined {
  if (isServicePrincipal(name)) {
    return 'Service';
  }
  if (new RegExp(CANONICAL_USER_ID_PATTERN).test(name)) {
    return 'CanonicalUser';
  }
  return name === '*' || ACCOUNT_ID.test(name) || ARN.test(name) ? 'AWS' : undefined;
}

function kindFindings(kind: string, names: Json, account: Account | undefined): Diagnostic[] {
  const faultOf = FAULTS.get(kind);
  if (faultOf === undefined) {
    const meant = didYouMean(kind, PRINCIPAL_KINDS) || `; use one of ${PRINCIPAL_KINDS.join(', ')}`;
    return [{ path: [kind], message: `${quoted(kind)} is not a principal type${meant}` }];
  }
  const nameFault = ofTexts('a principal', (name) => faultOf(name, account));
  return valueFindings({ path: [kind], value: names }, (value) =>
    typeof value === 'number'
      ? error(`${value} is a number, but an AWS account ID is a string; write "${value}"`)
      : nameFault(value),
  );
}

const ACCOUNT_ID = new RegExp(ACCOUNT_ID_PATTERN);
const FORMS =
  'write one of: "*", an account ID of 12 digits, the ARN of an account (arn:aws:iam::111122223333:root), of a user, of a role, of a session';

/** Why a text is not a principal of type AWS. Source: IAM's "AWS JSON policy elements: Principal". */
function awsPrincipalFault(name: string): Fault | undefined {
  if (name === '*' || ACCOUNT_ID.test(name)) {
    return undefined;
  }
  if (isDeletedPrincipal(name)) {
    return warning(
      `${quoted(name)} is the unique ID of a deleted user or role: S3 shows it, but refuses a new policy that contains it; remove it`,
    );
  }
  if (/^[\d -]+$/.test(name)) {
    const digits = name.replace(/\D/g, '');
    return error(`${accountIdFault(name)}${ACCOUNT_ID.test(digits) ? `; write "${digits}"` : ''}`);
  }
  if (/[*?]/.test(name)) {
    return error(
      `${quoted(name)} has a wildcard, but a principal must be complete, or "*" alone for everyone; name the account, and test aws:PrincipalArn in Condition`,
    );
  }
  return arnFault(name);
}

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s;
/**
 * A principal that belongs to an AWS service has the name of the service as its account, such as `cloudfront` for an
 * origin access identity.
 */
const SERVICE_ACCOUNT = /^[a-z][a-z0-9-]*$/;

function arnFault(name: string): Fault | undefined {
  const [, partition, service, region, account = '', resource = ''] = ARN.exec(name) ?? [];
  if (partition === undefined) {
    return error(`${quoted(name)} is not a principal of type AWS: ${otherKind(name) ?? FORMS}`);
  }
  if (partition !== PARTITION) {
    return error(
      `${quoted(name)} is in the partition ${quoted(partition)}, but the bucket and Zencoder's account are in ${PARTITION}: a policy cannot name a principal in another partition`,
    );
  }
  if ((service !== 'iam' && service !== 'sts') || region !== '') {
    return error(`${quoted(name)} is not the ARN of a principal: ${FORMS}`);
  }
  if (!ACCOUNT_ID.test(account) && !SERVICE_ACCOUNT.test(account)) {
    return error(`${quoted(name)} contains no account ID: ${quoted(account)} does not have 12 digits`);
  }
  return (service === 'iam' ? IAM_RESOURCE : STS_RESOURCE).test(resource)
    ? undefined
    : error(`${quoted(name)} ${resourceFault(name, account, resource)}`);
}

const IAM_RESOURCE = /^(?:root$|(?:user|role)\/.*[^/]$)/s;
const STS_RESOURCE = /^(?:assumed-role\/[^/]+\/[^/]+|federated-user\/.+)$/s;

function resourceFault(name: string, account: string, resource: string): string {
  const [kind = '', first = ''] = resource.split('/', 2);
  switch (kind) {
    case 'group':
      return 'is a group, which cannot be a principal; name its users, or a role';
    case 'saml-provider':
    case 'oidc-provider':
      return `is an identity provider: write {"Federated": ${quoted(name)}}`;
    case 'assumed-role':
      return `contains no session name: write arn:${PARTITION}:sts::${account}:assumed-role/ROLE/SESSION, or, for all sessions of the role, "arn:${PARTITION}:iam::${account}:role/${first || 'ROLE'}"`;
    default:
      return `is not an account, user, role or session: ${FORMS}`;
  }
}

function otherKind(name: string): string | undefined {
  if (isServicePrincipal(name)) {
    return `write {"Service": ${quoted(name)}}`;
  }
  return new RegExp(CANONICAL_USER_ID_PATTERN).test(name)
    ? 'it is a canonical user ID; write the ARN of that account'
    : undefined;
}

export const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|aws\.internal)$/i;

function isServicePrincipal(name: string): boolean {
  return SERVICE.test(name);
}

/**
 * Why a text is not a principal of type Service.
 * Sources: IAM's "AWS service principals"; Access Analyzer's "Invalid service principal format" and "Unsupported
 * wildcard in principal".
 */
function serviceFault(name: string): Fault | undefined {
  if (isServicePrincipal(name)) {
    return undefined;
  }
  const near = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(name) && !name.includes('amazonaws');
  const write = name.startsWith('arn:')
    ? `write {"AWS": ${quoted(name)}}`
    : `write ${quoted(near ? `${name}.amazonaws.com` : 'SERVICE.amazonaws.com')}`;
  return error(`${quoted(name)} is not a service principal: ${write}`);
}

/**
 * Why a text is not a principal of type CanonicalUser. For one that is, a warning: S3 returns the ARN in its place.
 * Sources: S3's "Principals for bucket policies"; the Terraform provider's `aws_s3_bucket_policy`.
 */
function canonicalUserFault(id: string, account: Account | undefined): Fault | undefined {
  const fault = canonicalUserIdFault(id.toLowerCase());
  if (fault !== undefined) {
    return error(fault);
  }
  const arn =
    id === account?.canonicalUserId
      ? `write {"AWS": "${accountPrincipal(account.accountId).AWS}"}`
      : `write {"AWS": "arn:${PARTITION}:iam::ACCOUNT:root"}, or, for CloudFront, "arn:${PARTITION}:iam::cloudfront:user/CloudFront Origin Access Identity ID"`;
  return warning(`S3 returns a canonical user ID as an ARN, so Terraform plans a change every time; ${arn}`);
}

const PROVIDER = new RegExp(`^arn:${PARTITION}:iam::\\d{12}:(?:saml|oidc)-provider/.+$`, 's');
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/.*)?$/i;

/** Why a text is not a principal of type Federated. Source: IAM's "AWS JSON policy elements: Principal". */
function federatedFault(name: string): Fault | undefined {
  return PROVIDER.test(name) || DOMAIN.test(name)
    ? undefined
    : error(
        `${quoted(name)} is not an identity provider: write its ARN (arn:${PARTITION}:iam::111122223333:saml-provider/NAME), or a domain such as cognito-identity.amazonaws.com`,
      );
}
