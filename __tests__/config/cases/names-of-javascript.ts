/** Names that every JavaScript object has as members, or that JavaScript reads implicitly. */
export const NAMES_OF_JAVASCRIPT: readonly string[] = ['constructor', '__proto__', 'toString'];

/** A position in a file where a user writes a name. */
export interface PlaceOfName {
  readonly title: string;
  /** @param name the name, quoted */
  readonly yaml: (name: string) => string;
  /** A part of the error, if no such name is valid there. Without it, some names may be refused, and others are accepted. */
  readonly refusal?: string;
}

const GRANTS = 'grants: [{ role: input }]';
const oneStack = (stack: string) => `stacks: { live: { region: us-east-1, ${stack} } }\n`;
const oneBucket = (bucket: string, stack = '') => oneStack(`${stack}buckets: { films: { ${bucket} } }`);
const oneObject = (object: string) => oneBucket(`objects: [{ ${object} }]`, 'objectGrants: true, ');
const UNKNOWN = 'unknown name';

/** Positions where the name must be one of a known set. */
const KNOWN_NAMES: readonly PlaceOfName[] = [
  { title: 'a setting of the file', yaml: (name) => `${name}: {}\n${oneBucket(GRANTS)}`, refusal: UNKNOWN },
  { title: 'a setting of a stack', yaml: (name) => oneBucket(GRANTS, `${name}: {}, `), refusal: UNKNOWN },
  { title: 'a setting of a bucket', yaml: (name) => oneBucket(`${name}: {}, ${GRANTS}`), refusal: UNKNOWN },
  {
    title: 'a setting of a grant',
    yaml: (name) => oneBucket(`grants: [{ role: input, ${name}: {} }]`),
    refusal: UNKNOWN,
  },
  { title: 'a setting of an object', yaml: (name) => oneObject(`key: a, ${name}: {}`), refusal: UNKNOWN },
  {
    title: 'a setting of a user',
    yaml: (name) => oneStack(`users: { u: { ${name}: {}, grants: [{ role: input, bucket: films }] } }`),
    refusal: UNKNOWN,
  },
  {
    title: 'a setting of zencoder',
    yaml: (name) => oneBucket(`zencoder: { ${name}: {} }, ${GRANTS}`),
    refusal: UNKNOWN,
  },
  {
    title: 'a setting of a provider',
    yaml: (name) => oneBucket(GRANTS, `provider: { ${name}: {} }, `),
    refusal: UNKNOWN,
  },
  { title: 'the type of a backend', yaml: (name) => oneBucket(GRANTS, `backend: { ${name}: {} }, `), refusal: UNKNOWN },
  { title: 'a backend', yaml: (name) => oneBucket(GRANTS, `backend: ${name}, `), refusal: 'is not a backend' },
  { title: 'a role', yaml: (name) => oneBucket(`grants: [{ role: ${name} }]`), refusal: 'unknown role' },
  { title: 'an action', yaml: (name) => oneBucket(`grants: [{ actions: [${name}] }]`), refusal: 'unknown action' },
  {
    title: 'a date',
    yaml: (name) => oneBucket(`grants: [{ role: input, expires: ${name} }]`),
    refusal: 'is not a date',
  },
  { title: 'a method', yaml: (name) => oneObject(`key: a, method: ${name}`), refusal: 'unknown method' },
  {
    title: 'a permission',
    yaml: (name) => oneObject(`key: a, method: acl, permissions: [${name}]`),
    refusal: 'unknown permission',
  },
  {
    title: 'an ownership',
    yaml: (name) => oneBucket(`${GRANTS}, objectOwnership: ${name}`),
    refusal: 'unknown ownership',
  },
  { title: 'a region', yaml: (name) => oneBucket(`${GRANTS}, region: ${name}`), refusal: 'is not a region' },
  {
    title: 'a service of the provider',
    yaml: (name) => oneBucket(GRANTS, `provider: { endpoints: { ${name}: "http://127.0.0.1:1" } }, `),
    refusal: 'is not a service',
  },
  { title: 'a policy file', yaml: (name) => oneBucket(`${GRANTS}, otherStatements: ${name}`), refusal: 'no such file' },
];

/** Positions where the user chooses the name, which must appear in the output. */
const FREE_NAMES: readonly PlaceOfName[] = [
  { title: 'a bucket', yaml: (name) => oneStack(`buckets: { ${name}: { ${GRANTS} } }`) },
  {
    title: 'a bucket with objects',
    yaml: (name) =>
      oneStack(
        `objectGrants: true, buckets: { ${name}: { objects: [{ key: a, method: acl }, { key: b, method: acl-copy }] } }`,
      ),
  },
  { title: 'a bucket in leave', yaml: (name) => oneBucket(GRANTS, `leave: [${name}], `) },
  { title: 'a stack', yaml: (name) => `stacks: { ${name}: { buckets: { films: { ${GRANTS} } } } }\n` },
  {
    title: 'a user',
    yaml: (name) => oneStack(`users: { ${name}: { accessKey: true, grants: [{ role: input, bucket: films }] } }`),
  },
  {
    title: 'the bucket of a user',
    yaml: (name) => oneStack(`users: { u: { grants: [{ role: input, bucket: ${name} }] } }`),
  },
  { title: 'a key', yaml: (name) => oneBucket(`grants: [{ role: input, keys: [${name}] }]`) },
  { title: 'a prefix', yaml: (name) => oneBucket(`grants: [{ role: input, prefixes: [${name}] }]`) },
  { title: 'an object', yaml: (name) => oneObject(`key: ${name}`) },
  { title: 'an object with a grant', yaml: (name) => oneObject(`key: ${name}, method: acl`) },
  { title: 'an object that is copied', yaml: (name) => oneObject(`key: ${name}, method: acl-copy`) },
  { title: 'a copy', yaml: (name) => oneObject(`key: a, method: acl-copy, copyTo: ${name}`) },
  { title: 'a version', yaml: (name) => oneObject(`key: a, method: acl, versionId: ${name}`) },
  { title: 'a storage class', yaml: (name) => oneObject(`key: a, method: acl-copy, storageClass: ${name}`) },
  { title: 'a profile', yaml: (name) => oneBucket(GRANTS, `provider: { profile: ${name} }, `) },
  { title: 'a tag', yaml: (name) => oneBucket(GRANTS, `provider: { defaultTags: { ${name}: a } }, `) },
  { title: 'the value of a tag', yaml: (name) => oneBucket(GRANTS, `provider: { defaultTags: { a: ${name} } }, `) },
  {
    title: 'an option of a backend',
    yaml: (name) => oneBucket(GRANTS, `backend: { s3: { bucket: b, ${name}: c } }, `),
  },
  {
    title: 'a nested option of a backend',
    yaml: (name) => oneBucket(GRANTS, `backend: { s3: { bucket: b, assume_role: { ${name}: c } } }, `),
  },
  {
    title: 'the value of an option of a backend',
    yaml: (name) => oneBucket(GRANTS, `backend: { s3: { bucket: ${name}, key: c } }, `),
  },
];

export const PLACES_OF_NAMES: readonly PlaceOfName[] = [...KNOWN_NAMES, ...FREE_NAMES];
