import type { Loose } from './object-inputs';

const ACL = { key: 'a', method: 'acl' };
const COPY = { key: 'a', method: 'acl-copy' };

const NO_FORM =
  ' is not one of { key }, { key, method = "acl", permissions, version_id }, { key, method = "acl-copy", ';
const NO_NAME = ' has more than 1024 bytes, or contains NUL or characters that Terraform would change';
const ORIGINAL = ': its copy would overwrite another object of the list, and later be deleted';

/** A single object with something wrong in it, and what Terraform says behind its place. */
export const BAD_OBJECTS: [what: string, object: unknown, said: string][] = [
  ['null', null, `: null${NO_FORM}`],
  ['a key alone', 'a.mov', `: "a.mov"${NO_FORM}`],
  ['no key', { method: 'acl' }, `: {"method":"acl"}${NO_FORM}`],
  ['a key of another type', { key: 7 }, `: {"key":7}${NO_FORM}`],
  ['an empty key', { key: '' }, `: {"key":""}${NO_FORM}`],
  ['a key of 1,025 bytes', { key: 'k'.repeat(1025) }, '.key: "kkkkk'],
  ['a key with NUL', { key: 'a\0' }, `.key: "a\\u0000"${NO_NAME}`],
  ['a key with a sign that is joined to a quote', { key: 'a\u0600' }, `.key: "a?"${NO_NAME}`],

  ['an unknown attribute', { ...ACL, permission: ['READ'] }, `"permission":["READ"]}${NO_FORM}`],
  ['keys in place of key', { ...ACL, keys: ['b'] }, NO_FORM],
  ['an unknown method', { key: 'a', method: 'alc' }, `: {"key":"a","method":"alc"}${NO_FORM}`],
  ['a method of another type', { key: 'a', method: ['acl'] }, NO_FORM],

  ['WRITE, which only buckets have', { ...ACL, permissions: ['WRITE'] }, `"permissions":["WRITE"]}${NO_FORM}`],
  ['a permission in lower case', { ...COPY, permissions: ['READ', 'read'] }, NO_FORM],
  ['a permission of another type', { ...ACL, permissions: ['READ', null] }, NO_FORM],
  ['no permission', { ...ACL, permissions: [] }, `"permissions":[]}${NO_FORM}`],
  ['one permission in place of a list', { ...ACL, permissions: 'READ' }, `"permissions":"READ"}${NO_FORM}`],

  ['permissions with policy', { key: 'a', permissions: ['READ'] }, NO_FORM],
  ['a version with policy', { key: 'a', method: 'policy', versionId: 'x' }, NO_FORM],
  ['a version with acl-copy', { ...COPY, versionId: 'x' }, NO_FORM],
  ['an empty version', { ...ACL, versionId: '' }, NO_FORM],
  ['a version of another type', { ...ACL, versionId: 7 }, NO_FORM],
  ['a place for a copy with acl', { ...ACL, copyTo: 'b' }, NO_FORM],
  ['a storage class with policy', { key: 'a', storageClass: 'GLACIER' }, NO_FORM],
  ['a content type with acl', { ...ACL, contentType: 'video/mp4' }, NO_FORM],

  ['a place of another type', { ...COPY, copyTo: ['b'] }, NO_FORM],
  ['an empty place', { ...COPY, copyTo: '' }, NO_FORM],
  ['a place of 1,025 bytes', { ...COPY, copyTo: 'é'.repeat(513) }, ': "éé'],
  ['a copy onto itself', { ...COPY, copyTo: 'a' }, ORIGINAL],
  [
    'a place that begins with a slash',
    { ...COPY, copyTo: '/b' },
    ': "/b" is not a key for a copy: the provider removes',
  ],
  ['a place with two slashes', { ...COPY, copyTo: 'b//c' }, ': "b//c" is not a key for a copy: '],
  ['a default place with two slashes', { key: '/a', method: 'acl-copy' }, ': "zencoder//a" is not a key for a copy: '],
  ['a default place that is too long', { key: 'k'.repeat(1020), method: 'acl-copy' }, ': "zencoder/kkk'],
];

/** Objects that are wrong beside each other, and what Terraform says. */
export const BAD_PAIRS: [what: string, objects: Loose[], said: string][] = [
  ['one object twice by acl', [ACL, { ...ACL, versionId: 'x' }], 'objects[1].key: "a" is already in entry 0; '],
  ['a copy onto another original', [{ key: 'b' }, { ...COPY, copyTo: 'b' }], `objects[1]${ORIGINAL}`],
  ['a default place that is an original', [{ key: 'zencoder/a' }, COPY], `objects[1]${ORIGINAL}`],
  [
    'two copies to one place',
    [
      { ...COPY, copyTo: 'c' },
      { key: 'b', method: 'acl-copy', copyTo: 'c' },
    ],
    'objects[1]: "c" is already the copy of objects[0]; ',
  ],
];
