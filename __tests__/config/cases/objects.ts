import type { BadFile } from './bad-file';

const OBJECT = 'stacks.live.buckets.films.objects[0]';

/** A file with one object, in a stack with or without objectGrants. The list of objects starts at 7:18. */
function oneObject(object: string, { stack = 'objectGrants: true', bucket = '' } = {}): string {
  return `stacks:\n  live:\n    ${stack || 'region: eu-west-1'}\n    buckets:\n      films:\n        ${bucket || 'region: eu-west-1'}\n        objects: [${object}]\n`;
}

function refused(title: string, object: string, error: string, settings?: Parameters<typeof oneObject>[1]): BadFile {
  return { title, yaml: oneObject(object, settings), errors: [error] };
}

/** Invalid objects, and settings that their methods use. */
export const OBJECTS: readonly BadFile[] = [
  refused('an object without a key', '{ method: acl }', `7:19: ${OBJECT}: key is missing`),
  refused(
    'a key that YAML reads as a number',
    '{ key: 007 }',
    `7:26: ${OBJECT}.key: 007 is read as the number 7 … quote it`,
  ),
  refused('an empty key', '{ key: "" }', `7:26: ${OBJECT}.key: an empty key matches no object`),
  refused(
    'an unknown method',
    '{ key: a, method: alc }',
    `7:37: ${OBJECT}.method: unknown method "alc" … did you mean "acl"?`,
  ),
  refused(
    'WRITE on an object',
    '{ key: a, method: acl, permissions: [WRITE] }',
    `7:56: ${OBJECT}.permissions[0]: "WRITE" is a permission for buckets only`,
  ),
  refused(
    'permissions with the method policy',
    '{ key: a, permissions: [READ] }',
    `7:42: ${OBJECT}.permissions: has no effect with method policy`,
  ),
  refused(
    'an empty list of permissions',
    '{ key: a, method: acl, permissions: [] }',
    `7:55: ${OBJECT}.permissions: an empty list permits nothing`,
  ),
  refused(
    'an unknown name in an object',
    '{ key: a, copyto: b }',
    `7:29: ${OBJECT}.copyto: unknown name … did you mean "copyTo"?`,
  ),
  refused(
    'acl in a stack without objectGrants',
    '{ key: a, method: acl }',
    `7:37: ${OBJECT}.method: acl needs "objectGrants: true" on the stack`,
    { stack: '' },
  ),
  refused(
    'acl in a bucket whose ACLs are disabled',
    '{ key: a, method: acl }',
    `7:37: ${OBJECT}.method: acl needs ACLs, but objectOwnership BucketOwnerEnforced disables them`,
    { bucket: 'objectOwnership: BucketOwnerEnforced' },
  ),
  refused(
    'acl-copy in a bucket whose ACLs are disabled',
    '{ key: a, method: acl-copy }',
    `7:37: ${OBJECT}.method: acl-copy needs ACLs, but objectOwnership BucketOwnerEnforced disables them`,
    { bucket: 'objectOwnership: BucketOwnerEnforced' },
  ),
  refused(
    'acl after method policy in a bucket whose ACLs are disabled',
    '{ key: a }, { key: b, method: acl }',
    '7:49: stacks.live.buckets.films.objects[1].method: acl needs ACLs, but objectOwnership BucketOwnerEnforced disables them',
    { bucket: 'objectOwnership: BucketOwnerEnforced' },
  ),
  refused(
    'the same object twice by acl',
    '{ key: a, method: acl }, { key: a, method: acl }',
    '7:51: stacks.live.buckets.films.objects[1].key: "a" already has the method acl in entry 0',
  ),
  refused(
    'a copy onto itself',
    '{ key: a, method: acl-copy, copyTo: a }',
    `7:55: ${OBJECT}.copyTo: "a" is the object itself`,
  ),
  refused(
    'a copy onto another original',
    '{ key: a, method: acl-copy, copyTo: b }, { key: b }',
    `7:55: ${OBJECT}.copyTo: "b" is also one of the originals`,
  ),
  refused(
    'two copies with the same key',
    '{ key: a, method: acl-copy, copyTo: c }, { key: b, method: acl-copy, copyTo: c }',
    '7:96: stacks.live.buckets.films.objects[1].copyTo: "c" is already the key of the copy of entry 0',
  ),
  refused(
    'a key of a copy that the AWS provider would change',
    '{ key: a, method: acl-copy, copyTo: b//c }',
    `7:55: ${OBJECT}.copyTo: the copy would have the key "b//c"`,
  ),
  refused(
    'a version with acl-copy',
    '{ key: a, method: acl-copy, versionId: x }',
    `7:58: ${OBJECT}.versionId: has no effect with method acl-copy`,
  ),
  refused(
    'an endpoint that is not a URL',
    '{ key: a }',
    '6:22: stacks.live.buckets.films.endpointUrl: "localhost" is not the URL of an S3 server',
    { bucket: 'endpointUrl: localhost' },
  ),
  refused('an empty profile', '{ key: a }', '6:21: stacks.live.buckets.films.cliProfile: is empty', {
    bucket: 'cliProfile: ""',
  }),
  refused(
    'an alias instead of the ARN of a KMS key',
    '{ key: a }',
    '6:20: stacks.live.buckets.films.kmsKeyArn: "alias/films" is an alias',
    { bucket: 'kmsKeyArn: alias/films' },
  ),
  refused(
    'the AWS-managed key of S3, which cannot be shared',
    '{ key: a }',
    '6:20: stacks.live.buckets.films.kmsKeyArn: "alias/aws/s3" is the AWS-managed key',
    { bucket: 'kmsKeyArn: alias/aws/s3' },
  ),
  refused(
    'a setting of the policy in a bucket without a policy',
    '{ key: a, method: acl }',
    '6:9: stacks.live.buckets.films.requireTls: applies to the bucket policy, but this bucket has none',
    { bucket: 'requireTls: true' },
  ),
  {
    title: 'a policy file of a bucket without a policy',
    yaml: oneObject('{ key: a, method: acl }', { bucket: 'otherStatements: films.json' }),
    files: { 'films.json': '{ "Version": "2012-10-17", "Statement": [] }' },
    errors: ['6:9: stacks.live.buckets.films.otherStatements: applies to the bucket policy, but this bucket has none'],
  },
  refused('an empty list of objects', '', '7:18: stacks.live.buckets.films.objects: an empty list names nothing'),
  refused(
    'a string as objectGrants',
    '{ key: a }',
    '3:19: stacks.live.objectGrants: is a string, must be true or false',
    { stack: 'objectGrants: "yes"' },
  ),
];

const USER = 'stacks.live.users.zencoder';

/** A file with one user, whose value starts at 4:17. */
function oneUser(title: string, user: string, error: string, name = 'zencoder'): BadFile {
  return { title, yaml: `stacks:\n  live:\n    users:\n      ${name}: ${user}\n`, errors: [error] };
}

const GRANTS = 'grants: [ { bucket: films, role: input } ]';

/** Invalid users. */
export const USERS: readonly BadFile[] = [
  oneUser('a user without grants', '{}', `4:17: ${USER}: grants is missing`),
  oneUser('a user with an empty list of grants', '{ grants: [] }', `4:27: ${USER}.grants: is empty`),
  oneUser('a grant without a bucket', '{ grants: [ { role: input } ] }', `4:29: ${USER}.grants[0]: bucket is missing`),
  oneUser(
    'a grant on an invalid bucket name',
    '{ grants: [ { bucket: F, role: input } ] }',
    `4:39: ${USER}.grants[0].bucket: "F" is not a bucket name`,
  ),
  oneUser(
    'a grant of an unknown role',
    '{ grants: [ { bucket: films, role: inptu } ] }',
    `4:52: ${USER}.grants[0].role: unknown role "inptu"`,
  ),
  oneUser(
    'an unknown name in a user',
    `{ ${GRANTS}, acessKey: true }`,
    `4:63: ${USER}.acessKey: unknown name … did you mean "accessKey"?`,
  ),
  oneUser(
    'a permissions boundary that is not the ARN of a policy',
    `{ ${GRANTS}, permissionsBoundary: admin }`,
    `4:84: ${USER}.permissionsBoundary: "admin" is not the ARN of a managed policy`,
  ),
  oneUser(
    'a key with characters that IAM does not allow',
    '{ grants: [ { bucket: films, role: input, keys: [日本] } ] }',
    `4:66: ${USER}.grants[0].keys[0]: … U+65E5`,
  ),
  oneUser(
    'a user whose name IAM does not allow',
    `{ ${GRANTS} }`,
    '4:7: stacks.live.users["zen coder"]: "zen coder" is not the name of an IAM user',
    'zen coder',
  ),
];
