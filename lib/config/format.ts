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

/** The backends that CDKTF supports. */
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

/** Instead of a backend: the configuration has none, because the tool that runs Terraform adds one. */
export const NO_BACKEND = 'none';

const KEY: TypedSchema<string> = { ...NOT_EMPTY, maxLength: MAX_KEY_BYTES };

const ACCOUNT = {
  accountId: text('The AWS account ID: 12 digits, quoted.', { pattern: ACCOUNT_ID_PATTERN }),
  canonicalUserId: text('The canonical user ID of that account, for ACL grants: 64 hexadecimal digits.', {
    pattern: CANONICAL_USER_ID_PATTERN,
  }),
};

const account = object('An account of Zencoder.', ACCOUNT, ['accountId']);

const zencoder = object('A Zencoder service other than the production service.', {
  ...ACCOUNT,
  also: list(
    'More accounts that get the same access, for a migration between accounts. The order does not matter.',
    account,
  ),
});

const kmsKeyArn = text('The ARN of the customer-managed KMS key that encrypts the bucket.', {
  pattern: KMS_KEY_ARN_PATTERN,
});

export const GRANT = object('What Zencoder may do: a role or actions, on the whole bucket or on some of its objects.', {
  role: oneOf(Object.values(ZencoderRole), 'A named set of actions. Give either role or actions.'),
  actions: list('Single actions. Give either role or actions.', oneOf(Zencoder.actions())),
  prefixes: list(
    'Limits the grant to keys that start with one of these (or are in keys). No wildcards. Does not limit actions on the bucket itself.',
    KEY,
  ),
  keys: list(
    'Limits the grant to exactly these keys (and those that start with one of the prefixes). No wildcards. Does not limit actions on the bucket itself.',
    KEY,
  ),
  expires: text('When the grant ends: YYYY-MM-DDThh:mm:ss with Z or ±hh:mm, such as 2027-06-30T00:00:00Z.'),
});

export const OBJECT = object(
  'An object that Zencoder gets access to, in addition to the grants.',
  {
    key: text('The exact key of the object.', { minLength: 1, maxLength: MAX_KEY_BYTES }),
    method: oneOf(
      Object.values(ZencoderObjectMethod),
      'How Zencoder gets access. policy (default): a statement in the bucket policy. acl: a grant in the ACL of the object. acl-copy: a copy of the object with a grant in its ACL.',
    ),
    permissions: list(
      'For acl and acl-copy: the permissions of the grant. Default: READ.',
      oneOf(Object.values(ZencoderPermission)),
    ),
    versionId: text('For acl: the version whose ACL is set.', { minLength: 1 }),
    copyTo: text('For acl-copy: the key of the copy. Default: zencoder/ followed by the key.', {
      minLength: 1,
      maxLength: MAX_KEY_BYTES,
    }),
    storageClass: text('For acl-copy: the storage class of the copy.'),
    contentType: text('For acl-copy: the content type of the copy. If it is given, other metadata is not copied.'),
  },
  ['key'],
);

const BUCKET = object('The access of Zencoder to one bucket.', {
  grants: list('What Zencoder may do. The order does not matter.', GRANT),
  objects: list('Single objects that Zencoder gets access to, each with a method.', OBJECT),
  cliProfile: text('For method acl: the profile of the AWS CLI that sets the grants.', { minLength: 1 }),
  endpointUrl: text('For method acl: the URL of an S3 server other than that of AWS.', {
    pattern: ENDPOINT_URL_PATTERN,
  }),
  kmsKeyArn,
  region: text('The region of the bucket, if it differs from the region of the stack.', { enum: REGIONS }),
  requireTls: flag('Give Zencoder access only over TLS.'),
  otherStatements: text(
    'A policy whose statements are kept in addition to those for Zencoder: the path of a JSON file, relative to this file.',
    { minLength: 1 },
  ),
  acceptedDenies: list(
    'Sids of statements in that file that intentionally deny Zencoder what a grant allows: they cause no warning.',
    NOT_EMPTY,
  ),
  objectOwnership: oneOf(
    Object.values(ZencoderObjectOwnership),
    'Sets who owns the objects in the bucket, and whether ACLs are enabled.',
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
    grants: list('Everything that the user may do.', USER_GRANT),
    permissionsBoundary: text('The ARN of the policy that is the permissions boundary of the user.'),
    requireTls: flag('Give the user access only over TLS.'),
    accessKey: flag('Create an access key. Its secret is in the state in plain text.'),
    forceDestroy: flag(
      'Delete the user together with access keys that were created outside Terraform. Apply this setting before you remove the user.',
    ),
  },
  ['grants'],
);

const COPY = object(
  'A copy that the stack made by method acl-copy.',
  { key: OBJECT.properties.key, copyTo: OBJECT.properties.copyTo },
  ['key'],
);

const LEFT_BUCKET = object(
  'A bucket whose copies are left in place too.',
  {
    bucket: text('The name of the bucket.'),
    copies: list(
      'The objects of the bucket with method acl-copy, each by its key if it had no copyTo. The next apply deletes copies that are not listed here.',
      nameOrMap(KEY, COPY),
    ),
  },
  ['bucket'],
);

/** The settings of a bucket. In the file, `otherStatements` is a path relative to it; after reading, it is the text at that path. */
export type BucketConfig = TypeOf<typeof BUCKET> & {
  /** The path that `otherStatements` had in the file. This is not a setting of the file. */
  readonly otherStatementsFile?: string;
};

/** The type of a backend with its options, in CDKTF's or in Terraform's spelling; or `none`. */
type BackendConfig = typeof NO_BACKEND | Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const BACKEND: TypedSchema<BackendConfig> = {
  type: ['object', 'string'],
  description:
    'Where the state is stored: the type of a backend and its options. none: the tool that runs Terraform adds a backend. Default: a file next to cdktf.json.',
  properties: Object.fromEntries(BACKENDS.map((kind) => [kind, { type: 'object' }])),
  additionalProperties: false,
  anyOf: [{ const: NO_BACKEND }, { not: { type: 'string' } }],
};

const STACK = object('A stack, which is planned and applied separately and has its own state.', {
  region: text('The region of the provider, and of each bucket without a region of its own.', { enum: REGIONS }),
  provider: PROVIDER,
  backend: BACKEND,
  zencoder,
  buckets: byName<BucketConfig>('The buckets, by name.', BUCKET),
  objectGrants: flag(
    'The stack sets grants in the ACLs of objects (method acl). Remove this setting only after an apply has revoked all of them.',
  ),
  users: byName('The IAM users, by name.', USER),
  leave: list(
    'Buckets that were removed from this stack: Terraform removes their policies, ownership controls and copies from the state, and leaves them in place in AWS.',
    nameOrMap(NOT_EMPTY, LEFT_BUCKET),
  ),
});

const FILE = object(
  'The configuration file of cdktf-zencoder-s3.',
  {
    $schema: { type: 'string' } satisfies TypedSchema<string>,
    stacks: byName('The stacks, by name.', STACK, { propertyNames: { pattern: STACK_NAME_PATTERN } }),
  },
  ['stacks'],
);

/** The content of `zencoder.yaml`. Its settings have the names of the constructs' props. */
export type ZencoderConfig = TypeOf<typeof FILE>;
export type StackConfig = TypeOf<typeof STACK>;
export type UserConfig = TypeOf<typeof USER>;
export type LeaveEntry = TypeOf<typeof LEFT_BUCKET>;

/** The schema of `zencoder.yaml`: the source of its types, the check of the file, and the completion in editors. */
export const FORMAT: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'zencoder.yaml: which S3 buckets Zencoder may read and write',
  ...FILE,
};
