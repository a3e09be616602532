import { type BadFile, oneBucket, oneStack } from './bad-file';

const C = 'c'.repeat(64);
const AT = 'stacks.live.zencoder.also';

function also(title: string, value: string, ...errors: string[]): BadFile {
  return { title, yaml: oneStack(`zencoder: { also: ${value} }`), errors };
}

/** Accounts of Zencoder beside one that cannot be. */
export const ACCOUNTS: readonly BadFile[] = [
  also('accounts that are one', '{ accountId: "111122223333" }', `3:23: ${AT}: is a map, must be a list`),
  also('an account that is a text', '["111122223333"]', `3:24: ${AT}[0]: is a string, must be a map`),
  also('no accounts', '[]', `3:23: ${AT}: an empty list names nobody; leave also out`),
  also('an account without a name', '[{}]', `3:24: ${AT}[0]: accountId is missing`),
  also('a canonical user ID alone', `[{ canonicalUserId: ${C} }]`, `3:24: ${AT}[0]: accountId is missing`),
  also(
    'a number',
    '[{ accountId: 111122223333 }]',
    `3:37: ${AT}[0].accountId: 111122223333 is read as the number … quote it`,
  ),
  also(
    '11 digits',
    '[{ accountId: "11112222333" }]',
    `3:37: ${AT}[0].accountId: "11112222333" is not an AWS account ID`,
  ),
  also(
    'a canonical user ID in upper case',
    `[{ accountId: "111122223333", canonicalUserId: ${'C'.repeat(64)} }]`,
    `3:70: ${AT}[0].canonicalUserId: "CCC … is not a canonical user ID, which has 64 lowercase hexadecimal digits`,
  ),
  also('an unknown name', '[{ accountId: "111122223333", acount: 1 }]', `3:53: ${AT}[0].acount: unknown`),
  also('accounts of an account', '[{ accountId: "111122223333", also: [] }]', `3:53: ${AT}[0].also: unknown`),
  also(
    'the production account, which zencoder is where it names no other',
    '[{ accountId: "395540211253" }]',
    `3:37: ${AT}[0].accountId: "395540211253" is the account of zencoder itself already; remove it`,
  ),
  also(
    'an account twice',
    '[{ accountId: "111122223333" }, { accountId: "111122223333" }]',
    `3:68: ${AT}[1].accountId: "111122223333" is the account of entry 0 already; remove it`,
  ),
  {
    title: 'the account of the same bucket',
    yaml: oneBucket(
      '{ zencoder: { accountId: "111122223333", also: [{ accountId: "111122223333" }] }, grants: [ { role: input } ] }',
    ),
    errors: [
      '4:75: stacks.live.buckets.films.zencoder.also[0].accountId: "111122223333" is the account of zencoder itself already',
    ],
  },
  {
    title: 'an account that no ACL can name',
    yaml: `stacks:\n  live:\n    objectGrants: true\n    zencoder: { also: [{ accountId: "111122223333" }] }\n    buckets: { films: { objects: [{ key: a, method: acl }, { key: b, method: acl-copy }] } }\n`,
    errors: ['acl', 'acl-copy'].map(
      (method, index) =>
        `5:${index === 0 ? 53 : 78}: stacks.live.buckets.films.objects[${index}].method: ${method} names canonical user IDs, and zencoder.also[0] has none; give it the canonicalUserId of the account 111122223333`,
    ),
  },
];
