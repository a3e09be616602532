import { ENDPOINT_URL_PATTERN } from '../grants/object-access';
import { ACCOUNT_ID_PATTERN } from '../iam/account';
import { PARTITION } from '../s3/escaped-arn';
import { AWS_SERVICES } from './aws-services';
import {
  byName,
  flag,
  list,
  NOT_EMPTY,
  object,
  oneOrSeveral,
  type TypedSchema,
  type TypeOf,
  text,
} from './typed-schema';

/** Source: IAM's "IAM and AWS STS quotas". */
export const ROLE_ARN_PATTERN = `^arn:${PARTITION}:iam::[0-9]{12}:role/([!-~]+/)?[A-Za-z0-9_+=,.@-]{1,64}$`;

/** Source: the parameters of `AssumeRole` in the STS API Reference, as for the lengths below. */
export const SESSION_NAME_PATTERN = '^[A-Za-z0-9_+=,.@-]{2,64}$';
export const EXTERNAL_ID_PATTERN = '^[A-Za-z0-9_+=,.@:/-]{2,1224}$';
export const MAX_SESSION_POLICY_LENGTH = 2048;
export const MAX_SESSION_POLICIES = 10;

/** The syntax of a duration in Go, which the provider parses. */
export const DURATION_PATTERN = '^([0-9]+(\\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$';

export const MAX_TAG_KEY_LENGTH = 128;
export const MAX_TAG_VALUE_LENGTH = 256;
/** The characters that every AWS service accepts in tags. JavaScript reserves `__proto__`, and AWS the prefix `aws:`. */
export const TAG_KEY_PATTERN = '^(?!__proto__$|[aA][wW][sS]:)[\\p{L}\\p{Z}\\p{N}_.:/=+@-]+$';
export const TAG_VALUE_PATTERN = '^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$';

const ACCOUNT_ID: TypedSchema<string> = { type: 'string', pattern: ACCOUNT_ID_PATTERN };
const ENDPOINT: TypedSchema<string> = { type: 'string', pattern: ENDPOINT_URL_PATTERN };
const TAG_VALUE: TypedSchema<string> = { type: 'string', maxLength: MAX_TAG_VALUE_LENGTH, pattern: TAG_VALUE_PATTERN };
const TAG_KEYS = { propertyNames: { maxLength: MAX_TAG_KEY_LENGTH, pattern: TAG_KEY_PATTERN } };

const tags = (description: string) => byName(description, TAG_VALUE, TAG_KEYS);

const ASSUME_ROLE = object(
  'The role that the provider assumes. The roles of a list are assumed one after the other (role chaining).',
  {
    roleArn: text('The ARN of the role.', { pattern: ROLE_ARN_PATTERN }),
    sessionName: text('The name of the session, as shown in CloudTrail.', { pattern: SESSION_NAME_PATTERN }),
    externalId: text('The external ID that the trust policy of the role requires.', { pattern: EXTERNAL_ID_PATTERN }),
    duration: text('How long the session lasts: 15m to 12h.', { pattern: DURATION_PATTERN }),
    policy: text('A policy, as JSON text, that limits the permissions of the session.', {
      minLength: 1,
      maxLength: MAX_SESSION_POLICY_LENGTH,
    }),
    policyArns: list('The ARNs of managed policies that limit the permissions of the session.', NOT_EMPTY),
    sourceIdentity: text('The source identity of the session, as shown in CloudTrail.', {
      pattern: SESSION_NAME_PATTERN,
    }),
    tags: tags('The tags of the session.'),
    transitiveTagKeys: list('The keys of the tags that are passed on to the next role.', NOT_EMPTY),
  },
  ['roleArn'],
);

const ENDPOINTS = {
  ...byName('Custom endpoint URLs of services, by the name of the service.', ENDPOINT),
  // The services that a stack calls. An editor would otherwise offer some 400 names.
  properties: { s3: ENDPOINT, iam: ENDPOINT, sts: ENDPOINT, kms: ENDPOINT },
  propertyNames: { enum: AWS_SERVICES },
};

const DEFAULT_TAGS: TypedSchema<Readonly<Record<string, unknown>>> = {
  ...tags('Tags for every resource that supports tags.'),
  properties: { tags: tags('The tags, as in the default_tags block of the provider.') },
};

export const PROVIDER = object('The AWS provider of the stack: the arguments of the provider, in camelCase.', {
  profile: text('The AWS profile. The AWS CLI uses it too, for method acl.', { minLength: 1 }),
  assumeRole: oneOrSeveral(ASSUME_ROLE),
  allowedAccountIds: list('The only accounts that may be changed: 12 digits each, quoted.', ACCOUNT_ID),
  forbiddenAccountIds: list('Accounts that must not be changed: 12 digits each, quoted.', ACCOUNT_ID),
  defaultTags: DEFAULT_TAGS,
  endpoints: ENDPOINTS,
  s3UsePathStyle: flag('Put the name of the bucket in the path of URLs instead of the host name.'),
});

export type ProviderConfig = TypeOf<typeof PROVIDER>;
type AssumedRole = TypeOf<typeof ASSUME_ROLE>;

/** The roles that the provider assumes, one after the other. */
export function assumedRoles({ assumeRole }: ProviderConfig): readonly AssumedRole[] {
  return assumeRole === undefined ? [] : [assumeRole].flat();
}
