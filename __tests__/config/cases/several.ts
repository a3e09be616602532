import { type BadFile, bucketsNamed, GRANT, oneBucket, oneGrant } from './bad-file';

/** Files with several errors, which are all reported, from top to bottom. */
export const SEVERAL: readonly BadFile[] = [
  {
    title: 'errors in every setting of a grant',
    yaml: oneGrant('{ role: inpt, prefix: a, prefixes: [""], keys: ["", "a\\0"], expires: tomorrow }'),
    errors: [
      `6:21: ${GRANT}.role: unknown role`,
      `6:27: ${GRANT}.prefix: unknown name`,
      `6:49: ${GRANT}.prefixes[0]: an empty prefix`,
      `6:61: ${GRANT}.keys[0]: an empty key`,
      `6:65: ${GRANT}.keys[1]: "a\\u0000" contains NUL`,
      `6:82: ${GRANT}.expires: "tomorrow" is not a date`,
    ],
  },
  {
    title: 'names, values and a missing file in two stacks, sorted by line number',
    yaml: [
      'stacks:',
      '  live:',
      '    region: cn-north-1',
      '    buckets:',
      '      films:',
      '        grants:',
      '          - { role: inpt }',
      '          - { role: input, actions: [s3:GetObject] }',
      '          - {}',
      '          - { actions: [s3:GetObjekt], keys: [] }',
      '        otherStatements: films.json',
      '      my_trailers: { grants: [ { role: input } ] }',
      '  test stack:',
      '    backend: { s3: {}, gcs: {} }',
      '    buckets:',
      '      films: { requireTls: 1 }',
      '    regoin: eu-west-1',
      '',
    ].join('\n'),
    errors: [
      '3:13: stacks.live.region: "cn-north-1" is a region',
      '7:21: stacks.live.buckets.films.grants[0].role: unknown role',
      '8:37: stacks.live.buckets.films.grants[1].actions: cannot be combined with role',
      '9:13: stacks.live.buckets.films.grants[2]: has neither',
      '10:25: stacks.live.buckets.films.grants[3].actions[0]: unknown action',
      '10:46: stacks.live.buckets.films.grants[3].keys: an empty list',
      '11:26: stacks.live.buckets.films.otherStatements: "films.json": there is no such file',
      '12:7: stacks.live.buckets.my_trailers: "my_trailers" is not a bucket name',
      '13:3: stacks["test stack"]: "test stack" is not a valid stack name',
      '14:14: stacks["test stack"].backend: has 2 backends',
      '16:7: stacks["test stack"].buckets.films: is already in stack … live',
      '16:14: stacks["test stack"].buckets.films: grants nothing to Zencoder',
      '16:28: stacks["test stack"].buckets.films.requireTls: is the number 1',
      '17:5: stacks["test stack"].regoin: unknown name',
    ],
  },
  {
    title: 'a policy file and the grants of the bucket',
    yaml: oneBucket('{ otherStatements: films.json, grants: [ { role: inpt } ] }'),
    files: { 'films.json': '{\n  "Statment": []\n}\n' },
    errors: [
      'films.json:1:1: stacks.live.buckets.films.otherStatements.Statement: is missing',
      'films.json:2:15: stacks.live.buckets.films.otherStatements.Statment: "Statment" is not a policy element',
      '4:63: stacks.live.buckets.films.grants[0].role: unknown role',
    ],
  },
  {
    title: 'an error that two buckets share by an alias, at the position of the anchor',
    yaml: 'stacks:\n  live:\n    buckets:\n      films: &films\n        grants: [ { role: inpt } ]\n      trailers: *films\n',
    errors: [
      '5:27: stacks.live.buckets.films.grants[0].role: unknown role',
      '5:27: stacks.live.buckets.trailers.grants[0].role: unknown role',
    ],
  },
  {
    title: 'the same errors with CRLF and a byte order mark',
    yaml: `\ufeff${oneGrant('{ role: inpt }').replace('films', 'my--films-').replace(/\n/g, '\r\n')}`,
    errors: [
      '4:7: stacks.live.buckets.my--films-: "my--films-" is not a bucket name',
      '6:21: stacks.live.buckets.my--films-.grants[0].role: unknown role',
    ],
  },
  {
    title: 'an invalid name of an empty bucket',
    yaml: 'stacks:\n  live:\n    buckets:\n      my--films-:\n',
    errors: [
      '4:7: stacks.live.buckets.my--films-: is null',
      '4:7: stacks.live.buckets.my--films-: "my--films-" is not a bucket name',
    ],
  },
  {
    title: 'an invalid name of a stack without buckets',
    yaml: 'stacks:\n  my stack:\n    region: eu-west-1\n',
    errors: [
      '2:3: stacks["my stack"]: "my stack" is not a valid stack name',
      '3:5: stacks["my stack"]: has no buckets or users; add buckets or users',
    ],
  },
  {
    title: 'a number as a name, and an unknown role',
    yaml: bucketsNamed('007', 'films').replace('role: input } ] }\n', 'role: inpt } ] }\n'),
    errors: ['4:7: … the name 007 is read as the number 7', '4:32: stacks.live.buckets … unknown role'],
  },
  {
    title: 'a bucket given twice, and an unknown role',
    yaml: bucketsNamed('trailers', 'films', 'films').replace('role: input', 'role: inpt'),
    errors: ['4:37: stacks.live.buckets.trailers.grants[0].role: unknown role', '6:7: … given twice'],
  },
];
