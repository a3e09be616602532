import {
  cliProfileFault,
  endpointUrlFault,
  objectsFindings,
  permissionsOf,
  type ZencoderObject,
  ZencoderPermission,
} from '../../lib/grants/object-access';
import { findingLine, isWarning } from '../../lib/messages/diagnostic';

/** As a reader of YAML or a JavaScript program may give them. */
type Loose = Record<string, unknown>;

const told = (...objects: Loose[]) =>
  objectsFindings(objects as unknown as ZencoderObject[]).map(
    (finding) => `${findingLine('', finding)}${isWarning(finding) ? ' (warning)' : ''}`,
  );

const FINE: [string, ...Loose[]][] = [
  ['a key alone', { key: 'a.mov' }],
  ['every permission', { key: 'a', method: 'acl', permissions: ['READ', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL'] }],
  ['a version', { key: 'a', method: 'acl', versionId: '3HL4kqtJlcpXroDTDmJ' }],
  [
    'a copy with all attributes',
    { key: 'a', method: 'acl-copy', copyTo: 'b', storageClass: 'GLACIER_IR', contentType: 'video/mp4' },
  ],
  ['one object by acl and by policy', { key: 'a', method: 'acl' }, { key: 'a', method: 'policy' }],
  ['two copies of one object', { key: 'a', method: 'acl-copy' }, { key: 'a', method: 'acl-copy', copyTo: 'b' }],
];

const BAD: [string, RegExp, ...Loose[]][] = [
  ['no key', /^\[0\]\.key: is missing/, { method: 'acl' }],
  ['an empty key', /^\[0\]\.key: an empty key/, { key: '' }],
  ['a key that is no string', /^\[0\]\.key: 7 is not a string/, { key: 7 }],
  ['a key that is not NFC', /^\[0\]\.key: .*not in Unicode NFC at U\+0301/, { key: 'e\u0301' }],
  ['a key of 1,025 bytes', /^\[0\]\.key: .*has 1025 bytes/, { key: 'k'.repeat(1025) }],
  ['a key of 1,025 bytes with a slash in front', /^\[0\]\.key: .*has 1025 bytes/, { key: `/${'k'.repeat(1024)}` }],
  [
    'an unknown method',
    /^\[0\]\.method: unknown method "alc", the methods are policy \(in the bucket policy\), acl \(in the ACL of the object\), acl-copy \(.*\); did you mean "acl"\?/,
    { key: 'a', method: 'alc' },
  ],
  [
    'an unknown property',
    /^\[0\]\.permission: unknown property, an object takes key, method, permissions, .*did you mean "permissions"\?/,
    { key: 'a', permission: [] },
  ],
  [
    'WRITE, which exists for buckets only',
    /^\[0\]\.permissions\[0\]: "WRITE" is a permission for buckets only/,
    { key: 'a', method: 'acl', permissions: ['WRITE'] },
  ],
  [
    'an unknown permission',
    /^\[0\]\.permissions\[1\]: unknown permission "read", an object takes READ, READ_ACP, .*did you mean "READ"\?/,
    { key: 'a', method: 'acl', permissions: ['READ', 'read'] },
  ],
  ['no permission', /^\[0\]\.permissions: an empty list permits nothing/, { key: 'a', method: 'acl', permissions: [] }],
  [
    'one permission instead of a list',
    /^\[0\]\.permissions: "READ" is not a list/,
    { key: 'a', method: 'acl', permissions: 'READ' },
  ],
  [
    'permissions with policy',
    /^\[0\]\.permissions: has no effect with method policy; it is for acl and acl-copy/,
    { key: 'a', permissions: ['READ'] },
  ],
  ['a version with policy', /^\[0\]\.versionId: has no effect with method policy/, { key: 'a', versionId: 'x' }],
  [
    'a version with acl-copy',
    /^\[0\]\.versionId: has no effect with method acl-copy/,
    { key: 'a', method: 'acl-copy', versionId: 'x' },
  ],
  ['an empty version', /^\[0\]\.versionId: is empty/, { key: 'a', method: 'acl', versionId: '' }],
  ['copyTo with acl', /^\[0\]\.copyTo: has no effect with method acl;/, { key: 'a', method: 'acl', copyTo: 'b' }],
  ['a storage class with policy', /^\[0\]\.storageClass: has no effect/, { key: 'a', storageClass: 'GLACIER' }],
  [
    'a content type with acl',
    /^\[0\]\.contentType: has no effect/,
    { key: 'a', method: 'acl', contentType: 'video/mp4' },
  ],
  [
    'the same object twice by acl',
    /^\[1\]\.key: "a" already has the method acl in entry 0/,
    { key: 'a', method: 'acl' },
    { key: 'a', method: 'acl', versionId: 'x' },
  ],
  [
    'a copy onto itself',
    /^\[0\]\.copyTo: "a" is the object itself: Terraform would manage it, and delete it.*"zencoder\/a"/,
    { key: 'a', method: 'acl-copy', copyTo: 'a' },
  ],
  [
    'a copy onto another original',
    /^\[0\]\.copyTo: "b" is also one of the originals/,
    { key: 'a', method: 'acl-copy', copyTo: 'b' },
    { key: 'b' },
  ],
  [
    'a copy whose default key is an original',
    /^\[0\]\.key: "zencoder\/a" is also one of the originals/,
    { key: 'a', method: 'acl-copy' },
    { key: 'zencoder/a', method: 'acl' },
  ],
  [
    'two copies with one key',
    /^\[1\]\.copyTo: "c" is already the key of the copy of entry 0/,
    { key: 'a', method: 'acl-copy', copyTo: 'c' },
    { key: 'b', method: 'acl-copy', copyTo: 'c' },
  ],
  ['an empty place', /^\[0\]\.copyTo: an empty key/, { key: 'a', method: 'acl-copy', copyTo: '' }],
  ['a place that is no string', /^\[0\]\.copyTo: 7 is not a string/, { key: 'a', method: 'acl-copy', copyTo: 7 }],
  [
    'a copy key that is not in NFC',
    /^\[0\]\.copyTo: .*not in Unicode NFC at U\+0301/,
    { key: 'a', method: 'acl-copy', copyTo: 'e\u0301' },
  ],
  [
    'a copy key that starts with a slash',
    /^\[0\]\.copyTo: the copy would have the key "\/b": the AWS provider removes a leading/,
    { key: 'a', method: 'acl-copy', copyTo: '/b' },
  ],
  [
    'a copy key with two slashes',
    /^\[0\]\.copyTo: the copy would have the key "b\/\/c"/,
    { key: 'a', method: 'acl-copy', copyTo: 'b//c' },
  ],
  [
    'a default copy key with two slashes',
    /^\[0\]\.key: the copy would have the key "zencoder\/a\/\/b".*set copyTo/,
    { key: 'a//b', method: 'acl-copy' },
  ],
  [
    'a default copy key that is too long',
    /^\[0\]\.key: the default key of the copy is not valid: .* has 1030 bytes.*copyTo/,
    { key: 'k'.repeat(1021), method: 'acl-copy' },
  ],
];

describe('Objects that Zencoder gets access to', () => {
  it.each(FINE)('can be %s', (_, ...objects) => {
    expect(told(...objects)).toEqual([]);
  });

  it.each(BAD)('are refused with %s', (_, message, ...objects) => {
    expect(told(...objects)).toEqual([expect.stringMatching(message)]);
  });

  it('are refused for missing keys, without errors for the keys of their copies', () => {
    const missing = 'key: is missing; name the object';
    expect(told({ method: 'acl-copy' }, { method: 'acl-copy' })).toEqual([`[0].${missing}`, `[1].${missing}`]);
  });

  it('are refused for each value that is not an object, before they are compared', () => {
    const [copy, none] = [{ key: 'a', method: 'acl-copy' }, 'is not an object of a bucket; give its key'];
    expect(told(copy, null as unknown as Loose)).toEqual([`[1]: null ${none}`]);
    expect(told('a' as unknown as Loose, copy, copy)).toEqual([`[0]: "a" ${none}`]);
  });

  it('are accepted with a warning if their key starts with a slash', () => {
    expect(told({ key: '/a' })).toEqual([expect.stringMatching(/^\[0\]\.key: "\/a" starts with "\/".*\(warning\)$/)]);
  });
});

test('the default permission of an ACL is READ', () => {
  expect(permissionsOf({})).toEqual(['READ']);
  expect(permissionsOf({ permissions: [ZencoderPermission.READ_ACP] })).toEqual(['READ_ACP']);
});

describe('the URL of an S3 server', () => {
  test.each(['https://s3.example.com', 'http://localhost:9000', 'https://s3.example.com/', 'http://[::1]:9000'])(
    'is accepted: %s',
    (url) => {
      expect(endpointUrlFault(url)).toBeUndefined();
    },
  );

  test.each([
    '',
    's3.example.com',
    'ftp://s3.example.com',
    'https://',
    'https://s3.example.com/films',
    'https://AKIA@s3.example.com',
    'https://s3.example.com --debug',
    ' https://s3.example.com',
  ])('is not %j', (url) => {
    expect(endpointUrlFault(url)).toBe(
      `${JSON.stringify(url)} is not the URL of an S3 server, such as https://s3.example.com`,
    );
  });
});

test('a profile of the AWS CLI can have any name that is not empty', () => {
  expect(cliProfileFault('media-team')).toBeUndefined();
  expect(cliProfileFault('')).toBe('is empty; leave it out for the default of the AWS CLI');
});
