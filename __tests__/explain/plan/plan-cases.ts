import { Zencoder } from '../../../lib/zencoder/account-and-roles';
import { FILMS, films, LOGS, type Planned, policyText, READS, TLS_ONLY, ZENCODER } from './review';

/** A hand-written plan, its review, and what makes the command fail. */
export interface PlanCase {
  readonly name: string;
  readonly resources: readonly Planned[];
  readonly configuration?: object;
  readonly lines: readonly string[];
  readonly gates: string;
}

const READS_IN = 'Zencoder can now read from acme-films below in/ (GetObject)';
const CURRENT_POLICY_UNKNOWN =
  'the new policy replaces the current policy, which the plan does not show, so what is lost is unknown; to show it, add an import block';
const update = (before: object, after: object, more: object = {}): Planned => ({
  actions: ['update'],
  before,
  after,
  ...more,
});
const SECRET = { Principal: { AWS: 'arn:aws:iam::444455556666:role/secret' } };

/** A configuration with the policy in a module that gets the bucket, or its name, as a variable. */
const configured = (bucket: object) => ({
  root_module: {
    resources: [{ address: 'aws_s3_bucket.films', mode: 'managed', type: 'aws_s3_bucket', name: 'films' }],
    module_calls: {
      zencoder: {
        expressions: { bucket },
        module: {
          resources: [
            {
              address: 'aws_s3_bucket_policy.this',
              mode: 'managed',
              type: 'aws_s3_bucket_policy',
              name: 'this',
              expressions: { bucket: { references: ['var.bucket'] } },
            },
          ],
        },
      },
      storage: {
        module: {
          outputs: {
            bucket_id: {
              expression: {
                references: ['aws_s3_bucket.films[0].id', 'aws_s3_bucket.films[0]', 'aws_s3_bucket.films'],
              },
            },
          },
          resources: [{ address: 'aws_s3_bucket.films', mode: 'managed', type: 'aws_s3_bucket', name: 'films' }],
        },
      },
    },
  },
});
const inModule = (after: object, after_unknown: object): Planned => ({
  address: 'module.zencoder["a.b"].aws_s3_bucket_policy.this[0]',
  actions: ['create'],
  after,
  after_unknown,
});
const newBucket = (address: string, bucket?: string): Planned => ({
  address,
  type: 'aws_s3_bucket',
  actions: ['create'],
  after: bucket === undefined ? {} : { bucket },
  after_unknown: { id: true, ...(bucket === undefined ? { bucket: true } : {}) },
});

const copied = (permissions: Readonly<Record<string, string>>) => ({
  bucket: 'acme-films',
  key: 'zencoder/film.mov',
  source: 'acme-films/film.mov',
  grant: Object.entries(permissions).map(([id, permission]) => ({
    type: 'CanonicalUser',
    id,
    permissions: [permission],
  })),
});

const copy = (name: string, actions: readonly string[], before: string, after?: string): Planned => {
  const grant = [{ type: 'CanonicalUser', id: Zencoder.CANONICAL_USER_ID, permissions: ['READ'] }];
  const at = (key: string) => ({ bucket: 'acme-films', key, source: 'acme-films/film.mov', grant });
  const sides = { before: at(before), after: after === undefined ? null : at(after) };
  return { address: `aws_s3_object_copy.${name}`, type: 'aws_s3_object_copy', actions, ...sides };
};

/** A grant on an object that is set again, for the canonical users in the second list. */
const grantInPlace = (...sides: readonly (readonly string[])[]): Planned => {
  const [before, after] = sides.map((ids) => ({
    input: {
      ZENCODER_REQUEST: JSON.stringify({ Bucket: 'acme-films', Key: 'film.mov' }),
      ZENCODER_GRANTEE: ids.join(' '),
      ZENCODER_GRANTS: `\`${JSON.stringify(ids.map((ID) => ({ Grantee: { Type: 'CanonicalUser', ID }, Permission: 'READ' })))}\``,
    },
  }));
  return { type: 'terraform_data', actions: ['delete', 'create'], before, after };
};

/** A user whose policy changes. */
const user = (before: readonly object[], after: readonly object[]): Planned => {
  const given = (statements: readonly object[]) => ({
    name: 'ZencoderUserPolicy',
    user: 'encoder',
    policy: policyText(
      ...statements.map(({ Principal: _, ...statement }: { readonly Principal?: unknown }) => statement),
    ),
  });
  return { type: 'aws_iam_user_policy', actions: ['update'], before: given(before), after: given(after) };
};
const SECRETS_DENIED = { Sid: 'Closed', Effect: 'Deny', Action: 's3:GetObject', Resource: `${FILMS}/in/secret/*` };

export const PLAN_CASES: readonly PlanCase[] = [
  {
    name: 'a user can read every bucket instead of one',
    resources: [user([READS], [{ ...READS, Resource: '*' }])],
    lines: [
      'user encoder opens: The user encoder can now read from acme-films, the whole bucket, previously only below in/ (GetObject)',
      'user encoder opens: The user encoder can now do what Statement[0] (Sid "Reads") allows: s3:GetObject on *; review this statement',
    ],
    gates: 'widening',
  },
  {
    name: 'a user gets actions of other services',
    resources: [user([READS], [READS, { Sid: 'All', Effect: 'Allow', Action: 'iam:*', Resource: '*' }])],
    lines: [
      'user encoder opens: The user encoder can now do what Statement[1] (Sid "All") allows: iam:* on *; review this statement',
    ],
    gates: 'widening',
  },
  {
    name: 'a user is no longer denied a part of what it can read',
    resources: [user([READS, SECRETS_DENIED], [READS])],
    lines: [
      'user encoder opens: The user encoder can now do what Statement[1] (Sid "Closed") denies: s3:GetObject on arn:aws:s3:::acme-films/in/secret/*; review this statement',
    ],
    gates: 'widening',
  },
  {
    name: 'a policy only has another order and other Sids',
    resources: [update(films(READS, LOGS), films({ ...LOGS, Sid: 'X' }, { ...READS, Action: ['S3:getobject'] }))],
    lines: [],
    gates: '',
  },
  {
    name: 'a Deny for everybody is dropped',
    resources: [update(films(READS, TLS_ONLY), films(READS))],
    lines: [
      'acme-films drops: A statement of other principals is dropped: Statement[1] (Sid "TlsOnly"): Deny s3:* for everybody; it applies to Zencoder too',
    ],
    gates: 'widening loss',
  },
  {
    name: 'a new Allow has no effect because of a Deny',
    resources: [update(films(TLS_ONLY), films(READS, { ...TLS_ONLY, Condition: undefined }))],
    lines: [
      `acme-films opens: Zencoder could now read from acme-films below in/, but Statement[1] (Sid "TlsOnly") denies it (GetObject)`,
      'acme-films changes: A statement of other principals is changed; review it: Statement[1] (Sid "TlsOnly"): Deny s3:* for everybody; differences: Condition; it applies to Zencoder too',
    ],
    gates: 'widening loss',
  },
  {
    name: 'Zencoder gets every action',
    resources: [update(films(READS), films({ ...READS, Action: 's3:*' }))],
    lines: [
      'acme-films opens: Zencoder can now write, read ACLs, set ACLs, list parts of uploads, abort uploads and use s3:* in acme-films below in/ (PutObject, GetObjectAcl, PutObjectAcl, ListMultipartUploadParts, AbortMultipartUpload, s3:*)',
    ],
    gates: 'widening',
  },
  {
    name: 'everybody gets what Zencoder has, and more',
    resources: [
      update(films(READS), films(READS, { ...READS, Sid: 'Public', Principal: '*', Resource: `${FILMS}/*` })),
    ],
    lines: [
      'acme-films opens: Zencoder can now read from acme-films, the whole bucket, previously only below in/ (GetObject)',
      'acme-films adds: A statement of other principals is added: Statement[1] (Sid "Public"): Allow s3:GetObject for everybody',
    ],
    gates: 'widening',
  },
  {
    name: 'a statement for Zencoder has a condition that grants do not have',
    resources: [
      update(films(READS), films({ ...READS, Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })),
    ],
    lines: [
      'acme-films opens: Zencoder can now do what Statement[0] (Sid "Reads") allows: s3:GetObject on arn:aws:s3:::acme-films/in/*, under the condition {"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}; review this statement',
      'acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)',
    ],
    gates: 'widening',
  },
  {
    name: 'a statement for Zencoder has NotResource',
    resources: [update(films(READS), films(READS, { ...READS, Resource: undefined, NotResource: `${FILMS}/out/*` }))],
    lines: [
      'acme-films opens: Zencoder can now do what Statement[1] (Sid "Reads") allows: s3:GetObject on all but arn:aws:s3:::acme-films/out/*; review this statement',
    ],
    gates: 'widening',
  },
  {
    name: 'access ends on a date, and needs TLS',
    resources: [
      update(
        films(READS),
        films({
          ...READS,
          Condition: {
            DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' },
            Bool: { 'aws:SecureTransport': 'true' },
          },
        }),
      ),
    ],
    lines: [
      'acme-films closes: Zencoder can read from acme-films below in/, now only until 2027-01-01T00:00:00Z, previously without an end date, and over TLS only (GetObject)',
    ],
    gates: '',
  },
  {
    name: 'a policy resource is renamed without a moved block',
    resources: [
      { address: 'aws_s3_bucket_policy.old', actions: ['delete'], before: films(READS) },
      { address: 'aws_s3_bucket_policy.new', actions: ['create'], after: films(READS) },
    ],
    lines: [
      'acme-films problem: 2 addresses change the policy of one bucket in no fixed order, so the final policy is unknown: aws_s3_bucket_policy.new, aws_s3_bucket_policy.old (deleted); if the resource was renamed, add a moved block (from = aws_s3_bucket_policy.old, to = aws_s3_bucket_policy.new)',
      'acme-films loses: the whole policy is deleted',
      `acme-films unknown: ${CURRENT_POLICY_UNKNOWN} (to = aws_s3_bucket_policy.new, id = "acme-films") and plan again`,
      `acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)`,
      `acme-films opens: ${READS_IN}`,
    ].sort((a, b) => order(a) - order(b)),
    gates: 'widening loss problem',
  },
  {
    name: 'one address of a policy is forgotten and another one manages the bucket',
    resources: [
      { address: 'aws_s3_bucket_policy.old', actions: ['forget'], before: films(READS) },
      { address: 'aws_s3_bucket_policy.new', actions: ['create'], after: films(READS) },
    ],
    lines: [
      `acme-films unknown: ${CURRENT_POLICY_UNKNOWN} (to = aws_s3_bucket_policy.new, id = "acme-films") and plan again`,
      `acme-films opens: ${READS_IN}`,
      'acme-films note: Terraform no longer manages the policy and leaves it in place unchanged',
    ],
    gates: 'widening loss',
  },
  {
    name: 'a deposed policy resource is deleted',
    resources: [
      { actions: ['no-op'], before: films(READS), after: films(READS) },
      { actions: ['delete'], deposed: '12345678', before: films(READS) },
    ],
    lines: [
      'acme-films problem: 2 addresses change the policy of one bucket in no fixed order, so the final policy is unknown: aws_s3_bucket_policy.films, aws_s3_bucket_policy.films (deleted); a bucket has one policy: put all statements into one resource',
      'acme-films loses: the whole policy is deleted',
      'acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)',
    ],
    gates: 'loss problem',
  },
  {
    name: 'a module gets a new bucket by reference, and the name is known only after the apply',
    resources: [newBucket('aws_s3_bucket.films'), inModule({}, { bucket: true, policy: true })],
    configuration: configured({ references: ['aws_s3_bucket.films.id', 'aws_s3_bucket.films'] }),
    lines: [
      `"module.zencoder[\\"a.b\\"].aws_s3_bucket_policy.this[0]" unknown: the policy is known only after the apply, so what it opens is unknown`,
    ],
    gates: 'widening',
  },
  {
    name: 'a module gets a new bucket from the output of another module',
    resources: [
      newBucket('module.storage.aws_s3_bucket.films[0]', 'acme-films'),
      inModule({ policy: films(READS).policy }, { bucket: true }),
    ],
    configuration: configured({ references: ['module.storage.bucket_id', 'module.storage'] }),
    lines: [`acme-films opens: ${READS_IN}`],
    gates: 'widening',
  },
  {
    name: 'a bucket is unknown, and the plan does not show that it is created',
    resources: [
      newBucket('aws_s3_bucket.films', 'acme-others'),
      inModule({ policy: films(READS).policy }, { bucket: true }),
    ],
    configuration: configured({ references: ['local.bucket'] }),
    lines: [
      `acme-films unknown: ${CURRENT_POLICY_UNKNOWN} (to = module.zencoder["a.b"].aws_s3_bucket_policy.this[0], id = "acme-films") and plan again`,
      `acme-films opens: ${READS_IN}`,
    ],
    gates: 'widening loss',
  },
  {
    name: 'the whole resource is known only after the apply',
    resources: [{ actions: ['update'], before: films(READS), after: {}, after_unknown: true }],
    lines: ['acme-films unknown: the policy is known only after the apply, so what it opens and drops is unknown'],
    gates: 'widening loss',
  },
  {
    name: 'a sensitive policy is deleted',
    resources: [
      { actions: ['delete'], before: films(READS, { ...LOGS, ...SECRET }), before_sensitive: { policy: true } },
    ],
    lines: [
      'acme-films loses: the whole policy is deleted, including 1 statement of other principals',
      'acme-films closes: Zencoder can no longer do everything that it could; the plan marks the values as sensitive, so they are not shown; "terraform show -json" shows them',
      'acme-films drops: 1 statement of other principals is dropped; the plan marks the values as sensitive, so they are not shown; "terraform show -json" shows them',
    ],
    gates: 'loss',
  },
  {
    name: 'the bucket is sensitive',
    resources: [
      update(films(READS), films(READS, LOGS), {
        before_sensitive: { bucket: true },
        after_sensitive: { bucket: true },
      }),
    ],
    lines: [
      'aws_s3_bucket_policy.films adds: 1 statement of other principals is added; the plan marks the values as sensitive, so they are not shown; "terraform show -json" shows them',
    ],
    gates: 'widening',
  },
  {
    name: 'a bucket is unknown, and the policy that names it is sensitive',
    resources: [
      {
        actions: ['create'],
        after: { policy: films(READS).policy },
        after_unknown: { bucket: true },
        after_sensitive: { policy: true },
      },
    ],
    lines: [
      `aws_s3_bucket_policy.films unknown: ${CURRENT_POLICY_UNKNOWN} (to = aws_s3_bucket_policy.films, id = the name of the bucket) and plan again`,
      'aws_s3_bucket_policy.films opens: Zencoder can now do more than before; the plan marks the values as sensitive, so they are not shown; "terraform show -json" shows them',
    ],
    gates: 'widening loss',
  },
  {
    name: 'the actions are unknown',
    resources: [{ actions: ['create', 'vanish'], before: films(READS), after: films(READS) }],
    lines: [
      'acme-films unknown: this command does not know the actions in the plan, so what happens to the policy is unknown',
    ],
    gates: 'widening loss',
  },
  {
    name: 'a policy is not a policy document',
    resources: [
      update({ bucket: 'acme-films', policy: '{' }, films(READS)),
      {
        ...update(films(READS), { bucket: 'acme-b', policy: '{"Version":"2099-01-01","Statement":[]}' }),
        address: 'aws_s3_bucket_policy.b',
      },
    ],
    lines: [
      'acme-films unknown: the new policy has an unknown Version, so what changes is unknown',
      'acme-films unknown: the current policy is not JSON, or has a duplicate member, so what changes is unknown',
    ],
    gates: 'widening loss',
  },
  {
    name: 'a bucket is deleted with its policy',
    resources: [
      { type: 'aws_s3_bucket', actions: ['delete'], before: { bucket: 'acme-films' } },
      { actions: ['delete'], before: films(READS) },
    ],
    lines: [
      'acme-films loses: the whole policy is deleted with the bucket',
      'acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)',
    ],
    gates: 'loss',
  },
  {
    name: 'a bucket has its policy in the argument policy',
    resources: [{ type: 'aws_s3_bucket', actions: ['update'], before: films(READS, LOGS), after: films(READS) }],
    lines: [
      'acme-films drops: A statement of other principals is dropped: Statement[1] (Sid "Logs"): Allow s3:PutObject for logging.s3.amazonaws.com',
    ],
    gates: 'loss',
  },
  {
    name: 'a bucket is deleted, and no other resource manages its policy',
    resources: [{ type: 'aws_s3_bucket', actions: ['delete'], before: films(READS, LOGS) }],
    lines: [
      'acme-films loses: the whole policy is deleted with the bucket, including 1 statement of other principals',
      'acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)',
      'acme-films drops: A statement of other principals is dropped: Statement[1] (Sid "Logs"): Allow s3:PutObject for logging.s3.amazonaws.com',
    ],
    gates: 'loss',
  },
  {
    name: 'a bucket is replaced, and its policy is forgotten or unchanged in the state',
    resources: [
      ...['acme-films', 'acme-trailers'].map((bucket) => ({
        address: `aws_s3_bucket.this["${bucket}"]`,
        type: 'aws_s3_bucket',
        actions: ['delete', 'create'],
        before: { bucket },
        after: { bucket },
        after_unknown: { policy: true },
      })),
      { actions: ['forget'], before: films(READS) },
      {
        address: 'aws_s3_bucket_policy.trailers',
        actions: ['no-op'],
        before: { ...films(), bucket: 'acme-trailers' },
        after: { ...films(), bucket: 'acme-trailers' },
      },
    ],
    lines: [
      'acme-films loses: the whole policy is deleted with the bucket',
      'acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)',
      'acme-trailers loses: the whole policy is deleted with the bucket',
    ],
    gates: 'loss',
  },
  {
    name: 'the argument policy of a bucket is known only after the apply, and that of another bucket is not given',
    resources: [
      { type: 'aws_s3_bucket', actions: ['update'], before: films(READS), after: {}, after_unknown: { policy: true } },
      {
        address: 'aws_s3_bucket.b',
        type: 'aws_s3_bucket',
        actions: ['create'],
        after: { bucket: 'acme-b' },
        after_unknown: { policy: true },
      },
    ],
    configuration: {
      root_module: {
        resources: [
          { address: 'aws_s3_bucket.films', expressions: { policy: { references: ['data.x.y.json'] } } },
          { address: 'aws_s3_bucket.b', expressions: { bucket: { constant_value: 'acme-b' } } },
        ],
      },
    },
    lines: ['acme-films unknown: the policy is known only after the apply, so what it opens and drops is unknown'],
    gates: 'widening loss',
  },
  {
    name: 'the argument policy of a bucket becomes empty',
    resources: [
      {
        type: 'aws_s3_bucket',
        actions: ['update'],
        before: films(READS),
        after: { bucket: 'acme-films', policy: '' },
      },
    ],
    lines: ['acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)'],
    gates: '',
  },
  {
    name: 'a bucket has a policy both in its argument and in a resource',
    resources: [
      { type: 'aws_s3_bucket', actions: ['update'], before: films(READS), after: films(READS, LOGS) },
      update(films(READS), films(READS, LOGS)),
    ],
    lines: [
      'acme-films problem: 2 addresses change the policy of one bucket in no fixed order, so the final policy is unknown: aws_s3_bucket.films, aws_s3_bucket_policy.films; a bucket has one policy: put all statements into one resource',
      'acme-films adds: A statement of other principals is added: Statement[1] (Sid "Logs"): Allow s3:PutObject for logging.s3.amazonaws.com',
    ],
    gates: 'widening problem',
  },
  {
    name: 'two providers have a bucket with the same name',
    resources: [
      update(films(READS), films(READS)),
      { ...update(films(READS), films(READS)), address: 'module.b.aws_s3_bucket_policy.b' },
    ],
    configuration: {
      root_module: {
        resources: [{ address: 'aws_s3_bucket_policy.films', provider_config_key: 'aws' }],
        module_calls: {
          b: {
            module: { resources: [{ address: 'aws_s3_bucket_policy.b', provider_config_key: 'module.b:aws.minio' }] },
          },
        },
      },
    },
    lines: [
      'acme-films unknown: 2 addresses with different providers (aws, aws.minio) manage the policy of a bucket with this name: aws_s3_bucket_policy.films, module.b.aws_s3_bucket_policy.b; unless the providers use different AWS partitions or endpoints, it is one bucket, and its final policy is unknown',
    ],
    gates: 'widening loss',
  },
  {
    name: 'two providers of different regions manage the same bucket',
    resources: [
      update(films(READS), films(READS)),
      { ...update(films(READS), films(READS)), address: 'aws_s3_bucket_policy.other' },
    ],
    configuration: {
      provider_config: {
        aws: { expressions: { region: { constant_value: 'eu-west-1' } } },
        'aws.us': { expressions: { region: { constant_value: 'us-east-1' } } },
      },
      root_module: {
        resources: [
          { address: 'aws_s3_bucket_policy.films', provider_config_key: 'aws' },
          { address: 'aws_s3_bucket_policy.other', provider_config_key: 'aws.us' },
        ],
      },
    },
    lines: [
      'acme-films problem: 2 addresses change the policy of one bucket in no fixed order, so the final policy is unknown: aws_s3_bucket_policy.films, aws_s3_bucket_policy.other; a bucket has one policy: put all statements into one resource',
    ],
    gates: 'problem',
  },
  {
    name: 'a policy names another bucket in another partition',
    resources: [update(films(READS), films({ ...READS, Resource: 'arn:aws-us-gov:s3:::acme-trailers/*' }))],
    lines: [
      'acme-films problem: the new policy has a Resource in another bucket (acme-trailers): S3 rejects the policy, and the apply fails',
      'acme-films opens: Zencoder can now do what Statement[0] (Sid "Reads") allows: s3:GetObject on arn:aws-us-gov:s3:::acme-trailers/*; review this statement',
      'acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)',
    ],
    gates: 'widening problem',
  },
  {
    name: 'one policy that cannot be read is deleted, and another one stays the same',
    resources: [
      { actions: ['delete'], before: { bucket: 'acme-films', policy: 'none' } },
      {
        ...update({ bucket: 'acme-b', policy: 'none', id: '1' }, { bucket: 'acme-b', policy: 'none', id: '2' }),
        address: 'aws_s3_bucket_policy.b',
      },
    ],
    lines: [
      'acme-films loses: the whole policy is deleted',
      'acme-films unknown: the current policy is not JSON, or has a duplicate member, so what changes is unknown',
    ],
    gates: 'widening loss',
  },
  {
    name: 'a statement for several principals no longer names Zencoder',
    resources: [
      update(
        films({ ...READS, Principal: { AWS: [ZENCODER.AWS, 'arn:aws:iam::111122223333:root'] } }),
        films({ ...READS, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }),
      ),
    ],
    lines: ['acme-films closes: Zencoder can no longer read from acme-films below in/ (GetObject)'],
    gates: '',
  },
  {
    name: 'one copy is deleted, another is moved, and a third is deleted after it is created again',
    resources: [
      copy('one', ['delete'], 'zencoder/one.mov'),
      copy('two', ['delete', 'create'], 'zencoder/two.mov', 'elsewhere/two.mov'),
      copy('three', ['create', 'delete'], 'zencoder/three.mov', 'zencoder/three.mov'),
    ],
    lines: [
      'acme-films problem: the copy at zencoder/three.mov in acme-films is created again and then deleted, because the resource, or one that depends on it, has create_before_destroy: no copy is left',
      'acme-films loses: the copy at zencoder/one.mov in acme-films is deleted, with all its versions',
      'acme-films loses: the copy at zencoder/three.mov in acme-films is deleted, with all its versions',
      'acme-films loses: the copy at zencoder/two.mov in acme-films is deleted, with all its versions',
      'acme-films closes: Zencoder can no longer read from acme-films, the object zencoder/one.mov (a copy of film.mov) (GetObject)',
      'acme-films closes: Zencoder can no longer read from acme-films, the object zencoder/three.mov (a copy of film.mov) (GetObject)',
      'acme-films closes: Zencoder can no longer read from acme-films, the object zencoder/two.mov (a copy of film.mov) (GetObject)',
      'acme-films opens: Zencoder can now read from acme-films, the object elsewhere/two.mov (a copy of film.mov) (GetObject)',
    ].sort((a, b) => order(a) - order(b)),
    gates: 'widening loss problem',
  },
  {
    name: 'a copy gets a second account of Zencoder in addition to its owner',
    resources: [
      {
        type: 'aws_s3_object_copy',
        actions: ['update'],
        before: copied({ o: 'FULL_CONTROL', [Zencoder.CANONICAL_USER_ID]: 'READ' }),
        after: copied({ o: 'FULL_CONTROL', [Zencoder.CANONICAL_USER_ID]: 'READ', ['a'.repeat(64)]: 'READ' }),
      },
    ],
    lines: [
      'acme-films opens: The canonical user aaaaaaaaaaaa… can now read from acme-films, the object zencoder/film.mov (a copy of film.mov) (GetObject)',
    ],
    gates: 'widening',
  },
  {
    name: 'a grant on an object gets a second account of Zencoder',
    resources: [grantInPlace([Zencoder.CANONICAL_USER_ID], [Zencoder.CANONICAL_USER_ID, 'a'.repeat(64)])],
    configuration: { root_module: { resources: [{ address: 'terraform_data.films', provisioners: [{}] }] } },
    lines: [
      'acme-films opens: The canonical user aaaaaaaaaaaa… can now read from acme-films, the object film.mov (GetObject)',
    ],
    gates: 'widening',
  },
  {
    name: 'the bucket of a grant on an object is known only after the apply',
    resources: [
      {
        type: 'terraform_data',
        actions: ['create'],
        after: { input: { ZENCODER_GRANTEE: '6c85' } },
        after_unknown: { input: { ZENCODER_REQUEST: true } },
      },
    ],
    lines: [
      'terraform_data.films unknown: a grant in the ACL of an object is known only after the apply, so what it opens is unknown',
    ],
    gates: 'widening',
  },
];

/** The order of the lines of one bucket. */
function order(line: string): number {
  return ['problem', 'loses', 'unknown', 'opens', 'closes'].findIndex((word) => line.includes(` ${word}: `));
}
