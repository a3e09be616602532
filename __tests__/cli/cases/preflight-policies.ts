import { policy, RECOMMENDED, refusal } from '../../doctor/aws-server';
import { ALL_AND_OTHERS, ON_BUCKET, ON_OBJECTS, OTHERS, type PreflightCase } from '../preflighting';

const ofAccounts = (...accounts: string[]) => ({ Condition: { StringEquals: { 'aws:PrincipalAccount': accounts } } });
const IF_EXISTS = { Condition: { StringEqualsIfExists: { 'aws:PrincipalAccount': '395540211253' } } };

/** Current policies, and what preflight reports about them. */
export const POLICY_CASES: readonly PreflightCase[] = [
  { name: 'a bucket without a policy', answers: { GetBucketPolicy: refusal(404, 'NoSuchBucketPolicy') } },
  { name: "a policy that says what the file says, as on Zencoder's page", answers: {} },
  {
    name: 'an existing statement that the file does not keep',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, OTHERS) },
    finds: [
      [
        'other-statements',
        'problem',
        'The apply would drop 1 existing statement: Statement[2] (Sid "Cdn"): Allow s3:GetObject for cloudfront.amazonaws.com.',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'the same, but the file keeps it in an equivalent form',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, OTHERS) },
    bucket: ALL_AND_OTHERS,
    others: [
      {
        Effect: 'Allow',
        Condition: { StringEquals: { 'aws:sourcearn': ['arn:aws:cloudfront::111122223333:distribution/E1'] } },
        Resource: ['arn:aws:s3:::films/*'],
        Action: ['s3:getobject'],
        Principal: { Service: ['cloudfront.amazonaws.com'] },
      },
    ],
  },
  {
    name: 'a statement for Zencoder and for other principals',
    answers: {
      GetBucketPolicy: policy(
        { ...ON_OBJECTS, Principal: { AWS: ['395540211253', 'arn:aws:iam::111122223333:root'] } },
        ON_BUCKET,
      ),
    },
    finds: [['other-statements', 'problem', 'for arn:aws:iam::111122223333:root.']],
    exitCode: 1,
  },
  {
    name: 'a Deny, also one that names Zencoder',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, { ...ON_OBJECTS, Effect: 'Deny', Action: 's3:DeleteObject' }) },
    finds: [['other-statements', 'problem', 'Statement[2]: Deny s3:DeleteObject']],
    exitCode: 1,
  },
  {
    name: 'a statement for Zencoder that is wider than the file',
    answers: { GetBucketPolicy: policy({ ...ON_OBJECTS, Action: 's3:*' }, ON_BUCKET) },
    finds: [
      [
        'zencoder-statements',
        'warning',
        'The apply would replace 1 statement for Zencoder: Statement[0]: Allow s3:* for',
      ],
    ],
  },
  {
    name: 'a policy in the old version of the language, where "${" is plain text',
    answers: {
      GetBucketPolicy: {
        body: JSON.stringify({ Statement: [...RECOMMENDED, { ...OTHERS, Resource: 'arn:aws:s3:::films/${a}/*' }] }),
      },
    },
    bucket: ALL_AND_OTHERS,
    others: [{ ...OTHERS, Resource: 'arn:aws:s3:::films/${$}{a}/*' }],
  },
  {
    name: 'a statement for everybody whose condition names Zencoder, which a grant in the file replaces',
    answers: { GetBucketPolicy: policy({ ...ON_OBJECTS, Principal: '*', ...ofAccounts('395540211253') }, ON_BUCKET) },
  },
  {
    name: 'the same for another account too',
    answers: {
      GetBucketPolicy: policy(
        { ...ON_OBJECTS, Principal: '*', ...ofAccounts('395540211253', '111122223333') },
        ON_BUCKET,
      ),
    },
    finds: [['other-statements', 'problem', 'The apply would drop 1 existing statement: Statement[0]: Allow']],
    exitCode: 1,
  },
  {
    name: 'the same for anonymous requests too',
    answers: {
      GetBucketPolicy: policy({ ...ON_OBJECTS, Principal: '*', ...IF_EXISTS }, ON_BUCKET, ON_OBJECTS),
    },
    finds: [['other-statements', 'problem', 'The apply would drop 1 existing statement: Statement[0]: Allow']],
    exitCode: 1,
  },
  {
    name: 'a statement only for a deleted role, which can be dropped',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, { ...OTHERS, Principal: { AWS: 'AROACKCEVSQ6C2EXAMPLE' } }) },
    finds: [['deleted-principals', 'warning', 'would drop 1 existing statement for deleted users and roles only']],
  },
  {
    name: 'a statement that S3 accepts but the file does not',
    answers: { GetBucketPolicy: policy(...RECOMMENDED, { ...OTHERS, Effect: 'deny' }) },
    finds: [
      ['other-statements', 'problem', 'Statement[2] (Sid "Cdn"): deny s3:GetObject for cloudfront.amazonaws.com.'],
      [
        'grammar',
        'warning',
        'Statement[2] (Sid "Cdn") of the current policy is not valid in a policy file: "deny" is not a valid Effect',
      ],
    ],
    exitCode: 1,
  },
  {
    name: 'the same for a statement for Zencoder, which is not kept',
    answers: { GetBucketPolicy: policy({ ...ON_OBJECTS, Sids: 'x' }, ON_BUCKET) },
    finds: [['zencoder-statements', 'warning', 'The apply would replace 1 statement for Zencoder: Statement[0]']],
  },
  {
    name: 'values that are not statements',
    answers: { GetBucketPolicy: { body: JSON.stringify({ Statement: [...RECOMMENDED, 'Allow all', [ON_BUCKET]] }) } },
    finds: [
      ['grammar', 'warning', 'Statement[2] of the current policy is not a statement: "Allow all".'],
      ['grammar', 'warning', 'Statement[3] of the current policy is not a statement: [{'],
    ],
  },
];
