/** A file with every kind of resource. */
export const BEFORE = `
stacks:
  production:
    region: eu-west-1
    objectGrants: true
    users:
      zencoder: { grants: [{ bucket: acme-masters, role: input }] }
    buckets:
      acme-masters:
        grants:
          - { role: input, prefixes: [incoming/] }
          - { actions: [s3:GetObject], keys: [trailers/one.mp4], expires: 2037-06-30T00:00:00Z }
        objectOwnership: BucketOwnerPreferred
        objects:
          - { key: masters/one.mov, method: acl }
          - { key: masters/two.mov, method: acl }
          - { key: masters/three.mov, method: acl-copy, copyTo: copies/three.mov }
      acme-renditions:
        region: us-east-1
        grants: [{ role: output }]
  staging:
    region: eu-west-1
    buckets:
      acme-staging: { grants: [{ role: input-and-output }] }
      acme-trial: { grants: [{ role: input }] }
`;

/** An edit of the file, with the resources that change. All other resources must stay the same. */
export interface Edit {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Resources that change in place. */
  readonly changed?: readonly string[];
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
  /** Resources that are destroyed and created again, because AWS cannot change an argument in place. */
  readonly replaced?: readonly string[];
}

const MASTERS = 'production aws_s3_bucket_policy.acme-masters';
const RENDITIONS = 'production aws_s3_bucket_policy.acme-renditions';
const STAGING = 'staging aws_s3_bucket_policy.acme-staging';

export const EDITS: readonly Edit[] = [
  {
    name: 'a grant is added',
    from: 'grants: [{ role: output }]',
    to: 'grants: [{ role: output }, { role: input }]',
    changed: [RENDITIONS],
  },
  {
    name: 'a grant is removed',
    from: '          - { role: input, prefixes: [incoming/] }\n',
    to: '',
    changed: [MASTERS],
  },
  {
    name: 'grants are reordered',
    from: `          - { role: input, prefixes: [incoming/] }
          - { actions: [s3:GetObject], keys: [trailers/one.mp4], expires: 2037-06-30T00:00:00Z }
`,
    to: `          - { actions: [s3:GetObject], keys: [trailers/one.mp4], expires: 2037-06-30T00:00:00Z }
          - { role: input, prefixes: [incoming/] }
`,
  },
  { name: 'a prefix is changed', from: '[incoming/]', to: '[incoming/, more/]', changed: [MASTERS] },
  { name: 'a date is written in another offset', from: '2037-06-30T00:00:00Z', to: '2037-06-30T02:00:00+02:00' },
  {
    name: 'a bucket is added to a stack with buckets',
    from: '      acme-renditions:\n',
    to: '      acme-another: { grants: [{ role: input }] }\n      acme-renditions:\n',
    added: ['production aws_s3_bucket_policy.acme-another'],
  },
  {
    name: 'a bucket is removed from a stack with other buckets',
    from: '      acme-renditions:\n        region: us-east-1\n        grants: [{ role: output }]\n',
    to: '',
    removed: [RENDITIONS],
  },
  {
    name: 'an object with a grant in its ACL is removed',
    from: '          - { key: masters/one.mov, method: acl }\n',
    to: '',
    removed: [
      'production terraform_data.ObjectGrants_Revoke one.mov',
      'production terraform_data.ObjectGrants_Set one.mov',
    ],
  },
  {
    name: 'an object changes from a grant in its ACL to the policy',
    from: '{ key: masters/one.mov, method: acl }',
    to: '{ key: masters/one.mov }',
    changed: [MASTERS],
    removed: [
      'production terraform_data.ObjectGrants_Revoke one.mov',
      'production terraform_data.ObjectGrants_Set one.mov',
    ],
  },
  {
    name: 'TLS is required',
    from: 'grants: [{ role: output }]',
    to: 'grants: [{ role: output }]\n        requireTls: true',
    changed: [RENDITIONS],
  },
  {
    name: 'the ownership of objects is no longer set',
    from: '        objectOwnership: BucketOwnerPreferred\n',
    to: '',
    removed: ['production aws_s3_bucket_ownership_controls.acme-masters_Ownership'],
  },
  {
    name: 'a bucket gets the region that its stack has',
    from: '        objectOwnership',
    to: '        region: eu-west-1\n        objectOwnership',
  },
  {
    name: 'a user gets another grant',
    from: '[{ bucket: acme-masters, role: input }]',
    to: '[{ bucket: acme-masters, role: input }, { bucket: acme-renditions, role: output }]',
    changed: ['production aws_iam_user_policy.User-zencoder_Policy'],
  },
  {
    name: 'a comment is added and the style changes',
    from: 'grants: [{ role: output }]',
    to: 'grants:\n          - role: output # all',
  },
  {
    name: 'a stack is renamed: the addresses stay the same, in the state of the new name',
    from: '  staging:\n',
    to: '  stage:\n',
    removed: [STAGING, 'staging aws_s3_bucket_policy.acme-trial'],
    added: ['stage aws_s3_bucket_policy.acme-staging', 'stage aws_s3_bucket_policy.acme-trial'],
  },
  {
    name: 'a bucket moves to another stack',
    from: `  staging:
    region: eu-west-1
    buckets:
      acme-staging: { grants: [{ role: input-and-output }] }
`,
    to: `      acme-staging: { grants: [{ role: input-and-output }] }
  staging:
    region: eu-west-1
    buckets:
`,
    removed: [STAGING],
    added: ['production aws_s3_bucket_policy.acme-staging'],
  },
  {
    name: 'the region of a bucket is changed',
    from: 'region: us-east-1',
    to: 'region: us-east-2',
    replaced: [RENDITIONS],
  },
];
