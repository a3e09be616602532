import { ZencoderPolicyDocument } from '../../lib/judgement/policy-document';
import { ZencoderRole } from '../../lib/zencoder/account-and-roles';
import { type Answers, policy, RECOMMENDED } from './aws-server';

/** A policy of the bucket `films` that depends on a condition, and what doctor reports. */
export interface ConditionCase {
  readonly name: string;
  readonly purpose?: 'output';
  readonly answers: Answers;
  readonly verdict: 'fine' | 'refused' | 'doubtful';
  /** The findings: check, level and a part of the text. */
  readonly finds?: readonly (readonly [check: string, level: string, seen: string])[];
  /** What depends on a request, and on which statement. */
  readonly unknown?: readonly (readonly [what: string, why: string])[];
  /** The lines of the file that are advised for what is unknown. */
  readonly yaml?: string;
}

const EVERYTHING = ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'];
const ZENCODER = { AWS: 'arn:aws:iam::395540211253:root' };

function denying(Condition: object, more: object = {}): Answers {
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
  return { GetBucketPolicy: policy(...RECOMMENDED, { Sid: 'Guard', ...deny, ...more, Condition }) };
}

function allowing(more: object): Answers {
  const allow = { Effect: 'Allow', Principal: ZENCODER, Action: 's3:GetObject', Resource: 'arn:aws:s3:::films/*' };
  return { GetBucketPolicy: policy(RECOMMENDED[1]!, { Sid: 'Films', ...allow, ...more }) };
}

const GUARD = 'Statement[2] (Sid "Guard") of the bucket\'s policy denies Zencoder';
const FILM = 's3:GetObject on "in/film.mov"';
const TLS = "whether Zencoder's requests use TLS, which Zencoder does not guarantee";
const ALL = { Action: 's3:*', Resource: EVERYTHING };

/** Only a request has what they test: nobody can say whether they hold, and there is nothing to advise. */
const OF_REQUESTS: readonly ConditionCase[] = [
  {
    name: 'a Deny of requests without TLS',
    answers: denying({ Bool: { 'aws:SecureTransport': 'false' } }, ALL),
    verdict: 'doubtful',
    unknown: [
      [
        TLS,
        `${GUARD} ${FILM}, and s3:GetBucketLocation and s3:ListBucketMultipartUploads on the bucket if aws:SecureTransport is "false"`,
      ],
    ],
  },
  {
    name: 'a Deny of TLS before 1.2',
    answers: denying({ NumericLessThan: { 's3:TlsVersion': '1.2' } }),
    verdict: 'doubtful',
    unknown: [[TLS, `${GUARD} ${FILM} if s3:TlsVersion is less than "1.2"`]],
  },
  {
    name: 'a grant with requireTls from the file',
    answers: {
      GetBucketPolicy: {
        body: new ZencoderPolicyDocument({
          bucket: 'films',
          grants: [{ role: ZencoderRole.INPUT }],
          requireTls: true,
        }).toJson(),
      },
    },
    verdict: 'doubtful',
    unknown: [[TLS, 'on the bucket only if aws:SecureTransport is "true"']],
    yaml: 'films:\n  requireTls: false',
  },
  {
    name: 'an Allow over TLS that is not from the file',
    answers: allowing({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    verdict: 'doubtful',
    unknown: [
      [TLS, `Statement[1] (Sid "Films") of the bucket's policy allows Zencoder ${FILM} only if aws:SecureTransport is`],
    ],
  },
  {
    name: 'a Deny outside a network',
    answers: denying({ NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }),
    verdict: 'doubtful',
    unknown: [['whether aws:SourceIp is in "192.0.2.0/24" in Zencoder\'s requests', `${GUARD} ${FILM} otherwise`]],
  },
  {
    name: 'a Deny inside a network',
    answers: denying({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }),
    verdict: 'doubtful',
    unknown: [['whether aws:SourceIp is in "192.0.2.0/24" in Zencoder\'s requests', `${GUARD} ${FILM} in that case`]],
  },
  {
    name: 'a Deny for all referers except one',
    answers: denying({ StringNotLike: { 'aws:Referer': 'https://example.com/*' } }),
    verdict: 'doubtful',
    unknown: [
      ['whether aws:Referer is like "https://example.com/*" in Zencoder\'s requests', `${GUARD} ${FILM} otherwise`],
    ],
  },
  {
    name: 'a Deny without a second factor',
    answers: denying({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
    verdict: 'doubtful',
    unknown: [['whether aws:MultiFactorAuthPresent is "false", or absent in Zencoder\'s requests', 'in that case']],
  },
  {
    name: 'a Deny of uploads without encryption by KMS',
    purpose: 'output',
    answers: denying({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }, { Action: 's3:PutObject' }),
    verdict: 'doubtful',
    unknown: [
      [
        'whether s3:x-amz-server-side-encryption is "aws:kms" in Zencoder\'s requests',
        `${GUARD} s3:PutObject on "out/film.mp4" otherwise`,
      ],
    ],
  },
  {
    name: 'a Deny of uploads, for an input',
    answers: denying({ StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } }, { Action: 's3:PutObject' }),
    verdict: 'fine',
  },
  {
    name: 'a Deny under two conditions',
    answers: denying({
      NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' },
      StringNotEquals: { 'aws:UserAgent': 'ours' },
    }),
    verdict: 'doubtful',
    unknown: [
      [
        'whether aws:SourceIp is not in "192.0.2.0/24" and aws:UserAgent is not "ours" in Zencoder\'s requests',
        'in that case',
      ],
    ],
  },
  {
    name: 'an Allow from a network',
    answers: allowing({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
    verdict: 'doubtful',
    unknown: [
      [
        'whether aws:SourceIp is in "10.0.0.0/8" in Zencoder\'s requests',
        `Statement[1] (Sid "Films") of the bucket's policy allows Zencoder ${FILM} only in that case`,
      ],
    ],
  },
  {
    name: 'a Deny outside a network, without an Allow',
    answers: {
      GetBucketPolicy: policy(RECOMMENDED[1]!, {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::films/*',
        Condition: { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
      }),
    },
    verdict: 'refused',
    finds: [['policy', 'problem', `allows Zencoder (account 395540211253) to perform ${FILM}.`]],
    unknown: [['whether aws:SourceIp is in', `Statement[1] of the bucket's policy denies Zencoder ${FILM} otherwise`]],
  },
];

const refused = (because: string): Pick<ConditionCase, 'verdict' | 'finds'> => ({
  verdict: 'refused',
  finds: [['deny', 'problem', `${GUARD} ${FILM} because ${because}.`]],
});

/** What they test is known of each request that Zencoder sends. */
const KNOWN: readonly ConditionCase[] = [
  {
    name: 'a Deny unless the principal is in an organization',
    answers: denying({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }),
    ...refused('aws:PrincipalOrgID is not "o-abcdefghij"'),
  },
  {
    name: 'a Deny unless the request comes through a VPC endpoint',
    answers: denying({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } }),
    ...refused('aws:SourceVpce is not "vpce-1a2b3c4d"'),
  },
  {
    name: 'a Deny unless the principal is in an account',
    answers: denying({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
    ...refused('aws:PrincipalAccount is not "111122223333"'),
  },
  {
    name: 'a Deny of an organization',
    answers: denying({ StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } }),
    verdict: 'fine',
  },
  {
    name: 'an Allow for everybody of an organization',
    answers: allowing({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } }),
    verdict: 'refused',
    finds: [
      [
        'policy',
        'problem',
        'Statement[1] (Sid "Films") would allow it, but only if aws:PrincipalOrgID is "o-abcdefghij".',
      ],
    ],
  },
  {
    name: 'a Deny of requests through an AWS service',
    answers: denying({ Bool: { 'aws:ViaAWSService': 'true' } }),
    verdict: 'fine',
  },
  {
    name: 'a Deny of uploads without the ACL that Zencoder sends',
    purpose: 'output',
    answers: denying({ StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, { Action: 's3:PutObject' }),
    verdict: 'fine',
  },
  {
    name: 'a Deny of everything without that ACL, which reads do not send',
    answers: denying({ StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }, { Action: 's3:*' }),
    ...refused('s3:x-amz-acl is not "bucket-owner-full-control"'),
  },
];

/** It depends on how a statement is meant: a doubt with something to change. */
const DOUBTS: readonly ConditionCase[] = [
  {
    name: 'a NotPrincipal with the account of Zencoder, outside a network',
    answers: denying(
      { NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
      { Principal: undefined, NotPrincipal: ZENCODER },
    ),
    verdict: 'doubtful',
    finds: [['deny', 'doubt', 'denies s3:GetObject on arn:aws:s3:::films/in/film.mov if its NotPrincipal']],
  },
  {
    name: 'an Allow for one role of Zencoder',
    answers: allowing({ Principal: { AWS: 'arn:aws:iam::395540211253:role/encoder' } }),
    verdict: 'doubtful',
    finds: [['policy', 'doubt', 'only if the requester is "arn:aws:iam::395540211253:role/encoder".']],
  },
  {
    name: 'an unknown operator',
    answers: denying({ StringIs: { 'aws:SourceIp': '192.0.2.1' } }),
    verdict: 'doubtful',
    finds: [['deny', 'doubt', 'which is not understood, is met.']],
  },
];

export const CONDITION_CASES: readonly ConditionCase[] = [...OF_REQUESTS, ...KNOWN, ...DOUBTS];
