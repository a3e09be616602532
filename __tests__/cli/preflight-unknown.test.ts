import { encryption, refusal } from '../doctor/aws-server';
import { ALL, KEY, WITH_ACLS, withPreflight } from './preflighting';

jest.setTimeout(20_000);

const { aws, looked, preflight } = withPreflight();

describe('What preflight cannot know', () => {
  it('exits with 3 if it cannot read any deciding fact, and names the missing permission', async () => {
    aws.reset({ GetBucketPolicy: refusal(403, 'AccessDenied') });
    const { exitCode, stdout } = await preflight([], ALL);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('unknown: the policy of films (S3 answers 403 AccessDenied; needs s3:GetBucketPolicy)');
  });

  it('does not guess whether an alias is the key in the file', async () => {
    const bucket = `{ grants: [{ role: input-and-output }], kmsKeyArn: "${KEY}" }`;
    const { findings, unknown } = await looked({ GetBucketEncryption: encryption('aws:kms', 'alias/films') }, bucket);
    expect({ findings, unknown }).toEqual({
      findings: [],
      unknown: [
        expect.objectContaining({ what: `whether alias/films is an alias of ${KEY}, the key in zencoder.yaml` }),
      ],
    });
  });

  it.each([
    ['GetObjectAcl', 'whether there is an object a.mov in films (GetObjectAcl)', 's3:GetObjectAcl'],
    ['HeadObject', 'whether there is an object b.mov in films (HeadObject)', 's3:GetObject'],
    ['GetBucketVersioning', 'whether films keeps versions (GetBucketVersioning)', 's3:GetBucketVersioning'],
    [
      'GetBucketEncryption',
      'whether films is encrypted with a KMS key (GetBucketEncryption)',
      's3:GetEncryptionConfiguration',
    ],
  ])('reports as unknown what it cannot read with %s', async (question, what, permission) => {
    const bucket = '{ objects: [{ key: a.mov, method: acl }, { key: b.mov, method: acl-copy }] }';
    const { findings, unknown, exitCode } = await looked(
      { ...WITH_ACLS, [question]: refusal(403, 'AccessDenied') },
      bucket,
    );
    expect({ findings, unknown, exitCode }).toEqual({
      findings: [],
      unknown: [expect.objectContaining({ what, permission })],
      exitCode: 0,
    });
  });

  it('reports what an organization can deny once for all buckets', async () => {
    const { stdout } = await preflight([], ALL);
    expect(stdout.match(/resource control policy/g)).toHaveLength(1);
    expect(stdout.match(/service control policy/g)).toHaveLength(1);
    const { stderr } = await preflight(['--json'], ALL);
    expect(stderr).toMatch(
      /^zencoder-s3: unknown: whether a resource control policy .*\n.* service control policy .*\n$/,
    );
  });

  it('reports no findings about facts that it cannot read', async () => {
    const denied = refusal(403, 'AccessDenied');
    const bucket = '{ grants: [{ role: input-and-output }], objects: [{ key: a.mov, method: acl-copy }] }';
    const row = await looked(
      { HeadBucket: denied, GetBucketLocation: denied, GetBucketOwnershipControls: denied },
      bucket,
    );
    expect(row.unknown.map(({ what }) => what)).toEqual([
      'the region of films',
      'whether ACLs are enabled in films, for the grants of 1 object in zencoder.yaml',
    ]);
    expect({ exitCode: row.exitCode, findings: row.findings }).toEqual({ exitCode: 0, findings: [] });
  });

  it('reports a policy that is nested too deeply as unknown', async () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    const body = `{"Statement": [{"Effect": "Deny", "Principal": ${deep}, "Action": "*", "Resource": "*"}]}`;
    const { unknown, exitCode } = await looked({ GetBucketPolicy: { body } }, ALL);
    expect(unknown).toEqual([
      expect.objectContaining({
        why: 'the policy that the server returns is nested more than 100 levels deep',
        decides: true,
      }),
    ]);
    expect(exitCode).toBe(3);
  });
});
