import { encryption, ownership, policy, refusal, VERSIONED } from '../../doctor/aws-server';
import { KEY, ON_BUCKET, OTHERS, type PreflightCase, WITH_ACLS } from '../preflighting';

const LOCATION = { ...ON_BUCKET, Action: 's3:GetBucketLocation' };

/** Settings of the bucket and objects, and what preflight reports about them. */
export const SETTING_CASES: readonly PreflightCase[] = [
  {
    name: 'a missing bucket',
    answers: { HeadBucket: refusal(404, 'NoSuchBucket') },
    finds: [['bucket', 'problem', 'There is no bucket "films".']],
    exitCode: 1,
  },
  {
    name: 'a bucket in another region',
    answers: { HeadBucket: refusal(301, 'PermanentRedirect', { 'x-amz-bucket-region': 'us-west-2' }) },
    finds: [['region', 'problem', 'The bucket is in us-west-2, but zencoder.yaml says eu-central-1.']],
    exitCode: 1,
  },
  {
    name: 'a missing policy to adopt',
    answers: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') },
    bucket: '{ grants: [{ role: input }], adoptExistingPolicy: true }',
    finds: [['adoption', 'problem', 'The bucket has no policy, but zencoder.yaml says adoptExistingPolicy.']],
    exitCode: 1,
  },
  {
    name: 'grants in ACLs if ACLs are disabled',
    answers: {},
    bucket: '{ objects: [{ key: a.mov, method: acl-copy }, { key: b.mov, method: acl-copy }] }',
    finds: [
      ['acls', 'problem', 'ACLs are disabled in the bucket (BucketOwnerEnforced), but 2 objects in zencoder.yaml get'],
    ],
    exitCode: 1,
  },
  {
    name: 'the same, but the file enables them',
    answers: {},
    bucket: '{ objects: [{ key: a.mov, method: acl-copy }], objectOwnership: BucketOwnerPreferred }',
  },
  {
    name: 'the same, but ACLs are enabled, and a policy that the file does not change',
    answers: { GetBucketOwnershipControls: ownership('ObjectWriter'), GetBucketPolicy: policy(OTHERS) },
    bucket: '{ objects: [{ key: a.mov, method: acl-copy }] }',
  },
  {
    name: 'missing objects, by acl and as originals of copies',
    answers: WITH_ACLS,
    bucket:
      '{ objects: [{ key: z.mov, method: acl, versionId: v1 }, { key: a.mov, method: acl }, { key: y.mov, method: acl-copy }] }',
    finds: [
      [
        'object',
        'problem',
        'There is no object z.mov in version v1 in the bucket, but zencoder.yaml sets a grant in its ACL.',
      ],
      ['object', 'problem', 'There is no object y.mov in the bucket, but zencoder.yaml copies it.'],
    ],
    exitCode: 1,
  },
  {
    name: 'objects by acl without a version in a versioned bucket',
    answers: { ...WITH_ACLS, GetBucketVersioning: VERSIONED },
    bucket: '{ objects: [{ key: a.mov, method: acl, versionId: v1 }, { key: b.mov, method: acl }] }',
    finds: [
      ['versions', 'warning', 'The bucket keeps versions, but 1 object with method acl has no versionId: b.mov.'],
    ],
  },
  {
    name: 'the same, but all have a version',
    answers: { ...WITH_ACLS, GetBucketVersioning: VERSIONED },
    bucket: '{ objects: [{ key: a.mov, method: acl, versionId: v1 }] }',
  },
  {
    name: 'a bucket with a customer managed key',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY) },
    finds: [
      [
        'encryption',
        'warning',
        `The bucket encrypts by default with the KMS key ${KEY}, but zencoder.yaml has no kmsKeyArn.`,
      ],
    ],
  },
  {
    name: 'the same, but the file names the key by ARN or by ID',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY.split('/')[1]) },
    bucket: `{ grants: [{ role: input-and-output }], kmsKeyArn: "${KEY}" }`,
  },
  {
    name: 'the same, but the file names another key',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY) },
    bucket: `{ grants: [{ role: input-and-output }], kmsKeyArn: "${KEY.replace(/^(.*)1234abcd/, '$1abcdabcd')}" }`,
    finds: [['encryption', 'warning', 'but zencoder.yaml says arn:aws:kms:eu-central-1:111122223333:key/abcdabcd']],
  },
  {
    name: 'a customer managed key if Zencoder has no access to objects',
    answers: { GetBucketEncryption: encryption('aws:kms', KEY), GetBucketPolicy: policy(LOCATION) },
    bucket: '{ grants: [{ actions: [s3:GetBucketLocation] }] }',
  },
  {
    name: 'the AWS managed key, which is the default if no key is set',
    answers: { GetBucketEncryption: encryption('aws:kms') },
    finds: [['encryption', 'problem', 'The bucket encrypts by default with the AWS-managed key aws/s3.']],
    exitCode: 1,
  },
  {
    name: 'the AWS managed key by its alias, with objects by acl only',
    answers: {
      ...WITH_ACLS,
      GetBucketEncryption: encryption('aws:kms:dsse', 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3'),
    },
    bucket: '{ objects: [{ key: a.mov, method: acl }] }',
    finds: [['encryption', 'problem', 'AWS-managed key']],
    exitCode: 1,
  },
];
