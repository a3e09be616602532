import { type BadFile, oneBucket } from './bad-file';

const NESTED = 'is nested too deeply to be read';
const UNFOLDS = 'the aliases expand to more than 100,000 values; write the values out';
const LETTERS = [...'abcdefghi'];
const MIB = 1024 * 1024;

/** Nine lists, each with nine times the one before it. */
const BOMB = LETTERS.map((name, index) => {
  const member = index === 0 ? 'x' : `*${LETTERS[index - 1]}`;
  return `${name}: &${name} [${Array(9).fill(member)}]\n`;
}).join('');

const KMS_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A file with a bucket and a user of it, whose value starts at 5:17; with 20 keys its policy has more than 2,048 bytes. */
function oneUser(bucket: string, user: string): string {
  return `stacks:\n  live:\n    buckets: { films: { grants: [ { role: input } ]${bucket} } }\n    users:\n      zencoder: { grants: [ { bucket: films, actions: [s3:GetObject], keys: [${user}`;
}

function keys(count: number): string {
  return Array.from({ length: count }, (_, index) => `${'k'.repeat(95)}${index + 10_000}`).join(', ');
}

/** Files and policies that are too large or nested too deeply. */
export const LIMITS: readonly BadFile[] = [
  {
    title: 'a file of more than 1 MiB',
    yaml: `#${'x'.repeat(MIB)}`,
    errors: [`1:1: has ${MIB + 1} bytes; at most ${MIB} are allowed`],
  },
  { title: '20,000 brackets', yaml: '['.repeat(20_000), errors: [`1:1: ${NESTED}`] },
  {
    title: '20,000 brackets that are closed',
    yaml: `stacks: ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    errors: [`1:1: ${NESTED}`],
  },
  { title: '20,000 maps', yaml: '{ a: '.repeat(20_000), errors: [`1:1: ${NESTED}`] },
  { title: '20,000 lists on a line', yaml: '- '.repeat(20_000), errors: [`1:1: ${NESTED}`] },
  { title: 'an alias bomb', yaml: BOMB, errors: [`1:1: ${UNFOLDS}`] },
  {
    title: 'an alias bomb of maps',
    yaml: BOMB.replace(/\[/g, '{ m: [').replace(/\]/g, '] }'),
    errors: [`1:1: ${UNFOLDS}`],
  },
  {
    title: 'a policy of more than 20,480 bytes',
    yaml: oneBucket(`{ grants: [ { role: input, keys: [${keys(200)}] } ] }`),
    errors: [
      '4:14: stacks.live.buckets.films: the policy has 24,809 bytes, the limit of S3 is 20,480; to make it smaller, use fewer or shorter keys',
    ],
  },
  {
    title: 'a policy that is too large only because of its TLS conditions',
    yaml: oneBucket(`{ requireTls: true, grants: [ { role: input, keys: [${keys(164)}] } ] }`),
    errors: ['4:14: stacks.live.buckets.films: the policy has 20,521 bytes, the limit of S3 is 20,480'],
  },
  {
    title: 'a policy that is too large because of the keys of objects',
    yaml: oneBucket(`{ requireTls: true, objects: [${keys(70).replace(/k+\d+/g, '{ key: $& }')}] }`),
    errors: ['4:14: stacks.live.buckets.films: the policy has 22,046 bytes, the limit of S3 is 20,480'],
  },
  {
    title: 'a policy of a user of more than 2,048 bytes',
    yaml: oneUser('', `${keys(20)}] } ] }\n`),
    errors: ['5:17: stacks.live.users.zencoder: the policy has 2,565 bytes, the limit of IAM for a user is 2,048'],
  },
  {
    title: 'a policy of a user that is too large only because of its TLS condition',
    yaml: oneUser('', `${keys(16)}] } ], requireTls: true }\n`),
    errors: ['5:17: stacks.live.users.zencoder: the policy has 2,129 bytes, the limit of IAM for a user is 2,048'],
  },
  {
    title: 'a policy of a user that is too large only because of the KMS key of its bucket',
    yaml: oneUser(`, kmsKeyArn: "${KMS_KEY}"`, `${keys(15)}] } ] }\n`),
    errors: ['5:17: stacks.live.users.zencoder: the policy has 2,118 bytes, the limit of IAM for a user is 2,048'],
  },
  {
    title: 'an invalid KMS key of a bucket, before the size of a user policy is checked',
    yaml: oneUser(', kmsKeyArn: "*"', `${keys(20)}] }, { bucket: others, role: input } ] }\n`),
    errors: ['3:65: stacks.live.buckets.films.kmsKeyArn: "*" is not the ARN of a KMS key'],
  },
  {
    title: 'a policy that is too large because of kept statements',
    yaml: oneBucket('{ grants: [ { role: input } ], otherStatements: films.json }'),
    files: {
      'films.json': JSON.stringify({
        Statement: {
          Effect: 'Deny',
          Principal: '*',
          Action: 's3:*',
          Resource: `arn:aws:s3:::films/${'x'.repeat(20_480)}`,
        },
      }),
    },
    errors: ['4:14: stacks.live.buckets.films: the policy has 20,995 bytes, the limit of S3 is 20,480'],
  },
];
