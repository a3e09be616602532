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

/** Changes of a stack of its own kind each, and what they open and close. */
export const CHANGES: readonly ChangeCase[] = [
  {
    name: 'a grant comes',
    before: grants(READ),
    after: grants(READ, { role: ZencoderRole.OUTPUT, prefixes: ['renditions/'] }),
    opens: [
      'Zencoder can now ask for the region of and list uploads in films (GetBucketLocation, ListBucketMultipartUploads)',
      'Zencoder can now write to, set ACLs and list parts of uploads in films below renditions/ (PutObject, PutObjectAcl, ListMultipartUploadParts)',
    ],
  },
  {
    name: 'grants in place go with the line that revokes them, and so stay',
    before: { objectGrants: true, ...films({ grants: [READ], objects: [{ key: 'a', method: ACL }] }) },
    after: grants({ ...READ, prefixes: ['in/'] }),
    closes: ['Zencoder can no longer read from films, the whole bucket, except below in/, the object a (GetObject)'],
  },
  {
    name: 'grants in place go, and the line that revokes them stays',
    before: { objectGrants: true, ...films({ grants: [WRITE], objects: [{ key: 'a', method: ACL }] }) },
    after: { objectGrants: true, ...films({ grants: [WRITE] }) },
    closes: ['Zencoder can no longer read from films, the object a (GetObject)'],
  },
  {
    name: 'all grants in place go with the line that revokes them',
    before: {
      objectGrants: true,
      ...films({ grants: [WRITE], objects: [{ key: 'a', method: ACL, permissions: [FULL_CONTROL] }] }),
    },
    after: films({ grants: [WRITE] }),
  },
  {
    name: 'all permissions become full control',
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
    name: 'a prefix becomes a longer one',
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
    name: 'a prefix becomes another one',
    before: grants({ ...READ, prefixes: ['a/'] }),
    after: grants({ ...READ, prefixes: ['b/'] }),
    opens: ['Zencoder can now read from films below b/ (GetObject)'],
    closes: ['Zencoder can no longer read from films below a/ (GetObject)'],
  },
  {
    name: 'the limit to prefixes and keys goes',
    before: grants({ ...READ, prefixes: ['a/'], keys: ['b'] }),
    after: grants(READ),
    opens: ['Zencoder can now read from films, the whole bucket, previously only below a/, the object b (GetObject)'],
  },
  {
    name: 'many keys stay of a prefix',
    before: grants({ ...READ, prefixes: ['a/'] }),
    after: grants({ ...READ, keys: ['1', '2', '3', '4', '5', '6', '7'].map((name) => `a/${name}`) }),
    closes: [
      'Zencoder can no longer read from films below a/, except the objects a/1, a/2, a/3, a/4 and a/5 and 2 more (GetObject)',
    ],
  },
  {
    name: 'TLS is required no longer',
    before: films({ grants: [READ], requireTls: true }),
    after: films({ grants: [READ] }),
    opens: ['Zencoder can now read from films, the whole bucket, also without TLS (GetObject)'],
  },
  {
    name: 'TLS is required',
    before: films({ grants: [READ] }),
    after: films({ grants: [READ], requireTls: true }),
    closes: ['Zencoder can now read from films, the whole bucket, over TLS only (GetObject)'],
  },
  {
    name: 'an end is set later',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2099-01-01T00:00:00Z' }),
    opens: [
      'Zencoder can now read from films, the whole bucket, until 2099-01-01T00:00:00Z, previously until 2098-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'an end is set earlier',
    before: grants({ ...READ, expires: '2099-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    closes: [
      'Zencoder can now read from films, the whole bucket, only until 2098-01-01T00:00:00Z, previously until 2099-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'an end is set',
    before: grants(READ),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    closes: [
      'Zencoder can now read from films, the whole bucket, only until 2098-01-01T00:00:00Z, previously without an end date (GetObject)',
    ],
  },
  {
    name: 'an end is taken away',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants(READ),
    opens: [
      'Zencoder can now read from films, the whole bucket, without an end date, previously until 2098-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'an end is said in another offset',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2098-01-01T02:00:00+02:00' }),
  },
  {
    name: 'an end that has passed becomes one to come',
    before: grants({ ...READ, expires: '2020-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    opens: ['Zencoder can now read from films, the whole bucket, until 2098-01-01T00:00:00Z (GetObject)'],
  },
  {
    name: 'a grant that has ended goes',
    before: grants(READ, { ...WRITE, expires: '2020-01-01T00:00:00Z' }),
    after: grants(READ),
  },
  {
    name: 'a later end is bought by TLS',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: films({ grants: [READ], requireTls: true }),
    opens: [
      'Zencoder can now read from films, the whole bucket, without an end date, previously until 2098-01-01T00:00:00Z (GetObject)',
    ],
    closes: ['Zencoder can now read from films, the whole bucket, over TLS only (GetObject)'],
  },
  {
    name: 'another account is let in',
    before: grants(READ),
    after: films({ grants: [READ], zencoder: OTHER }),
    opens: ["Zencoder's account 123456789012 can now read from films, the whole bucket (GetObject)"],
    closes: ['Zencoder can no longer read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'the account is the one it was, said',
    before: grants(READ),
    after: films({ grants: [READ], zencoder: { accountId: Zencoder.ACCOUNT_ID } }),
  },
  {
    name: 'a role becomes its actions, and a grant two',
    before: grants({ role: INPUT, prefixes: ['a/', 'b/'] }),
    after: grants(
      { actions: Zencoder.roleActions(INPUT), prefixes: ['b/'] },
      { actions: [GET_OBJECT], prefixes: ['a/', 'a/b/'] },
    ),
  },
  {
    name: 'a role becomes another one',
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
    name: 'an object becomes a grant for its key',
    before: films({ objects: [{ key: 'a' }] }),
    after: grants({ ...READ, keys: ['a'] }),
  },
  {
    name: 'an object by policy becomes one by ACL, which asks for no TLS',
    before: films({ objects: [{ key: 'a' }], requireTls: true }),
    after: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    opens: ['Zencoder can now read from films, the object a, also without TLS (GetObject)'],
  },
  {
    name: 'an ACL permits more',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    after: films({
      objects: [{ key: 'a', method: ZencoderObjectMethod.ACL, permissions: [ZencoderPermission.FULL_CONTROL] }],
    }),
    opens: ['Zencoder can now read ACLs and set ACLs in films, the object a (GetObjectAcl, PutObjectAcl)'],
  },
  {
    name: 'an ACL names another user',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    after: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }], zencoder: OTHER }),
    opens: ['The canonical user ffffffffffff… can now read from films, the object a (GetObject)'],
    closes: ['Zencoder can no longer read from films, the object a (GetObject)'],
  },
  {
    name: 'an ACL of an older version, beside a grant for all current ones',
    before: grants(READ),
    after: films({ grants: [READ], objects: [{ key: 'a', method: ZencoderObjectMethod.ACL, versionId: 'v1' }] }),
    opens: ['Zencoder can now read from films, the object a in version v1 (GetObject)'],
  },
  {
    name: 'a copy is of another object',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL_COPY, copyTo: 'c' }] }),
    after: films({ objects: [{ key: 'b', method: ZencoderObjectMethod.ACL_COPY, copyTo: 'c' }] }),
    opens: ['Zencoder can now read from films, the object c (a copy of b) (GetObject)'],
    closes: ['Zencoder can no longer read from films, the object c (a copy of a) (GetObject)'],
  },
  {
    name: 'ACLs count again',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED }),
    after: grants(READ),
    opens: ['ACLs are enabled again, and grants in them work (objectOwnership was BucketOwnerEnforced)'],
  },
  {
    name: 'ACLs are turned on',
    before: grants(READ),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    opens: [
      'ACLs are enabled, even if they were disabled before, and grants in them work (objectOwnership is ObjectWriter)',
    ],
  },
  {
    name: 'ACLs are turned off',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED }),
    closes: ['ACLs are disabled, and grants in them stop working (objectOwnership is BucketOwnerEnforced)'],
  },
  {
    name: 'ACLs count by another setting',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_PREFERRED }),
  },
  {
    name: 'statements of others come',
    before: statements(EDITORS),
    after: statements(EDITORS, TLS, { ...EDITORS, Sid: 'Authors', Action: 's3:GetObject' }),
    opens: ['A statement of other principals is added: Allow Authors'],
    closes: ['A statement of other principals is added: Deny Tls'],
  },
  {
    name: 'statements of others go',
    before: statements({ ...EDITORS, Sid: undefined }, TLS),
    after: grants(READ),
    opens: ['A statement of other principals is dropped: Deny Tls'],
    closes: ['A statement of other principals is dropped: Allow without a Sid'],
  },
  {
    name: 'a statement of others is changed',
    before: statements(EDITORS),
    after: statements({ ...EDITORS, Action: 's3:*' }),
    opens: ['A statement of other principals is changed; review it: Allow Editors'],
  },
  {
    name: 'a statement of others is written otherwise',
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
    name: 'a bucket comes into the file, with the statements that it has',
    before: { buckets: {} },
    after: statements(EDITORS),
    opens: ['Zencoder can now read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'a bucket leaves the file, and takes the statements of others along',
    before: statements(TLS),
    after: { buckets: {} },
    opens: ['A statement of other principals is dropped: Deny Tls'],
    closes: ['Zencoder can no longer read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'a user comes',
    before: {},
    after: user({ grants: [{ bucket: 'films', role: VIDEO_CLOUD_INGEST, prefixes: ['in/'] }], requireTls: true }),
    opens: [
      'The user zencoder can now ask for the region of films over TLS only (GetBucketLocation)',
      'The user zencoder can now read from and read ACLs in films below in/ over TLS only (GetObject, GetObjectAcl)',
    ],
  },
  {
    name: 'a user gets at another bucket, and the key that encrypts it',
    before: user({ grants: [{ bucket: 'films', ...READ, kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' }] }),
    after: user({
      grants: [
        { bucket: 'films', ...READ, kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
        { bucket: 'shorts', ...WRITE, kmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1' },
      ],
    }),
    opens: [
      'The user zencoder can now encrypt with the KMS key arn:aws:kms:eu-west-1:111122223333:key/1 (kms:GenerateDataKey)',
      'The user zencoder can now write to shorts, the whole bucket (PutObject)',
    ],
  },
  {
    name: 'a user is no longer bounded',
    before: user({ grants: [{ bucket: 'films', ...READ }], permissionsBoundary: 'arn:aws:iam::aws:policy/x' }),
    after: user({ grants: [{ bucket: 'films', ...READ }] }),
    opens: [
      'The permissions boundary of the user zencoder is removed (permissionsBoundary was arn:aws:iam::aws:policy/x)',
    ],
  },
  {
    name: 'a user is bounded',
    before: user({ grants: [{ bucket: 'films', ...READ }] }),
    after: user({ grants: [{ bucket: 'films', ...READ }], permissionsBoundary: 'arn:aws:iam::aws:policy/x' }),
    closes: ['A permissions boundary limits the user zencoder (permissionsBoundary is arn:aws:iam::aws:policy/x)'],
  },
];
