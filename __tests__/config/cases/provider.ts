import { type BadFile, oneStack } from './bad-file';

const PROVIDER = 'stacks.live.provider';

/** A file with one provider, whose value is at 3:15. */
const provider = (value: string) => oneStack(`provider: ${value}`);
/** A file whose provider assumes one role, with more settings of that role. */
const role = (more: string) =>
  provider(`{ assumeRole: { roleArn: "arn:aws:iam::012345678901:role/deploy", ${more} } }`);
const ROLE = `${PROVIDER}.assumeRole`;
/** The column of these settings. */
const MORE = '    provider: { assumeRole: { roleArn: "arn:aws:iam::012345678901:role/deploy", '.length + 1;

/** Files with an invalid provider or backend. */
export const PROVIDERS: readonly BadFile[] = [
  {
    title: 'allowed and forbidden accounts together',
    yaml: provider('{ allowedAccountIds: ["012345678901"], forbiddenAccountIds: ["112345678901"] }'),
    errors: [`3:54: ${PROVIDER}.forbiddenAccountIds: conflicts with allowedAccountIds`],
  },
  {
    title: 'account IDs that YAML reads as numbers',
    yaml: provider('{ allowedAccountIds: [012345678901, 112345678901] }'),
    errors: [
      `3:37: ${PROVIDER}.allowedAccountIds[0]: 012345678901 is read as the number 12345678901, but must be a string; quote it: "012345678901"`,
      `3:51: ${PROVIDER}.allowedAccountIds[1]: 112345678901 is read as the number 112345678901`,
    ],
  },
  {
    title: 'invalid account IDs',
    yaml: provider('{ forbiddenAccountIds: ["12345678901", "1234-5678-9012", "arn:aws:iam::012345678901:root"] }'),
    errors: [
      `3:39: ${PROVIDER}.forbiddenAccountIds[0]: "12345678901" is not an AWS account ID, which has 12 digits`,
      `3:54: ${PROVIDER}.forbiddenAccountIds[1]: "1234-5678-9012" is not an AWS account ID`,
      `3:72: ${PROVIDER}.forbiddenAccountIds[2]: "arn:aws:iam::012345678901:root" is not an AWS account ID`,
    ],
  },
  {
    title: 'an account instead of a list',
    yaml: provider('{ allowedAccountIds: "012345678901" }'),
    errors: [`3:36: ${PROVIDER}.allowedAccountIds: is a string, must be a list; write ["012345678901"]`],
  },
  {
    title: 'an empty list of allowed accounts',
    yaml: provider('{ allowedAccountIds: [] }'),
    errors: [`3:36: ${PROVIDER}.allowedAccountIds: an empty list allows no account`],
  },
  {
    title: 'an empty list of forbidden accounts',
    yaml: provider('{ forbiddenAccountIds: [] }'),
    errors: [`3:38: ${PROVIDER}.forbiddenAccountIds: an empty list forbids nothing`],
  },
  {
    title: 'names in the spelling of Terraform',
    yaml: provider('{ assume_role: {}, allowed_account_ids: [], s3_use_path_style: true }'),
    errors: [
      `3:17: ${PROVIDER}.assume_role: unknown name; expected one of profile, … did you mean "assumeRole"?`,
      `3:34: ${PROVIDER}.allowed_account_ids: unknown name … did you mean "allowedAccountIds"?`,
      `3:59: ${PROVIDER}.s3_use_path_style: unknown name … did you mean "s3UsePathStyle"?`,
    ],
  },
  {
    title: 'access keys, which the file does not support',
    yaml: provider('{ accessKey: a, secretKey: b }'),
    errors: [`3:17: ${PROVIDER}.accessKey: unknown name`, `3:31: ${PROVIDER}.secretKey: unknown name`],
  },
  {
    title: 'an empty profile',
    yaml: provider('{ profile: "" }'),
    errors: [`3:26: ${PROVIDER}.profile: is empty; leave it out`],
  },
  {
    title: 'a string as s3UsePathStyle',
    yaml: provider('{ s3UsePathStyle: yes }'),
    errors: [`3:33: ${PROVIDER}.s3UsePathStyle: is a string, must be true or false`],
  },
  {
    title: 'a wrong type at every place',
    yaml: provider('{ profile: 7, assumeRole: deploy, defaultTags: [a], endpoints: "http://127.0.0.1" }'),
    errors: [
      `3:26: ${PROVIDER}.profile: 7 is read as the number 7, but must be a string; quote it: "7"`,
      `3:41: ${PROVIDER}.assumeRole: is a string, must be a map of names to values`,
      `3:62: ${PROVIDER}.defaultTags: is a list, must be a map of names to values`,
      `3:78: ${PROVIDER}.endpoints: is a string, must be a map of names to values`,
    ],
  },
  {
    title: 'a role without its ARN',
    yaml: provider('{ assumeRole: { sessionName: pipeline } }'),
    errors: [`3:29: ${ROLE}: roleArn is missing`],
  },
  {
    title: 'a role by its name, in another partition, or of another resource type',
    yaml: provider(
      '{ assumeRole: [ { roleArn: deploy }, { roleArn: "arn:aws-cn:iam::012345678901:role/a" }, { roleArn: "arn:aws:iam::012345678901:user/a" }, { roleArn: "arn:aws:iam::12345678901:role/a" } ] }',
    ),
    errors: [
      `3:42: ${ROLE}[0].roleArn: "deploy" is not the ARN of a role: write arn:aws:iam::ACCOUNT:role/NAME`,
      `3:63: ${ROLE}[1].roleArn: "arn:aws-cn:iam::012345678901:role/a" is not the ARN of a role`,
      `3:115: ${ROLE}[2].roleArn: "arn:aws:iam::012345678901:user/a" is not the ARN of a role`,
      `3:164: ${ROLE}[3].roleArn: "arn:aws:iam::12345678901:role/a" is not the ARN of a role`,
    ],
  },
  {
    title: 'an empty list of roles',
    yaml: provider('{ assumeRole: [] }'),
    errors: [`3:29: ${ROLE}: an empty list assumes no role; leave assumeRole out`],
  },
  {
    title: 'a role in an account that is not allowed',
    yaml: provider(
      '{ allowedAccountIds: ["112345678901"], assumeRole: { roleArn: "arn:aws:iam::012345678901:role/a" } }',
    ),
    errors: [`3:77: ${ROLE}.roleArn: the role is in account 012345678901, which is not in allowedAccountIds`],
  },
  {
    title: 'a last role in a forbidden account',
    yaml: provider(
      '{ forbiddenAccountIds: ["012345678901"], assumeRole: [ { roleArn: "arn:aws:iam::112345678901:role/a" }, { roleArn: "arn:aws:iam::012345678901:role/a" } ] }',
    ),
    errors: [`3:130: ${ROLE}[1].roleArn: the role is in account 012345678901, which is in forbiddenAccountIds`],
  },
  {
    title: 'invalid names and IDs of a session',
    yaml: role('sessionName: a, externalId: "a b", sourceIdentity: "a/b"'),
    errors: [
      `3:${MORE + 13}: ${ROLE}.sessionName: "a" is not a valid session name: it must have 2 to 64 letters`,
      `3:${MORE + 28}: ${ROLE}.externalId: "a b" is not a valid external ID: it must have 2 to 1,224`,
      `3:${MORE + 51}: ${ROLE}.sourceIdentity: "a/b" is not a valid source identity`,
    ],
  },
  {
    title: 'an external ID that YAML reads as a number',
    yaml: role('externalId: 0042'),
    errors: [`3:${MORE + 12}: ${ROLE}.externalId: 0042 is read as the number 42 … quote it: "0042"`],
  },
  ...['3600', '10m', '13h', '1 hour', '-1h'].map((duration) => ({
    title: `a session that lasts ${duration}`,
    yaml: role(`duration: "${duration}"`),
    errors: [
      `3:${MORE + 10}: ${ROLE}.duration: "${duration}" is not a valid session duration: write it like 1h30m, between 15m and 12h`,
    ],
  })),
  {
    title: 'a session of a second role that lasts more than an hour',
    yaml: provider(
      '{ assumeRole: [ { roleArn: "arn:aws:iam::012345678901:role/a", duration: 2h }, { roleArn: "arn:aws:iam::012345678901:role/b", duration: 2h } ] }',
    ),
    errors: [`3:151: ${ROLE}[1].duration: "2h" … between 15m and 1h, the limit for role chaining`],
  },
  {
    title: 'invalid policies of a session',
    yaml: role('policy: "{", policyArns: [AmazonS3FullAccess]'),
    errors: [
      `3:${MORE + 8}: ${ROLE}.policy: "{" is not JSON; write a policy as JSON text`,
      `3:${MORE + 26}: ${ROLE}.policyArns[0]: "AmazonS3FullAccess" is not the ARN of a managed policy`,
    ],
  },
  {
    title: 'a session policy without statements, and too many policies',
    yaml: role(`policy: "{}", policyArns: [${Array.from('abcdefghijk', (a) => `"arn:aws:iam::aws:policy/${a}"`)}]`),
    errors: [
      `3:${MORE + 8}: ${ROLE}.policy: is JSON, but not a policy: Statement is missing`,
      `3:${MORE + 26}: ${ROLE}.policyArns: has 11 policies; a session can have at most 10`,
    ],
  },
  {
    title: 'a session policy that is too long',
    yaml: role(`policy: '{"Statement":[]${' '.repeat(2033)}}'`),
    errors: [
      `3:${MORE + 8}: ${ROLE}.policy: has 2049 characters; a session policy can have at most 2048: use a managed policy in policyArns`,
    ],
  },
  {
    title: 'an empty list of transitive tag keys',
    yaml: role('transitiveTagKeys: []'),
    errors: [`3:${MORE + 19}: ${ROLE}.transitiveTagKeys: an empty list passes on no tag; leave transitiveTagKeys out`],
  },
  {
    title: 'transitive tag keys without a tag',
    yaml: role('tags: { Team: media }, transitiveTagKeys: [team, Project]'),
    errors: [
      `3:${MORE + 43}: ${ROLE}.transitiveTagKeys[0]: "team" is not a tag of the session; did you mean "Team"?`,
      `3:${MORE + 49}: ${ROLE}.transitiveTagKeys[1]: "Project" is not a tag of the session`,
    ],
  },
  {
    title: 'tags with characters that AWS does not allow',
    yaml: provider('{ defaultTags: { tags: { "aws:x": a, "b?": c, d: "e<f", Center: 0042, "": x } } }'),
    errors: [
      `3:40: ${PROVIDER}.defaultTags.tags["aws:x"]: "aws:x" is not a valid tag key`,
      `3:52: ${PROVIDER}.defaultTags.tags["b?"]: "b?" is not a valid tag key`,
      `3:64: ${PROVIDER}.defaultTags.tags.d: "e<f" is not a valid tag value`,
      `3:79: ${PROVIDER}.defaultTags.tags.Center: 0042 is read as the number 42 … quote it: "0042"`,
      `3:85: ${PROVIDER}.defaultTags.tags[""]: "" is not a valid tag key`,
    ],
  },
  {
    title: 'tags that are too long',
    yaml: provider(`{ defaultTags: { ${'k'.repeat(129)}: a, k: ${'v'.repeat(257)} } }`),
    errors: [
      `3:32: ${PROVIDER}.defaultTags.${'k'.repeat(129)}: "kkk … is not a valid tag key: use at most 128 letters`,
      `3:169: ${PROVIDER}.defaultTags.k: "vvv … is not a valid tag value: use at most 256 letters`,
    ],
  },
  {
    title: 'an empty map of default tags',
    yaml: provider('{ defaultTags: {} }'),
    errors: [`3:30: ${PROVIDER}.defaultTags: is empty; name at least one tag`],
  },
  {
    title: 'endpoints of an unknown service, and endpoints that are not URLs',
    yaml: provider('{ endpoints: { S3: "http://127.0.0.1:1", sts: localhost, iam: "https://user@iam.example" } }'),
    errors: [
      `3:30: ${PROVIDER}.endpoints.S3: "S3" is not a service of the AWS provider, such as s3, iam, sts or kms; did you mean "s3"?`,
      `3:61: ${PROVIDER}.endpoints.sts: "localhost" is not the URL of`,
      `3:77: ${PROVIDER}.endpoints.iam: "https://user@iam.example" is not the URL of`,
    ],
  },
  {
    title: 'an endpoint that YAML reads as a number',
    yaml: provider('{ endpoints: { s3: 127 } }'),
    errors: [`3:34: ${PROVIDER}.endpoints.s3: 127 is read as the number 127, but must be a string`],
  },
  {
    title: 'a CDKTF token among the arguments',
    yaml: provider('{ profile: "${TfToken[TOKEN.1]}" }'),
    errors: [`3:26: ${PROVIDER}.profile: contains a CDKTF token`],
  },
  {
    title: 'method acl without a profile, with a role that the AWS CLI does not assume',
    yaml: [
      'stacks:',
      '  live:',
      '    objectGrants: true',
      '    provider: { profile: hub, assumeRole: { roleArn: "arn:aws:iam::012345678901:role/a" } }',
      '    buckets:',
      '      films: { objects: [{ key: a }, { key: b, method: acl }] }',
      '      shorts: { objects: [{ key: a, method: acl }] }',
      '      trailers: { cliProfile: live, objects: [{ key: b, method: acl }] }',
      '',
    ].join('\n'),
    errors: [
      '6:56: stacks.live.buckets.films.objects[1].method: acl sets grants with the AWS CLI, which does not assume the role of the provider: set cliProfile',
      '7:45: stacks.live.buckets.shorts.objects[0].method: acl sets grants with the AWS CLI',
    ],
  },
  {
    title: 'a backend without options, and unknown backends',
    yaml: 'stacks:\n  a: { backend: s3, users: &u { u: { grants: [{ bucket: b-1, role: input }] } } }\n  b: { backend: None, users: *u }\n  c: { backend: { none: {} }, users: *u }\n',
    errors: [
      '2:17: stacks.a.backend: "s3" is not a backend: write { s3: { … } } with its options, or none',
      '3:17: stacks.b.backend: "None" is not a backend: write { s3:',
      '4:19: stacks.c.backend.none: unknown name; expected one of azurerm',
    ],
  },
  {
    title: 'a backend that is left empty',
    yaml: oneStack('backend:'),
    errors: ['3:5: stacks.live.backend: is null, must be a map of names to values'],
  },
];
