import type { Json } from '../../../../lib/messages/json';
import { BUCKET_ARN, error, type GrammarCase, OBJECTS, statementCase, warning } from './grammar-case';

const action = (title: string, Action: Json, ...found: [path: string, message: string][]) =>
  statementCase(title, { Action }, ...found.map(([path, message]) => error(`Action${path}`, message)));
const doubted = (title: string, Action: Json, message: string) =>
  statementCase(title, { Action }, warning('Action', message));

export const ACTIONS: readonly GrammarCase[] = [
  action('an action without a service', 'GetObject', ['', '"GetObject" has no service prefix; write "s3:GetObject"']),
  action('an empty action', '', ['', '"" has no service prefix']),
  action(
    'an action of another service',
    ['s3:*', 'kms:Decrypt'],
    ['[1]', '"kms:Decrypt" is not an S3 action: a bucket policy can contain only S3 actions; remove it'],
  ),
  action('an action of a service with a similar name', 's3-object-lambda:GetObject', ['', 'is not an S3 action']),
  action('an action of a service with the same ending', 'my-s3:GetObject', ['', 'is not an S3 action']),
  action('a wildcard instead of the service', 's?:GetObject', ['', 'is not an S3 action']),
  action('an ARN instead of an action', BUCKET_ARN, ['', 'is not an S3 action']),
  action('an action with a space', 's3:Get Object', [
    '',
    '"s3:Get Object" is not a valid action: its name can contain only letters, digits, "*" and "?"',
  ]),
  action('an action with a line break', 's3:GetObject\n', ['', 'is not a valid action']),
  action('an action with two colons', 's3:GetObject:x', ['', 'is not a valid action']),
  action('an action without a name', 's3:', ['', '"s3:" is not a valid action']),
  action('an action with a variable', 's3:${aws:username}', ['', 'is not a valid action']),
  action('a number', 1, ['', '1 is not an action: write a string, or a list of strings']),
  action('null', null, ['', 'null is not an action']),
  action('an object', { a: 's3:*' }, ['', 'is not an action']),
  action('null in a list', ['s3:*', null], ['[1]', 'null is not an action']),
  action('a list in a list', [['s3:*']], ['[0]', '["s3:*"] is not an action']),
  statementCase(
    'another service in NotAction',
    { Action: undefined, NotAction: ['iam:*', 's3:GetObject'] },
    error('NotAction[0]', '"iam:*" is not an S3 action'),
  ),

  doubted('no action', [], 'an empty list matches nothing; add a value, or remove the statement'),
  statementCase('an empty NotAction', { Action: undefined, NotAction: [] }, warning('NotAction', 'an empty list')),
  doubted('a misspelled action', 's3:GetObjct', '"s3:GetObjct" is not a known S3 action; did you mean "s3:GetObject"?'),
  doubted('an action with letters that changed places', 's3:PutObjcetAcl', 'did you mean "s3:PutObjectAcl"?'),
  doubted('an action in the plural', 's3:getobjects', 'did you mean "s3:GetObject"?'),
  doubted('an action with an extra letter at its beginning', 's3:xListBucket', 'did you mean "s3:ListBucket"?'),
  doubted(
    'an operation of the API',
    's3:HeadObject',
    '"s3:HeadObject" is an operation of the S3 API, not an action; write "s3:GetObject", the action that it requires',
  ),
  doubted('a list operation of the API', 's3:listobjectsv2', 'write "s3:ListBucket"'),

  action('actions with more than one wrong letter', ['s3:GetObxyct', 's3:GetObexct', 's3:GetObxjct']),
  action('every action', '*'),
  action('every action, with more stars', '**'),
  action('every action of every service', '*:*'),
  action('every action of S3 in capitals', 'S3:*'),
  action('an action in another case', 's3:getobject'),
  action('patterns', ['s3:Get*', 's3:?etObject', 's3:GetObject*', 's3:*Object']),
  action('an action that Zencoder does not use', 's3:GetLifecycleConfiguration'),
  action('an action that is not known here', 's3:ReticulateSplines'),
  action('an action twice', ['s3:GetObject', 's3:GetObject']),

  statementCase(
    'an action on objects, and the bucket alone',
    { Action: ['s3:ListBucket', 's3:GetObject'], Resource: BUCKET_ARN },
    error(
      'Action[1]',
      '"s3:GetObject" applies to objects, but Resource contains no objects: S3 refuses an action that applies to no resource in its statement; add "arn:aws:s3:::films/*"',
    ),
  ),
  statementCase(
    'an action on objects in other letters, and the bucket alone',
    { Action: 's3:abortmultipartupload', Resource: [BUCKET_ARN] },
    error('Action', 'add "arn:aws:s3:::films/*"'),
  ),
  statementCase(
    'an action that only others are granted, and the bucket alone',
    { Action: 's3:DeleteObjectVersion', Resource: BUCKET_ARN },
    error('Action', 'applies to objects, but Resource contains no objects'),
  ),
  statementCase(
    'an action on the bucket, and objects alone',
    { Action: ['s3:GetObject', 's3:ListBucket'], Resource: [OBJECTS, `${BUCKET_ARN}/in/a.mp4`] },
    error(
      'Action[1]',
      '"s3:ListBucket" applies to the bucket itself, but Resource contains only objects: S3 refuses an action that applies to no resource in its statement; add "arn:aws:s3:::films"',
    ),
  ),
  statementCase(
    'an action on the bucket, and an object with a variable',
    { Action: 's3:PutBucketPolicy', Resource: `${BUCKET_ARN}/home/\${aws:username}/*` },
    error('Action', 'add "arn:aws:s3:::films"'),
  ),
  statementCase(
    'an action on the bucket, and the bucket with a slash',
    { Action: 's3:ListBucketVersions', Resource: `${BUCKET_ARN}/` },
    error('Action', 'add "arn:aws:s3:::films"'),
  ),
  statementCase(
    'actions on objects by a wildcard, and the bucket alone',
    { Action: 's3:GetObject*', Resource: [BUCKET_ARN] },
    warning('Action', '"s3:GetObject*" applies to objects, but Resource contains no objects'),
  ),
  statementCase('actions that can be of either kind', {
    Action: ['s3:Get*', 's3:*', '*', 's3:?etObject'],
    Resource: BUCKET_ARN,
  }),
  statementCase('actions of both kinds on both', { Action: ['s3:GetObject', 's3:ListBucket'] }),
  statementCase('actions of both kinds on a pattern', {
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: `${BUCKET_ARN}*`,
  }),
  statementCase('actions of both kinds, all but an object', {
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: undefined,
    NotResource: `${BUCKET_ARN}/a`,
  }),
  statementCase('all but actions on objects, and the bucket alone', {
    Action: undefined,
    NotAction: 's3:GetObject',
    Resource: BUCKET_ARN,
  }),
];
