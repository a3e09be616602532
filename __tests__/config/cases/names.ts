import { type BadFile, bucketsNamed, GRANT, oneBucket, oneGrant, oneStack } from './bad-file';

const TOKEN = '$' + '{TfToken[TOKEN.1]}';
const PARTITION = (name: string) =>
  `is a region of the partition ${name}, but Zencoder's account is in the partition aws`;

function bucket(name: string, rule: string, path = `.${name}`): BadFile {
  return {
    title: `the bucket ${name}`,
    yaml: bucketsNamed(`"${name}"`),
    errors: [`4:7: stacks.live.buckets${path}: "${name}" is not a bucket name: ${rule}`],
  };
}

/** A bucket with a name that S3 accepts only in us-east-1. */
function olderName(title: string, ofStack: string, ofBucket = ''): BadFile {
  return {
    title: `a bucket with a name in the older format ${title}`,
    yaml: `stacks:\n  live:\n    ${ofStack}\n    buckets: { Films: { ${ofBucket}grants: [ { role: input } ] } }\n`,
    errors: [
      '4:16: stacks.live.buckets.Films: "Films" is not a bucket name: S3 accepts lower case only, "films"; only a bucket created in us-east-1 before March 2018 can have such a name',
    ],
  };
}

function stack(name: string, shown = `["${name}"]`): BadFile {
  return {
    title: `the stack "${name}"`,
    yaml: `stacks: { "${name}": { buckets: { films: { grants: [ { role: input } ] } } } }\n`,
    errors: [`1:11: stacks${shown}: "${name}" is not a valid stack name: use at most 100 letters, digits, "-" and "_"`],
  };
}

/** Invalid names of buckets, stacks, regions and accounts. */
export const NAMES: readonly BadFile[] = [
  bucket('ab', 'it has 2 characters, S3 accepts 3 to 63'),
  bucket('films ', 'S3 accepts a-z, 0-9, "." and "-", not " "', '["films "]'),
  bucket('films\\n', 'S3 accepts a-z, 0-9, "." and "-", not "\\n"', '["films\\n"]'),
  bucket('f\u00eflms', 'S3 accepts a-z, 0-9, "." and "-", not "\u00ef"', '["f\u00eflms"]'),
  bucket('-films', 'it must begin and end with a letter or a digit'),
  bucket('films.', 'it must begin and end with a letter or a digit', '["films."]'),
  bucket('my..films', 'it must not contain two dots in a row', '["my..films"]'),
  bucket('192.168.5.4', 'it must not look like an IP address', '["192.168.5.4"]'),
  bucket('xn--films', 'AWS reserves names that begin with "xn--"'),
  bucket('sthree-films', 'AWS reserves names that begin with "sthree-"'),
  bucket('amzn-s3-demo-films', 'AWS reserves names that begin with "amzn-s3-demo-"'),
  bucket('films-s3alias', 'AWS reserves names that end with "-s3alias"'),
  bucket('films--ol-s3', 'AWS reserves names that end with "--ol-s3"'),
  bucket('films.mrap', 'AWS reserves names that end with ".mrap"', '["films.mrap"]'),
  bucket('films--usw2-az1--x-s3', 'AWS reserves names that end with "--x-s3"'),
  bucket('films--table-s3', 'AWS reserves names that end with "--table-s3"'),
  bucket('arn:aws:s3:::films', 'write the name alone, "films"', '["arn:aws:s3:::films"]'),
  bucket('s3://films', 'write the name alone, without s3://', '["s3://films"]'),
  bucket('', 'it has 0 characters', '[""]'),

  olderName('in another region, set by its stack', 'region: eu-west-1'),
  olderName('in another region than its stack', 'region: us-east-1', 'region: us-west-2, '),
  olderName('in another region, in a stack without a region', 'objectGrants: true', 'region: us-west-2, '),

  stack('my stack'),
  stack('a.b'),
  stack('a/b'),
  stack('..'),
  stack('f\u00eflms'),
  stack('live\\n'),
  stack(''),
  {
    title: 'a stack with a name of 101 characters',
    yaml: `stacks: { ${'s'.repeat(101)}: { buckets: { films: { grants: [ { role: input } ] } } } }\n`,
    errors: [`1:11: stacks.${'s'.repeat(101)}: "sss … is not a valid stack name: use at most 100`],
  },
  {
    title: 'a stack whose name differs from another one only in case',
    yaml: 'stacks:\n  live: { buckets: { films: { grants: [ { role: input } ] } } }\n  Live: { buckets: { trailers: { grants: [ { role: input } ] } } }\n',
    errors: ['3:3: stacks.Live: differs from live only in upper and lower case'],
  },
  {
    title: 'a stack called __proto__',
    yaml: 'stacks: { __proto__: { buckets: { films: { grants: [ { role: input } ] } } } }\n',
    errors: ['1:11: stacks.__proto__: '],
  },
  {
    title: 'a bucket in three stacks',
    yaml: 'stacks:\n  live: { buckets: { films: &films { grants: [ { role: input } ] } } }\n  test: { buckets: { films: *films } }\n  demo: { buckets: { films: *films } }\n',
    errors: [
      '3:22: stacks.test.buckets.films: is already in stack … live … a bucket has only one policy',
      '4:22: stacks.demo.buckets.films: is already in stack … live … a bucket has only one policy',
    ],
  },
  {
    title: 'a bucket in two stacks, the first with control characters in its name',
    yaml: 'stacks:\n  "\\e[31m\\n": { buckets: { films: { grants: [ { role: input } ] } } }\n  live: { buckets: { films: { grants: [ { role: input } ] } } }\n',
    errors: ['2:3: stacks["\\u001b[31m\\n"]: ', '3:22: stacks.live.buckets.films: is already in stack'],
  },

  {
    title: 'a misspelled region',
    yaml: oneStack('region: eu-central1'),
    errors: ['3:13: stacks.live.region: "eu-central1" is not a region of AWS; did you mean "eu-central-1"?'],
  },
  {
    title: 'an empty region',
    yaml: oneStack('region: ""'),
    errors: ['3:13: stacks.live.region: "" is not a region'],
  },
  {
    title: 'an availability zone as the region of a bucket',
    yaml: oneBucket('{ region: us-east-1a, grants: [ { role: input } ] }'),
    errors: ['4:24: stacks.live.buckets.films.region: "us-east-1a" is not a region of AWS; did you mean "us-east-1"?'],
  },
  ...[
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-iso-east-1', 'aws-iso*'],
    ['us-isob-east-1', 'aws-iso*'],
    ['eu-isoe-west-1', 'aws-iso*'],
    ['us-isof-south-1', 'aws-iso*'],
    ['eusc-de-east-1', 'aws-eusc'],
  ].map(([region, partition]) => ({
    title: `the region ${region}, of another partition`,
    yaml: oneStack(`region: ${region}`),
    errors: [`3:13: stacks.live.region: "${region}" ${PARTITION(partition!)}`],
  })),

  {
    title: 'an unquoted account ID with a leading zero',
    yaml: oneStack('zencoder: { accountId: 012345678901 }'),
    errors: [
      '3:28: stacks.live.zencoder.accountId: 012345678901 is read as the number 12345678901, but must be a string; quote it: "012345678901"',
    ],
  },
  {
    title: 'an account of 11 digits, and a canonical user ID in upper case',
    yaml: oneBucket(
      `{ zencoder: { accountId: "12345678901", canonicalUserId: ${'A'.repeat(64)} }, grants: [ { role: input } ] }`,
    ),
    errors: [
      '4:39: stacks.live.buckets.films.zencoder.accountId: "12345678901" is not an AWS account ID',
      '4:71: stacks.live.buckets.films.zencoder.canonicalUserId: "AAA … is not a canonical user ID',
    ],
  },
  {
    title: 'a misspelled object ownership',
    yaml: oneBucket('{ objectOwnership: BucketOwnerPrefered, grants: [ { role: input } ] }'),
    errors: [
      '4:33: stacks.live.buckets.films.objectOwnership: unknown ownership "BucketOwnerPrefered", S3 supports BucketOwnerEnforced, BucketOwnerPreferred, ObjectWriter; did you mean "BucketOwnerPreferred"?',
    ],
  },

  {
    title: 'a CDKTF token as a key',
    yaml: oneGrant(`{ role: input, keys: ["${TOKEN}"] }`),
    errors: [`6:35: ${GRANT}.keys[0]: contains a CDKTF token`],
  },
  {
    title: 'a CDKTF token as a bucket',
    yaml: bucketsNamed(`"${TOKEN}"`),
    errors: [`4:7: stacks.live.buckets["${TOKEN}"]: contains a CDKTF token`],
  },
  {
    title: 'CDKTF tokens among the options of a backend',
    yaml: oneStack(`backend: { s3: { key: "a/${TOKEN}", tags: ["#{TfToken[TOKEN.2]}"], "&{TfToken[TOKEN.3]}": x } }`),
    errors: [
      '3:27: stacks.live.backend.s3.key: contains a CDKTF token',
      '3:59: stacks.live.backend.s3.tags[0]: contains a CDKTF token',
      '3:83: stacks.live.backend.s3["&{TfToken[TOKEN.3]}"]: contains a CDKTF token',
    ],
  },
];
