import {
  type Answers,
  acl,
  encryption,
  iam,
  iamRefusal,
  kms,
  OWNER,
  ownership,
  policy,
  type Reply,
  refusal,
} from '../aws-server';

/** What AWS answers, what the file says, and what doctor reports. */
export interface SetUp {
  readonly name: string;
  /** Below the stack `live`: `buckets:` or `users:` and more. */
  readonly stack: string;
  /** The statements in the file `others.json` of `otherStatements`. */
  readonly others?: readonly object[];
  readonly answers?: Answers;
  readonly objects?: Readonly<Record<string, Answers>>;
  readonly services?: Readonly<Record<string, Reply>>;
  /** The worst verdict of all rows; in force if left out. */
  readonly verdict?: 'not-in-force' | 'unknown';
  /** The states of what is checked, as `thing name state`; not compared where left out. */
  readonly checked?: readonly string[];
  readonly finds?: readonly (readonly [check: string, level: string, says: string])[];
  readonly unknown?: readonly (readonly [what: string, permission: string | undefined])[];
  readonly exitCode?: 0 | 1 | 3;
}

const ZENCODER = '6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd';
export const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ACCOUNT = { AWS: 'arn:aws:iam::395540211253:root' };
const ON_BUCKET = {
  Effect: 'Allow',
  Principal: ACCOUNT,
  Action: ['s3:ListBucketMultipartUploads', 's3:GetBucketLocation'],
  Resource: 'arn:aws:s3:::films',
};
const reads = (resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Principal: ACCOUNT,
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::films/${resource}`,
  ...more,
});
const CDN = {
  Sid: 'Cdn',
  Effect: 'Allow',
  Principal: { Service: 'cloudfront.amazonaws.com' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
  Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } },
};
const CLOSED = {
  Sid: 'Closed',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
};
const until = (date: string) => ({ Condition: { DateLessThan: { 'aws:CurrentTime': date } } });
const DENIED = refusal(403, 'AccessDenied');
const films = (settings: string, more = '') => `{ region: eu-central-1, ${more}buckets: { films: { ${settings} } } }`;
const IN = films('grants: [{ role: input, prefixes: [in/] }]');
const isPolicy = (...statements: readonly object[]): Answers => ({ GetBucketPolicy: policy(...statements) });

const POLICIES: readonly SetUp[] = [
  {
    name: 'a policy as an apply leaves it',
    stack: IN,
    answers: isPolicy(reads('in/*'), ON_BUCKET),
    checked: ['bucket in-force', 'policy in-force'],
  },
  {
    name: 'an equivalent policy: split, in another order and case, with a list of one and the account as a number',
    stack: IN,
    answers: isPolicy(
      { ...ON_BUCKET, Action: 's3:getbucketlocation', Principal: { AWS: ['395540211253'] } },
      { ...ON_BUCKET, Action: ['S3:ListBucketMultipartUploads'] },
      reads('in/*', { Resource: ['arn:aws:s3:::films/in/*'], Sid: 'Anything', Condition: {} }),
    ),
  },
  {
    name: 'a statement that another one covers',
    stack: IN,
    answers: isPolicy(reads('in/*'), reads('in/old/*'), ON_BUCKET),
  },
  {
    name: 'a bucket without its policy',
    stack: IN,
    answers: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') },
    verdict: 'not-in-force',
    checked: ['bucket in-force', 'policy missing'],
    finds: [
      [
        'policy-missing',
        'problem',
        'The bucket has no policy. Zencoder cannot read from films below in/ (GetObject), but zencoder.yaml grants it. Zencoder cannot ask for the region and list uploads in films (GetBucketLocation, ListBucketMultipartUploads), but zencoder.yaml grants it.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'a policy that allows Zencoder less',
    stack: films('grants: [{ role: input, prefixes: [in/, new/] }]'),
    answers: isPolicy(reads('in/*'), ON_BUCKET),
    verdict: 'not-in-force',
    checked: ['bucket in-force', 'policy drifted'],
    finds: [['policy-lacks', 'problem', 'Zencoder cannot read from films below new/']],
    exitCode: 1,
  },
  {
    name: 'a policy that allows Zencoder more',
    stack: IN,
    answers: isPolicy(reads('*', { Action: ['s3:GetObject', 's3:PutObject'] }), ON_BUCKET),
    verdict: 'not-in-force',
    finds: [['policy-beyond', 'problem', 'but zencoder.yaml does not grant it']],
    exitCode: 1,
  },
  {
    name: 'a policy that allows Zencoder everything',
    stack: IN,
    answers: isPolicy({ ...reads('*'), Action: 's3:*', Resource: ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'] }),
    verdict: 'not-in-force',
    finds: [
      [
        'policy-beyond',
        'problem',
        'The policy allows Zencoder access that cannot be expressed as a grant: Statement[0]: s3:*',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'a grant that expires earlier than in the file',
    stack: films('grants: [{ role: input, prefixes: [in/], expires: 2099-06-30T00:00:00Z }]'),
    answers: isPolicy(reads('in/*', until('2098-01-01T00:00:00Z')), { ...ON_BUCKET, ...until('2099-06-30T00:00:00Z') }),
    verdict: 'not-in-force',
    finds: [
      [
        'policy-lacks',
        'problem',
        'can read from films below in/ (GetObject) until 2098-01-01T00:00:00Z, but zencoder.yaml grants it until 2099-06-30T00:00:00Z.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'a policy that allows requests without TLS',
    stack: films('grants: [{ role: input, prefixes: [in/] }], requireTls: true'),
    answers: isPolicy(reads('in/*'), ON_BUCKET),
    verdict: 'not-in-force',
    finds: [['policy-beyond', 'problem', 'but zencoder.yaml grants it over TLS only']],
    exitCode: 1,
  },
  {
    name: 'equivalent kept statements',
    stack: films('grants: [{ role: input, prefixes: [in/] }], otherStatements: others.json'),
    others: [CDN],
    answers: isPolicy(
      { ...CDN, Sid: 'X', Action: ['s3:getObject'], Principal: { Service: ['cloudfront.amazonaws.com'] } },
      ON_BUCKET,
      reads('in/*'),
    ),
  },
  {
    name: 'a missing kept statement',
    stack: films('grants: [{ role: input, prefixes: [in/] }], otherStatements: others.json'),
    others: [CDN],
    answers: isPolicy(reads('in/*'), ON_BUCKET),
    verdict: 'not-in-force',
    finds: [
      [
        'policy-lacks',
        'problem',
        '1 statement of others.json is not in the policy of the bucket: Statement[2] (Sid "Cdn"): Allow s3:GetObject for cloudfront.amazonaws.com.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'a Deny for other principals that the file does not have',
    stack: IN,
    answers: isPolicy(reads('in/*'), ON_BUCKET, CLOSED),
    verdict: 'not-in-force',
    finds: [
      [
        'other-statements',
        'problem',
        'The policy of the bucket has 1 statement that zencoder.yaml does not have: Statement[2] (Sid "Closed"): Deny s3:GetObject for everybody.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'an unreadable policy',
    stack: IN,
    answers: { GetBucketPolicy: DENIED },
    verdict: 'unknown',
    checked: ['bucket in-force', 'policy unknown'],
    unknown: [['whether the policy of films is in force (GetBucketPolicy)', 's3:GetBucketPolicy']],
    exitCode: 3,
  },
  {
    name: 'an object by policy',
    stack: films('objects: [{ key: in/film.mov }]'),
    answers: isPolicy(reads('in/film.mov')),
  },
];

const BUCKETS: readonly SetUp[] = [
  {
    name: 'a bucket that does not exist',
    stack: IN,
    answers: { HeadBucket: refusal(404, 'NoSuchBucket') },
    verdict: 'not-in-force',
    checked: ['bucket missing'],
    finds: [['bucket', 'problem', 'There is no bucket "films".']],
    exitCode: 1,
  },
  {
    name: 'a bucket in another region',
    stack: films('grants: [{ role: input, prefixes: [in/] }], region: eu-west-1'),
    answers: isPolicy(reads('in/*'), ON_BUCKET),
    verdict: 'not-in-force',
    finds: [['region', 'problem', 'The bucket is in eu-central-1, but zencoder.yaml says eu-west-1.']],
    exitCode: 1,
  },
  {
    name: 'a different object ownership',
    stack: films('grants: [{ role: input, prefixes: [in/] }], objectOwnership: BucketOwnerPreferred'),
    answers: isPolicy(reads('in/*'), ON_BUCKET),
    verdict: 'not-in-force',
    checked: ['bucket in-force', 'policy in-force', 'object-ownership drifted'],
    finds: [
      [
        'object-ownership',
        'problem',
        'The object ownership of the bucket is BucketOwnerEnforced, but zencoder.yaml says BucketOwnerPreferred.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'an unreadable object ownership',
    stack: films('grants: [{ role: input, prefixes: [in/] }], objectOwnership: BucketOwnerPreferred'),
    answers: { ...isPolicy(reads('in/*'), ON_BUCKET), GetBucketOwnershipControls: DENIED },
    verdict: 'unknown',
    unknown: [
      [
        'whether films has the object ownership that zencoder.yaml sets (GetBucketOwnershipControls)',
        's3:GetBucketOwnershipControls',
      ],
    ],
    exitCode: 3,
  },
  {
    name: 'a grant that has expired',
    stack: films(
      'grants: [{ role: input, prefixes: [in/] }, { role: input, prefixes: [old/], expires: 2020-01-01T00:00:00Z }]',
    ),
    answers: isPolicy(reads('in/*'), ON_BUCKET),
    finds: [['ended', 'warning', 'grants[1] expired at 2020-01-01T00:00:00Z.']],
  },
];

const WITH_ACLS: Answers = { GetBucketOwnershipControls: ownership('BucketOwnerPreferred') };
const at = (time: string, size = 3): Reply => ({
  headers: { 'last-modified': new Date(time).toUTCString(), 'content-length': String(size), etag: '"e"' },
});
const GRANTED = acl(OWNER, [ZENCODER, 'READ']);
const BY_ACL = films('objects: [{ key: a.mov, method: acl }]', 'objectGrants: true, ');
const COPIED = films('objects: [{ key: a.mov, method: acl-copy }]');
const [OLDER, NEWER] = [at('2026-01-01T00:00:00Z'), at('2026-02-01T00:00:00Z')];

const OBJECTS: readonly SetUp[] = [
  {
    name: 'a grant in an ACL',
    stack: BY_ACL,
    answers: WITH_ACLS,
    objects: { 'a.mov': { GetObjectAcl: GRANTED } },
    checked: ['bucket in-force', 'object-grant a.mov in-force'],
  },
  {
    name: 'a grant in an ACL that was lost when the object was overwritten',
    stack: BY_ACL,
    answers: WITH_ACLS,
    objects: { 'a.mov': { GetObjectAcl: acl(OWNER) } },
    verdict: 'not-in-force',
    checked: ['bucket in-force', 'object-grant a.mov missing'],
    finds: [['grant-lost', 'problem', 'The ACL of a.mov does not grant Zencoder READ, but zencoder.yaml does.']],
    exitCode: 1,
  },
  {
    name: 'a grant in an ACL that differs from the file',
    stack: films(
      'objects: [{ key: a.mov, method: acl, permissions: [READ, READ_ACP], versionId: v1 }]',
      'objectGrants: true, ',
    ),
    answers: WITH_ACLS,
    objects: { 'a.mov': { GetObjectAcl: acl(OWNER, [ZENCODER, 'READ'], [ZENCODER, 'WRITE_ACP']) } },
    verdict: 'not-in-force',
    checked: ['bucket in-force', 'object-grant a.mov drifted'],
    finds: [
      ['grant-lost', 'problem', 'The ACL of a.mov in version v1 does not grant Zencoder READ_ACP'],
      ['grant-beyond', 'warning', 'The ACL of a.mov in version v1 also grants Zencoder WRITE_ACP'],
    ],
    exitCode: 1,
  },
  {
    name: 'FULL_CONTROL, which includes the granted permission',
    stack: BY_ACL,
    answers: WITH_ACLS,
    objects: { 'a.mov': { GetObjectAcl: acl(OWNER, [ZENCODER, 'FULL_CONTROL']) } },
    finds: [['grant-beyond', 'warning', 'FULL_CONTROL']],
  },
  {
    name: 'a missing object with a grant in its ACL',
    stack: BY_ACL,
    answers: WITH_ACLS,
    objects: {},
    verdict: 'not-in-force',
    finds: [['object-missing', 'problem', 'There is no object a.mov in films']],
    exitCode: 1,
  },
  {
    name: 'a grant in an ACL after ACLs were disabled',
    stack: BY_ACL,
    objects: { 'a.mov': { GetObjectAcl: acl(OWNER) } },
    verdict: 'not-in-force',
    finds: [['grant-lost', 'problem', 'The ACL of a.mov']],
    exitCode: 1,
  },
  {
    name: 'an unreadable ACL',
    stack: films('objects: [{ key: a.mov, method: acl, versionId: v1 }]', 'objectGrants: true, '),
    answers: WITH_ACLS,
    objects: { 'a.mov': { GetObjectAcl: DENIED } },
    verdict: 'unknown',
    unknown: [['whether the ACL of a.mov in version v1 still has its grant (GetObjectAcl)', 's3:GetObjectVersionAcl']],
    exitCode: 3,
  },
  {
    name: 'a copy that is up to date',
    stack: COPIED,
    answers: WITH_ACLS,
    objects: { 'a.mov': { HeadObject: OLDER }, 'zencoder/a.mov': { HeadObject: OLDER, GetObjectAcl: GRANTED } },
    checked: ['bucket in-force', 'copy zencoder/a.mov in-force'],
  },
  {
    name: 'a copy whose original was overwritten',
    stack: COPIED,
    answers: WITH_ACLS,
    objects: { 'a.mov': { HeadObject: NEWER }, 'zencoder/a.mov': { HeadObject: OLDER, GetObjectAcl: GRANTED } },
    verdict: 'not-in-force',
    checked: ['bucket in-force', 'copy zencoder/a.mov drifted'],
    finds: [
      [
        'copy-old',
        'problem',
        'a.mov was changed at 2026-02-01T00:00:00Z, and zencoder/a.mov was copied at 2026-01-01T00:00:00Z',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'a copy with another size, made in the same second',
    stack: COPIED,
    answers: WITH_ACLS,
    objects: {
      'a.mov': { HeadObject: OLDER },
      'zencoder/a.mov': { HeadObject: at('2026-01-01T00:00:00Z', 1), GetObjectAcl: GRANTED },
    },
    verdict: 'not-in-force',
    finds: [['copy-old', 'problem', 'they have 3 bytes and 1 byte']],
    exitCode: 1,
  },
  {
    name: 'a missing copy',
    stack: COPIED,
    answers: WITH_ACLS,
    objects: { 'a.mov': { HeadObject: OLDER } },
    verdict: 'not-in-force',
    checked: ['bucket in-force', 'copy zencoder/a.mov missing'],
    finds: [['copy-missing', 'problem', 'There is no copy zencoder/a.mov of a.mov in films.']],
    exitCode: 1,
  },
  {
    name: 'a copy without its grant and without its original',
    stack: COPIED,
    answers: WITH_ACLS,
    objects: { 'zencoder/a.mov': { HeadObject: OLDER, GetObjectAcl: acl(OWNER) } },
    verdict: 'not-in-force',
    finds: [
      ['grant-lost', 'problem', 'The ACL of zencoder/a.mov does not grant Zencoder READ'],
      ['original-missing', 'warning', 'The copy zencoder/a.mov exists, but its original a.mov does not.'],
    ],
    exitCode: 1,
  },
  {
    name: 'an unreadable original',
    stack: COPIED,
    answers: WITH_ACLS,
    objects: { 'a.mov': { HeadObject: DENIED }, 'zencoder/a.mov': { HeadObject: OLDER, GetObjectAcl: GRANTED } },
    verdict: 'unknown',
    unknown: [['whether zencoder/a.mov is as new as a.mov (HeadObject)', 's3:GetObject']],
    exitCode: 3,
  },
];

const userPolicy = (...statements: readonly object[]) =>
  iam(
    'GetUserPolicy',
    `<UserName>encoder</UserName><PolicyName>ZencoderUserPolicy</PolicyName><PolicyDocument>${encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }))}</PolicyDocument>`,
  );
const BOUNDARY = 'arn:aws:iam::111122223333:policy/bound';
const user = (boundary = '') => iam('GetUser', `<User><UserName>encoder</UserName>${boundary}</User>`);
const bounded = (arn: string) =>
  `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType><PermissionsBoundaryArn>${arn}</PermissionsBoundaryArn></PermissionsBoundary>`;
const keys = (...states: readonly string[]) =>
  iam(
    'ListAccessKeys',
    `<AccessKeyMetadata>${states.map((state, index) => `<member><AccessKeyId>AKIA${index}</AccessKeyId><Status>${state}</Status></member>`).join('')}</AccessKeyMetadata>`,
  );
const without = (principal: object) =>
  Object.fromEntries(Object.entries(principal).filter(([name]) => name !== 'Principal'));
const USER = '{ users: { encoder: { grants: [{ bucket: films, role: input, prefixes: [in/] }] } } }';
const SOUND = {
  GetUser: user(),
  GetUserPolicy: userPolicy(without(reads('in/*')), without(ON_BUCKET)),
  ListAccessKeys: keys('Active', 'Inactive'),
};

const USERS: readonly SetUp[] = [
  {
    name: 'a user as an apply leaves it',
    stack: USER,
    services: SOUND,
    checked: ['user in-force', 'user-policy in-force'],
  },
  {
    name: 'a user that does not exist',
    stack: USER,
    services: {},
    verdict: 'not-in-force',
    checked: ['user missing'],
    finds: [['user-missing', 'problem', 'There is no user "encoder".']],
    exitCode: 1,
  },
  {
    name: 'a user without its policy',
    stack: USER,
    services: { ...SOUND, GetUserPolicy: iamRefusal(404, 'NoSuchEntity') },
    verdict: 'not-in-force',
    checked: ['user in-force', 'user-policy missing'],
    finds: [['policy-missing', 'problem', 'The user has no inline policy ZencoderUserPolicy.']],
    exitCode: 1,
  },
  {
    name: 'a different policy of a user',
    stack: USER,
    services: { ...SOUND, GetUserPolicy: userPolicy(without(reads('out/*')), without(ON_BUCKET)) },
    verdict: 'not-in-force',
    checked: ['user in-force', 'user-policy drifted'],
    finds: [
      [
        'policy-lacks',
        'problem',
        'The policy of the user does not contain what zencoder.yaml grants: Allow s3:GetObject on arn:aws:s3:::films/in/*.',
      ],
      [
        'policy-beyond',
        'problem',
        'The policy of the user contains what zencoder.yaml does not grant: Allow s3:GetObject on arn:aws:s3:::films/out/*.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'a different boundary, no active key, and other policies',
    stack: `{ users: { encoder: { accessKey: true, permissionsBoundary: "${BOUNDARY}", grants: [{ bucket: films, role: input, prefixes: [in/] }] } } }`,
    services: {
      ...SOUND,
      GetUser: user(bounded('arn:aws:iam::111122223333:policy/wide')),
      ListAccessKeys: keys('Inactive'),
      ListUserPolicies: iam(
        'ListUserPolicies',
        '<PolicyNames><member>Extra</member><member>ZencoderUserPolicy</member></PolicyNames>',
      ),
      ListAttachedUserPolicies: iam(
        'ListAttachedUserPolicies',
        '<AttachedPolicies><member><PolicyArn>arn:aws:iam::aws:policy/AmazonS3FullAccess</PolicyArn></member></AttachedPolicies>',
      ),
      ListGroupsForUser: iam('ListGroupsForUser', '<Groups><member><GroupName>editors</GroupName></member></Groups>'),
    },
    verdict: 'not-in-force',
    finds: [
      [
        'permissions-boundary',
        'problem',
        `is arn:aws:iam::111122223333:policy/wide, but zencoder.yaml says ${BOUNDARY}.`,
      ],
      ['access-key', 'problem', 'The user has no active access key, but zencoder.yaml says accessKey: true.'],
      [
        'other-policies',
        'warning',
        'The user also has the inline policies Extra; the attached policies arn:aws:iam::aws:policy/AmazonS3FullAccess; the groups editors.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'an unreadable user',
    stack: USER,
    services: Object.fromEntries(
      [
        'GetUser',
        'GetUserPolicy',
        'ListAccessKeys',
        'ListUserPolicies',
        'ListAttachedUserPolicies',
        'ListGroupsForUser',
      ].map((operation) => [operation, iamRefusal(403, 'AccessDenied')]),
    ),
    verdict: 'unknown',
    unknown: [
      ['whether the user encoder exists, and which permissions boundary it has (GetUser)', 'iam:GetUser'],
      ['whether the policy of the user encoder is in force (GetUserPolicy)', 'iam:GetUserPolicy'],
      ['whether the user has other inline policies (ListUserPolicies)', 'iam:ListUserPolicies'],
      ['whether policies are attached to the user (ListAttachedUserPolicies)', 'iam:ListAttachedUserPolicies'],
      ['whether the user is in groups (ListGroupsForUser)', 'iam:ListGroupsForUser'],
    ],
    exitCode: 3,
  },
];

const keyPolicy = (...statements: readonly object[]) => ({
  GetKeyPolicy: kms({
    PolicyName: 'default',
    Policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  }),
});
const USES = { Effect: 'Allow', Principal: ACCOUNT, Action: 'kms:Decrypt', Resource: '*' };
const ENCRYPTED: SetUp = {
  name: '',
  stack: films(`grants: [{ role: input, prefixes: [in/] }], kmsKeyArn: "${KEY}"`),
  answers: { ...isPolicy(reads('in/*'), ON_BUCKET), GetBucketEncryption: encryption('aws:kms', KEY) },
};

const KEYS: readonly SetUp[] = [
  { ...ENCRYPTED, name: 'a key whose policy has the statement', services: keyPolicy(USES) },
  {
    ...ENCRYPTED,
    name: 'a key whose policy has the statement, limited to S3 in the region and to the bucket',
    services: keyPolicy({
      ...USES,
      Condition: {
        StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' },
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'] },
      },
    }),
  },
  {
    ...ENCRYPTED,
    name: 'a key whose policy allows only its own account',
    services: keyPolicy({ ...USES, Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*' }),
    verdict: 'not-in-force',
    finds: [
      [
        'key-statement',
        'problem',
        'The policy of the key does not allow Zencoder (account 395540211253) to perform kms:Decrypt for films.',
      ],
    ],
    exitCode: 1,
  },
  {
    ...ENCRYPTED,
    name: 'a key whose policy has a condition on a request',
    services: keyPolicy({ ...USES, Condition: { StringEquals: { 'aws:SourceIp': '192.0.2.1' } } }),
    verdict: 'unknown',
    unknown: [['whether the policy of the key allows Zencoder to perform kms:Decrypt for films', undefined]],
  },
  {
    ...ENCRYPTED,
    name: 'a key with an unreadable policy',
    services: { GetKeyPolicy: kms({ __type: 'AccessDeniedException' }, 400) },
    verdict: 'unknown',
    unknown: [[`whether the policy of the key ${KEY} allows Zencoder to use it (GetKeyPolicy)`, 'kms:GetKeyPolicy']],
  },
  {
    ...ENCRYPTED,
    name: 'a key that does not exist',
    services: { GetKeyPolicy: kms({ __type: 'NotFoundException' }, 400) },
    verdict: 'not-in-force',
    finds: [['key-missing', 'problem', `There is no key ${KEY}.`]],
    exitCode: 1,
  },
  {
    name: 'a bucket that is encrypted with a key that the file does not name',
    stack: IN,
    answers: { ...isPolicy(reads('in/*'), ON_BUCKET), GetBucketEncryption: encryption('aws:kms', KEY) },
    finds: [
      [
        'encryption',
        'warning',
        `The bucket encrypts by default with the KMS key ${KEY}, but zencoder.yaml has no kmsKeyArn.`,
      ],
    ],
  },
];

export const SET_UPS: readonly SetUp[] = [...POLICIES, ...BUCKETS, ...OBJECTS, ...USERS, ...KEYS];
