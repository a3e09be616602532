import { type BadFile, oneBucket, oneStack } from './bad-file';

const C = 'c'.repeat(64);
const AT = 'stacks.live.zencoder.also';

function also(title: string, value: string, ...errors: string[]): BadFile {
  return { title, yaml: oneStack(`zencoder: { also: ${value} }`), errors };
}

/** Invalid lists of additional Zencoder accounts. */
export const ACCOUNTS: readonly BadFile[] = [
  also(
    'an account instead of a list of accounts',
    '{ accountId: "111122223333" }',
    `3:23: ${AT}: is a map, must be a list`,
  ),
  also('an account as a string', '["111122223333"]', `3:24: ${AT}[0]: is a string, must be a map`),
  also('an empty list of accounts', '[]', `3:23: ${AT}: an empty list names nobody; leave also out`),
  also('an account without an account ID', '[{}]', `3:24: ${AT}[0]: accountId is missing`),
  also(
    'a canonical user ID without an account ID',
    `[{ canonicalUserId: ${C} }]`,
    `3:24: ${AT}[0]: accountId is missing`,
  ),
  also(
    'an account ID that YAML reads as a number',
    '[{ accountId: 111122223333 }]',
    `3:37: ${AT}[0].accountId: 111122223333 is read as the number … quote it`,
  ),
  also(
    'an account ID of 11 digits',
    '[{ accountId: "11112222333" }]',
    `3:37: ${AT}[0].accountId: "11112222333" is not an AWS account ID`,
  ),
  also(
    'a canonical user ID in upper case',
    `[{ accountId: "111122223333", canonicalUserId: ${'C'.repeat(64)} }]`,
    `3:70: ${AT}[0].canonicalUserId: "CCC … is not a canonical user ID, which has 64 lowercase hexadecimal digits`,
  ),
  also('an unknown name in an account', '[{ accountId: "111122223333", acount: 1 }]', `3:53: ${AT}[0].acount: unknown`),
  also('accounts within an account', '[{ accountId: "111122223333", also: [] }]', `3:53: ${AT}[0].also: unknown`),
  also(
    'the production account, which is the default account of zencoder',
    '[{ accountId: "395540211253" }]',
    `3:37: ${AT}[0].accountId: "395540211253" is already the account of zencoder itself; remove it`,
  ),
  also(
    'an account twice',
    '[{ accountId: "111122223333" }, { accountId: "111122223333" }]',
    `3:68: ${AT}[1].accountId: "111122223333" is already the account of entry 0; remove it`,
  ),
  {
    title: 'the account that zencoder of the same bucket names',
    yaml: oneBucket(
      '{ zencoder: { accountId: "111122223333", also: [{ accountId: "111122223333" }] }, grants: [ { role: input } ] }',
    ),
    errors: [
      '4:75: stacks.live.buckets.films.zencoder.also[0].accountId: "111122223333" is already the account of zencoder itself',
    ],
  },
  {
    title: 'an account without a canonical user ID, with objects that need one',
    yaml: `stacks:\n  live:\n    objectGrants: true\n    zencoder: { also: [{ accountId: "111122223333" }] }\n    buckets: { films: { objects: [{ key: a, method: acl }, { key: b, method: acl-copy }] } }\n`,
    errors: ['acl', 'acl-copy'].map(
      (method, index) =>
        `5:${index === 0 ? 53 : 78}: stacks.live.buckets.films.objects[${index}].method: ${method} needs canonical user IDs, but zencoder.also[0] has none; add the canonicalUserId of account 111122223333`,
    ),
  },
];
