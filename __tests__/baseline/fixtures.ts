import type { Files } from '../app/folder';

/** Files in which every setting occurs, most of them alone, so that a difference points at what changed. */
export interface Fixture {
  readonly name: string;
  readonly files: Files;
}

const KEEP = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'DenyInsecureTransport',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: ['arn:aws:s3:::films', 'arn:aws:s3:::films/*'],
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Sid: 'Editors',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:role/editors' },
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: 'arn:aws:s3:::films/${aws:username}/*',
      Condition: { NumericLessThan: { 's3:max-keys': 10 } },
    },
  ],
});
const CLOSED = KEEP.replace(
  '"Bool":{"aws:SecureTransport":"false"}',
  '"StringNotEquals":{"aws:PrincipalOrgID":"o-abcdefghij"}',
);

function bucket(name: string, settings: string, files: Files = {}): Fixture {
  return {
    name,
    files: {
      'zencoder.yaml': `stacks:\n  live:\n    region: eu-west-1\n    buckets:\n      films: ${settings}\n`,
      ...files,
    },
  };
}

function stack(name: string, settings: string): Fixture {
  return { name, files: { 'zencoder.yaml': `stacks:\n  live:\n${settings.replace(/^/gm, '    ')}\n` } };
}

export const FIXTURES: readonly Fixture[] = [
  bucket('role-input', '{ grants: [{ role: input }] }'),
  bucket('role-output', '{ grants: [{ role: output, prefixes: [out/] }] }'),
  bucket('role-both', '{ grants: [{ role: input-and-output }] }'),
  bucket('role-ingest', '{ grants: [{ role: video-cloud-ingest, prefixes: [in/] }] }'),
  bucket('actions', '{ grants: [{ actions: [s3:GetObject, s3:ListBucket, s3:AbortMultipartUpload] }] }'),
  bucket(
    'several-grants',
    '{ grants: [{ role: output, prefixes: [b/, a/] }, { role: input, keys: [z, y] }, { role: input, keys: [y, z] }] }',
  ),
  bucket(
    'odd-keys',
    `{ grants: [{ role: input, keys: ['a*b?c', '\${x}', '%{y}', 'a"b\\c', '  ', 'é+ü&<>', '🎬.mov'] }] }`,
  ),
  bucket(
    'expires',
    '{ grants: [{ role: input, expires: 2099-06-30T02:00:00+02:00 }, { role: output, expires: 2098-01-01T00:00:00Z }] }',
  ),
  bucket('tls', '{ requireTls: true, grants: [{ role: input, prefixes: [in/] }] }'),
  bucket('region', '{ region: us-east-1, grants: [{ role: input }] }'),
  bucket('ownership', '{ objectOwnership: BucketOwnerEnforced, grants: [{ role: output }] }'),
  bucket('kept-statements', '{ grants: [{ role: input }], otherStatements: keep.json }', { 'keep.json': KEEP }),
  bucket(
    'accepted-deny',
    '{ grants: [{ role: input }], otherStatements: keep.json, acceptedDenies: [DenyInsecureTransport] }',
    {
      'keep.json': CLOSED,
    },
  ),
  bucket('import', '{ adoptExistingPolicy: true, grants: [{ role: input }] }'),
  bucket('import-elsewhere', '{ adoptExistingPolicy: true, region: us-east-1, grants: [{ role: input }] }'),
  bucket(
    'kms-key',
    '{ kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab", grants: [{ role: output }] }',
  ),
  bucket('objects-in-policy', '{ objects: [{ key: b.mov }, { key: a.mov, method: policy }] }'),
  stack(
    'objects-by-acl',
    [
      'region: eu-west-1',
      'objectGrants: true',
      'buckets:',
      '  films:',
      '    objectOwnership: BucketOwnerPreferred',
      '    cliProfile: media',
      '    endpointUrl: https://s3.example.com',
      '    objects:',
      '      - { key: a.mov, method: acl, permissions: [READ, READ_ACP] }',
      '      - { key: b.mov, method: acl, versionId: v1 }',
      '      - { key: c.mov, method: acl-copy, copyTo: copies/c.mov, storageClass: STANDARD_IA, contentType: video/mp4 }',
    ].join('\n'),
  ),
  stack(
    'users',
    [
      'region: eu-west-1',
      'users:',
      '  encoder:',
      '    accessKey: true',
      '    permissionsBoundary: arn:aws:iam::111122223333:policy/bound',
      '    grants: [{ bucket: films, role: input, prefixes: [in/] }, { bucket: shorts, role: output }]',
    ].join('\n'),
  ),
  stack(
    'another-zencoder',
    [
      'region: eu-west-1',
      'zencoder: { accountId: "012345678901" }',
      'buckets: { films: { grants: [{ role: input }] } }',
    ].join('\n'),
  ),
  stack(
    'backend',
    [
      'backend: { s3: { bucket: state, key: live.tfstate, region: eu-west-1, useLockfile: true } }',
      'buckets: { films: { grants: [{ role: input }] }, a.b.c: { grants: [{ role: output }] } }',
    ].join('\n'),
  ),
  {
    name: 'two-stacks',
    files: {
      'zencoder.yaml': [
        'stacks:',
        '  one: { region: eu-west-1, buckets: { films: { grants: [{ role: input }] } } }',
        '  two: { buckets: { shorts: { grants: [{ role: output }] } } }',
        '',
      ].join('\n'),
    },
  },
];
