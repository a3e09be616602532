import { LONGEST_KEY } from '../grants/grant';
import { KMS_KEY_ARN_FORM } from '../grants/kms-key';
import { ENDPOINT_URL_FORM, ZencoderObjectMethod, ZencoderPermission } from '../grants/object-access';
import { ACCOUNT_ID_FORM, CANONICAL_USER_ID_FORM } from '../iam/account';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import { REGIONS } from '../s3/region';
import { Zencoder, ZencoderRole } from '../zencoder/zencoder';
import { BACKENDS } from './backend-kinds';

/** A JSON Schema, as far as it is used here. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

/** The form of a stack's name, which becomes the name of a folder and of a state file. JavaScript has `__proto__` for itself. */
export const STACK_NAME_FORM = '^(?!__proto__$)[A-Za-z0-9_-]{1,100}$';

function object(description: string, properties: Readonly<Record<string, Schema>>, required: string[] = []): Schema {
  return { type: 'object', description, properties, required, additionalProperties: false };
}

function text(description: string, more: Schema = {}): Schema {
  return { type: 'string', description, ...more };
}

function list(description: string, items: Schema): Schema {
  return { type: 'array', description, items, minItems: 1 };
}

const zencoder = object('Another Zencoder than the production service.', {
  accountId: text('Its AWS account: 12 digits, quoted.', { pattern: ACCOUNT_ID_FORM }),
  canonicalUserId: text('The canonical user ID of that account, for ACL grants: 64 hexadecimal digits.', {
    pattern: CANONICAL_USER_ID_FORM,
  }),
});

const region = text('A region of AWS; only those of the partition aws can be used with Zencoder.', {
  enum: [...REGIONS],
});

export const GRANT_SCHEMA = object(
  'What Zencoder may do: a role or actions, on the whole bucket or on some of its objects.',
  {
    role: text('A set of actions by name. Either role or actions.', { enum: Object.values(ZencoderRole) }),
    actions: list('The actions one by one. Either role or actions.', { type: 'string', enum: Zencoder.actions() }),
    prefixes: list(
      'Only keys that start with one of these (or are among keys); no wildcards. Does not limit actions on the bucket itself.',
      {
        type: 'string',
        minLength: 1,
        maxLength: LONGEST_KEY,
      },
    ),
    keys: list(
      'Only exactly these keys (and those of prefixes); no wildcards. Does not limit actions on the bucket itself.',
      {
        type: 'string',
        minLength: 1,
        maxLength: LONGEST_KEY,
      },
    ),
    expires: text('Until when: YYYY-MM-DDThh:mm:ss with Z or ±hh:mm, such as 2027-06-30T00:00:00Z.'),
  },
);

export const OBJECT_SCHEMA = object(
  'An object that Zencoder gets access to, whatever the grants say.',
  {
    key: text('Exactly this key.', { minLength: 1, maxLength: LONGEST_KEY }),
    method: text(
      'policy (default): a statement in the bucket policy. acl: a grant in the ACL of the object. acl-copy: a copy with a grant.',
      { enum: Object.values(ZencoderObjectMethod) },
    ),
    permissions: list('For acl and acl-copy; READ where left out.', {
      type: 'string',
      enum: Object.values(ZencoderPermission),
    }),
    versionId: text('For acl: the version whose ACL is set.', { minLength: 1 }),
    copyTo: text('For acl-copy: the key of the copy; zencoder/ and the key where left out.', {
      minLength: 1,
      maxLength: LONGEST_KEY,
    }),
    storageClass: text('For acl-copy: the storage class of the copy.'),
    contentType: text('For acl-copy: the content type of the copy; other metadata is then not copied.'),
  },
  ['key'],
);

const kmsKeyArn = text('The customer-managed KMS key that encrypts the bucket.', { pattern: KMS_KEY_ARN_FORM });

const bucket = object('What Zencoder gets on one bucket.', {
  grants: list('What Zencoder may do; the order does not matter.', GRANT_SCHEMA),
  objects: list('Single objects, each by a method.', OBJECT_SCHEMA),
  cliProfile: text('For method acl: the profile of the AWS CLI that sets the grants.', { minLength: 1 }),
  endpointUrl: text('For method acl: another S3 server than that of AWS.', { pattern: ENDPOINT_URL_FORM }),
  kmsKeyArn,
  region: { ...region, description: 'The region of the bucket, where it is not the one of the stack.' },
  requireTls: { type: 'boolean', description: 'Let Zencoder in over TLS only.' },
  otherStatements: text(
    'The policy whose statements are kept beside those for Zencoder: path of a JSON file, relative to this one.',
    {
      minLength: 1,
    },
  ),
  acceptedDenies: list(
    'Sids of statements there that deny Zencoder on purpose what a grant allows: no warning for them.',
    {
      type: 'string',
      minLength: 1,
    },
  ),
  objectOwnership: text('Sets who owns the objects in the bucket, and whether ACLs count.', {
    enum: Object.values(ZencoderObjectOwnership),
  }),
  adoptExistingPolicy: {
    type: 'boolean',
    description: 'Import the policy that the bucket has now, so that the plan shows what changes in it.',
  },
  zencoder,
});

const user = object(
  'An IAM user for Zencoder, whose credentials are saved in the Zencoder account.',
  {
    grants: list('What the user may do; nothing else.', {
      ...GRANT_SCHEMA,
      properties: { bucket: text('The name of the bucket.'), kmsKeyArn, ...GRANT_SCHEMA.properties },
      required: ['bucket'],
    }),
    permissionsBoundary: text('The ARN of a policy that bounds what the user may do at all.'),
    requireTls: { type: 'boolean', description: 'Let the user in over TLS only.' },
    accessKey: { type: 'boolean', description: 'Make an access key; its secret stands in the state in plain text.' },
  },
  ['grants'],
);

const stack = object('A stack: planned and applied on its own, with a state of its own.', {
  region: { ...region, description: 'The region of the provider, and of each bucket that says no other.' },
  backend: {
    type: 'object',
    description: 'Where the state lies: the kind of a backend and its options. Left out: a file beside cdktf.json.',
    properties: Object.fromEntries(BACKENDS.map((kind) => [kind, { type: 'object' }])),
    additionalProperties: false,
  },
  zencoder,
  buckets: {
    type: 'object',
    description: 'By the name of the bucket.',
    additionalProperties: bucket,
    minProperties: 1,
  },
  objectGrants: {
    type: 'boolean',
    description:
      'The stack sets grants in the ACLs of objects (method acl). Take it out only after an apply that has revoked them all.',
  },
  users: { type: 'object', description: 'By the name of the IAM user.', additionalProperties: user, minProperties: 1 },
});

/** The definition of `zencoder.yaml`: the file is checked with it, and editors complete from it. */
export const CONFIG_SCHEMA: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'zencoder.yaml: which S3 buckets Zencoder may read and write',
  ...object(
    'Made by cdktf-zencoder-s3.',
    {
      $schema: { type: 'string' },
      stacks: {
        type: 'object',
        description: 'By the name of the stack.',
        propertyNames: { pattern: STACK_NAME_FORM },
        additionalProperties: stack,
        minProperties: 1,
      },
    },
    ['stacks'],
  ),
};
