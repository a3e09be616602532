import { called } from '../support/cli';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER = KEY.replace('1234abcd', 'abcd1234');

const FILE = `stacks:
  live:
    region: eu-west-1
    objectGrants: true
    buckets:
      shorts: { kmsKeyArn: "${KEY}", grants: [{ role: output, prefixes: [out/] }] }
      alone: { kmsKeyArn: "${OTHER}", objects: [{ key: a.mov, method: acl }] }
      lists: { kmsKeyArn: "${OTHER}", grants: [{ actions: [s3:ListBucket] }] }
      plain: { grants: [{ role: input }] }
  more:
    region: eu-west-1
    buckets: { films: { kmsKeyArn: "${KEY}", grants: [{ role: input }] } }
`;
const files = { 'zencoder.yaml': FILE };

const statement = (action: readonly string[], ...buckets: readonly string[]) => ({
  Sid: 'ZencoderUseOfTheKey',
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::395540211253:root' },
  Action: action,
  Resource: '*',
  Condition: {
    StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
    StringLike: {
      'kms:EncryptionContext:aws:s3:arn': buckets.flatMap((name) => [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]),
    },
  },
});
const SHARED = statement(['kms:Decrypt', 'kms:GenerateDataKey'], 'films', 'shorts');
const ALONE = statement(['kms:Decrypt'], 'alone');
const withoutSpace = (text: string) => text.replace(/\s+/g, '');

describe('The statement that the policy of a KMS key needs', () => {
  it('is in the JSON of explain, one for all buckets of the key in all stacks', async () => {
    const { stdout } = await called(['explain', '--json'], { files });
    expect(JSON.parse(stdout).kmsKeys).toEqual([
      { arn: KEY, buckets: ['films', 'shorts'], statement: SHARED },
      { arn: OTHER, buckets: ['alone'], statement: ALONE },
    ]);
  });

  it.each([
    ['in text', []],
    ['in Markdown', ['--markdown']],
  ])('is in the output of explain %s, to be pasted', async (_, options) => {
    const { stdout } = await called(['explain', ...options], { files });
    for (const [arn, each] of [
      [KEY, SHARED],
      [OTHER, ALONE],
    ] as const) {
      expect(stdout).toContain(arn);
      expect(stdout).toContain(JSON.stringify(each, null, 2));
    }
  });

  it('is not in the output of explain for a file without keys', async () => {
    const plain = FILE.replace(/kmsKeyArn: "[^"]*", /g, '');
    const { stdout } = await called(['explain', '--json'], { files: { 'zencoder.yaml': plain } });
    expect(JSON.parse(stdout)).not.toHaveProperty('kmsKeys');
  });

  it('is printed to stderr by policy for a bucket in the file', async () => {
    const { stdout, stderr, exitCode } = await called(['policy', 'films', '--strict'], { files });
    expect(exitCode).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toEqual(['Version', 'Id', 'Statement']);
    expect(withoutSpace(stderr)).toContain(withoutSpace(JSON.stringify(SHARED)));
    expect(stderr).toContain(`KMS key ${KEY} (films, shorts)`);
    expect((await called(['policy', 'plain'], { files })).stderr).toBe('');
  });

  it('is printed to stderr by policy for options', async () => {
    const args = ['policy', '--bucket', 'alone', '--role', 'input', '--kms-key-arn', OTHER];
    expect(withoutSpace((await called(args)).stderr)).toContain(withoutSpace(JSON.stringify(ALONE)));
    const account = await called([...args, '--account-id', '012345678901']);
    expect(account.stderr).toContain('arn:aws:iam::012345678901:root');
  });

  it('is not printed if --kms-key-arn is invalid or given without --bucket', async () => {
    const alias = await called(['policy', '--bucket', 'films', '--role', 'input', '--kms-key-arn', 'alias/films']);
    expect(alias).toMatchObject({ exitCode: 2, stdout: '' });
    expect(alias.stderr).toMatch(/^zencoder-s3: --kms-key-arn: "alias\/films" is an alias/);
    const beside = await called(['policy', 'films', '--kms-key-arn', KEY], { files });
    expect(beside).toMatchObject({ exitCode: 2, stdout: '' });
    expect(beside.stderr).toContain('--kms-key-arn needs --bucket');
  });
});
