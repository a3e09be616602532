import { Zencoder, ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';
import {
  allow,
  BUCKET_ARN,
  DENY_PLAIN,
  EDITORS,
  JULY,
  OTHER,
  onBucket,
  type PolicyCase,
  policy,
  ROOT,
  TLS,
} from './elements';

const {
  GET_OBJECT,
  GET_OBJECT_ACL,
  PUT_OBJECT,
  GET_BUCKET_LOCATION,
  LIST_BUCKET_MULTIPART_UPLOADS,
  LIST_BUCKET,
  ABORT_MULTIPART_UPLOAD,
} = ZencoderAction;
const { INPUT, OUTPUT, INPUT_AND_OUTPUT, VIDEO_CLOUD_INGEST } = ZencoderRole;

/** Everything that the policies allow can be said. */
export const EXPRESSIBLE: PolicyCase[] = [
  {
    title: "the help page's own policy, with one Sid twice",
    policy: policy(
      [
        allow({
          Sid: 'Stmt1295042087538',
          Action: ['s3:GetObjectAcl', 's3:GetObject', 's3:PutObjectAcl', 's3:PutObject', 's3:ListMultipartUploadParts'],
        }),
        allow({
          Sid: 'Stmt1295042087538',
          Action: ['s3:ListBucketMultipartUploads', 's3:GetBucketLocation'],
          Resource: BUCKET_ARN,
        }),
      ],
      { Id: 'ZencoderBucketPolicy' },
    ),
    grants: [{ role: INPUT_AND_OUTPUT }],
  },
  {
    title: 'the same with only the two actions that it names as enough',
    policy: policy([allow({ Action: ['s3:PutObject', 's3:GetObject'] }), onBucket()]),
    grants: [{ actions: [GET_OBJECT, PUT_OBJECT] }, { actions: [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS] }],
  },
  {
    title: 'objects by prefix and by key, together with statements of other principals',
    policy: policy([
      DENY_PLAIN,
      allow({ Resource: [`${BUCKET_ARN}/in/*`, `${BUCKET_ARN}/logo.png`] }),
      EDITORS,
      onBucket(),
    ]),
    grants: [{ role: INPUT, prefixes: ['in/'], keys: ['logo.png'] }],
    others: [DENY_PLAIN, EDITORS],
  },
  {
    title: 'input and output under separate prefixes, and one more action on the bucket',
    policy: policy([
      allow({ Resource: `${BUCKET_ARN}/in/*` }),
      allow({ Action: Zencoder.roleActions(OUTPUT), Resource: [BUCKET_ARN, `${BUCKET_ARN}/out/*`] }),
      allow({ Action: LIST_BUCKET, Resource: BUCKET_ARN }),
    ]),
    grants: [{ role: INPUT, prefixes: ['in/'] }, { role: OUTPUT, prefixes: ['out/'] }, { actions: [LIST_BUCKET] }],
  },
  {
    title: 'a role in three statements, and a fourth on other objects',
    policy: policy([
      allow({}),
      allow({ Action: ['s3:PutObject', 's3:PutObjectAcl', 's3:ListMultipartUploadParts'] }),
      onBucket(),
      allow({ Action: ABORT_MULTIPART_UPLOAD, Resource: `${BUCKET_ARN}/tmp/*` }),
    ]),
    grants: [{ role: OUTPUT }, { actions: [ABORT_MULTIPART_UPLOAD], prefixes: ['tmp/'] }],
  },
  {
    title: 'actions that are not a role, since some expire earlier',
    policy: policy([allow({ Condition: JULY }), onBucket()]),
    grants: [
      { actions: [GET_OBJECT], expires: '2027-07-01T00:00:00Z' },
      { actions: [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS] },
    ],
  },
  {
    title: 'actions that are not a role, since those on the bucket are missing',
    policy: policy([allow({ Action: Zencoder.roleActions(VIDEO_CLOUD_INGEST) })]),
    grants: [{ actions: [GET_OBJECT, GET_OBJECT_ACL] }],
    notes: ['s3:GetBucketLocation: has no effect, since Resource contains nothing to which it applies'],
  },
  {
    title: 'everything over TLS, some of it until a date in another time zone',
    policy: policy([
      allow({
        Resource: `${BUCKET_ARN}/in/*`,
        Condition: { ...TLS, DateLessThan: { 'AWS:currenttime': ['2027-06-30T02:00+02:00'] } },
      }),
      onBucket({ Condition: { Bool: { 'aws:securetransport': true }, DateLessThan: JULY.DateLessThan } }),
      onBucket({ Condition: TLS }),
    ]),
    grants: [
      { actions: [GET_OBJECT], prefixes: ['in/'], expires: '2027-06-30T00:00:00Z' },
      {
        actions: [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS],
        expires: '2027-07-01T00:00:00Z',
      },
      { actions: [GET_BUCKET_LOCATION, LIST_BUCKET_MULTIPART_UPLOADS] },
    ],
    requireTls: true,
  },
  {
    title: 'the account ID, and another principal in the same list',
    policy: policy([allow({ Sid: 'Both', Principal: { AWS: [OTHER, '395540211253'] } })]),
    grants: [{ actions: [GET_OBJECT] }],
    others: [allow({ Sid: 'Both', Principal: { AWS: [OTHER] } })],
  },
  {
    title: 'the canonical user ID, and a service',
    policy: policy([
      allow({ Principal: { CanonicalUser: Zencoder.CANONICAL_USER_ID, Service: 'logging.s3.amazonaws.com' } }),
    ]),
    grants: [{ actions: [GET_OBJECT] }],
    others: [allow({ Principal: { Service: 'logging.s3.amazonaws.com' } })],
  },
  {
    title: 'all identifiers of the account, and one of its roles',
    policy: policy([
      allow({
        Principal: {
          AWS: ['arn:aws:iam::395540211253:role/x', '395540211253', 'arn:aws:iam::395540211253:root'],
          CanonicalUser: [Zencoder.CANONICAL_USER_ID],
        },
      }),
    ]),
    grants: [{ actions: [GET_OBJECT] }],
    notes: ['"arn:aws:iam::395540211253:role/x" is omitted, since the statement also names its whole account'],
  },
  {
    title: 'both Zencoder and everyone',
    policy: policy([allow({ Principal: { AWS: ['*', '395540211253'] }, Action: 's3:*' }), allow({})]),
    grants: [{ actions: [GET_OBJECT] }],
    others: [allow({ Principal: { AWS: ['*'] }, Action: 's3:*' })],
    notes: ['names both Zencoder and everyone'],
  },
  {
    title: 'another Zencoder, together with the production service',
    policy: policy([
      allow({}),
      allow({ Principal: { AWS: '012345678901' }, Action: ['s3:GetObject', 's3:PutObject'] }),
    ]),
    accountId: '012345678901',
    grants: [{ actions: [GET_OBJECT, PUT_OBJECT] }],
    others: [allow({})],
  },
  {
    title: 'a single statement with single values, with letters in another case',
    policy: policy(allow({ Action: 'S3:GETOBJECT', Resource: `${BUCKET_ARN}/in/*` })),
    grants: [{ actions: [GET_OBJECT], prefixes: ['in/'] }],
  },
  {
    title: 'version 2008-10-17, in which a variable is text',
    policy: {
      Version: '2008-10-17',
      Statement: [
        allow({ Resource: `${BUCKET_ARN}/\${aws:username}/*` }),
        { ...EDITORS, Condition: { StringLike: { 'aws:UserAgent': ['${x}*', 'y'] } } },
        onBucket(),
      ],
    },
    grants: [{ role: INPUT, prefixes: ['${aws:username}/'] }],
    others: [
      {
        ...EDITORS,
        Resource: [BUCKET_ARN, `${BUCKET_ARN}/\${$}{aws:username}/*`],
        Condition: { StringLike: { 'aws:UserAgent': ['${$}{x}*', 'y'] } },
      },
    ],
    notes: ['Version: "2008-10-17" becomes "2012-10-17"'],
  },
  {
    title: 'no version and no Sid, with an Id',
    policy: { Id: 'Policy1', Statement: [allow({}), { ...DENY_PLAIN, Sid: undefined }] },
    grants: [{ actions: [GET_OBJECT] }],
    others: [{ ...DENY_PLAIN, Sid: undefined }],
    notes: ['Id: "Policy1" becomes "ZencoderBucketPolicy"'],
  },
  {
    title: 'escaped characters in names',
    policy: policy([allow({ Resource: [`${BUCKET_ARN}/a\${*}b\${?}\${$}{x}$.mp4`, `${BUCKET_ARN}/\${*}*`] })]),
    grants: [{ actions: [GET_OBJECT], prefixes: ['*'], keys: ['a*b?${x}$.mp4'] }],
  },
  {
    title: 'patterns that match the bucket and all its objects',
    policy: policy([
      allow({ Action: Zencoder.roleActions(INPUT), Resource: 'arn:aws:s3:::fil*' }),
      allow({ Action: Zencoder.roleActions(VIDEO_CLOUD_INGEST), Resource: '*' }),
      allow({ Action: 's3:PutObject', Resource: [`${BUCKET_ARN}/**`, `${BUCKET_ARN}/a/*`] }),
    ]),
    grants: [{ role: INPUT }, { role: VIDEO_CLOUD_INGEST }, { actions: [PUT_OBJECT] }],
  },
  {
    title: 'actions and resources that do not apply to each other',
    policy: policy([
      allow({ Action: ['s3:GetObject', 's3:ListBucket'] }),
      allow({ Action: 's3:PutObject', Resource: [BUCKET_ARN, `${BUCKET_ARN}/`] }),
    ]),
    grants: [{ actions: [GET_OBJECT] }],
    notes: [
      'Statement[0]: s3:ListBucket: has no effect',
      'Statement[1]: s3:PutObject: has no effect',
      `Statement[1]: ${BUCKET_ARN}: has no effect`,
      `Statement[1]: ${BUCKET_ARN}/: has no effect`,
    ],
  },
  {
    title: 'Sids of an earlier apply, for Zencoder and for other principals, and repeated Sids',
    policy: policy([
      allow({ Sid: 'ZencoderRead0123abcd', Resource: `${BUCKET_ARN}/a/*` }),
      allow({ Sid: 'ZencoderWrite0123abcd', Principal: { AWS: OTHER } }),
      { ...DENY_PLAIN, Principal: ROOT, Sid: 'ZencoderBucket0123abcd' },
      allow({ Sid: 'A', Principal: { AWS: OTHER } }),
      allow({ Sid: 'A', Principal: { AWS: OTHER } }),
      allow({ Sid: 'A', Principal: { AWS: OTHER } }),
      allow({ Sid: 'A2', Principal: { AWS: OTHER } }),
    ]),
    grants: [{ actions: [GET_OBJECT], prefixes: ['a/'] }],
    others: [
      allow({ Sid: 'OtherWrite0123abcd', Principal: { AWS: OTHER } }),
      { ...DENY_PLAIN, Principal: ROOT, Sid: 'OtherBucket0123abcd' },
      ...['A', 'A3', 'A4', 'A2'].map((Sid) => allow({ Sid, Principal: { AWS: OTHER } })),
    ],
    notes: [
      '(Sid "ZencoderWrite0123abcd"): the Sid becomes "OtherWrite0123abcd"',
      '(Sid "ZencoderBucket0123abcd"): the Sid becomes "OtherBucket0123abcd"',
      'Statement[4] (Sid "A"): the Sid becomes "A3", since another statement has the same Sid',
      'Statement[5] (Sid "A"): the Sid becomes "A4"',
    ],
  },
  {
    title: 'two dates in one condition, of which the earlier one applies',
    policy: policy([
      allow({
        Condition: {
          DateLessThan: { 'aws:CurrentTime': '2027-08-01T00:00:00Z', 'aws:currentTime': '2027-07-01T00:00:00.000Z' },
        },
      }),
    ]),
    grants: [{ actions: [GET_OBJECT], expires: '2027-07-01T00:00:00Z' }],
  },
  {
    title: 'the same objects twice, in another order',
    policy: policy([
      allow({ Resource: [`${BUCKET_ARN}/a`, `${BUCKET_ARN}/b*`, `${BUCKET_ARN}/a`] }),
      allow({ Resource: [`${BUCKET_ARN}/b*`, `${BUCKET_ARN}/a`] }),
    ]),
    grants: [{ actions: [GET_OBJECT], prefixes: ['b'], keys: ['a'] }],
  },
  {
    title: 'everyone except Zencoder',
    policy: policy([
      allow({}),
      allow({ Principal: undefined, NotPrincipal: ROOT }),
      { ...DENY_PLAIN, Principal: undefined, NotPrincipal: { AWS: OTHER }, NotAction: 's3:Get*', Action: undefined },
    ]),
    grants: [{ actions: [GET_OBJECT] }],
    others: [
      allow({ Principal: undefined, NotPrincipal: ROOT }),
      { ...DENY_PLAIN, Principal: undefined, NotPrincipal: { AWS: OTHER }, NotAction: 's3:Get*', Action: undefined },
    ],
  },
];
