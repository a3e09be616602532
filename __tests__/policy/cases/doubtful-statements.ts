import { DENY } from './other-policies';

type Members = Record<string, unknown>;

const BUCKET_ARN = 'arn:aws:s3:::films';
const OBJECTS = `${BUCKET_ARN}/*`;

/** Members of a statement in the policy of the bucket films, the place of what is doubtful, and a part of what is said. */
export const DOUBTFUL: [what: string, members: Members, path: string, message: string][] = [
  [
    'an Allow for everybody',
    { Effect: 'Allow', Condition: undefined },
    'Principal',
    'lets in everybody, Zencoder included, whatever the grants say',
  ],
  [
    'an Allow for everybody, in the other spelling',
    { Effect: 'Allow', Condition: undefined, Principal: { AWS: ['111122223333', '*'] } },
    'Principal',
    'lets in everybody',
  ],
  [
    'an Allow for everybody under no condition at all',
    { Effect: 'Allow', Condition: {} },
    'Principal',
    'lets in everybody',
  ],
  [
    'an Allow for everybody but one',
    { Effect: 'Allow', Condition: undefined, Principal: undefined, NotPrincipal: { AWS: '111122223333' } },
    'NotPrincipal',
    'lets in everybody else, Zencoder included',
  ],

  ['an account ID of 11 digits', { Principal: { AWS: '12345678901' } }, 'Principal.AWS', 'it has 12 digits'],
  [
    'an account ID with hyphens',
    { Principal: { AWS: ['111122223333', '1111-2222-3333'] } },
    'Principal.AWS[1]',
    '"1111-2222-3333" is not an AWS account ID: it has 12 digits',
  ],
  [
    'an account ID that is a number',
    { Principal: { AWS: 111122223333 } },
    'Principal.AWS',
    '111122223333 is a number, an AWS account ID is a string; write "111122223333"',
  ],
  [
    'the ARN of an account of 13 digits',
    { Principal: { AWS: 'arn:aws:iam::1111222233334:root' } },
    'Principal.AWS',
    'names no account: an AWS account ID has 12 digits, "1111222233334" is none',
  ],
  [
    'the ARN of an account with a letter in it',
    { Principal: { AWS: 'arn:aws:iam::11112222333l:root' } },
    'Principal.AWS',
    '"11112222333l" is none',
  ],
  ['a role in every account', { Principal: { AWS: 'arn:aws:iam::*:role/x' } }, 'Principal.AWS', '"*" is none'],
  ['a role in no account', { NotPrincipal: { AWS: 'arn:aws:iam:::role/x' } }, 'NotPrincipal.AWS', '"" is none'],
  [
    'an account of another partition',
    { Principal: { AWS: ['arn:aws-cn:iam::111122223333:root'] } },
    'Principal.AWS[0]',
    'is of the partition "aws-cn": the bucket is in aws',
  ],
  [
    'a session in another partition',
    { NotPrincipal: { AWS: 'arn:aws-us-gov:sts::111122223333:assumed-role/a/b' } },
    'NotPrincipal.AWS',
    'no policy can name a principal of another partition',
  ],

  [
    'an action without a service',
    { Action: 'GetObject' },
    'Action',
    '"GetObject" names no service; write "s3:GetObject"',
  ],
  [
    'an action of another service',
    { Action: ['s3:*', 'kms:Decrypt'] },
    'Action[1]',
    '"kms:Decrypt" is an action of another service, and the policy of a bucket is about S3 alone; drop it',
  ],
  [
    'an action of a service much like it',
    { Action: 's3-object-lambda:GetObject' },
    'Action',
    'is an action of another service',
  ],
  [
    'an action of a service that ends alike',
    { Action: 'my-s3:GetObject' },
    'Action',
    'is an action of another service',
  ],

  [
    'an action on objects, and the bucket alone',
    { Action: ['s3:ListBucket', 's3:GetObject'], Resource: BUCKET_ARN },
    'Action[1]',
    '"s3:GetObject" is an action on objects, which Resource does not name: S3 refuses an action that applies to no resource of its statement; add "arn:aws:s3:::films/*"',
  ],
  [
    'an action on objects in other letters, and the bucket alone',
    { Action: 's3:abortmultipartupload', Resource: [BUCKET_ARN] },
    'Action',
    'add "arn:aws:s3:::films/*"',
  ],
  [
    'actions on objects by a wildcard, and the bucket alone',
    { Action: 's3:GetObject*', Resource: [BUCKET_ARN] },
    'Action',
    '"s3:GetObject*" is an action on objects',
  ],
  [
    'an action that only others are granted, and the bucket alone',
    { Action: 's3:DeleteObjectVersion', Resource: BUCKET_ARN },
    'Action',
    'is an action on objects',
  ],
  [
    'an action on the bucket, and objects alone',
    { Action: ['s3:GetObject', 's3:ListBucket'], Resource: [OBJECTS, `${BUCKET_ARN}/in/a.mp4`] },
    'Action[1]',
    '"s3:ListBucket" is an action on the bucket itself, which Resource does not name: S3 refuses an action that applies to no resource of its statement; add "arn:aws:s3:::films"',
  ],
  [
    'an action on the bucket, and an object with a variable',
    { Action: 's3:PutBucketPolicy', Resource: `${BUCKET_ARN}/home/\${aws:username}/*` },
    'Action',
    'add "arn:aws:s3:::films"',
  ],
  [
    'an action on the bucket, and the bucket with a slash',
    { Action: 's3:ListBucketVersions', Resource: `${BUCKET_ARN}/` },
    'Action',
    'add "arn:aws:s3:::films"',
  ],

  [
    'another bucket',
    { Resource: 'arn:aws:s3:::flims' },
    'Resource',
    '"arn:aws:s3:::flims" is about the bucket "flims", and S3 refuses a policy that names another bucket than its own; write "arn:aws:s3:::films"',
  ],
  [
    'objects of a bucket whose name begins alike',
    { Resource: [OBJECTS, 'arn:aws:s3:::films-2/*'] },
    'Resource[1]',
    'write "arn:aws:s3:::films/*", or move it to the policy of that bucket',
  ],
  ['a bucket named like the service', { Resource: 'arn:aws:s3:::s3-/a' }, 'Resource', 'write "arn:aws:s3:::films/a"'],

  ['no action', { Action: [] }, 'Action', 'an empty list names nothing; say what is meant, or drop the statement'],
  ['no resource', { Action: 's3:GetObject', Resource: [] }, 'Resource', 'an empty list names nothing'],
  ['no action left out', { Action: undefined, NotAction: [] }, 'NotAction', 'an empty list names nothing'],
  ['nobody', { Principal: { AWS: [] } }, 'Principal.AWS', 'an empty list names nothing'],
  [
    'a condition without a value',
    { Condition: { StringEquals: { 'aws:SourceVpce': [] } } },
    'Condition.StringEquals["aws:SourceVpce"]',
    'an empty list names nothing',
  ],
];

/** Members of a statement in the policy of the bucket films of which nothing is said: they are right, or may be. */
export const NOT_DOUBTFUL: [what: string, members: Members][] = [
  ['a usual statement', {}],
  ['an Allow for everybody under a condition', { Effect: 'Allow' }],
  ['a Deny for everybody', { Condition: undefined }],
  ['an Allow for one account', { Effect: 'Allow', Condition: undefined, Principal: { AWS: '111122223333' } }],
  ['an Allow for a service', { Effect: 'Allow', Condition: undefined, Principal: { Service: 'a.amazonaws.com' } }],
  ['every action', { Action: '*' }],
  ['every action of S3, in capitals', { Action: 'S3:*' }],
  ['actions that may be of either kind', { Action: ['s3:Get*', 's3:*', '*', 's3:?etObject'], Resource: BUCKET_ARN }],
  ['an action that is not known here', { Action: 's3:GetLifecycleConfiguration', Resource: OBJECTS }],
  ['every action but some of another service', { Action: undefined, NotAction: ['iam:*', 's3:GetObject'] }],
  ['actions of both kinds on both', { Action: ['s3:GetObject', 's3:ListBucket'], Resource: [BUCKET_ARN, OBJECTS] }],
  ['actions of both kinds on a pattern', { Action: ['s3:GetObject', 's3:ListBucket'], Resource: `${BUCKET_ARN}*` }],
  ['actions of both kinds on everything', { Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }],
  ['actions of both kinds, all but an object', { Resource: undefined, NotResource: `${BUCKET_ARN}/a` }],
  ['a pattern that this bucket fits', { Resource: ['arn:aws:s3:::fil*', 'arn:aws:s3:::*/a', 'arn:aws:s3:::film?/*'] }],
  ['a variable in place of the bucket', { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::${aws:PrincipalTag/b}' }],
  ['the ARN of something else', { Resource: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/ap' }],
  ['text that only holds an ARN', { Resource: 'x-arn:aws:s3:::other', Principal: { AWS: 'x-arn:aws-cn:iam::1:a' } }],
  [
    'what is no text',
    { Action: [1, null], Resource: [{ a: 1 }, true], Principal: { AWS: [null, true, { a: 1 }, ['1']] } },
  ],
  ['another bucket that is left out', { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }],
  [
    'principals of every kind',
    {
      Principal: {
        AWS: [
          '*',
          '012345678901',
          'arn:aws:iam::012345678901:root',
          'arn:aws:iam::012345678901:user/a/b',
          'arn:aws:sts::012345678901:assumed-role/a/b',
          'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1',
          'AIDAJQABLZS4A3QDU576Q',
          '1AROAEXAMPLEID',
        ],
        Service: 'logging.s3.amazonaws.com',
        CanonicalUser: ['0123456789abcdef'.repeat(4)],
        Federated: 'arn:aws-cn:iam::1:saml-provider/x',
      },
    },
  ],
];

/** The Sids of statements of others, and the places of those that are told to be there already. */
export const SIDS: [sids: (string | undefined)[], doubtful: [path: string, already: string][]][] = [
  [['A', 'B'], []],
  [['A', 'a', 'A '], []],
  [[undefined, undefined], []],
  [['', ''], []],
  [['A', 'A'], [['Statement[1].Sid', '"A" is the Sid of Statement[0] already']]],
  [
    ['A', 'B', undefined, 'B', 'A', 'B'],
    [
      ['Statement[3].Sid', 'Statement[1]'],
      ['Statement[4].Sid', 'Statement[0]'],
      ['Statement[5].Sid', 'Statement[1]'],
    ],
  ],
];

export const doubtful = (members: Members): Members => {
  const statement = { ...DENY, ...members };
  return 'NotPrincipal' in members ? { ...statement, Principal: undefined } : statement;
};
