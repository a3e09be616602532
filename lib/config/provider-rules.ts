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

/** Returns the errors in the provider of a stack, and in methods of objects that do not work with that provider. */
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
        ...(empty ? [{ path: ['assumeRole'], message: 'an empty list assumes no role; leave assumeRole out' }] : []),
        ...ofRoles,
        ...defaultTagFindings(provider.defaultTags),
        ...within(['endpoints'], endpointFindings(asMap(provider.endpoints))),
      ],
    ),
    ...(provider.assumeRole === undefined || empty ? [] : cliFindings(stack)),
  ];
}

const NO_ACCOUNTS = 'an empty list allows no account; add an account, or leave allowedAccountIds out';
const PROVIDER: Attributes = {
  profile: { fault: cliProfileFault },
  allowedAccountIds: { fault: accountIdFault, emptyList: NO_ACCOUNTS },
  forbiddenAccountIds: {
    fault: accountIdFault,
    emptyList: 'an empty list forbids nothing; leave forbiddenAccountIds out',
  },
};

const matching =
  (form: string, rule: string): Check =>
  (text) =>
    new RegExp(form).test(text) ? undefined : `${quoted(text)} ${rule}`;

const NAME_RULE = 'it must have 2 to 64 letters, digits and +=,.@_-';

const ROLE: Attributes = {
  roleArn: {
    fault: matching(
      ROLE_ARN_PATTERN,
      'is not the ARN of a role: write arn:aws:iam::ACCOUNT:role/NAME, where ACCOUNT has 12 digits',
    ),
  },
  sessionName: { fault: matching(SESSION_NAME_PATTERN, `is not a valid session name: ${NAME_RULE}`) },
  externalId: {
    fault: matching(
      EXTERNAL_ID_PATTERN,
      'is not a valid external ID: it must have 2 to 1,224 letters, digits and +=,.@:/_-',
    ),
  },
  policy: { fault: sessionPolicyFault },
  policyArns: { fault: policyArnFault, emptyList: 'an empty list limits nothing; leave policyArns out' },
  sourceIdentity: { fault: matching(SESSION_NAME_PATTERN, `is not a valid source identity: ${NAME_RULE}`) },
};

function roleFindings(role: UntrustedMap, index: number): Diagnostic[] {
  const { policyArns, tags } = role;
  const count = asList(policyArns).length;
  const noTag: Check = (key) =>
    Object.hasOwn(asMap(tags), key)
      ? undefined
      : `${quoted(key)} is not a tag of the session${didYouMean(key, Object.keys(asMap(tags)))}`;
  return [
    ...valuesFindings(role, {
      ...ROLE,
      duration: { fault: durationFault(index === 0 ? 12 : 1) },
      transitiveTagKeys: { fault: noTag, emptyList: 'an empty list passes on no tag; leave transitiveTagKeys out' },
    }),
    ...(count > MAX_SESSION_POLICIES
      ? [{ path: ['policyArns'], message: `has ${count} policies; a session can have at most ${MAX_SESSION_POLICIES}` }]
      : []),
    ...within(['tags'], tagFindings(asMap(tags))),
  ];
}

function sessionPolicyFault(policy: string): string | undefined {
  if (policy.length > MAX_SESSION_POLICY_LENGTH) {
    return `has ${policy.length} characters; a session policy can have at most ${MAX_SESSION_POLICY_LENGTH}: use a managed policy in policyArns`;
  }
  try {
    const document = JSON.parse(policy) as unknown;
    return isObject(document) && document.Statement !== undefined
      ? undefined
      : 'is JSON, but not a policy: Statement is missing';
  } catch {
    return `${quoted(policy)} is not JSON; write a policy as JSON text`;
  }
}

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

/** @param hours the longest session: one hour with role chaining. Source: IAM's "Roles terms and concepts" */
function durationFault(hours: number): Check {
  return (duration) => {
    const parts = [...duration.matchAll(/([\d.]+)([a-zµ]+)/g)];
    const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit!] ?? 0), 0);
    const most = hours === 1 ? '1h, the limit for role chaining' : `${hours}h`;
    return new RegExp(DURATION_PATTERN).test(duration) && seconds >= 900 && seconds <= hours * 3600
      ? undefined
      : `${quoted(duration)} is not a valid session duration: write it like 1h30m, between 15m and ${most}`;
  };
}

/** Returns an error if the provider would refuse the account of the last role, in every environment. */
function accountFindings(provider: UntrustedMap, role: UntrustedMap, path: Diagnostic['path']): Diagnostic[] {
  const { allowedAccountIds, forbiddenAccountIds } = provider;
  const allowed = asList(allowedAccountIds);
  const account = typeof role.roleArn === 'string' ? accountOf(role.roleArn) : '';
  const isNotAllowed = allowed.length > 0 && !allowed.includes(account);
  const isRefused =
    accountIdFault(account) === undefined && (isNotAllowed || asList(forbiddenAccountIds).includes(account));
  const which = isNotAllowed ? 'is not in allowedAccountIds' : 'is in forbiddenAccountIds';
  const message = `the role is in account ${account}, which ${which}: the provider would always fail`;
  return [
    ...(allowedAccountIds !== undefined && forbiddenAccountIds !== undefined
      ? [
          {
            path: ['forbiddenAccountIds'],
            atName: true,
            message:
              'conflicts with allowedAccountIds, which already forbids every other account; leave forbiddenAccountIds out',
          },
        ]
      : []),
    ...(isRefused ? [{ path: [...path, 'roleArn'], message }] : []),
  ];
}

/** Returns the errors in the default tags. They are given directly, or in `tags` as in the block of the provider. */
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
    : `${quoted(key)} is not a valid tag key: use at most ${MAX_TAG_KEY_LENGTH} ${TAG_CHARACTERS}, and do not start with "aws:"`;
}

function tagValueFault(value: string): string | undefined {
  return value.length <= MAX_TAG_VALUE_LENGTH && new RegExp(TAG_VALUE_PATTERN, 'u').test(value)
    ? undefined
    : `${quoted(value)} is not a valid tag value: use at most ${MAX_TAG_VALUE_LENGTH} ${TAG_CHARACTERS}`;
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
  return `${quoted(service)} is not a service of the AWS provider, such as s3, iam, sts or kms${near}`;
}

/** Returns an error for each bucket with objects of method `acl` but no CLI profile: the AWS CLI does not assume the provider's role. */
function cliFindings(stack: UntrustedMap): Diagnostic[] {
  return Object.entries(asMap(stack.buckets)).flatMap(([name, bucket]) => {
    const { objects, cliProfile } = asMap(bucket);
    const place = asList(objects).findIndex((object) => asMap(object).method === ZencoderObjectMethod.ACL);
    const message =
      'acl sets grants with the AWS CLI, which does not assume the role of the provider: set cliProfile of the bucket to an AWS profile with role_arn and source_profile';
    return place < 0 || cliProfile !== undefined
      ? []
      : [{ path: ['buckets', name, 'objects', place, 'method'], message }];
  });
}
