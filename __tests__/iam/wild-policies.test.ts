import { BucketPolicy } from '../../lib/iam/bucket-policy';
import {
  type BucketPolicyDecision,
  BucketPolicyOutcome,
  type BucketPolicyRequest,
  BucketPolicyRole,
} from '../../lib/iam/decision';
import { Zencoder } from '../../lib/zencoder/account-and-roles';
import { identityOf } from '../../lib/zencoder/another-zencoder';

const ACCOUNT = Zencoder.ACCOUNT_ID;
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const OTHER = 'arn:aws:iam::111122223333:root';
const { ALLOWED, DENIED, NOT_ALLOWED, DEPENDS } = BucketPolicyOutcome;

const READ: BucketPolicyRequest = { ...identityOf(), action: 's3:GetObject', bucket: 'films', key: 'in/a.mp4' };
const WRITE: BucketPolicyRequest = { ...identityOf(), action: 's3:PutObject', bucket: 'films', key: 'out/a.mp4' };
const OVER_TLS = { ...READ, context: { 'aws:SecureTransport': ['true'] } };

const ALLOW = {
  Sid: 'In',
  Effect: 'Allow',
  Principal: { AWS: ROOT },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::films/*',
};
const DENY = {
  Sid: 'No',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'],
};
const deny = (members: object) => ({ ...DENY, ...members });
const allow = (members: object) => ({ ...ALLOW, ...members });

const IT = 's3:GetObject on arn:aws:s3:::films/in/a.mp4';
const ALLOWS = `Statement[0] (Sid "In") allows ${IT}`;

/** What is said of the second statement here, which denies, beside the first one, which allows. */
const but = (words: string) => [ALLOWS, `Statement[1] (Sid "No") ${words}`];
const denied = (words = '') => [`Statement[1] (Sid "No") denies ${IT}${words}`];
const only = (condition: string) => [`${ALLOWS} only if ${condition}`];
const nearly = (words: string, request = IT) => [`Statement[0] (Sid "In") allows ${request}, but ${words}`];

type Case = readonly [
  statement: unknown,
  request: BucketPolicyRequest,
  outcome: BucketPolicyOutcome,
  statements: readonly string[],
];

/** The statements that led to a decision, with the conditions that hold, or with what keeps them from applying. */
const told = ({ statements }: BucketPolicyDecision) =>
  statements.map(({ words, because, role, against }) =>
    role === BucketPolicyRole.NEARLY_ALLOWS
      ? `${words}, but ${against.map((one) => one.words ?? one.element).join(' and ')}`
      : [words, ...because].join(', as '),
  );

const CASES: Record<string, Case> = {
  'a statement that is not in a list': [ALLOW, READ, ALLOWED, [ALLOWS]],
  'Zencoder among others': [
    [allow({ Principal: { AWS: [OTHER, ROOT], Service: 'x.amazonaws.com' } })],
    READ,
    ALLOWED,
    [ALLOWS],
  ],
  'actions in another case and with wildcards': [
    [allow({ Action: ['S3:getobj*', 'S3:?utObject'] })],
    READ,
    ALLOWED,
    [ALLOWS],
  ],
  'another account': [[allow({ Principal: { AWS: OTHER } })], READ, NOT_ALLOWED, nearly('Principal')],
  'another action': [[ALLOW], WRITE, NOT_ALLOWED, nearly('Action', 's3:PutObject on arn:aws:s3:::films/out/a.mp4')],
  'objects where the bucket is asked for': [
    [allow({ Action: 's3:*' })],
    { ...identityOf(), action: 's3:GetBucketLocation', bucket: 'films' },
    NOT_ALLOWED,
    nearly('Resource', 's3:GetBucketLocation on arn:aws:s3:::films'),
  ],
  'a prefix in another case': [[allow({ Resource: 'arn:aws:s3:::films/In/*' })], READ, NOT_ALLOWED, nearly('Resource')],
  'more than one thing that is wrong': [
    [allow({ Resource: 'arn:aws:s3:::films/In/*', Action: 's3:PutObject' })],
    READ,
    NOT_ALLOWED,
    [],
  ],
  'a grant that has ended': [
    [allow({ Condition: { DateLessThan: { 'aws:CurrentTime': '2027-06-30T00:00:00Z' } } })],
    { ...READ, context: { 'aws:CurrentTime': ['2027-07-01T00:00:00Z'] } },
    NOT_ALLOWED,
    nearly('only if aws:CurrentTime is before "2027-06-30T00:00:00Z"'),
  ],
  'a Deny without TLS, for a request over TLS': [
    [ALLOW, deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    OVER_TLS,
    ALLOWED,
    [ALLOWS],
  ],
  'a Deny without TLS, where nothing is known': [
    [ALLOW, deny({ Condition: { Bool: { 'aws:SecureTransport': false } } })],
    READ,
    DEPENDS,
    but(`denies ${IT} if aws:SecureTransport is "false"`),
  ],
  'a Deny that applies': [
    [ALLOW, deny({ Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } })],
    READ,
    DENIED,
    denied(', as aws:PrincipalAccount is not "111122223333"'),
  ],
  'a Deny of all principals but those of an organization': [
    [ALLOW, deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
    READ,
    DEPENDS,
    but(`denies ${IT} unless aws:PrincipalOrgID is "o-1"`),
  ],
  'a Deny of all addresses but some': [
    [
      ALLOW,
      deny({
        Sid: undefined,
        Condition: {
          NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '10.0.0.0/8', '192.0.2.0/24', '198.51.100.0/24', '::/8'] },
        },
      }),
    ],
    READ,
    DEPENDS,
    [
      ALLOWS,
      `Statement[1] denies ${IT} unless aws:SourceIp is in "203.0.113.0/24" or "10.0.0.0/8" or "192.0.2.0/24" or 2 more`,
    ],
  ],
  'a Deny of all that is not for the own roles': [
    [ALLOW, deny({ Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:*' } } })],
    READ,
    DENIED,
    denied(', as aws:PrincipalArn is not like "arn:aws:iam::111122223333:*"'),
  ],
  'a Deny under two conditions': [
    [
      ALLOW,
      deny({
        Condition: {
          Bool: { 'aws:SecureTransport': 'false' },
          StringNotLikeIfExists: { 'aws:UserAgent': 'Zencoder*' },
        },
      }),
    ],
    READ,
    DEPENDS,
    but(`denies ${IT} if aws:SecureTransport is "false", and if aws:UserAgent is not like "Zencoder*", or absent`),
  ],
  'a Deny where nothing is allowed': [
    [deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })],
    READ,
    NOT_ALLOWED,
    [],
  ],
  'a Deny of all other actions': [[ALLOW, deny({ Action: undefined, NotAction: ['s3:Put*'] })], READ, DENIED, denied()],
  'a Deny of all other objects': [
    [ALLOW, deny({ Resource: undefined, NotResource: 'arn:aws:s3:::films/in/*' })],
    READ,
    ALLOWED,
    [ALLOWS],
  ],
  'a Deny of all principals but Zencoder': [
    [ALLOW, deny({ Principal: undefined, NotPrincipal: { AWS: [ROOT] } })],
    READ,
    DEPENDS,
    but(`denies ${IT} unless its NotPrincipal {"AWS":["${ROOT}"]} exempts the requester`),
  ],
  'a variable that may make a Resource match': [
    [allow({ Resource: 'arn:aws:s3:::films/${aws:username}/*' })],
    READ,
    DEPENDS,
    only(`its Resource covers it: "arn:aws:s3:::films/\${aws:username}/*", depending on \${aws:username}`),
  ],
  'a variable that cannot make a Resource match': [
    [allow({ Resource: 'arn:aws:s3:::films/out/${aws:username}/*' })],
    READ,
    NOT_ALLOWED,
    nearly('Resource'),
  ],
  'an unknown operator': [
    [ALLOW, deny({ Condition: { StringBegins: { 'aws:UserAgent': 'x' } } })],
    READ,
    DEPENDS,
    but(`denies ${IT} if its Condition StringBegins on aws:UserAgent, which is not understood, is met`),
  ],
  'an action without a service': [
    [allow({ Action: 'GetObject' })],
    READ,
    DEPENDS,
    only('its Action covers it: "GetObject" is not understood'),
  ],
  'a Resource that is not an ARN': [
    [allow({ Resource: ['films/*'] })],
    READ,
    DEPENDS,
    only('its Resource covers it: "films/*" is not understood'),
  ],
  'an Effect in another case': [
    [ALLOW, deny({ Effect: 'deny' })],
    READ,
    DEPENDS,
    but(`may allow or deny ${IT}; its Effect "deny" is not understood`),
  ],
  'a misspelled element': [
    [ALLOW, deny({ Conditions: {} })],
    READ,
    DEPENDS,
    but(`denies ${IT} if its element "Conditions", which is not known here, has no effect`),
  ],
  'a statement that is none': [
    [ALLOW, 'Deny'],
    READ,
    DEPENDS,
    [ALLOWS, `Statement[1] is not a JSON object, so it is unknown whether it allows or denies ${IT}`],
  ],
};

describe('A policy as it occurs in practice is decided and explained', () => {
  test.each(Object.entries(CASES))('with %s', (_, [statement, request, outcome, statements]) => {
    const policy = BucketPolicy.parse(JSON.stringify({ Version: '2012-10-17', Statement: statement }));
    const decision = policy.decide(request);
    expect([decision.outcome, told(decision)]).toEqual([outcome, statements]);
  });
});
