import { type BadFile, GRANT, oneBucket, oneGrant, oneStack } from './bad-file';

const FILMS = 'stacks.live.buckets.films';

/** Files with unknown names, wrong types or missing settings. */
export const SHAPE: readonly BadFile[] = [
  { title: 'no stacks', yaml: '$schema: x\n', errors: ['1:1: stacks is missing'] },
  { title: 'empty stacks', yaml: 'stacks:\n', errors: ['1:1: stacks: is null, must be a map'] },
  { title: 'an empty map of stacks', yaml: 'stacks: {}\n', errors: ['1:9: stacks: is empty; name at least one stack'] },
  {
    title: 'a list of stacks',
    yaml: 'stacks: [live]\n',
    errors: ['1:9: stacks: is a list, must be a map of names to values'],
  },
  {
    title: 'an empty stack',
    yaml: 'stacks:\n  live:\n',
    errors: ['2:3: stacks.live: is null, must be a map'],
  },
  {
    title: 'a stack without buckets',
    yaml: 'stacks:\n  live:\n    region: eu-west-1\n',
    errors: ['3:5: stacks.live: has no buckets or users; add buckets or users'],
  },
  {
    title: 'empty buckets',
    yaml: 'stacks:\n  live:\n    buckets:\n',
    errors: ['3:5: stacks.live.buckets: is null'],
  },
  {
    title: 'an empty map of buckets',
    yaml: 'stacks:\n  live:\n    buckets: {}\n',
    errors: ['3:14: stacks.live.buckets: is empty; name at least one bucket'],
  },
  {
    title: 'a list of buckets',
    yaml: 'stacks: { live: { buckets: [films] } }\n',
    errors: ['1:28: stacks.live.buckets: is a list'],
  },
  { title: 'an empty bucket', yaml: oneBucket(''), errors: [`4:7: ${FILMS}: is null, must be a map`] },
  {
    title: 'a bucket without grants',
    yaml: oneBucket('{ requireTls: true }'),
    errors: [`4:14: ${FILMS}: grants nothing to Zencoder; add grants`],
  },
  {
    title: 'empty grants',
    yaml: oneBucket('{ grants: }'),
    errors: [`4:16: ${FILMS}.grants: is null, must be a list`],
  },
  {
    title: 'an empty list of grants',
    yaml: oneBucket('{ grants: [] }'),
    errors: [`4:24: ${FILMS}.grants: is empty; a bucket needs at least one grant`],
  },
  {
    title: 'a grant that is only a role',
    yaml: oneBucket('{ grants: [input] }'),
    errors: [`4:25: ${FILMS}.grants[0]: is a string, must be a map`],
  },
  {
    title: 'a grant instead of a list',
    yaml: oneBucket('{ grants: { role: input } }'),
    errors: [`4:24: ${FILMS}.grants: is a map, must be a list`],
  },
  {
    title: 'a list of grants instead of a bucket',
    yaml: oneBucket('[ { role: input } ]'),
    errors: [`4:14: ${FILMS}: is a list, must be a map`],
  },

  {
    title: 'unknown names at every level, each with a suggestion',
    yaml: `stack: {}\nstacks:\n  live:\n    regoin: eu-west-1\n    zencoder: { acountId: "1" }\n    backend: { S3: {} }\n    buckets:\n      films: { grant: [], requireTLS: true, grants: [ { role: input, prefix: a/, expiry: x } ] }\n`,
    errors: [
      '1:1: stack: unknown name; expected one of $schema, stacks; did you mean "stacks"?',
      '4:5: stacks.live.regoin: unknown name … did you mean "region"?',
      '5:17: stacks.live.zencoder.acountId: unknown name … did you mean "accountId"?',
      '6:16: stacks.live.backend.S3: unknown name; expected one of azurerm, … did you mean "s3"?',
      `8:16: ${FILMS}.grant: unknown name … did you mean "grants"?`,
      `8:27: ${FILMS}.requireTLS: unknown name … did you mean "requireTls"?`,
      `8:70: ${FILMS}.grants[0].prefix: unknown name … did you mean "prefixes"?`,
      `8:82: ${FILMS}.grants[0].expiry: unknown name … did you mean "expires"?`,
    ],
  },
  {
    title: 'key instead of keys',
    yaml: oneGrant('{ role: input, key: "" }'),
    errors: [`6:28: ${GRANT}.key: unknown name … did you mean "keys"?`],
  },
  {
    title: 'an unknown name without a suggestion',
    yaml: oneGrant('{ role: input, colour: red }'),
    errors: [`6:28: ${GRANT}.colour: unknown name; expected one of role, actions, prefixes, keys, expires`],
  },
  {
    title: '__proto__ as a name, at every level',
    yaml: `__proto__: {}\nstacks:\n  live:\n    __proto__: {}\n    buckets:\n      __proto__: { __proto__: {}, grants: [ { __proto__: {}, role: input } ] }\n`,
    errors: [
      '1:1: __proto__: unknown name',
      '4:5: stacks.live.__proto__: unknown name',
      '6:7: stacks.live.buckets.__proto__: "__proto__" is not a bucket name',
      '6:20: stacks.live.buckets.__proto__.__proto__: unknown name',
      '6:47: stacks.live.buckets.__proto__.grants[0].__proto__: unknown name',
    ],
  },
  {
    title: 'terminal escape characters in a name',
    yaml: '"a\\e[31m\\x9b\\u202e\\u2028": 1\nstacks: {}\n',
    errors: ['1:1: ["a\\u001b[31mU+009BU+202EU+2028"]: unknown name', '2:9: stacks: is empty'],
  },

  {
    title: 'wrong types of all settings of a stack',
    yaml: 'stacks:\n  live:\n    region: 5\n    backend: local\n    zencoder: [a]\n    buckets: films\n',
    errors: [
      '3:13: stacks.live.region: 5 is read as the number 5, but must be a string; quote it: "5"',
      '4:14: stacks.live.backend: "local" is not a backend: write { local: { … } } with its options, or none',
      '5:15: stacks.live.zencoder: is a list, must be a map',
      '6:14: stacks.live.buckets: is a string, must be a map',
    ],
  },
  {
    title: 'wrong types of all settings of a bucket',
    yaml: `stacks:\n  live:\n    buckets:\n      films:\n        grants: input\n        region: [eu-west-1]\n        requireTls: yes\n        otherStatements: 7\n        objectOwnership: true\n        adoptExistingPolicy: "true"\n        zencoder: 395540211253\n`,
    errors: [
      `5:17: ${FILMS}.grants: is a string, must be a list; write [{ role: input }]`,
      `6:17: ${FILMS}.region: is a list, must be a string`,
      `7:21: ${FILMS}.requireTls: is a string, must be true or false`,
      `8:26: ${FILMS}.otherStatements: 7 is read as the number 7, but must be a string; quote it: "7"`,
      `9:26: ${FILMS}.objectOwnership: true is read as the boolean true, but must be a string; quote it: "true"`,
      `10:30: ${FILMS}.adoptExistingPolicy: is a string, must be true or false`,
      `11:19: ${FILMS}.zencoder: is the number 395540211253, must be a map`,
    ],
  },
  {
    title: 'wrong types of all settings of a grant',
    yaml: oneGrant('{ role: { a: b }, prefixes: a/, keys: { a: b }, expires: 2027 }'),
    errors: [
      `6:21: ${GRANT}.role: is a map, must be a string`,
      `6:41: ${GRANT}.prefixes: is a string, must be a list; write ["a/"]`,
      `6:51: ${GRANT}.keys: is a map, must be a list`,
      `6:70: ${GRANT}.expires: 2027 is read as the number 2027, but must be a string; quote it: "2027"`,
    ],
  },
  {
    title: 'wrong types in a list of keys',
    yaml: oneGrant('{ role: input, keys: [007, true, ~, [a], { a: b }, 2027] }'),
    errors: [
      `6:35: ${GRANT}.keys[0]: 007 is read as the number 7, but must be a string; quote it: "007"`,
      `6:40: ${GRANT}.keys[1]: true is read as the boolean true`,
      `6:46: ${GRANT}.keys[2]: ~ is read as null, but must be a string; quote it: "~"`,
      `6:49: ${GRANT}.keys[3]: is a list, must be a string`,
      `6:54: ${GRANT}.keys[4]: is a map, must be a string`,
      `6:64: ${GRANT}.keys[5]: 2027 is read as the number 2027`,
    ],
  },
  {
    title: 'a number as an action',
    yaml: oneGrant('{ actions: [5] }'),
    errors: [`6:25: ${GRANT}.actions[0]: 5 is read as the number 5`],
  },
  {
    title: 'null as an action',
    yaml: oneGrant('{ actions: [s3:GetObject, ~] }'),
    errors: [`6:39: ${GRANT}.actions[1]: ~ is read as null`],
  },
  {
    title: 'a list as an action',
    yaml: oneGrant('{ actions: [[s3:GetObject]] }'),
    errors: [`6:25: ${GRANT}.actions[0]: is a list, must be a string`],
  },
  {
    title: 'empty settings of a grant',
    yaml: oneGrant('{ role: , actions: , prefixes: , keys: , expires: }'),
    errors: [
      `6:15: ${GRANT}.role: is null, must be a string`,
      `6:23: ${GRANT}.actions: is null, must be a list`,
      `6:34: ${GRANT}.prefixes: is null, must be a list`,
      `6:46: ${GRANT}.keys: is null, must be a list`,
      `6:54: ${GRANT}.expires: is null, must be a string`,
    ],
  },
  {
    title: 'wrong types below names with characters of a JSON pointer',
    yaml: 'stacks:\n  "a/b~1c~0": { region: 5, buckets: { "x~/y": { grants: [5] } } }\n',
    errors: [
      '2:3: stacks["a/b~1c~0"]: "a/b~1c~0" is not a valid stack name',
      '2:25: stacks["a/b~1c~0"].region: 5 is read as the number 5',
      '2:39: stacks["a/b~1c~0"].buckets["x~/y"]: "x~/y" is not a bucket name',
      '2:58: stacks["a/b~1c~0"].buckets["x~/y"].grants[0]: is the number 5, must be a map',
    ],
  },
  {
    title: 'an empty backend',
    yaml: oneStack('backend:'),
    errors: ['3:5: stacks.live.backend: is null, must be a map'],
  },
  {
    title: 'a backend without options',
    yaml: oneStack('backend: { local: }'),
    errors: ['3:16: stacks.live.backend.local: is null, must be a map'],
  },
  {
    title: 'an empty map of backends',
    yaml: oneStack('backend: {}'),
    errors: ['3:14: stacks.live.backend: has 0 backends; a stack has exactly one'],
  },
  {
    title: 'two backends',
    yaml: oneStack('backend: { s3: {}, gcs: {} }'),
    errors: ['3:14: stacks.live.backend: has 2 backends; a stack has exactly one'],
  },
];
