import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { OUR_SID } from '../../lib/grants/sid';
import { Clone } from './lab/clone';
import { describeDeployment } from './lab/suite';

const BUCKET = 'acme-films';
const STACK = 'staging';
const BUCKETS = [BUCKET, 'acme-staging-ingest', 'acme-staging-media'];

/** What the bucket held before: Zencoder's recommended policy, and beside it statements of other principals. */
const RECOMMENDED = [
  {
    Sid: 'ZencoderReadWrite',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::395540211253:root' },
    Action: ['s3:GetObject', 's3:PutObject', 's3:PutObjectAcl', 's3:GetObjectAcl', 's3:ListMultipartUploadParts'],
    Resource: `arn:aws:s3:::${BUCKET}/*`,
  },
  {
    Sid: 'ZencoderBucket',
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::395540211253:root' },
    Action: ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'],
    Resource: `arn:aws:s3:::${BUCKET}`,
  },
];
const OTHERS = [
  {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
  {
    Sid: 'EditorsUpload',
    Effect: 'Allow',
    Principal: { AWS: ['arn:aws:iam::111122223333:role/editors', 'arn:aws:iam::111122223333:role/chiefs'] },
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${BUCKET}/\${aws:PrincipalTag/team}/<&>é/*`,
    Condition: { StringEquals: { 's3:x-amz-acl': ['bucket-owner-full-control'] } },
  },
];

interface Policy {
  readonly Statement: readonly { readonly Sid: string }[];
}

describeDeployment('After adopt, synth and cdktf deploy, a bucket', (cloud) => {
  let clone: Clone;

  beforeAll(async () => {
    clone = await Clone.of(cloud());
    await cloud().createBuckets(...BUCKETS);
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [...OTHERS, ...RECOMMENDED] });
    await cloud().owner.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
    const args = ['adopt', BUCKET, '--stack', STACK, '--endpoint-url', cloud().gateway.endpoint];
    const { status, output } = await clone.run('lib/cli/main.ts', ...args);
    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('zencoder.yaml') });
  });

  it('always had a policy, and keeps the statements of other principals', async () => {
    cloud().gateway.forget();
    expect(await clone.deploy(STACK)).toContain('1 imported, 2 added, 1 changed, 0 destroyed');
    expect([...cloud().gateway.changes].sort()).toEqual(BUCKETS.map((bucket) => `PutBucketPolicy ${bucket}`));
    const { Statement } = (await cloud().policyOf(BUCKET)) as Policy;
    expect(Statement.filter(({ Sid }) => !OUR_SID.test(Sid))).toEqual(OTHERS);
    expect(Statement.filter(({ Sid }) => OUR_SID.test(Sid))).toHaveLength(2);
  });

  it('has no changes in cdktf diff', async () => {
    expect(await clone.diff(STACK)).toContain('No changes.');
  });
});
