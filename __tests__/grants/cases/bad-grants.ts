/** Grants that are refused, as they may come from a file or from JavaScript: the place of what is wrong, and a part of what is said. */
export const BAD_GRANTS: [grant: unknown, path: string, message: string][] = [
  [null, '', 'null is not a grant; give a role or actions'],
  ['input', '', '"input" is not a grant'],
  [{}, '', 'has neither role nor actions'],
  [{ prefixes: ['a/'] }, '', 'has neither role nor actions'],
  [{ role: 'input', actions: ['s3:GetObject'] }, 'actions', 'cannot be combined with role'],

  [{ role: 'inptu' }, 'role', 'unknown role "inptu"'],
  [{ role: 'inptu' }, 'role', 'did you mean "input"?'],
  [{ role: 'Output' }, 'role', 'did you mean "output"?'],
  [{ role: 'admin' }, 'role', 'the roles are input, output, write-only, input-and-output, video-cloud-ingest'],
  [{ role: '' }, 'role', 'unknown role ""'],
  [{ role: 'toString' }, 'role', 'unknown role "toString"'],
  [{ role: null }, 'role', 'null is not a string'],
  [{ role: ['input'] }, 'role', '["input"] is not a string'],

  [{ actions: ['s3:GetObject', 'GetObject'] }, 'actions[1]', 'did you mean "s3:GetObject"?'],
  [{ actions: ['s3:getobject'] }, 'actions[0]', 'did you mean "s3:GetObject"?'],
  [{ actions: ['s3:*'] }, 'actions[0]', 'unknown action "s3:*", the actions are s3:GetObject, '],
  [{ actions: ['*'] }, 'actions[0]', 'unknown action "*"'],
  [{ actions: ['s3:DeleteObject'] }, 'actions[0]', 'unknown action "s3:DeleteObject"'],
  [{ actions: ['constructor'] }, 'actions[0]', 'unknown action "constructor"'],
  [{ actions: [] }, 'actions', 'an empty list grants nothing'],
  [{ actions: [], keys: ['a'] }, 'actions', 'an empty list grants nothing'],
  [{ actions: 's3:GetObject' }, 'actions', '"s3:GetObject" is not a list; write ["s3:GetObject"]'],
  [{ actions: [7] }, 'actions[0]', '7 is not a string'],
  [{ actions: [null] }, 'actions[0]', 'null is not a string'],

  [{ role: 'input', prefix: 'a/' }, 'prefix', 'unknown property, a grant takes role, actions, prefixes, keys, expires'],
  [{ role: 'input', prefix: 'a/' }, 'prefix', 'did you mean "prefixes"?'],
  [{ role: 'input', Keys: ['a'] }, 'Keys', 'did you mean "keys"?'],
  [{ role: 'input', expiry: '2027-06-30T00:00:00Z' }, 'expiry', 'did you mean "expires"?'],
  [{ role: 'input', 'a.b': 1 }, '["a.b"]', 'unknown property'],
  [{ role: 'input', prefix: undefined }, 'prefix', 'unknown property'],

  [{ role: 'input', prefixes: [] }, 'prefixes', 'an empty list covers nothing'],
  [{ role: 'input', prefixes: ['a/', ''] }, 'prefixes[1]', 'an empty prefix would open the whole bucket'],
  [{ role: 'input', prefixes: 'a/' }, 'prefixes', '"a/" is not a list; write ["a/"]'],
  [{ role: 'input', prefixes: null }, 'prefixes', 'null is not a list'],
  [{ role: 'input', prefixes: { 0: 'a/' } }, 'prefixes', 'is not a list'],
  [{ role: 'input', prefixes: [2027] }, 'prefixes[0]', '2027 is not a string'],
  [{ role: 'input', prefixes: ['cafe\u0301/'] }, 'prefixes[0]', 'is not in Unicode NFC at U+0301'],

  [{ role: 'input', keys: [] }, 'keys', 'an empty list covers nothing'],
  [{ role: 'input', keys: [''] }, 'keys[0]', 'an empty key matches no object'],
  [{ role: 'input', keys: ['a', undefined] }, 'keys[1]', 'undefined is not a string'],
  [{ role: 'input', keys: ['a\0'] }, 'keys[0]', 'contains NUL (U+0000)'],
  [{ role: 'input', keys: ['a\ud83c'] }, 'keys[0]', 'half of a surrogate pair'],

  [
    { actions: ['s3:ListBucket'], prefixes: ['a/'] },
    'prefixes',
    'has no effect: s3:ListBucket can only be granted on the whole bucket; leave prefixes out',
  ],
  [
    { actions: ['s3:ListBucket', 's3:GetBucketLocation'], keys: ['a'] },
    'keys',
    'has no effect: s3:GetBucketLocation, s3:ListBucket can only',
  ],

  [{ role: 'input', expires: 'next summer' }, 'expires', 'is not a date with time and offset'],
  [{ role: 'input', expires: '2027-02-29T00:00:00Z' }, 'expires', 'is not a valid calendar date'],
  [{ role: 'input', expires: '' }, 'expires', 'is not a date'],
  [{ role: 'input', expires: 1814313600 }, 'expires', '1814313600 is not a string'],
  [{ role: 'input', expires: new Date(0) }, 'expires', '"1970-01-01T00:00:00.000Z" is not a string'],
];

/** What is taken, with a word about it: the members of a grant beside a role, the place, and a part of what is said. */
export const DOUBTFUL: [members: Record<string, unknown>, path: string, message: string][] = [
  [{ keys: ['/a.mp4'] }, 'keys[0]', 'if the slash is not part of the key, write "a.mp4"'],
  [{ keys: ['a.mp4', '//a.mp4'] }, 'keys[1]', 'write "a.mp4"'],
  [{ prefixes: ['/in/'] }, 'prefixes[0]', 'write "in/"'],
  [{ prefixes: ['in/*'] }, 'prefixes[0]', 'a prefix needs no wildcard, write "in/"'],
  [{ prefixes: ['a/', 'in/**'] }, 'prefixes[1]', 'write "in/"'],
  [{ prefixes: ['*'] }, 'prefixes[0]', 'a prefix needs no wildcard, leave prefixes out for the whole bucket'],
  [{ prefixes: ['/'] }, 'prefixes[0]', 'starts with "/"'],
  [{ keys: ['/a//b.mp4'] }, 'keys[0]', 'write "a//b.mp4"'],
  [
    { keys: ['a.mp4', 's3://films/a.mp4'] },
    'keys[1]',
    '"s3://films/a.mp4" looks like a URL; a key is the part after the name of the bucket',
  ],
  [{ keys: ['S3+EU-CENTRAL-1://films/a.mp4'] }, 'keys[0]', 'looks like a URL'],
  [{ prefixes: ['https://films.s3.amazonaws.com/in/'] }, 'prefixes[0]', 'looks like a URL'],
  [{ expires: '2026-06-01T11:59:59Z' }, 'expires', 'is in the past: this grant has expired'],
  [{ expires: '2026-06-01T12:00:00Z' }, 'expires', 'is in the past'],
  [{ expires: '2026-06-01T13:30:00+02:00' }, 'expires', 'is in the past'],
  [{ prefixes: undefined }, '', 'prefixes is given as undefined, so this grant covers the whole bucket; leave it out'],
  [{ keys: undefined, expires: undefined }, '', 'keys is given as undefined, so this grant covers the whole bucket'],
  [{ keys: undefined, prefixes: undefined }, '', 'prefixes and keys are given as undefined'],
  [{ prefixes: undefined, keys: undefined }, '', 'covers the whole bucket; leave them out if that is meant'],
];

/** What is taken without a word. */
export const GOOD: Record<string, unknown>[] = [
  { keys: ['*', 'a*', '?', '${aws:username}', 'a/b//c/../d', 'mirror/https://example.com/a.mp4'] },
  { prefixes: ['in/', 'in-', 'film_', 'v1.', 'in*out/', '日本/', ' ', '🎬'] },
  { prefixes: ['x'.repeat(1024)] },
  { prefixes: ['in/'], keys: ['a.mp4'] },
  { expires: '2026-06-01T12:00:01Z' },
  { expires: '2026-06-01T12:30:00-00:30' },
  { expires: undefined, actions: undefined },
  { prefixes: undefined, keys: ['a.mp4'] },
  { prefixes: ['in/'], keys: undefined },
  { role: undefined, actions: ['s3:ListBucket'], prefixes: undefined },
];
