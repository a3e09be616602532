import { policyArnFault } from '../grants/iam-user';
import { cliProfileFault, endpointUrlFault, ZencoderObjectMethod } from '../grants/object-access';
import { accountIdFault, accountOf } from '../iam/account';
import { type Attributes, type Check, valuesFindings } from '../messages/attributes';
import { type Diagnostic, findingsOfEach, within } from '../messages/diagnostic';
import { isObject } from '../messages/json';
import { didYouMean, quoted } from '../messages/wording';
import { AWS_SERVICES } from './aws-services';
import {
  DURATION_PATTERN,
  EXTERNAL_ID_PATTERN,
  MAX_SESSION_POLICIES,
  MAX_SESSION_POLICY_LENGTH,
  MAX_TAG_KEY_LENGTH,
  MAX_TAG_VALUE_LENGTH,
  ROLE_ARN_PATTERN,
  SESSION_NAME_PATTERN,
  TAG_KEY_PATTERN,
  TAG_VALUE_PATTERN,
} from './provider';
import { asList, asMap, type UntrustedMap } from './untrusted';

/** What is wrong in the provider of a stack, and with the methods of its objects beside it. */
export function providerFindings(stack: UntrustedMap): Diagnostic[] {
  const provider = asMap(stack.provider);
  const several = Array.isArray(provider.assumeRole);
  const roles = (several ? asList(provider.assumeRole) : [provider.assumeRole]).map(asMap);
  const ofRoles = roles.flatMap((role, index) =>
    within(several ? ['assumeRole', index] : ['assumeRole'], roleFindings(role, index)),
  );
  const empty = several && roles.length === 0;
  return [
    ...within(
      ['provider'],
      [
        ...valuesFindings(provider, PROVIDER),
        ...accountFindings(provider, roles.at(-1) ?? {}, several ? ['assumeRole', roles.length - 1] : ['assumeRole']),
        ...(empty ? [{ path: ['assumeRole'], message: 'an empty list takes on no role; leave assumeRole out' }] : []),
        ...ofRoles,
        ...defaultTagFindings(provider.defaultTags),
        ...within(['endpoints'], endpointFindings(asMap(provider.endpoints))),
      ],
    ),
    ...(provider.assumeRole === undefined || empty ? [] : cliFindings(stack)),
  ];
}

const NO_ACCOUNTS = 'an empty list allows no account at all; name one, or leave it out';
const PROVIDER: Attributes = {
  profile: { fault: cliProfileFault },
  allowedAccountIds: { fault: accountIdFault, emptyList: NO_ACCOUNTS },
  forbiddenAccountIds: { fault: accountIdFault, emptyList: 'an empty list forbids nothing; leave it out' },
};

const matching =
  (form: string, rule: string): Check =>
  (text) =>
    new RegExp(form).test(text) ? undefined : `${quoted(text)} ${rule}`;

const NAME_RULE = 'takes 2 to 64 letters, digits and +=,.@_-';

const ROLE: Attributes = {
  roleArn: {
    fault: matching(
      ROLE_ARN_PATTERN,
      'is not the ARN of a role: write it as arn:aws:iam::ACCOUNT:role/NAME, ACCOUNT in 12 digits',
    ),
  },
  sessionName: { fault: matching(SESSION_NAME_PATTERN, `is not the name of a session: it ${NAME_RULE}`) },
  externalId: {
    fault: matching(EXTERNAL_ID_PATTERN, 'is not an external ID: it takes 2 to 1,224 letters, digits and +=,.@:/_-'),
  },
  policy: { fault: sessionPolicyFault },
  policyArns: { fault: policyArnFault, emptyList: 'an empty list limits nothing; leave policyArns out' },
  sourceIdentity: { fault: matching(SESSION_NAME_PATTERN, `is not a source identity: it ${NAME_RULE}`) },
};

function roleFindings(role: UntrustedMap, index: number): Diagnostic[] {
  const { policyArns, tags } = role;
  const count = asList(policyArns).length;
  const noTag: Check = (key) =>
    Object.hasOwn(asMap(tags), key)
      ? undefined
      : `${quoted(key)} is none of the tags of the session${didYouMean(key, Object.keys(asMap(tags)))}`;
  return [
    ...valuesFindings(role, {
      ...ROLE,
      duration: { fault: durationFault(index === 0 ? 12 : 1) },
      transitiveTagKeys: { fault: noTag, emptyList: 'an empty list passes no tag on; leave transitiveTagKeys out' },
    }),
    ...(count > MAX_SESSION_POLICIES
      ? [{ path: ['policyArns'], message: `names ${count} policies, a session takes ${MAX_SESSION_POLICIES}` }]
      : []),
    ...within(['tags'], tagFindings(asMap(tags))),
  ];
}

function sessionPolicyFault(policy: string): string | undefined {
  if (policy.length > MAX_SESSION_POLICY_LENGTH) {
    return `has ${policy.length} characters, the policy of a session takes ${MAX_SESSION_POLICY_LENGTH}; name a managed policy in policyArns`;
  }
  try {
    const document = JSON.parse(policy) as unknown;
    return isObject(document) && document.Statement !== undefined
      ? undefined
      : 'is JSON, but no policy: it has no Statement';
  } catch {
    return `${quoted(policy)} is not a policy as JSON text`;
  }
}

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** @param hours how long the session may be at most: a role that another one takes on has an hour. Source: IAM's "Roles terms and concepts" */
function durationFault(hours: number): Check {
  return (duration) => {
    const parts = [...duration.matchAll(/([\d.]+)([a-zµ]+)/g)];
    const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit!] ?? 0), 0);
    const most = hours === 1 ? '1h, since another role takes this one on' : `${hours}h`;
    return new RegExp(DURATION_PATTERN).test(duration) && seconds >= 900 && seconds <= hours * 3600
      ? undefined
      : `${quoted(duration)} is not the duration of a session: write it as 1h30m, between 15m and ${most}`;
  };
}

/** The provider would stop for the last role's account, whatever the environment says. */
function accountFindings(provider: UntrustedMap, role: UntrustedMap, path: Diagnostic['path']): Diagnostic[] {
  const { allowedAccountIds, forbiddenAccountIds } = provider;
  const allowed = asList(allowedAccountIds);
  const account = typeof role.roleArn === 'string' ? accountOf(role.roleArn) : '';
  const isStrange = allowed.length > 0 && !allowed.includes(account);
  const isKept = accountIdFault(account) === undefined && (isStrange || asList(forbiddenAccountIds).includes(account));
  const which = isStrange ? 'allowedAccountIds does not name' : 'forbiddenAccountIds names';
  const message = `the role is in account ${account}, which ${which}: the provider would always stop`;
  return [
    ...(allowedAccountIds !== undefined && forbiddenAccountIds !== undefined
      ? [
          {
            path: ['forbiddenAccountIds'],
            atName: true,
            message:
              'the provider refuses it beside allowedAccountIds, which forbids every other account already; leave it out',
          },
        ]
      : []),
    ...(isKept ? [{ path: [...path, 'roleArn'], message }] : []),
  ];
}

/** The tags are given as they are, or as `tags`, which is how the block of the provider has them. */
function defaultTagFindings(defaultTags: unknown): Diagnostic[] {
  const { tags, ...direct } = asMap(defaultTags);
  return within(['defaultTags'], [...tagFindings(direct), ...within(['tags'], tagFindings(asMap(tags)))]);
}

function tagFindings(tags: UntrustedMap): Diagnostic[] {
  return findingsOfEach(Object.entries(tags), ([key, value]): Diagnostic[] => {
    const ofKey = tagKeyFault(key);
    const ofValue = typeof value === 'string' ? tagValueFault(value) : undefined;
    return [
      ...(ofKey === undefined ? [] : [{ path: [key], atName: true, message: ofKey }]),
      ...(ofValue === undefined ? [] : [{ path: [key], message: ofValue }]),
    ];
  });
}

const TAG_CHARACTERS = 'letters, digits, spaces and _.:/=+@-';

function tagKeyFault(key: string): string | undefined {
  return key.length <= MAX_TAG_KEY_LENGTH && new RegExp(TAG_KEY_PATTERN, 'u').test(key)
    ? undefined
    : `${quoted(key)} is not the key of a tag: up to ${MAX_TAG_KEY_LENGTH} ${TAG_CHARACTERS}, not beginning with "aws:"`;
}

function tagValueFault(value: string): string | undefined {
  return value.length <= MAX_TAG_VALUE_LENGTH && new RegExp(TAG_VALUE_PATTERN, 'u').test(value)
    ? undefined
    : `${quoted(value)} is not the value of a tag: up to ${MAX_TAG_VALUE_LENGTH} ${TAG_CHARACTERS}`;
}

function endpointFindings(endpoints: UntrustedMap): Diagnostic[] {
  return findingsOfEach(Object.entries(endpoints), ([service, url]): Diagnostic[] => {
    const fault = typeof url === 'string' ? endpointUrlFault(url) : undefined;
    return AWS_SERVICES.includes(service)
      ? fault === undefined
        ? []
        : [{ path: [service], message: fault }]
      : [{ path: [service], atName: true, message: unknownService(service) }];
  });
}

function unknownService(service: string): string {
  const near = didYouMean(service, AWS_SERVICES);
  return `${quoted(service)} is no service of the AWS provider, such as s3, iam, sts, kms${near}`;
}

/** The AWS CLI, which sets the grants of method `acl`, takes on no role of the provider's. */
function cliFindings(stack: UntrustedMap): Diagnostic[] {
  return Object.entries(asMap(stack.buckets)).flatMap(([name, bucket]) => {
    const { objects, cliProfile } = asMap(bucket);
    const place = asList(objects).findIndex((object) => asMap(object).method === ZencoderObjectMethod.ACL);
    const message =
      'acl sets grants by the AWS CLI, which takes on no role of the provider: give the bucket a cliProfile, a profile of the AWS configuration with role_arn and source_profile';
    return place < 0 || cliProfile !== undefined
      ? []
      : [{ path: ['buckets', name, 'objects', place, 'method'], message }];
  });
}
