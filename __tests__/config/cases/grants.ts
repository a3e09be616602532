import { type BadFile, GRANT, oneGrant } from './bad-file';

const ROLES = 'the roles are input, output, write-only, input-and-output, video-cloud-ingest';
const DATE_FORM = 'is not a date with time and offset; write YYYY-MM-DDThh:mm:ssZ, or ±hh:mm in place of the Z';

/** A grant until a date. */
function until(expires: string, rule: string): BadFile {
  return {
    title: `the date ${expires}`,
    yaml: oneGrant(`{ role: input, expires: "${expires}" }`),
    errors: [`6:37: ${GRANT}.expires: "${expires}" ${rule}`],
  };
}

/** Invalid grants. */
export const GRANTS: readonly BadFile[] = [
  {
    title: 'a misspelled role',
    yaml: oneGrant('{ role: inptu }'),
    errors: [`6:21: ${GRANT}.role: unknown role "inptu", ${ROLES}; did you mean "input"?`],
  },
  {
    title: 'a role that does not exist',
    yaml: oneGrant('{ role: administrator }'),
    errors: [`6:21: ${GRANT}.role: unknown role "administrator", ${ROLES}`],
  },
  {
    title: 'terminal escape characters in a role',
    yaml: oneGrant('{ role: "\\e]0;title\\a\\x9b2J\\u202e\\u2028\\r\\n" }'),
    errors: [`6:21: ${GRANT}.role: unknown role "\\u001b]0;title\\u0007U+009B2JU+202EU+2028\\r\\n", the roles`],
  },
  {
    title: 'actions that Zencoder does not need, or in another spelling',
    yaml: oneGrant('{ actions: [s3:DeleteObject, GetObject, S3:getobject, "s3:*", ""] }'),
    errors: [
      `6:25: ${GRANT}.actions[0]: "s3:DeleteObject" cannot be granted, because Zencoder needs no permission to delete; the actions are s3:GetObject, `,
      `6:42: ${GRANT}.actions[1]: unknown action "GetObject" … did you mean "s3:GetObject"?`,
      `6:53: ${GRANT}.actions[2]: unknown action "S3:getobject" … did you mean "s3:GetObject"?`,
      `6:67: ${GRANT}.actions[3]: unknown action "s3:*", the actions are`,
      `6:75: ${GRANT}.actions[4]: unknown action "", the actions are`,
    ],
  },
  {
    title: 'neither a role nor actions',
    yaml: oneGrant('{ keys: [a.mp4] }'),
    errors: [`6:13: ${GRANT}: has neither role nor actions; a grant needs one of the two`],
  },
  {
    title: 'a role and actions',
    yaml: oneGrant('{ role: input, actions: [s3:PutObject] }'),
    errors: [`6:37: ${GRANT}.actions: cannot be combined with role; a grant needs one of the two`],
  },
  {
    title: 'an empty list of actions',
    yaml: oneGrant('{ actions: [] }'),
    errors: [`6:24: ${GRANT}.actions: an empty list grants nothing; name at least one action`],
  },

  {
    title: 'an empty prefix, which would cover the whole bucket',
    yaml: oneGrant('{ role: input, prefixes: [""] }'),
    errors: [`6:39: ${GRANT}.prefixes[0]: an empty prefix would open the whole bucket`],
  },
  {
    title: 'an empty prefix after another prefix',
    yaml: oneGrant('{ role: input, prefixes: [in/, ""] }'),
    errors: [`6:44: ${GRANT}.prefixes[1]: an empty prefix`],
  },
  {
    title: 'an empty list of keys',
    yaml: oneGrant('{ role: input, keys: [] }'),
    errors: [`6:34: ${GRANT}.keys: an empty list covers nothing; leave keys out`],
  },
  {
    title: 'an empty list of prefixes after a key',
    yaml: oneGrant('{ role: input, keys: [a.mp4], prefixes: [] }'),
    errors: [`6:53: ${GRANT}.prefixes: an empty list covers nothing; leave prefixes out`],
  },
  {
    title: 'an empty key',
    yaml: oneGrant('{ role: input, keys: [""] }'),
    errors: [`6:35: ${GRANT}.keys[0]: an empty key matches no object`],
  },
  {
    title: 'keys for an action on the bucket',
    yaml: oneGrant('{ actions: [s3:GetBucketLocation], keys: [a.mp4] }'),
    errors: [`6:54: ${GRANT}.keys: has no effect: s3:GetBucketLocation … leave keys out`],
  },
  {
    title: 'prefixes for actions on the bucket',
    yaml: oneGrant('{ actions: [s3:ListBucket, s3:ListBucketMultipartUploads], prefixes: [in/] }'),
    errors: [`6:82: ${GRANT}.prefixes: has no effect: s3:ListBucket, s3:ListBucketMultipartUploads `],
  },
  {
    title: 'keys for an action on the bucket that is repeated 100 times',
    yaml: oneGrant(`{ actions: [${Array(100).fill('s3:ListBucket')}], keys: [a.mp4] }`),
    errors: [`6:1433: ${GRANT}.keys: has no effect`],
  },

  {
    title: 'a key of 1,025 bytes',
    yaml: oneGrant(`{ role: input, keys: [${'x'.repeat(1024)}, ${'x'.repeat(1025)}] }`),
    errors: [`6:1061: ${GRANT}.keys[1]: "xxx … has 1025 bytes in UTF-8, the limit of S3 is 1024`],
  },
  {
    title: 'a prefix of 513 characters and 1,026 bytes',
    yaml: oneGrant(`{ role: input, prefixes: [${'é'.repeat(513)}] }`),
    errors: [`6:39: ${GRANT}.prefixes[0]: "ééé … has 1026 bytes in UTF-8, the limit of S3 is 1024`],
  },
  {
    title: 'half of a surrogate pair',
    yaml: oneGrant('{ role: input, keys: ["\\uD83C\\uDFAC", "a\\uD800b"], prefixes: ["\\uDFAC\\uD83C"] }'),
    errors: [
      `6:51: ${GRANT}.keys[1]: "a\\ud800b" contains U+D800 at position 1, half of a surrogate pair`,
      `6:75: ${GRANT}.prefixes[0]: "\\udfac\\ud83c" contains U+DFAC at position 0`,
    ],
  },
  {
    title: 'NUL',
    yaml: oneGrant('{ role: input, keys: ["a\\0b"] }'),
    errors: [`6:35: ${GRANT}.keys[0]: "a\\u0000b" contains NUL (U+0000)`],
  },
  {
    title: 'letters with separate accents (NFD), as macOS writes them',
    yaml: oneGrant('{ role: input, prefixes: [cafe\u0301/], keys: ["A\\u030a.mp4", \u00c5.mp4] }'),
    errors: [
      `6:39: ${GRANT}.prefixes[0]: "cafe\u0301/" is not in Unicode NFC at U+0301 … (with U+00E9)`,
      `6:55: ${GRANT}.keys[0]: "A\u030a.mp4" is not in Unicode NFC at U+030A … (with U+00C5)`,
    ],
  },

  until('2027-06-30', DATE_FORM),
  until('2027-06-30T00:00:00', DATE_FORM),
  until('2027-06-30 00:00:00Z', DATE_FORM),
  until('2027-06-30T00:00Z', DATE_FORM),
  until('2027-06-30T00:00:00+0200', DATE_FORM),
  until('2027-06-30t00:00:00z', DATE_FORM),
  until('June 30, 2027', DATE_FORM),
  until('', DATE_FORM),
  until('2027-06-30T00:00:00.000Z', 'has fractions of a second, which S3 does not compare'),
  until('2027-02-29T00:00:00Z', 'is not a valid calendar date'),
  until('2027-13-01T00:00:00Z', 'is not a valid calendar date'),
  until('2027-06-30T24:00:00Z', 'is not a valid calendar date'),
  until('2027-06-30T00:00:00+24:00', 'is not a valid calendar date'),
  until('1969-12-31T23:59:59Z', 'is outside the years 1970 to 9999'),
];
