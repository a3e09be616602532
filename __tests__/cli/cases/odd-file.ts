/** A file with everything that `explain` can show, and with keys that are difficult to put into tables. */
export const ODD_FILE = {
  'zencoder.yaml': `
stacks:
  production:
    region: eu-central-1
    objectGrants: true
    buckets:
      films:
        requireTls: true
        otherStatements: policies/films.json
        grants:
          - { role: output, prefixes: [out/, "映画/予告編 $x/"], expires: 2099-06-30T12:00:00+02:00 }
          - { actions: [s3:ListBucket, s3:GetObject], prefixes: [in], keys: ["a|b \`c\`\\n*d*.mp4", "@everyone"] }
        objects:
          - { key: trailer.mov }
          - { key: in-place.mov, method: acl, permissions: [READ, READ_ACP] }
          - { key: version.mov, method: acl, permissions: [FULL_CONTROL], versionId: "3/L4" }
          - { key: shared.mov, method: acl-copy }
      shorts:
        zencoder: { accountId: "123456789012" }
        grants: [ { actions: [s3:GetObject], prefixes: ["${'very-long-folder-name/'.repeat(12)}"] } ]
  credentials:
    users:
      zencoder:
        permissionsBoundary: arn:aws:iam::111122223333:policy/bound
        grants:
          - { bucket: films, role: input, prefixes: [in/], kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" }
`,
  'policies/films.json': JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Tls',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: 'arn:aws:s3:::films/*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  }),
};
