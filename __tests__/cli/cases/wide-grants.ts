import type { BucketConfig } from '../../../lib/config/format';
import { ZencoderObjectMethod, ZencoderPermission } from '../../../lib/grants/object-access';
import { Zencoder, ZencoderAction, ZencoderRole } from '../../../lib/zencoder/account-and-roles';

const { INPUT, OUTPUT, WRITE_ONLY, INPUT_AND_OUTPUT, VIDEO_CLOUD_INGEST } = ZencoderRole;
const { GET_OBJECT, PUT_OBJECT, PUT_OBJECT_ACL, ABORT_MULTIPART_UPLOAD } = ZencoderAction;
const NEVER_MIND = '2099-01-01T00:00:00Z';
const WHOLE = 'Zencoder can write and set ACLs in films, the whole bucket; to limit that, set prefixes or keys';
const ENDLESS = 'Zencoder can write and set ACLs in films without an end date; to set one, use expires';
const both = (where: string) =>
  `Zencoder can overwrite what it reads from films${where}; to prevent that, use different prefixes for inputs and outputs`;

interface WideCase {
  readonly name: string;
  readonly bucket: BucketConfig;
  readonly warnings: readonly string[];
}

const OUT = { prefixes: ['out/'], expires: NEVER_MIND };
const IS_WRITTEN = both(' below out/');

/** Grants that write to a place, and the warnings about reading there. */
const READ_AND_WRITTEN: readonly WideCase[] = [
  ['an output', [{ role: OUTPUT, ...OUT }], []],
  ['an output action by action', [{ actions: Zencoder.roleActions(OUTPUT), ...OUT }], []],
  [
    'two outputs',
    [
      { role: OUTPUT, ...OUT },
      { role: OUTPUT, prefixes: ['out/a/'], expires: NEVER_MIND },
    ],
    [],
  ],
  ['writing alone', [{ role: WRITE_ONLY, ...OUT }], []],
  [
    'writing alone beside an output',
    [
      { role: WRITE_ONLY, ...OUT },
      { role: OUTPUT, ...OUT },
    ],
    [],
  ],
  [
    'writing alone beside an input',
    [
      { role: WRITE_ONLY, ...OUT },
      { role: INPUT, prefixes: ['out/'] },
    ],
    [IS_WRITTEN],
  ],
  [
    'writing alone apart from an input',
    [
      { role: WRITE_ONLY, ...OUT },
      { role: INPUT, prefixes: ['in/'] },
    ],
    [],
  ],
  ['reading and writing by name', [{ actions: [GET_OBJECT, PUT_OBJECT, PUT_OBJECT_ACL], ...OUT }], [IS_WRITTEN]],
  [
    'an output beside reading and writing by name',
    [
      { role: OUTPUT, ...OUT },
      { actions: [GET_OBJECT, PUT_OBJECT, PUT_OBJECT_ACL], ...OUT },
    ],
    [IS_WRITTEN],
  ],
  [
    'an output beside reading by name of a part',
    [
      { role: OUTPUT, ...OUT },
      { actions: [GET_OBJECT], prefixes: ['out/a/', 'in/'] },
    ],
    [both(' below out/a/')],
  ],
  [
    'an output beside reading by name of more',
    [
      { role: OUTPUT, ...OUT },
      { actions: [GET_OBJECT], prefixes: ['ou'] },
    ],
    [IS_WRITTEN],
  ],
  ['an output beside an input of all', [{ role: OUTPUT, ...OUT }, { role: INPUT }], [IS_WRITTEN]],
  [
    'an output of keys beside an input of one of them',
    [
      { role: OUTPUT, keys: ['a.mp4', 'b.mp4'], expires: NEVER_MIND },
      { role: INPUT, keys: ['b.mp4', 'c.mp4'] },
    ],
    [both(', the object b.mp4')],
  ],
  [
    'an output beside an ingest',
    [
      { role: OUTPUT, ...OUT },
      { role: VIDEO_CLOUD_INGEST, prefixes: ['out/'] },
    ],
    [IS_WRITTEN],
  ],
  [
    'an output that may abort uploads',
    [
      { role: OUTPUT, ...OUT },
      { actions: [ABORT_MULTIPART_UPLOAD], ...OUT },
    ],
    [],
  ],
].map(([name, grants, warnings]) => ({ name, bucket: { grants }, warnings }) as WideCase);

/** Grants on the bucket films, and the warnings about them. */
export const WIDE_CASES: readonly WideCase[] = [
  ...READ_AND_WRITTEN,
  { name: 'only reading, without an expiry, in the whole bucket', bucket: { grants: [{ role: INPUT }] }, warnings: [] },
  {
    name: 'writing to the whole bucket without an expiry',
    bucket: { grants: [{ role: OUTPUT }] },
    warnings: [WHOLE, ENDLESS],
  },
  {
    name: 'writing to the whole bucket with an expiry',
    bucket: { grants: [{ role: OUTPUT, expires: NEVER_MIND }] },
    warnings: [WHOLE],
  },
  {
    name: 'writing below prefixes without an end date, by two grants',
    bucket: {
      grants: [
        { role: OUTPUT, prefixes: ['out/'] },
        { role: OUTPUT, prefixes: ['more/'] },
      ],
    },
    warnings: [ENDLESS],
  },
  {
    name: 'writing that has expired',
    bucket: { grants: [{ role: OUTPUT, expires: '2020-01-01T00:00:00Z' }] },
    warnings: [],
  },
  {
    name: 'reading and writing in separate places',
    bucket: {
      grants: [
        { role: INPUT, prefixes: ['in/'] },
        { role: OUTPUT, prefixes: ['out/'], expires: NEVER_MIND },
      ],
    },
    warnings: [],
  },
  {
    name: 'an input within an output',
    bucket: {
      grants: [
        { role: INPUT, prefixes: ['media/in/', 'other/'] },
        { role: OUTPUT, prefixes: ['media/'], expires: NEVER_MIND },
      ],
    },
    warnings: [both(' below media/in/')],
  },
  {
    name: 'an output to a key of an input',
    bucket: {
      grants: [
        { role: INPUT, prefixes: ['in'] },
        { role: OUTPUT, keys: ['in/a.mp4'], expires: NEVER_MIND },
      ],
    },
    warnings: [both(', the object in/a.mp4')],
  },
  {
    name: 'a single object that is read within an output',
    bucket: {
      grants: [{ role: OUTPUT, prefixes: ['out/'], expires: NEVER_MIND }],
      objects: [{ key: 'out/a.mp4' }, { key: 'a.mp4' }],
    },
    warnings: [both(', the object out/a.mp4')],
  },
  {
    name: 'the role input-and-output',
    bucket: { grants: [{ role: INPUT_AND_OUTPUT, prefixes: ['a/', 'b/', 'c/', 'd/'], expires: NEVER_MIND }] },
    warnings: [both(' below a/, b/ and c/ and 1 more')],
  },
  {
    name: 'an expired input within an output',
    bucket: {
      grants: [
        { role: INPUT, expires: '2020-01-01T00:00:00Z' },
        { role: OUTPUT, prefixes: ['out/'], expires: NEVER_MIND },
      ],
    },
    warnings: [],
  },
  {
    name: 'listing',
    bucket: { grants: [{ actions: [ZencoderAction.LIST_BUCKET] }] },
    warnings: ['Zencoder can list all keys of films; prefixes and keys do not limit that (s3:ListBucket)'],
  },
  {
    name: 'aborting uploads in the whole bucket, without an expiry',
    bucket: { grants: [{ actions: [ZencoderAction.ABORT_MULTIPART_UPLOAD] }] },
    warnings: [
      'Zencoder can abort uploads in films, the whole bucket; to limit that, set prefixes or keys',
      'Zencoder can abort uploads in films without an end date; to set one, use expires',
    ],
  },
  {
    name: 'an ACL with write permission, which cannot expire',
    bucket: {
      objects: [{ key: 'a.mp4', method: ZencoderObjectMethod.ACL, permissions: [ZencoderPermission.FULL_CONTROL] }],
    },
    warnings: [],
  },
  {
    name: 'another account',
    bucket: { grants: [{ role: OUTPUT, expires: NEVER_MIND }], zencoder: { accountId: '123456789012' } },
    warnings: [WHOLE.replace('Zencoder', "Zencoder's account 123456789012")],
  },
];
