import type { Loose } from './object-inputs';

const ACL = { key: 'a', method: 'acl' };
const COPY = { key: 'a', method: 'acl-copy' };
const PROPERTIES = 'key, method, version_id, copy_to, storage_class, content_type, permissions';

/** A single object with something wrong in it, and what Terraform says behind its place. */
export const BAD_OBJECTS: [what: string, object: unknown, said: string][] = [
  ['null', null, ': null is not an object; give { key = … }'],
  ['a key alone', 'a.mov', ': "a.mov" is not an object; give { key = … }'],
  ['no key', { method: 'acl' }, '.key: is missing; name the object'],
  ['a key of another type', { key: 7 }, '.key: 7 is not a string'],
  ['an empty key', { key: '' }, '.key: an empty key names no object'],
  ['a key of 1,025 bytes', { key: 'k'.repeat(1025) }, '.key: "kkkkk'],
  ['a key with NUL', { key: 'a\0' }, '.key: "a\\u0000" holds NUL (U+0000), '],
  ['a key with a sign that is joined to a quote', { key: 'a\u0600' }, '.key: "a?" holds a sign that Unicode joins '],

  [
    'an unknown attribute',
    { ...ACL, permission: ['READ'] },
    `.permission: unknown attribute, an object takes ${PROPERTIES}, did you mean "permissions"?`,
  ],
  [
    'keys in place of key',
    { ...ACL, keys: ['b'] },
    `.keys: unknown attribute, an object takes ${PROPERTIES}, did you mean "key"?`,
  ],
  [
    'an unknown method',
    { key: 'a', method: 'alc' },
    '.method: unknown method "alc", the methods are policy, acl, acl-copy',
  ],
  ['a method of another type', { key: 'a', method: ['acl'] }, '.method: ["acl"] is not a string'],

  [
    'WRITE, which only buckets have',
    { ...ACL, permissions: ['WRITE'] },
    '.permissions[0]: unknown permission "WRITE", an object takes READ, READ_ACP, WRITE_ACP, FULL_CONTROL',
  ],
  [
    'a permission in lower case',
    { ...COPY, permissions: ['READ', 'read'] },
    '.permissions[1]: unknown permission "read", ',
  ],
  ['a permission of another type', { ...ACL, permissions: ['READ', null] }, '.permissions[1]: null is not a string'],
  ['no permission', { ...ACL, permissions: [] }, '.permissions: an empty list permits nothing; '],
  [
    'one permission in place of a list',
    { ...ACL, permissions: 'READ' },
    '.permissions: "READ" is not a list; write ["READ"]',
  ],

  [
    'permissions with policy',
    { key: 'a', permissions: ['READ'] },
    '.permissions: means nothing to the method policy; it belongs to acl and acl-copy',
  ],
  [
    'a version with policy',
    { key: 'a', method: 'policy', versionId: 'x' },
    '.version_id: means nothing to the method policy; it belongs to acl',
  ],
  ['a version with acl-copy', { ...COPY, versionId: 'x' }, '.version_id: means nothing to the method acl-copy; '],
  ['an empty version', { ...ACL, versionId: '' }, '.version_id: is empty; leave it out for the current version'],
  ['a version of another type', { ...ACL, versionId: 7 }, '.version_id: 7 is not a string'],
  [
    'a place for a copy with acl',
    { ...ACL, copyTo: 'b' },
    '.copy_to: means nothing to the method acl; it belongs to acl-copy',
  ],
  [
    'a storage class with policy',
    { key: 'a', storageClass: 'GLACIER' },
    '.storage_class: means nothing to the method policy; ',
  ],
  ['a content type with acl', { ...ACL, contentType: 'video/mp4' }, '.content_type: means nothing to the method acl; '],

  ['a place of another type', { ...COPY, copyTo: ['b'] }, '.copy_to: ["b"] is not a string'],
  ['an empty place', { ...COPY, copyTo: '' }, '.copy_to: an empty key names no object'],
  ['a place of 1,025 bytes', { ...COPY, copyTo: 'é'.repeat(513) }, '.copy_to: "éé'],
  [
    'a copy onto itself',
    { ...COPY, copyTo: 'a' },
    ': "a" is itself named as an original here and would be overwritten, ',
  ],
  [
    'a place that begins with a slash',
    { ...COPY, copyTo: '/b' },
    ': "/b" is no place for a copy: the AWS provider drops a leading "/"',
  ],
  ['a place with two slashes', { ...COPY, copyTo: 'b//c' }, ': "b//c" is no place for a copy: '],
  ['a default place with two slashes', { key: '/a', method: 'acl-copy' }, ': "zencoder//a" is no place for a copy: '],
  [
    'a default place that is too long',
    { key: 'k'.repeat(1020), method: 'acl-copy' },
    '.key: the place of its copy: "zencoder/kkk',
  ],
];

/** Objects that are wrong beside each other: the second is what Terraform speaks of. */
export const BAD_PAIRS: [what: string, objects: Loose[], said: string][] = [
  [
    'one object twice by acl',
    [ACL, { ...ACL, versionId: 'x' }],
    'objects[1].key: "a" has a grant in its ACL already in entry 0; ',
  ],
  [
    'a copy onto another original',
    [{ key: 'b' }, { ...COPY, copyTo: 'b' }],
    'objects[1]: "b" is itself named as an original here ',
  ],
  [
    'a default place that is an original',
    [{ key: 'zencoder/a' }, COPY],
    'objects[1]: "zencoder/a" is itself named as an original here ',
  ],
  [
    'two copies to one place',
    [
      { ...COPY, copyTo: 'c' },
      { key: 'b', method: 'acl-copy', copyTo: 'c' },
    ],
    'objects[1]: "c" is the place of the copy of entry 0 already; ',
  ],
];
