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
      'Zencoder may now ask for the region of and list uploads in films (GetBucketLocation, ListBucketMultipartUploads)',
      'Zencoder may now write to, set ACLs and list parts of uploads in films below renditions/ (PutObject, PutObjectAcl, ListMultipartUploadParts)',
    ],
  },
  {
    name: 'grants in place go with the line that revokes them, and so stay',
    before: { objectGrants: true, ...films({ grants: [READ], objects: [{ key: 'a', method: ACL }] }) },
    after: grants({ ...READ, prefixes: ['in/'] }),
    closes: ['Zencoder may no longer read from films, the whole bucket, but still below in/, the object a (GetObject)'],
  },
  {
    name: 'grants in place go, and the line that revokes them stays',
    before: { objectGrants: true, ...films({ grants: [WRITE], objects: [{ key: 'a', method: ACL }] }) },
    after: { objectGrants: true, ...films({ grants: [WRITE] }) },
    closes: ['Zencoder may no longer read from films, the object a (GetObject)'],
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
    opens: ['Zencoder may now write to films, keys that begin with in, so far only below in/ (PutObject)'],
  },
  {
    name: 'a prefix becomes a longer one',
    before: grants({ ...WRITE, prefixes: ['in/'] }),
    after: grants({ ...WRITE, prefixes: ['in/a/'] }),
    closes: ['Zencoder may no longer write to films below in/, but still below in/a/ (PutObject)'],
  },
  {
    name: 'a key becomes a prefix that covers it',
    before: grants({ ...READ, keys: ['in/a b.mp4'] }),
    after: grants({ ...READ, prefixes: ['in/'] }),
    opens: ['Zencoder may now read from films below in/, so far only the object "in/a b.mp4" (GetObject)'],
  },
  {
    name: 'a prefix becomes another one',
    before: grants({ ...READ, prefixes: ['a/'] }),
    after: grants({ ...READ, prefixes: ['b/'] }),
    opens: ['Zencoder may now read from films below b/ (GetObject)'],
    closes: ['Zencoder may no longer read from films below a/ (GetObject)'],
  },
  {
    name: 'the limit to prefixes and keys goes',
    before: grants({ ...READ, prefixes: ['a/'], keys: ['b'] }),
    after: grants(READ),
    opens: ['Zencoder may now read from films, the whole bucket, so far only below a/, the object b (GetObject)'],
  },
  {
    name: 'many keys stay of a prefix',
    before: grants({ ...READ, prefixes: ['a/'] }),
    after: grants({ ...READ, keys: ['1', '2', '3', '4', '5', '6', '7'].map((name) => `a/${name}`) }),
    closes: [
      'Zencoder may no longer read from films below a/, but still the objects a/1, a/2, a/3, a/4 and a/5 and 2 more (GetObject)',
    ],
  },
  {
    name: 'TLS is required no longer',
    before: films({ grants: [READ], requireTls: true }),
    after: films({ grants: [READ] }),
    opens: ['Zencoder may now read from films, the whole bucket, without TLS too (GetObject)'],
  },
  {
    name: 'TLS is required',
    before: films({ grants: [READ] }),
    after: films({ grants: [READ], requireTls: true }),
    closes: ['Zencoder may from now on read from films, the whole bucket, over TLS only (GetObject)'],
  },
  {
    name: 'an end is set later',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2099-01-01T00:00:00Z' }),
    opens: [
      'Zencoder may now read from films, the whole bucket, until 2099-01-01T00:00:00Z, so far until 2098-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'an end is set earlier',
    before: grants({ ...READ, expires: '2099-01-01T00:00:00Z' }),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    closes: [
      'Zencoder may from now on read from films, the whole bucket, only until 2098-01-01T00:00:00Z, so far until 2099-01-01T00:00:00Z (GetObject)',
    ],
  },
  {
    name: 'an end is set',
    before: grants(READ),
    after: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    closes: [
      'Zencoder may from now on read from films, the whole bucket, only until 2098-01-01T00:00:00Z, so far without end (GetObject)',
    ],
  },
  {
    name: 'an end is taken away',
    before: grants({ ...READ, expires: '2098-01-01T00:00:00Z' }),
    after: grants(READ),
    opens: [
      'Zencoder may now read from films, the whole bucket, without end, so far until 2098-01-01T00:00:00Z (GetObject)',
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
    opens: ['Zencoder may now read from films, the whole bucket, until 2098-01-01T00:00:00Z (GetObject)'],
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
      'Zencoder may now read from films, the whole bucket, without end, so far until 2098-01-01T00:00:00Z (GetObject)',
    ],
    closes: ['Zencoder may from now on read from films, the whole bucket, over TLS only (GetObject)'],
  },
  {
    name: 'another account is let in',
    before: grants(READ),
    after: films({ grants: [READ], zencoder: OTHER }),
    opens: ["Zencoder's account 123456789012 may now read from films, the whole bucket (GetObject)"],
    closes: ['Zencoder may no longer read from films, the whole bucket (GetObject)'],
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
    opens: ['Zencoder may now read ACLs in films, the whole bucket (GetObjectAcl)'],
    closes: ['Zencoder may no longer list uploads in films (ListBucketMultipartUploads)'],
  },
  {
    name: 'all keys can be listed',
    before: grants(READ),
    after: grants(READ, { actions: [LIST_BUCKET] }),
    opens: ['Zencoder may now list all keys of films (ListBucket)'],
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
    opens: ['Zencoder may now read from films, the object a, without TLS too (GetObject)'],
  },
  {
    name: 'an ACL permits more',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    after: films({
      objects: [{ key: 'a', method: ZencoderObjectMethod.ACL, permissions: [ZencoderPermission.FULL_CONTROL] }],
    }),
    opens: ['Zencoder may now read ACLs and set ACLs in films, the object a (GetObjectAcl, PutObjectAcl)'],
  },
  {
    name: 'an ACL names another user',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }] }),
    after: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL }], zencoder: OTHER }),
    opens: ['The canonical user ffffffffffff… may now read from films, the object a (GetObject)'],
    closes: ['Zencoder may no longer read from films, the object a (GetObject)'],
  },
  {
    name: 'an ACL of an older version, beside a grant for all current ones',
    before: grants(READ),
    after: films({ grants: [READ], objects: [{ key: 'a', method: ZencoderObjectMethod.ACL, versionId: 'v1' }] }),
    opens: ['Zencoder may now read from films, the object a in version v1 (GetObject)'],
  },
  {
    name: 'a copy is of another object',
    before: films({ objects: [{ key: 'a', method: ZencoderObjectMethod.ACL_COPY, copyTo: 'c' }] }),
    after: films({ objects: [{ key: 'b', method: ZencoderObjectMethod.ACL_COPY, copyTo: 'c' }] }),
    opens: ['Zencoder may now read from films, the object c (a copy of b) (GetObject)'],
    closes: ['Zencoder may no longer read from films, the object c (a copy of a) (GetObject)'],
  },
  {
    name: 'ACLs count again',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED }),
    after: grants(READ),
    opens: ['ACLs count again, with whatever grants they hold (objectOwnership was BucketOwnerEnforced)'],
  },
  {
    name: 'ACLs are turned on',
    before: grants(READ),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    opens: [
      'ACLs count, with whatever grants they hold, even where they did not before (objectOwnership is ObjectWriter)',
    ],
  },
  {
    name: 'ACLs are turned off',
    before: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.OBJECT_WRITER }),
    after: films({ grants: [READ], objectOwnership: ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED }),
    closes: ['ACLs count no longer, whatever grants they hold (objectOwnership is BucketOwnerEnforced)'],
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
    opens: ['A statement of others comes in: Allow Authors'],
    closes: ['A statement of others comes in: Deny Tls'],
  },
  {
    name: 'statements of others go',
    before: statements({ ...EDITORS, Sid: undefined }, TLS),
    after: grants(READ),
    opens: ['A statement of others is kept no longer: Deny Tls'],
    closes: ['A statement of others is kept no longer: Allow without a Sid'],
  },
  {
    name: 'a statement of others is changed',
    before: statements(EDITORS),
    after: statements({ ...EDITORS, Action: 's3:*' }),
    opens: ['A statement of others says something else, and has to be read: Allow Editors'],
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
    opens: ['Zencoder may now read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'a bucket leaves the file, and takes the statements of others along',
    before: statements(TLS),
    after: { buckets: {} },
    opens: ['A statement of others is kept no longer: Deny Tls'],
    closes: ['Zencoder may no longer read from films, the whole bucket (GetObject)'],
  },
  {
    name: 'a user comes',
    before: {},
    after: user({ grants: [{ bucket: 'films', role: VIDEO_CLOUD_INGEST, prefixes: ['in/'] }], requireTls: true }),
    opens: [
      'The user zencoder may now ask for the region of films over TLS only (GetBucketLocation)',
      'The user zencoder may now read from and read ACLs in films below in/ over TLS only (GetObject, GetObjectAcl)',
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
      'The user zencoder may now encrypt with the KMS key arn:aws:kms:eu-west-1:111122223333:key/1 (kms:GenerateDataKey)',
      'The user zencoder may now write to shorts, the whole bucket (PutObject)',
    ],
  },
  {
    name: 'a user is no longer bounded',
    before: user({ grants: [{ bucket: 'films', ...READ }], permissionsBoundary: 'arn:aws:iam::aws:policy/x' }),
    after: user({ grants: [{ bucket: 'films', ...READ }] }),
    opens: [
      'Nothing bounds the user zencoder beside its grants any longer (permissionsBoundary was arn:aws:iam::aws:policy/x)',
    ],
  },
  {
    name: 'a user is bounded',
    before: user({ grants: [{ bucket: 'films', ...READ }] }),
    after: user({ grants: [{ bucket: 'films', ...READ }], permissionsBoundary: 'arn:aws:iam::aws:policy/x' }),
    closes: ['A policy bounds the user zencoder (permissionsBoundary is arn:aws:iam::aws:policy/x)'],
  },
];
