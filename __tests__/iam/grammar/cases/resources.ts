import type { Json } from '../../../../lib/messages/json';
import { BUCKET_ARN, error, type GrammarCase, OBJECTS, statementCase, warning } from './grammar-case';

const resource = (title: string, Resource: Json, ...found: [path: string, message: string][]) =>
  statementCase(title, { Resource }, ...found.map(([path, message]) => error(`Resource${path}`, message)));

export const RESOURCES: readonly GrammarCase[] = [
  resource('another bucket', 'arn:aws:s3:::flims', [
    '',
    '"arn:aws:s3:::flims" names the bucket "flims", but S3 refuses a bucket policy that names another bucket; write "arn:aws:s3:::films"',
  ]),
  resource(
    'objects of a bucket whose name begins alike',
    [OBJECTS, 'arn:aws:s3:::films-2/*'],
    ['[1]', 'write "arn:aws:s3:::films/*", or move it to the policy of that bucket'],
  ),
  resource('a bucket with the beginning of the name', 'arn:aws:s3:::film/*', ['', 'names the bucket "film"']),
  resource('a bucket named like the service', 'arn:aws:s3:::s3-/a', ['', 'write "arn:aws:s3:::films/a"']),
  resource('a bucket in capitals', 'arn:aws:s3:::Films', ['', 'names the bucket "Films"']),
  resource('a pattern that does not match the bucket', 'arn:aws:s3:::flim*/x', ['', 'names the bucket "flim*"']),
  resource('a name with too few characters', 'arn:aws:s3:::film', ['', 'names the bucket "film"']),
  statementCase(
    'another bucket in NotResource',
    { Resource: undefined, NotResource: 'arn:aws:s3:::other/*' },
    error('NotResource', 'names the bucket "other"'),
  ),
  resource('the name of the bucket', 'films', ['', '"films" is not an ARN: write "arn:aws:s3:::films"']),
  resource('a path in the bucket', 'films/in/*', ['', 'write "arn:aws:s3:::films/in/*"']),
  resource('a path without the bucket', '/in/*', ['', 'write "arn:aws:s3:::films/in/*"']),
  resource('an s3 URL', 's3://films/in/*', ['', 'write "arn:aws:s3:::films/in/*"']),
  resource('an ARN that lacks colons', 'arn:aws:s3:films/*', ['', 'is not an ARN: write "arn:aws:s3:::films/*"']),
  resource('text before an ARN', `x-${BUCKET_ARN}`, ['', 'is not an ARN']),
  resource('an ARN in capitals', 'ARN:aws:s3:::films', ['', 'is not an ARN']),
  resource('an empty text', '', ['', '"" is not an ARN: write the ARN of the bucket, "arn:aws:s3:::films"']),
  resource('an ARN without a bucket', 'arn:aws:s3:::', ['', 'contains no bucket name; write "arn:aws:s3:::films"']),
  resource('an ARN with a slash instead of a bucket', 'arn:aws:s3:::/in/*', [
    '',
    'contains no bucket name; write "arn:aws:s3:::films/in/*"',
  ]),
  resource('the ARN of another service', 'arn:aws:sqs:us-east-1:111122223333:queue', ['', 'is not an S3 ARN']),
  resource('a service in capitals', 'arn:aws:S3:::films', ['', 'write "arn:aws:s3:::films"']),
  resource('a wildcard instead of the service', 'arn:aws:*:::films', ['', 'is not an S3 ARN']),
  resource('another partition', 'arn:aws-cn:s3:::films/*', [
    '',
    'is in the partition "aws-cn", but the bucket and Zencoder\'s account are in aws; write "arn:aws:s3:::films/*"',
  ]),
  resource('a region', 'arn:aws:s3:us-east-1::films/*', [
    '',
    'has a Region or an account ID, but ARNs of buckets and objects have neither; write "arn:aws:s3:::films/*"',
  ]),
  resource('an account', 'arn:aws:s3::111122223333:films', ['', 'has a Region or an account ID']),
  resource('wildcards instead of region and account', 'arn:aws:s3:*:*:films', ['', 'write "arn:aws:s3:::films"']),
  resource('a number', 7, ['', '7 is not a resource: write a string, or a list of strings']),
  resource('null', null, ['', 'null is not a resource']),
  resource('an object', {}, ['', '{} is not a resource']),
  resource(
    'values that are not strings in a list',
    [BUCKET_ARN, true, { a: 1 }],
    ['[1]', 'true is not a resource'],
    ['[2]', 'is not a resource'],
  ),

  statementCase(
    'no resource',
    { Action: 's3:GetObject', Resource: [] },
    warning('Resource', 'an empty list matches nothing'),
  ),
  statementCase(
    'everything',
    { Resource: '*' },
    warning(
      'Resource',
      'S3 is reported to refuse "*" in a bucket policy; write "arn:aws:s3:::films" and "arn:aws:s3:::films/*"',
    ),
  ),

  resource('the bucket and its objects', [BUCKET_ARN, OBJECTS]),
  resource('the bucket with a slash', `${BUCKET_ARN}/`),
  resource('objects with colons, spaces and letters of any kind', `${BUCKET_ARN}/a:b/c d/日本/é*`),
  resource('patterns that match the bucket', [
    'arn:aws:s3:::*',
    'arn:aws:s3:::fil*',
    'arn:aws:s3:::*/a',
    'arn:aws:s3:::film?/*',
    'arn:aws:s3:::??lms',
    'arn:aws:s3:::films?a/b',
    'arn:aws:s3:::f*s/x',
    'arn:*:s3:::films',
    'arn:aws*:s3:::films/*',
    'arn:aw?:s3:::films/*',
  ]),
  resource('a wildcard for the rest of the ARN', ['arn:*', 'arn:aws*', 'arn:aws:s3*', 'arn:aws:s3:*', 'arn:aws:s3::*']),
  resource('a variable instead of the bucket', 'arn:aws:s3:::${aws:PrincipalTag/b}/*'),
  resource('a variable after a part of the bucket', 'arn:aws:s3:::fi${aws:PrincipalTag/b}'),
  resource('a dollar sign in a key', `${BUCKET_ARN}/$1/{a}`),
  resource('the ARN of an access point', 'arn:aws:s3:eu-west-1:111122223333:accesspoint/ap'),
  statementCase('everything in NotResource', { Resource: undefined, NotResource: '*' }),
];
