import { MAX_KEY_BYTES } from '../grants/grant';
import { KMS_KEY_ARN_PATTERN } from '../grants/kms-key';
import { ENDPOINT_URL_PATTERN, ZencoderObjectMethod, ZencoderPermission } from '../grants/object-access';
import { ACCOUNT_ID_PATTERN, CANONICAL_USER_ID_PATTERN } from '../iam/account';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import { REGIONS } from '../s3/region';
import { Zencoder, ZencoderRole } from '../zencoder/account-and-roles';
import { PROVIDER } from './provider';
import { STACK_NAME_PATTERN } from './stack-name';
import {
  byName,
  flag,
  list,
  NOT_EMPTY,
  nameOrMap,
  object,
  oneOf,
  type Schema,
  type TypedSchema,
  type TypeOf,
  text,
} from './typed-schema';

export type { Schema } from './typed-schema';

/** The backends that CDKTF knows. */
export const BACKENDS = [
  'azurerm',
  'cloud',
  'consul',
  'cos',
  'gcs',
  'http',
  'local',
  'oss',
  'pg',
  'remote',
  's3',
  'swift',
] as const;

/** In place of a backend: what is written has none, since what runs Terraform adds one. */
export const NO_BACKEND = 'none';

const KEY: TypedSchema<string> = { ...NOT_EMPTY, maxLength: MAX_KEY_BYTES };

const ACCOUNT = {
  accountId: text('Its AWS account: 12 digits, quoted.', { pattern: ACCOUNT_ID_PATTERN }),
  canonicalUserId: text('The canonical user ID of that account, for ACL grants: 64 hexadecimal digits.', {
    pattern: CANONICAL_USER_ID_PATTERN,
  }),
};

const account = object('An account of Zencoder.', ACCOUNT, ['accountId']);

const zencoder = object('Another Zencoder than the production service.', {
  ...ACCOUNT,
  also: list('Accounts that get the same access beside it, for a change-over; the order does not matter.', account),
});

const kmsKeyArn = text('The customer-managed KMS key that encrypts the bucket.', { pattern: KMS_KEY_ARN_PATTERN });

export const GRANT = object('What Zencoder may do: a role or actions, on the whole bucket or on some of its objects.', {
  role: oneOf(Object.values(ZencoderRole), 'A set of actions by name. Either role or actions.'),
  actions: list('The actions one by one. Either role or actions.', oneOf(Zencoder.actions())),
  prefixes: list(
    'Only keys that start with one of these (or are among keys); no wildcards. Does not limit actions on the bucket itself.',
    KEY,
  ),
  keys: list(
    'Only exactly these keys (and those of prefixes); no wildcards. Does not limit actions on the bucket itself.',
    KEY,
  ),
  expires: text('Until when: YYYY-MM-DDThh:mm:ss with Z or ±hh:mm, such as 2027-06-30T00:00:00Z.'),
});

export const OBJECT = object(
  'An object that Zencoder gets access to, whatever the grants say.',
  {
    key: text('Exactly this key.', { minLength: 1, maxLength: MAX_KEY_BYTES }),
    method: oneOf(
      Object.values(ZencoderObjectMethod),
      'policy (default): a statement in the bucket policy. acl: a grant in the ACL of the object. acl-copy: a copy with a grant.',
    ),
    permissions: list('For acl and acl-copy; READ where left out.', oneOf(Object.values(ZencoderPermission))),
    versionId: text('For acl: the version whose ACL is set.', { minLength: 1 }),
    copyTo: text('For acl-copy: the key of the copy; zencoder/ and the key where left out.', {
      minLength: 1,
      maxLength: MAX_KEY_BYTES,
    }),
    storageClass: text('For acl-copy: the storage class of the copy.'),
    contentType: text('For acl-copy: the content type of the copy; other metadata is then not copied.'),
  },
  ['key'],
);

const BUCKET = object('What Zencoder gets on one bucket.', {
  grants: list('What Zencoder may do; the order does not matter.', GRANT),
  objects: list('Single objects, each by a method.', OBJECT),
  cliProfile: text('For method acl: the profile of the AWS CLI that sets the grants.', { minLength: 1 }),
  endpointUrl: text('For method acl: another S3 server than that of AWS.', { pattern: ENDPOINT_URL_PATTERN }),
  kmsKeyArn,
  region: text('The region of the bucket, where it is not the one of the stack.', { enum: REGIONS }),
  requireTls: flag('Let Zencoder in over TLS only.'),
  otherStatements: text(
    'The policy whose statements are kept beside those for Zencoder: path of a JSON file, relative to this one.',
    { minLength: 1 },
  ),
  acceptedDenies: list(
    'Sids of statements there that deny Zencoder on purpose what a grant allows: no warning for them.',
    NOT_EMPTY,
  ),
  objectOwnership: oneOf(
    Object.values(ZencoderObjectOwnership),
    'Sets who owns the objects in the bucket, and whether ACLs count.',
  ),
  adoptExistingPolicy: flag('Import the policy that the bucket has now, so that the plan shows what changes in it.'),
  zencoder,
});

const USER_GRANT = object(
  GRANT.description,
  { bucket: text('The name of the bucket.'), kmsKeyArn, ...GRANT.properties },
  ['bucket'],
);

const USER = object(
  'An IAM user for Zencoder, whose credentials are saved in the Zencoder account.',
  {
    grants: list('What the user may do; nothing else.', USER_GRANT),
    permissionsBoundary: text('The ARN of a policy that bounds what the user may do at all.'),
    requireTls: flag('Let the user in over TLS only.'),
    accessKey: flag('Make an access key; its secret stands in the state in plain text.'),
    forceDestroy: flag(
      'Delete the user together with the access keys that were made by hand. Apply it before the user goes.',
    ),
  },
  ['grants'],
);

const COPY = object(
  'A copy that the bucket had by method acl-copy.',
  { key: OBJECT.properties.key, copyTo: OBJECT.properties.copyTo },
  ['key'],
);

const LEFT_BUCKET = object(
  'A bucket with copies, which are left in place too.',
  {
    bucket: text('The name of the bucket.'),
    copies: list(
      'Its objects of method acl-copy, each by its key where it had no copyTo. The next apply deletes copies that are not named here.',
      nameOrMap(KEY, COPY),
    ),
  },
  ['bucket'],
);

/** `otherStatements` is a path in the file, relative to it, and the text of that file once it is read. */
export type BucketConfig = TypeOf<typeof BUCKET> & {
  /** The path of the file whose text is in `otherStatements`: no setting, but what that was in the file. */
  readonly otherStatementsFile?: string;
};

/** The kind of a backend and its options, in CDKTF's or in Terraform's spelling; or none. */
type BackendConfig = typeof NO_BACKEND | Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const BACKEND: TypedSchema<BackendConfig> = {
  type: ['object', 'string'],
  description:
    'Where the state lies: the kind of a backend and its options. none: what runs Terraform adds a backend. Left out: a file beside cdktf.json.',
  properties: Object.fromEntries(BACKENDS.map((kind) => [kind, { type: 'object' }])),
  additionalProperties: false,
  anyOf: [{ const: NO_BACKEND }, { not: { type: 'string' } }],
};

const STACK = object('A stack: planned and applied on its own, with a state of its own.', {
  region: text('The region of the provider, and of each bucket that says no other.', { enum: REGIONS }),
  provider: PROVIDER,
  backend: BACKEND,
  zencoder,
  buckets: byName<BucketConfig>('By the name of the bucket.', BUCKET),
  objectGrants: flag(
    'The stack sets grants in the ACLs of objects (method acl). Take it out only after an apply that has revoked them all.',
  ),
  users: byName('By the name of the IAM user.', USER),
  leave: list(
    'Buckets that are taken out of this stack: Terraform forgets their policies, ownership controls and copies and leaves them in place.',
    nameOrMap(NOT_EMPTY, LEFT_BUCKET),
  ),
});

const FILE = object(
  'Made by cdktf-zencoder-s3.',
  {
    $schema: { type: 'string' } satisfies TypedSchema<string>,
    stacks: byName('By the name of the stack.', STACK, { propertyNames: { pattern: STACK_NAME_PATTERN } }),
  },
  ['stacks'],
);

/** The file `zencoder.yaml`: what stands in it has the names of the constructs' props. */
export type ZencoderConfig = TypeOf<typeof FILE>;
export type StackConfig = TypeOf<typeof STACK>;
export type UserConfig = TypeOf<typeof USER>;
export type LeaveEntry = TypeOf<typeof LEFT_BUCKET>;

/** The definition of `zencoder.yaml`: its types are made of it, the file is checked with it, and editors complete from it. */
export const FORMAT: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'zencoder.yaml: which S3 buckets Zencoder may read and write',
  ...FILE,
};
