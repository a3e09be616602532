import { parse } from 'yaml';
import type { ZencoderPolicyDocumentProps } from '../../../lib/grants/bucket-policy';
import { ZencoderPolicyDocument } from '../../../lib/judgement/policy-document';
import { type Answers, policy, RECOMMENDED, refusal } from '../../doctor/aws-server';

/** The bucket `films` in the file, its kept statements, and the findings of preflight. */
export interface KeptCase {
  readonly name: string;
  /** The statements of the policy file. */
  readonly others: readonly object[];
  /** The bucket's settings in the file, without `otherStatements`. The default is a grant of `input`. */
  readonly bucket?: string;
  /** The answers of S3. By default the current policy equals that of the file. */
  readonly answers?: Answers;
  readonly finds?: readonly Found[];
}

export interface Found {
  readonly check: string;
  readonly level: 'problem' | 'warning';
  readonly seen: string;
  /** The statement to write; null to remove it. */
  readonly statement?: object | null;
  readonly yaml?: string;
}

const EVERYTHING = ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'];
const OBJECTS = 'arn:aws:s3:::films/*';
const ZENCODER = '395540211253';
const ACCOUNT = 'arn:aws:iam::111122223333:root';
const DELETED = 'AROACKCEVSQ6C2EXAMPLE';

function deny(more: object = {}): object {
  return { Sid: 'Guard', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS, ...more };
}

function allow(more: object = {}): object {
  return { Sid: 'Open', Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS, ...more };
}

const unless = (key: string, value: string | string[]) => ({ Condition: { StringNotEquals: { [key]: value } } });
const refuses = (seen: string, statement: object | null, sid = 'Guard'): Found => ({
  check: 'refused-grants',
  level: 'problem',
  seen,
  statement,
  yaml: `films:\n  acceptedDenies: [${sid}]`,
});

/** A Deny of every request for an action of a grant is a problem. A Deny of a part, or one that exempts Zencoder, gives no finding. */
const DENIES: readonly KeptCase[] = [
  {
    name: 'a Deny for everybody',
    others: [deny()],
    finds: [
      refuses(
        'Statement[0] (Sid "Guard") in others.json denies Zencoder every request of s3:GetObject (allowed by grants[0]).',
        deny(unless('aws:PrincipalAccount', ZENCODER)),
      ),
    ],
  },
  { name: 'the same, accepted', others: [deny()], bucket: 'grants: [{ role: input }], acceptedDenies: [Guard]' },
  {
    name: 'the same, with an expired grant',
    others: [deny()],
    bucket: 'grants: [{ role: output, expires: 2020-01-01T00:00:00Z }]',
  },
  { name: 'a Deny of a part of the grant', others: [deny({ Resource: 'arn:aws:s3:::films/secret/*' })] },
  { name: 'a Deny of an action that no grant has', others: [deny({ Action: 's3:DeleteObject' })] },
  { name: 'a Deny for another account', others: [deny({ Principal: { AWS: ACCOUNT } })] },
  { name: 'a Deny that exempts Zencoder', others: [deny(unless('aws:PrincipalAccount', ['111122223333', ZENCODER]))] },
  {
    name: 'a Deny only for Zencoder',
    others: [deny({ Principal: { AWS: ZENCODER } })],
    finds: [refuses('denies Zencoder every request of s3:GetObject', null)],
  },
  {
    name: 'a Deny for Zencoder and another account',
    others: [deny({ Principal: { AWS: [ACCOUNT, ZENCODER] } })],
    finds: [refuses('denies Zencoder every request', deny({ Principal: { AWS: [ACCOUNT] } }))],
  },
  {
    name: 'a Deny except for an organization without Zencoder',
    others: [deny(unless('aws:PrincipalOrgID', 'o-abcdefghij'))],
    finds: [
      refuses(
        'denies Zencoder every request of s3:GetObject (allowed by grants[0]), because aws:PrincipalOrgID is not "o-abcdefghij".',
        deny({
          Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij', 'aws:PrincipalAccount': ZENCODER } },
        }),
      ),
    ],
  },
  {
    name: 'a Deny except through a VPC endpoint, which Zencoder does not use',
    others: [deny({ Action: 's3:*', Resource: EVERYTHING, ...unless('aws:SourceVpce', 'vpce-1a2b3c4d') })],
    finds: [
      {
        check: 'refused-grants',
        level: 'problem',
        seen: 's3:GetObject, s3:GetBucketLocation, s3:ListBucketMultipartUploads (allowed by grants[0]), because aws:SourceVpce is not',
      },
    ],
  },
  {
    name: 'a Deny for an object in the file',
    others: [deny({ Sid: undefined, Resource: 'arn:aws:s3:::films/b.mov' })],
    bucket: 'objects: [{ key: a.mov, method: acl-copy }, { key: b.mov }], objectOwnership: BucketOwnerPreferred',
    finds: [
      {
        ...refuses(
          'Statement[0] in others.json denies Zencoder every request of s3:GetObject (allowed by objects[1]).',
          {
            ...deny({
              Sid: undefined,
              Resource: 'arn:aws:s3:::films/b.mov',
              ...unless('aws:PrincipalAccount', ZENCODER),
            }),
          },
        ),
        yaml: 'films:\n  acceptedDenies: [AcceptedDeny0]',
      },
    ],
  },
  {
    name: 'a Deny next to an accepted one',
    others: [deny({ Sid: 'A', Action: 's3:GetBucketLocation', Resource: 'arn:aws:s3:::films' }), deny({ Sid: 'B' })],
    bucket: 'grants: [{ role: input }], acceptedDenies: [A]',
    finds: [
      {
        ...refuses('Statement[1] (Sid "B")', deny({ Sid: 'B', ...unless('aws:PrincipalAccount', ZENCODER) })),
        yaml: 'films:\n  acceptedDenies: [A, B]',
      },
    ],
  },
  {
    name: 'a Deny of all requests without the ACL that Zencoder sends with uploads',
    others: [deny({ Action: 's3:*', ...unless('s3:x-amz-acl', 'bucket-owner-full-control') })],
    finds: [
      {
        check: 'refused-grants',
        level: 'problem',
        seen: 's3:GetObject (allowed by grants[0]), because s3:x-amz-acl is not',
      },
    ],
  },
  {
    name: 'the same for uploads',
    others: [deny({ Action: 's3:PutObject', ...unless('s3:x-amz-acl', 'bucket-owner-full-control') })],
    bucket: 'grants: [{ role: output }]',
  },
  {
    name: 'a Deny of requests without TLS',
    others: [deny({ Action: 's3:*', Resource: EVERYTHING, Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
  },
  {
    name: 'a Deny of outdated TLS versions',
    others: [deny({ Action: 's3:*', Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } })],
  },
];

const depends = (seen: string): Found => ({
  check: 'refused-grants',
  level: 'warning',
  seen: `denies Zencoder ${seen}; this depends on the request that Zencoder sends.`,
  yaml: 'films:\n  acceptedDenies: [Guard]',
});

/** A condition that depends on the request gives a warning. */
const DEPENDENT: readonly KeptCase[] = [
  {
    name: 'a Deny outside a network',
    others: [deny({ Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } })],
    finds: [depends('s3:GetObject (allowed by grants[0]), unless aws:SourceIp is in "192.0.2.0/24"')],
  },
  {
    name: 'the same for a part of the grant',
    others: [
      deny({ Resource: 'arn:aws:s3:::films/in/*', Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } } }),
    ],
  },
  {
    name: 'a Deny of uploads without KMS encryption',
    others: [deny({ Action: 's3:PutObject', ...unless('s3:x-amz-server-side-encryption', 'aws:kms') })],
    bucket: 'grants: [{ role: output }]',
    finds: [depends('s3:PutObject (allowed by grants[0]), unless s3:x-amz-server-side-encryption is "aws:kms"')],
  },
  {
    name: 'the same, but no grant allows uploads',
    others: [deny({ Action: 's3:PutObject', ...unless('s3:x-amz-server-side-encryption', 'aws:kms') })],
  },
  {
    name: 'a Deny without MFA',
    others: [deny({ Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } })],
    finds: [depends('s3:GetObject (allowed by grants[0]), if aws:MultiFactorAuthPresent is "false", or absent')],
  },
];

const beyond = (seen: string): Found => ({ check: 'rights-beyond-grants', level: 'warning', seen });

/** Statements for everybody that allow Zencoder more than the grants. */
const BEYOND: readonly KeptCase[] = [
  {
    name: 'a public statement that allows more than the grants',
    others: [allow({ Action: ['s3:GetObject', 's3:GetObjectVersion'] })],
    finds: [
      beyond(
        'Statement[0] (Sid "Open") in others.json allows everybody, including Zencoder, s3:GetObjectVersion on arn:aws:s3:::films/*, more than the grants allow.',
      ),
    ],
  },
  { name: 'a public statement that allows the same as the grants', others: [allow()] },
  {
    name: 'a public statement on more than the prefix of the grant, under a condition',
    others: [allow({ Condition: { StringLike: { 'aws:Referer': 'https://example.com/*' } } })],
    bucket: 'grants: [{ role: input, prefixes: [in/] }]',
    finds: [beyond('if aws:Referer is like "https://example.com/*", more than the grants allow.')],
  },
  {
    name: 'a statement for an organization without Zencoder',
    others: [
      allow({
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::films',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } },
      }),
    ],
  },
  {
    name: 'a statement for another account',
    others: [allow({ Action: 's3:*', Resource: EVERYTHING, Principal: { AWS: ACCOUNT } })],
  },
];

const READ = { Sid: 'Ops', Effect: 'Allow', Action: 's3:GetObject', Resource: OBJECTS };
const deleted = (level: Found['level'], statement: object | null): Found => ({
  check: 'deleted-principals',
  level,
  seen: `Statement[0] (Sid "Ops") in others.json names "${DELETED}": the unique ID of a deleted user or role.`,
  statement,
});

/** S3 returns policies with deleted principals, but rejects them in PutBucketPolicy. */
const DELETED_PRINCIPALS: readonly KeptCase[] = [
  {
    name: 'a deleted role alone, in a policy that the apply writes',
    others: [{ ...READ, Principal: { AWS: DELETED } }],
    answers: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') },
    finds: [deleted('problem', null)],
  },
  {
    name: 'a deleted role and an account, in a policy that replaces one without Sids',
    others: [{ ...READ, Principal: { AWS: [DELETED, ACCOUNT] } }],
    answers: { GetBucketPolicy: policy(...RECOMMENDED.slice(1), { ...READ, Principal: { AWS: [ACCOUNT, DELETED] } }) },
    finds: [deleted('problem', { ...READ, Principal: { AWS: ACCOUNT } })],
  },
  {
    name: 'the same, but the current policy equals that of the file',
    others: [{ ...READ, Principal: { AWS: [DELETED, ACCOUNT] } }],
    finds: [deleted('warning', { ...READ, Principal: { AWS: ACCOUNT } })],
  },
  {
    name: 'the same, without the deleted role',
    others: [{ ...READ, Principal: { AWS: ACCOUNT } }],
    answers: {
      GetBucketPolicy: policy(...RECOMMENDED.slice(1), { ...READ, Principal: { AWS: [ACCOUNT, DELETED] } }),
    },
  },
  {
    name: 'the ID of a role in a condition',
    others: [
      { ...deny({ Action: 's3:PutObjectTagging' }), Condition: { StringNotLike: { 'aws:userid': `${DELETED}:*` } } },
    ],
    answers: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') },
  },
];

export const KEPT_CASES: readonly KeptCase[] = [...DENIES, ...DEPENDENT, ...BEYOND, ...DELETED_PRINCIPALS];

/** The policy of a bucket in the file. */
export function policyOfFile(bucket: string, others: readonly object[]): Answers {
  const { grants, objects = [] } = parse(`{ ${bucket} }`) as ZencoderPolicyDocumentProps;
  const document = new ZencoderPolicyDocument({
    bucket: 'films',
    grants,
    objects: objects.filter(({ method }) => method === undefined),
    otherStatements: JSON.stringify({ Version: '2012-10-17', Statement: others }),
  });
  return { GetBucketPolicy: { body: document.toJson() } };
}
