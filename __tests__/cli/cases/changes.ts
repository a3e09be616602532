import type { BucketConfig, StackConfig, UserConfig } from '../../../lib/config/format';
import { ZencoderObjectMethod, ZencoderPermission } from '../../../lib/grants/object-access';
import { ZencoderObjectOwnership } from '../../../lib/s3/object-ownership';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';

export interface ChangeCase {
  readonly name: string;
  readonly before: StackConfig;
  readonly after: StackConfig;
  readonly opens?: readonly string[];
  readonly closes?: readonly string[];
}

const { GET_OBJECT, PUT_OBJECT, LIST_BUCKET } = ZencoderAction;
const { INPUT, VIDEO_CLOUD_INGEST } = ZencoderRole;
const { ACL } = ZencoderObjectMethod;
const { FULL_CONTROL, READ_ACP, WRITE_ACP, READ: ACL_READ } = ZencoderPermission;
const READ = { actions: [GET_OBJECT] };
const WRITE = { actions: [PUT_OBJECT] };
const OTHER = { accountId: '123456789012', canonicalUserId: 'f'.repeat(64) };

const films = (bucket: BucketConfig): StackConfig => ({ buckets: { films: bucket } });
const grants = (...some: NonNullable<BucketConfig['grants']>): StackConfig => films({ grants: some });
const user = (settings: UserConfig): StackConfig => ({ users: { zencoder: settings } });
const statements = (...Statement: object[]): StackConfig =>
  films({ grants: [READ], otherStatements: JSON.stringify({ Version: '2012-10-17', Statement }) });

const EDITORS = {
  Sid: 'Editors',
  Effect: 'Allow',
  Principal: { AWS: ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'] },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::films/*',
};
const TLS = { Sid: 'Tls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::films/*' };

/** Changes of a stack, and what they open and close. */
export const CHANGES: readonly ChangeCase[] = [
  {
    name: 'a grant is added',
    before: grants(READ),
    after: grants(READ, { role: ZencoderRole.OUTPUT, prefixes: ['renditions/'] }),
    opens: [
      'Zencoder can now ask for the region and list uploads in films (GetBucketLocation, ListBucketMultipartUploads)',
      'Zencoder can now write, set ACLs and list parts of uploads in films below renditions/ (PutObject, PutObjectAcl, ListMultipartUploadParts)',
    ],
  },
  {
    name: 'grants on objects are removed together with objectGrants, and so stay',
    before: { objectGrants: true, ...films({ grants: [READ], objects: [{ key: 'a', method: ACL }] }) },
    after: grants({ ...READ, prefixes: ['in/'] }),
    closes: ['Zencoder can no longer read from films, the whole bucket, except below in/, the object a (GetObject)'],
  },
  {
    name: 'grants on objects are removed, and objectGrants is kept',
    before: { objectGrants: true, ...films({ grants: [WRITE], objects: [{ key: 'a', method: ACL }] }) },
    after: { objectGrants: true, ...films({ grants: [WRITE] }) },
    closes: ['Zencoder can no longer read from films, the object a (GetObject)'],
  },
  {
    name: 'all grants on objects are removed together with objectGrants',
    before: {
      objectGrants: true,
      ...films({ grants: [WRITE], objects: [{ key: 'a', method: ACL, permissions: [FULL_CONTROL] }] }),
    },
    after: films({ grants: [WRITE] }),
  },
  {
    name: 'all permissions are replaced with FULL_CONTROL',
    before: {
      objectGrants: true,
      ...films({ objects: [{ key: 'a', method: ACL, permissions: [READ_ACP, WRITE_ACP, ACL_READ] }] }),
    },
    after: { objectGrants: true, ...films({ objects: [{ key: 'a', method: ACL, permissions: [FULL_CONTROL] }] }) },
  },
  {
    name: 'a prefix loses its slash',
    before: grants({ ...WRITE, prefixes: ['in/'] }),
    after: grants({ ...WRITE, prefixes: ['in'] }),
    opens: ['Zencoder can now write to films, keys that begin with in, previously only below in/ (PutObject)'],
  },
  {
    name: 'a prefix becomes longer',
    before: grants({ ...WRITE, prefixes: ['in/'] }),
    after: grants({ ...WRITE, prefixes: ['in/a/'] }),
    closes: ['Zencoder can no longer write to films below in/, except below in/a/ (PutObject)'],
  },
  {
    name: 'a key becomes a prefix that covers it',
    before: grants({ ...READ, keys: ['in/a b.mp4'] }),
    after: grants({ ...READ, prefixes: ['in/'] }),
    opens: ['Zencoder can now read from films below in/, previously only the object "in/a b.mp4" (GetObject)'],
  },
  {
    name: 'a prefix is replaced with another one',
    before: grants({ ...READ, prefixes: ['a/'] }),
    after: grants({ ...READ, prefixes: ['b/'] }),
    opens: ['Zencoder can now read from films below b/ (GetObject)'],
    closes: ['Zencoder can no longer read from films below a/ (GetObject)'],
  },
  {
    name: 'prefixes and keys are removed',
    before: grants({ ...READ, prefixes: ['a/'], keys: ['b'] }),
    after: grants(READ),
    opens: ['Zencoder can now read from films, the whole bucket, previously only below a/, the object b (GetObject)'],
  },
  {
    name: 'a prefix is replaced with many of its keys',
    before: grants({ ...READ, prefixes: ['a/'] }),
    after: grants({ ...READ, keys: ['1', '2', '3', '4', '5', '6', '7'].map((name) => `a/${name}`) }),
    closes: [
      'Zencoder can no longer read from films below a/, except the objects a/1, a/2, a/3, a/4 and a/5 and 2 more (GetObject)',
    ],
  },
  {
    name: 'TLS is no longer required',
    before: films({ grants: [READ], requireTls: true }),
    after: films({ grants: [READ] }),
    opens: ['Zencoder can now read from films, the whole bucket, also without TLS (GetObject)'],
  },
  {
    name: 'TLS is required',
    before: films({ grants: [READ] }),
    after: films({ grants: [READ], requireTls: true }),
    closes: ['Zencoder can read from films, the whole bucket, now over TLS only (GetObject)'],
  },
  {
    name: 'expires is set to a later time',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2099-01-01T00:00:00Z' }),
    opens: [
      'Zencoder can now read from films, the whole bucket, until 2099-01-01T00:00:00Z, previously until 2098-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'expires is set to an earlier time',
    before: grants({ ...READ, expires: '2099-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    closes: [
      'Zencoder can read from films, the whole bucket, now only until 2098-01-01T00:00:00Z, previously until 2099-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'expires is added',
    before: grants(READ),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    closes: [
      'Zencoder can read from films, the whole bucket, now only until 2098-01-01T00:00:00Z, previously without an end date (GetObject)',
    ],
  },
  {
    name: 'expires is removed',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants(READ),
    opens: [
      'Zencoder can now read from films, the whole bucket, without an end date, previously until 2098-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'expires is written with another offset',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2098-01-01T02:00:00+02:00' }),
  },
  {
    name: 'an expired grant is extended',
    before: grants({ ...READ, expires: '2020-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    opens: ['Zencoder can now read from films, the whole bucket, until 2098-01-01T00:00:00Z (GetObject)'],
  },
  {
    name: 'an expired grant is removed',
    before: grants(READ, { ...WRITE, expires: '2020-01-01T00:00:00Z' }),
    after: grants(READ),
  },
  {
    name: 'expires is removed and TLS is required',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: films({ grants: [READ], requireTls: true }),
    opens: [
      'Zencoder can now read from films, the whole bucket, without an end date, previously until 2098-01-01T00:00:00Z (GetObject)',
    ],
    closes: ['Zencoder can read from films, the whole bucket, now over TLS only (GetObject)'],
  },
  {
    name: 'the account of Zencoder changes',
    before: grants(READ),
    after: films({ grants: [READ], zencoder: OTHER }),
    opens: ["Zencoder's account 123456789012 can now read from films, the whole bucket (GetObject)"],
    closes: ['Zencoder can no longer read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'the default account is written out',
    before: grants(READ),
    after: films({ grants: [READ], zencoder: { accountId: Zencoder.ACCOUNT_ID } }),
  },
  {
    name: 'a role is replaced with its actions in two grants',
    before: grants({ role: INPUT, prefixes: ['a/', 'b/'] }),
    after: grants(
      { actions: Zencoder.roleActions(INPUT), prefixes: ['b/'] },
      { actions: [GET_OBJECT], prefixes: ['a/', 'a/b/'] },
    ),
  },
  {
    name: 'a role is replaced with another one',
    before: grants({ role: INPUT }),
    after: grants({ role: VIDEO_CLOUD_INGEST }),
    opens: ['Zencoder can now read ACLs in films, the whole bucket (GetObjectAcl)'],
    closes: ['Zencoder can no longer list uploads in films (ListBucketMultipartUploads)'],
  },
  {
    name: 'all keys can be listed',
    before: grants(READ),
    after: grants(READ, { actions: [LIST_BUCKET] }),
    opens: ['Zencoder can now list all keys of films (ListBucket)'],
  },
  {
    name: 'an object is replaced with a grant for its key',
    before: films({ objects: [{ key: 'a' }] }),
    after: grants({ ...READ, keys: ['a'] }),
  },
  {
    name: 'the method of an object changes from policy to acl, which does not require TLS',
    before: films({ objects: [{ key: 'a' }], requireTls: true }),
    after: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    opens: ['Zencoder can now read from films, the object a, also without TLS (GetObject)'],
  },
  {
    name: 'an ACL gets more permissions',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    after: films({
      objects: [{ key: 'a', method: ZencoderObjectMethod.ACL, permissions: [ZencoderPermission.FULL_CONTROL] }],
    }),
    opens: ['Zencoder can now read ACLs and set ACLs in films, the object a (GetObjectAcl, PutObjectAcl)'],
  },
  {
    name: 'an ACL gets another grantee',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    after: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }], zencoder: OTHER }),
    opens: ['The canonical user ffffffffffff… can now read from films, the object a (GetObject)'],
    closes: ['Zencoder can no longer read from films, the object a (GetObject)'],
  },
  {
    name: 'an ACL of an older version is added to a grant for current versions',
    before: grants(READ),
    after: films({ grants: [READ], objects: [{ key: 'a', method: ZencoderObjectMethod.ACL, versionId: 'v1' }] }),
    opens: ['Zencoder can now read from films, the object a in version v1 (GetObject)'],
  },
  {
    name: 'a copy is made from another object',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL_COPY, copyTo: 'c' }] }),
    after: films({ objects: [{ key: 'b', method: ZencoderObjectMethod.ACL_COPY, copyTo: 'c' }] }),
    opens: ['Zencoder can now read from films, the object c (a copy of b) (GetObject)'],
    closes: ['Zencoder can no longer read from films, the object c (a copy of a) (GetObject)'],
  },
  {
    name: 'BucketOwnerEnforced is removed',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED }),
    after: grants(READ),
    opens: ['ACLs are enabled again, and grants in them take effect (objectOwnership was BucketOwnerEnforced)'],
  },
  {
    name: 'ACLs are enabled',
    before: grants(READ),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    opens: [
      'ACLs are enabled, even if they were disabled before, and grants in them take effect (objectOwnership is ObjectWriter)',
    ],
  },
  {
    name: 'ACLs are disabled',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED }),
    closes: ['ACLs are disabled, and grants in them have no effect (objectOwnership is BucketOwnerEnforced)'],
  },
  {
    name: 'one setting that enables ACLs is replaced with another one',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED }),
  },
  {
    name: 'statements of other principals are added',
    before: statements(EDITORS),
    after: statements(EDITORS, TLS, { ...EDITORS, Sid: 'Authors', Action: 's3:GetObject' }),
    opens: ['A statement of other principals is added: Allow Authors'],
    closes: ['A statement of other principals is added: Deny Tls'],
  },
  {
    name: 'statements of other principals are removed',
    before: statements({ ...EDITORS, Sid: undefined }, TLS),
    after: grants(READ),
    opens: ['A statement of other principals is dropped: Deny Tls'],
    closes: ['A statement of other principals is dropped: Allow without a Sid'],
  },
  {
    name: 'a statement of other principals is changed',
    before: statements(EDITORS),
    after: statements({ ...EDITORS, Action: 's3:*' }),
    opens: ['A statement of other principals is changed; review it: Allow Editors'],
  },
  {
    name: 'a statement of other principals is only written differently',
    before: statements(EDITORS, TLS),
    after: statements(TLS, {
      Sid: 'Renamed',
      Resource: ['arn:aws:s3:::films/*'],
      Action: ['s3:PutObject'],
      Principal: { AWS: EDITORS.Principal.AWS.toReversed() },
      Effect: 'Allow',
    }),
  },
  {
    name: 'a bucket is added to the file with its existing statements',
    before: { buckets: {} },
    after: statements(EDITORS),
    opens: ['Zencoder can now read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'a bucket with statements of other principals is removed from the file',
    before: statements(TLS),
    after: { buckets: {} },
    opens: ['A statement of other principals is dropped: Deny Tls'],
    closes: ['Zencoder can no longer read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'a user is added',
    before: {},
    after: user({ grants: [{ bucket: 'films', role: VIDEO_CLOUD_INGEST, prefixes: ['in/'] }], requireTls: true }),
    opens: [
      'The user zencoder can now ask for the region of films over TLS only (GetBucketLocation)',
      'The user zencoder can now read and read ACLs in films below in/ over TLS only (GetObject, GetObjectAcl)',
    ],
  },
  {
    name: 'a user gets access to another bucket and its KMS key',
    before: user({ grants: [{ bucket: 'films', ...READ, kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' }] }),
    after: user({
      grants: [
        { bucket: 'films', ...READ, kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
        { bucket: 'shorts', ...WRITE, kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
      ],
    }),
    opens: [
      'The user zencoder can now write to shorts, the whole bucket (PutObject)',
      'The user zencoder can now encrypt with the KMS key arn:aws:kms:eu-west-1:111122223333:key/1 (kms:GenerateDataKey)',
    ],
  },
  {
    name: 'the permissions boundary of a user is removed',
    before: user({ grants: [{ bucket: 'films', ...READ }], permissionsBoundary: 'arn:aws:iam::aws:policy/x' }),
    after: user({ grants: [{ bucket: 'films', ...READ }] }),
    opens: [
      'The permissions boundary of the user zencoder is removed (permissionsBoundary was arn:aws:iam::aws:policy/x)',
    ],
  },
  {
    name: 'a user gets a permissions boundary',
    before: user({ grants: [{ bucket: 'films', ...READ }] }),
    after: user({ grants: [{ bucket: 'films', ...READ }], permissionsBoundary: 'arn:aws:iam::aws:policy/x' }),
    closes: ['A permissions boundary limits the user zencoder (permissionsBoundary is arn:aws:iam::aws:policy/x)'],
  },
];
