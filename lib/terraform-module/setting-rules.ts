import type { TerraformVariableConfig } from 'cdktf';
import { matches, shown, text, value } from '../plan-time/expression';
import { BUCKET_NAME_FORM, IP_ADDRESS_FORM, RESERVED_PREFIXES, RESERVED_SUFFIXES } from '../policy/bucket-name';
import { ACCOUNT_ID_FORM, CANONICAL_USER_ID_FORM } from '../policy/identity';
import { ENDPOINT_URL_FORM } from '../policy/object-access';
import { ZencoderObjectOwnership } from '../policy/object-ownership';
import { REGIONS } from '../policy/region';
import { Zencoder } from '../zencoder';

/** A condition on a variable, or null where that is its default. */
function orNull(name: string, condition: string): string {
  return `\${var.${name} == null ? true : ${condition}}`;
}

function rule(name: string, condition: string, says: string) {
  return { condition, errorMessage: `\${${text`${name}: ${shown(`var.${name}`)} ${says}`}}` };
}

const OWNERSHIPS = Object.values(ZencoderObjectOwnership);

/** The variables that are one text or one switch each. */
export const SETTINGS = {
  bucket: {
    type: 'string',
    description: 'The name of the bucket. It may be that of a resource that does not exist yet.',
    validation: [
      rule(
        'bucket',
        `\${${matches(BUCKET_NAME_FORM, 'var.bucket')}}`,
        'is not the name of an S3 bucket: 3 to 63 of a-z, 0-9, "." and "-", without s3:// or an ARN before it',
      ),
      rule(
        'bucket',
        `\${!${matches('\\.\\.', 'var.bucket')} && !${matches(IP_ADDRESS_FORM, 'var.bucket')}}`,
        'is not the name of an S3 bucket: two dots must not stand side by side, and it must not look like an IP address',
      ),
      rule(
        'bucket',
        `\${!anytrue(concat([for p in ${value(RESERVED_PREFIXES)} : startswith(var.bucket, p)], [for s in ${value(RESERVED_SUFFIXES)} : endswith(var.bucket, s)]))}`,
        `is not the name of an S3 bucket: AWS keeps names that begin with ${RESERVED_PREFIXES.join(', ')} or end with ${RESERVED_SUFFIXES.join(', ')} for itself`,
      ),
    ],
  },
  region: {
    type: 'string',
    default: null,
    description:
      'The region of the bucket, where it is not that of the provider or, for grants in place, of the AWS CLI.',
    validation: [
      rule(
        'region',
        orNull('region', `contains(${value(REGIONS)}, var.region)`),
        "is not a region of the partition aws, which is the one Zencoder's account lives in: no policy can name an account of another partition",
      ),
    ],
  },
  require_tls: {
    type: 'bool',
    default: false,
    description: 'Let Zencoder in over TLS only. Statements of others are not touched.',
  },
  account_id: {
    type: 'string',
    default: Zencoder.ACCOUNT_ID,
    description:
      'The AWS account of a Zencoder that is not the production service: 12 digits, quoted. Statements of others must not allow it anything.',
    validation: [
      rule(
        'account_id',
        `\${${matches(ACCOUNT_ID_FORM, 'var.account_id')}}`,
        'is not an AWS account ID: 12 digits, quoted',
      ),
    ],
  },
  canonical_user_id: {
    type: 'string',
    default: Zencoder.CANONICAL_USER_ID,
    description:
      'The canonical user ID of the account of a Zencoder that is not the production service: 64 hexadecimal digits. ACLs name it, and statements of others must not allow it anything.',
    validation: [
      rule(
        'canonical_user_id',
        `\${${matches(CANONICAL_USER_ID_FORM, 'var.canonical_user_id')}}`,
        'is not a canonical user ID: 64 hexadecimal digits in lower case',
      ),
    ],
  },
  object_ownership: {
    type: 'string',
    default: null,
    description: `Sets who owns the objects in the bucket, and whether ACLs count: ${OWNERSHIPS.join(', ')}. Left as it is where null.`,
    validation: [
      rule(
        'object_ownership',
        orNull('object_ownership', `contains(${value(OWNERSHIPS)}, var.object_ownership)`),
        `is unknown, the ownerships are ${OWNERSHIPS.join(', ')}`,
      ),
    ],
  },
  cli_profile: {
    type: 'string',
    default: null,
    description: 'For the method `acl`: the profile of the AWS CLI that sets the grants.',
    validation: [
      rule(
        'cli_profile',
        orNull('cli_profile', 'var.cli_profile != ""'),
        'is empty; leave it out for the default of the AWS CLI',
      ),
    ],
  },
  endpoint_url: {
    type: 'string',
    default: null,
    description: 'For the method `acl`: another S3 server than that of AWS.',
    validation: [
      rule(
        'endpoint_url',
        orNull('endpoint_url', matches(ENDPOINT_URL_FORM, 'var.endpoint_url')),
        'is not the URL of an S3 server, such as https://s3.example.com',
      ),
    ],
  },
} satisfies Readonly<Record<string, TerraformVariableConfig>>;
