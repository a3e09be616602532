import type { BadFile } from './bad-file';

/** A file whose stack manages the bucket `films`, with a setting `leave`, whose value starts at 4:12. */
function leaving(left: string): string {
  return `stacks:\n  live:\n    buckets: { films: { grants: [ { role: input } ] } }\n    leave: ${left}\n`;
}

const LEAVE = 'stacks.live.leave';

/** Files with an invalid setting `leave`. */
export const LEFT: readonly BadFile[] = [
  {
    title: 'a bucket that the stack still manages',
    yaml: leaving('[old-films, films]'),
    errors: [
      `4:24: ${LEAVE}[1]: "films" is also in buckets of this stack; remove it from buckets to leave its policy in place, or from leave`,
    ],
  },
  {
    title: 'a bucket with copies that the stack still manages',
    yaml: leaving('[ { bucket: films, copies: [ { key: a.mov } ] } ]'),
    errors: [`4:24: ${LEAVE}[0].bucket: "films" is also in buckets of this stack; remove it`],
  },
  {
    title: 'a bucket twice',
    yaml: leaving('[old-films, older, { bucket: old-films, copies: [ { key: a.mov } ] }, old-films]'),
    errors: [
      `4:41: ${LEAVE}[2].bucket: "old-films" is already the bucket of entry 0; put all its copies into one entry`,
      `4:82: ${LEAVE}[3]: "old-films" is already the bucket of entry 0`,
    ],
  },
  { title: 'an empty value', yaml: leaving(''), errors: [`4:5: ${LEAVE}: is null, must be a list`] },
  {
    title: 'an empty list',
    yaml: leaving('[]'),
    errors: [`4:12: ${LEAVE}: an empty list leaves no bucket; remove leave`],
  },
  {
    title: 'a name instead of a list',
    yaml: leaving('old-films'),
    errors: [`4:12: ${LEAVE}: is a string, must be a list; write ["old-films"]`],
  },
  {
    title: 'a map instead of a list',
    yaml: leaving('{ old-films: {} }'),
    errors: [`4:12: ${LEAVE}: is a map, must be a list`],
  },
  {
    title: 'invalid bucket names',
    yaml: leaving('[Old_Film., "s3://old-films", "arn:aws:s3:::old-films", ""]'),
    errors: [
      `4:13: ${LEAVE}[0]: "Old_Film." is not a bucket name: `,
      `4:24: ${LEAVE}[1]: "s3://old-films" is not a bucket name: write the name alone`,
      `4:42: ${LEAVE}[2]: "arn:aws:s3:::old-films" is not a bucket name: write the name alone, "old-films"`,
      `4:68: ${LEAVE}[3]: "" is not a bucket name: `,
    ],
  },
  {
    title: 'entries that are neither names nor buckets with copies',
    yaml: leaving('[007, [old-films], null]'),
    errors: [
      `4:13: ${LEAVE}[0]: 007 is read as the number 7, but must be a string; quote it: "007"`,
      `4:18: ${LEAVE}[1]: is a list, must be a string`,
      `4:31: ${LEAVE}[2]: null is read as null, but must be a string; quote it: "null"`,
    ],
  },
  {
    title: 'a bucket without its name',
    yaml: leaving('[ { copies: [ { key: a.mov } ] } ]'),
    errors: [`4:14: ${LEAVE}[0]: bucket is missing`],
  },
  {
    title: 'settings of a managed bucket',
    yaml: leaving('[ { bucket: old-films, grants: [ { role: input } ], copys: [] } ]'),
    errors: [
      `4:35: ${LEAVE}[0].grants: unknown name; expected one of bucket, copies`,
      `4:64: ${LEAVE}[0].copys: unknown name; expected one of bucket, copies; did you mean "copies"?`,
    ],
  },
  {
    title: 'copies that the stack cannot have made',
    yaml: leaving(
      '[ { bucket: old-films, copies: [ {}, { key: "" }, { key: a, copyTo: a }, { key: b }, { key: c, copyTo: zencoder/b }, { key: /d } ] } ]',
    ),
    errors: [
      `4:45: ${LEAVE}[0].copies[0]: key is missing`,
      `4:56: ${LEAVE}[0].copies[1].key: `,
      `4:80: ${LEAVE}[0].copies[2].copyTo: "a" is the object itself`,
      `4:115: ${LEAVE}[0].copies[4].copyTo: "zencoder/b" is already the key of the copy of entry 3`,
      `4:136: ${LEAVE}[0].copies[5].key: the copy would have the key "zencoder//d": `,
    ],
  },
  {
    title: 'an empty list of copies, and copies that are neither keys nor maps',
    yaml: leaving('[ { bucket: old-films, copies: [] }, { bucket: older, copies: ["", a.mov, a.mov, [b.mov]] } ]'),
    errors: [
      `4:43: ${LEAVE}[0].copies: an empty list names no copy; remove copies`,
      `4:75: ${LEAVE}[1].copies[0]: `,
      `4:86: ${LEAVE}[1].copies[2]: "zencoder/a.mov" is already the key of the copy of entry 1`,
      `4:93: ${LEAVE}[1].copies[3]: is a list, must be a string`,
    ],
  },
  {
    title: 'settings of a copy other than its key and copyTo',
    yaml: leaving('[ { bucket: old-films, copies: [ { key: a, method: acl-copy } ] } ]'),
    errors: [`4:55: ${LEAVE}[0].copies[0].method: unknown name; expected one of key, copyTo`],
  },
  {
    title: 'a CDKTF token',
    yaml: leaving('["${TfToken[TOKEN.1]}"]'),
    errors: [`4:13: ${LEAVE}[0]: contains a CDKTF token`],
  },
];
