import { Zencoder, ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import { allow, BUCKET_ARN, JULY, OBJECTS, OTHER, onBucket, type PolicyCase, policy, ROOT, TLS } from './elements';

const {
  GET_OBJECT,
  GET_OBJECT_ACL,
  PUT_OBJECT,
  GET_BUCKET_LOCATION,
  LIST_BUCKET_MULTIPART_UPLOADS,
  LIST_BUCKET,
  ABORT_MULTIPART_UPLOAD,
} = ZencoderAction;
const { INPUT, INPUT_AND_OUTPUT } = ZencoderRole;

const READ = [{ actions: [GET_OBJECT] }];

/** Policies of which a part cannot be expressed as a grant. The grants are the other part. */
export const INEXPRESSIBLE: PolicyCase[] = [
  {
    title: 'every action',
    policy: policy([allow({ Sid: 'All', Action: 's3:*', Resource: [BUCKET_ARN, OBJECTS] })]),
    grants: [
      {
        actions: [...new Set([...Zencoder.roleActions(INPUT_AND_OUTPUT), ABORT_MULTIPART_UPLOAD])].filter(
          (action) => Zencoder.resourceType(action) === 'object',
        ),
      },
      { actions: [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS, LIST_BUCKET] },
    ],
    losses: [`Statement[0] (Sid "All"): s3:* on ${BUCKET_ARN}, ${OBJECTS}, except s3:GetObject, `],
  },
  {
    title: 'an action with a wildcard',
    policy: policy([allow({ Action: ['s3:Get*', 's3:PutObject'] })]),
    grants: [{ actions: [GET_OBJECT, GET_OBJECT_ACL, PUT_OBJECT] }],
    losses: ['s3:Get* on arn:aws:s3:::films/*, except s3:GetObject, s3:GetObjectAcl: it is a wildcard'],
  },
  {
    title: 'every action on every resource',
    policy: policy([allow({ Action: '*', Resource: '*' })]),
    grants: [
      {
        actions: Zencoder.actions().filter((action) => Zencoder.resourceType(action) === 'object'),
      },
      { actions: [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS, LIST_BUCKET] },
    ],
    losses: ['* on *, except s3:GetObject, '],
  },
  {
    title: 'actions that Zencoder does not use, of S3 and of other services',
    policy: policy([allow({ Action: ['s3:DeleteObject', 's3:GetObject', 'kms:Decrypt', 7] })]),
    grants: READ,
    losses: ['s3:DeleteObject on', 'kms:Decrypt on', '7 on'],
  },
  {
    title: 'every action except some',
    policy: policy([allow({}), allow({ Action: undefined, NotAction: ['s3:DeleteObject', 's3:Put*'] })]),
    grants: READ,
    losses: ['Statement[1]: all but s3:DeleteObject, all but s3:Put* on'],
  },
  {
    title: 'all objects except some',
    policy: policy([allow({}), allow({ Action: PUT_OBJECT, Resource: undefined, NotResource: `${BUCKET_ARN}/in/*` })]),
    grants: READ,
    losses: [`s3:PutObject on all but ${BUCKET_ARN}/in/*: it has NotResource`],
  },
  {
    title: 'everyone except one principal',
    unseen: true,
    policy: policy([allow({}), allow({ Action: PUT_OBJECT, Principal: undefined, NotPrincipal: { AWS: [OTHER] } })]),
    grants: READ,
    others: [allow({ Action: PUT_OBJECT, Principal: undefined, NotPrincipal: { AWS: [OTHER, ROOT.AWS] } })],
    losses: ['Statement[1]: s3:PutObject'],
  },
  {
    title: 'conditions that a grant cannot have',
    policy: policy([
      allow({ Action: PUT_OBJECT, Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } } }),
      allow({ Action: PUT_OBJECT, Condition: { ...TLS, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }),
      allow({ Action: PUT_OBJECT, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      allow({ Action: PUT_OBJECT, Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } }),
      allow({ Action: PUT_OBJECT, Condition: { DateGreaterThan: JULY.DateLessThan } }),
      allow({ Action: PUT_OBJECT, Condition: { DateLessThan: { 'aws:CurrentTime': '2027-07-01' } } }),
      allow({ Action: PUT_OBJECT, Condition: { DateLessThan: { 'aws:CurrentTime': '2027-07-01T00:00:00.5Z' } } }),
      allow({ Action: PUT_OBJECT, Condition: { Bool: {} } }),
      allow({ Condition: {} }),
    ]),
    grants: READ,
    losses: [
      's3:x-amz-acl',
      'aws:SourceIp',
      '"false"',
      'has several values',
      'DateGreaterThan',
      'is not a date with time and offset',
      'fractions of a second',
      '{"Bool":{"":{}}}',
    ],
  },
  {
    title: 'wildcards and variables within names',
    policy: policy([
      allow({
        Resource: [
          `${BUCKET_ARN}/*/film.mp4`,
          `${BUCKET_ARN}/film?.mp4`,
          `${BUCKET_ARN}/\${aws:username}/*`,
          `${BUCKET_ARN}/a\${b`,
          `${BUCKET_ARN}/in/*`,
        ],
      }),
    ]),
    grants: [{ actions: [GET_OBJECT], prefixes: ['in/'] }],
    losses: ['has "*" before its end', 'has "?"', '"${aws:username}" is a policy variable', '"${b" is a policy'],
  },
  {
    title: 'names that a grant cannot have',
    policy: policy([
      allow({ Resource: [`${BUCKET_ARN}/cafe\u0301`, `${BUCKET_ARN}/${'a'.repeat(1025)}*`, `${BUCKET_ARN}/in/*`] }),
    ]),
    grants: [{ actions: [GET_OBJECT], prefixes: ['in/'] }],
    losses: ['is not in Unicode NFC', 'has 1025 bytes'],
  },
  {
    title: 'another bucket, in all forms',
    unseen: true,
    policy: policy([
      allow({
        Resource: ['arn:aws:s3:::flims/*', 'arn:aws:s3:::films2', 'arn:aws-cn:s3:::films/*', 'films/*', OBJECTS],
      }),
    ]),
    grants: READ,
    losses: Array<string>(4).fill('is not in the bucket "films"'),
  },
  {
    title: "a user and a session of Zencoder's account",
    policy: policy([
      allow({}),
      allow({ Action: PUT_OBJECT, Principal: { AWS: [OTHER, 'arn:aws:iam::395540211253:user/x'] } }),
      allow({ Action: PUT_OBJECT, Principal: { AWS: 'arn:aws:sts::395540211253:assumed-role/x/y' } }),
    ]),
    grants: READ,
    others: [allow({ Action: PUT_OBJECT, Principal: { AWS: [OTHER] } })],
    losses: ['user/x", but a grant is for', 'assumed-role/x/y", but'],
  },
  {
    title: 'TLS for only some actions',
    policy: policy([allow({ Sid: 'Tls', Condition: TLS }), onBucket({ Sid: 'Plain' })]),
    grants: [{ role: INPUT }],
    requireTls: true,
    losses: ['Statement[1] (Sid "Plain"): s3:GetBucketLocation, s3:ListBucketMultipartUploads on'],
  },
  {
    title: 'nothing that can be expressed as a grant',
    policy: policy([allow({ Action: 's3:DeleteObject' })]),
    grants: [],
    losses: ['s3:DeleteObject'],
  },
];
