import { quoted } from '../../messages/wording';
import { PARTITION } from '../../s3/resource-arn';
import { ACCOUNT_ID_FORM, accountIdFault, CANONICAL_USER_ID_FORM } from '../account';
import { isDeletedPrincipal } from '../principal';
import { isServicePrincipal } from './other-principals';
import { error, type Fault, warning } from './placed';

const ACCOUNT_ID = new RegExp(ACCOUNT_ID_FORM);
const FORMS =
  'write "*", an account ID of 12 digits, or the ARN of an account (arn:aws:iam::111122223333:root), a user, a role or a session';

/** Why a text is no principal of the kind AWS. Source: IAM's "AWS JSON policy elements: Principal". */
export function awsPrincipalFault(name: string): Fault | undefined {
  if (name === '*' || ACCOUNT_ID.test(name)) {
    return undefined;
  }
  if (isDeletedPrincipal(name)) {
    return warning(
      `${quoted(name)} is the unique ID of a user or role that was deleted: S3 shows it, and refuses a policy that is put with it; remove it`,
    );
  }
  if (/^[\d -]+$/.test(name)) {
    const digits = name.replace(/\D/g, '');
    return error(`${accountIdFault(name)}${ACCOUNT_ID.test(digits) ? `; write "${digits}"` : ''}`);
  }
  if (/[*?]/.test(name)) {
    return error(
      `${quoted(name)} has a wildcard, and a principal is named whole, or "*" alone for everybody; name the account, and test aws:PrincipalArn in Condition`,
    );
  }
  return arnFault(name);
}

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s;
/** The account of a principal that is a service's own, as `cloudfront` is for origin access identities. */
const SERVICE_ACCOUNT = /^[a-z][a-z0-9-]*$/;

function arnFault(name: string): Fault | undefined {
  const [, partition, service, region, account = '', resource = ''] = ARN.exec(name) ?? [];
  if (partition === undefined) {
    return error(`${quoted(name)} is no principal of the kind AWS: ${otherKind(name) ?? FORMS}`);
  }
  if (partition !== PARTITION) {
    return error(
      `${quoted(name)} is of the partition ${quoted(partition)}: the bucket is in ${PARTITION}, where Zencoder's account lives, and no policy can name a principal of another partition`,
    );
  }
  if ((service !== 'iam' && service !== 'sts') || region !== '') {
    return error(`${quoted(name)} is the ARN of something else than a principal: ${FORMS}`);
  }
  if (!ACCOUNT_ID.test(account) && !SERVICE_ACCOUNT.test(account)) {
    return error(`${quoted(name)} names no account: an AWS account ID has 12 digits, ${quoted(account)} is none`);
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
      return 'is a group, which is no principal; name its users, or a role';
    case 'saml-provider':
    case 'oidc-provider':
      return `is an identity provider: write {"Federated": ${quoted(name)}}`;
    case 'assumed-role':
      return `names no session of the role: write arn:${PARTITION}:sts::${account}:assumed-role/ROLE/SESSION, or for all of its sessions "arn:${PARTITION}:iam::${account}:role/${first || 'ROLE'}"`;
    default:
      return `is no account, user, role or session: ${FORMS}`;
  }
}

function otherKind(name: string): string | undefined {
  if (isServicePrincipal(name)) {
    return `write {"Service": ${quoted(name)}}`;
  }
  return new RegExp(CANONICAL_USER_ID_FORM).test(name)
    ? 'it is a canonical user ID; write the ARN of that account'
    : undefined;
}
