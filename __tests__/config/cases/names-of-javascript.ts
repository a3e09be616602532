/** Of what every object of JavaScript has, and of what a program asks an object for without being told. */
export const NAMES_OF_JAVASCRIPT: readonly string[] = ['constructor', '__proto__', 'toString'];

/** A place of a file where a name stands that is not ours. */
export interface PlaceOfName {
  readonly title: string;
  /** @param name quoted */
  readonly yaml: (name: string) => string;
  /** Why no such name can be there; where there is none, some may be refused and the others are taken. */
  readonly refusal?: string;
}

const GRANTS = 'grants: [{ role: input }]';
const oneStack = (stack: string) => `stacks: { live: { region: us-east-1, ${stack} } }\n`;
const oneBucket = (bucket: string, stack = '') => oneStack(`${stack}buckets: { films: { ${bucket} } }`);
const oneObject = (object: string) => oneBucket(`objects: [{ ${object} }]`, 'objectGrants: true, ');
const UNKNOWN = 'unknown name';

/** Where the name is one that we look for among those we know. */
const KNOWN_NAMES: readonly PlaceOfName[] = [
  { title: 'a member of the file', yaml: (name) => `${name}: {}\n${oneBucket(GRANTS)}`, refusal: UNKNOWN },
  { title: 'a member of a stack', yaml: (name) => oneBucket(GRANTS, `${name}: {}, `), refusal: UNKNOWN },
  { title: 'a member of a bucket', yaml: (name) => oneBucket(`${name}: {}, ${GRANTS}`), refusal: UNKNOWN },
  {
    title: 'a member of a grant',
    yaml: (name) => oneBucket(`grants: [{ role: input, ${name}: {} }]`),
    refusal: UNKNOWN,
  },
  { title: 'a member of an object', yaml: (name) => oneObject(`key: a, ${name}: {}`), refusal: UNKNOWN },
  {
    title: 'a member of a user',
    yaml: (name) => oneStack(`users: { u: { ${name}: {}, grants: [{ role: input, bucket: films }] } }`),
    refusal: UNKNOWN,
  },
  {
    title: 'a member of a Zencoder',
    yaml: (name) => oneBucket(`zencoder: { ${name}: {} }, ${GRANTS}`),
    refusal: UNKNOWN,
  },
  {
    title: 'a member of a provider',
    yaml: (name) => oneBucket(GRANTS, `provider: { ${name}: {} }, `),
    refusal: UNKNOWN,
  },
  { title: 'the kind of a backend', yaml: (name) => oneBucket(GRANTS, `backend: { ${name}: {} }, `), refusal: UNKNOWN },
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

/** Where the name is the user's, and has to be found again in what is written. */
const FREE_NAMES: readonly PlaceOfName[] = [
  { title: 'a bucket', yaml: (name) => oneStack(`buckets: { ${name}: { ${GRANTS} } }`) },
  {
    title: 'a bucket with objects',
    yaml: (name) =>
      oneStack(
        `objectGrants: true, buckets: { ${name}: { objects: [{ key: a, method: acl }, { key: b, method: acl-copy }] } }`,
      ),
  },
  { title: 'a bucket that is left', yaml: (name) => oneBucket(GRANTS, `leave: [${name}], `) },
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
    title: 'an option within one of a backend',
    yaml: (name) => oneBucket(GRANTS, `backend: { s3: { bucket: b, assume_role: { ${name}: c } } }, `),
  },
  {
    title: 'the value of an option of a backend',
    yaml: (name) => oneBucket(GRANTS, `backend: { s3: { bucket: ${name}, key: c } }, `),
  },
];

export const PLACES_OF_NAMES: readonly PlaceOfName[] = [...KNOWN_NAMES, ...FREE_NAMES];
