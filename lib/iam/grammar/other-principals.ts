import { quoted } from '../../messages/wording';
import { PARTITION } from '../../s3/resource-arn';
import { type Account, accountPrincipal, canonicalUserIdFault } from '../account';
import { error, type Fault, warning } from './placed';

export const SERVICE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:amazonaws\.com(?:\.cn)?|aws\.internal)$/i;

export function isServicePrincipal(name: string): boolean {
  return SERVICE.test(name);
}

/**
 * Why a text is no principal of the kind Service.
 * Sources: IAM's "AWS service principals"; Access Analyzer's "Invalid service principal format" and "Unsupported wildcard in principal".
 */
export function serviceFault(name: string): Fault | undefined {
  if (isServicePrincipal(name)) {
    return undefined;
  }
  const near = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(name) && !name.includes('amazonaws');
  const write = name.startsWith('arn:')
    ? `write {"AWS": ${quoted(name)}}`
    : `write ${quoted(near ? `${name}.amazonaws.com` : 'SERVICE.amazonaws.com')}`;
  return error(`${quoted(name)} is no service principal: ${write}`);
}

/**
 * Why a text is no principal of the kind CanonicalUser, or that S3 answers another one: it gives back the ARN.
 * Sources: S3's "Principals for bucket policies"; the Terraform provider's `aws_s3_bucket_policy`.
 */
export function canonicalUserFault(id: string, account: Account | undefined): Fault | undefined {
  const fault = canonicalUserIdFault(id.toLowerCase());
  if (fault !== undefined) {
    return error(fault);
  }
  const arn =
    id === account?.canonicalUserId
      ? `write {"AWS": "${accountPrincipal(account.accountId).AWS}"}`
      : `write {"AWS": "arn:${PARTITION}:iam::ACCOUNT:root"}, for CloudFront "arn:${PARTITION}:iam::cloudfront:user/CloudFront Origin Access Identity ID"`;
  return warning(`S3 answers a canonical user as an ARN, so that Terraform plans a change every time; ${arn}`);
}

const PROVIDER = new RegExp(`^arn:${PARTITION}:iam::\\d{12}:(?:saml|oidc)-provider/.+$`, 's');
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/.*)?$/i;

/** Why a text is no principal of the kind Federated. Source: IAM's "AWS JSON policy elements: Principal". */
export function federatedFault(name: string): Fault | undefined {
  return PROVIDER.test(name) || DOMAIN.test(name)
    ? undefined
    : error(
        `${quoted(name)} is no identity provider: write the ARN of one (arn:${PARTITION}:iam::111122223333:saml-provider/NAME), or a domain such as cognito-identity.amazonaws.com`,
      );
}
