import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import fc from 'fast-check';
import { ZencoderAction, ZencoderBucketAccess } from '../../lib';
import { oddKey } from '../support/odd-text';
import { written } from '../support/synth';
import { describeTerraform, terraform } from '../support/terraform';

const KEYS = 10_000;
const BUCKETS = 400;

/** Many odd keys, over many buckets, of which every second one is known to Terraform only. */
function keysByBucket(): string[][] {
  const keys = fc.sample(oddKey, { numRuns: KEYS, seed: 20270630 });
  return Array.from({ length: BUCKETS }, (_, bucket) => keys.filter((_key, index) => index % BUCKETS === bucket));
}

/** The policies as CDKTF writes them, made outputs of a configuration that needs no provider. */
function readBack(hcl: boolean): string[] {
  const groups = keysByBucket();
  const text = written(hcl, (stack) => {
    groups.forEach((keys, index) => {
      const known = index % 2 === 0;
      const bucket = known ? `bucket-${index}` : new S3Bucket(stack, `b${index}`, { bucket: `bucket-${index}` }).id;
      new ZencoderBucketAccess(stack, `access-${index}`, {
        bucket,
        grants: [{ actions: [ZencoderAction.GET_OBJECT], keys }],
        otherStatements: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 's3:*',
              Resource: '*',
              Condition: { StringLike: { 'aws:userid': keys.slice(0, 3) } },
            },
          ],
        }),
      });
    });
  });
  const outputs = terraform.outputs(hcl ? asOutputsHcl(text) : asOutputsJson(text));
  return groups.map((_, index) => outputs[`policy-${index}`] as string);
}

/** Stands in for the bucket resources, whose `id` is their name. */
function withoutProvider(text: string): string {
  return text.replace(/\$\{aws_s3_bucket\.b(\d+)\.id\}/g, '${local.names[$1]}');
}

const NAMES = { locals: { names: Array.from({ length: BUCKETS }, (_, index) => `bucket-${index}`) } };

function asOutputsJson(text: string): Record<string, string> {
  const { resource } = JSON.parse(withoutProvider(text)) as {
    resource: { aws_s3_bucket_policy: Record<string, { policy: string }> };
  };
  const output = Object.fromEntries(
    Object.entries(resource.aws_s3_bucket_policy).map(([id, { policy }]) => [
      id.replace('access', 'policy'),
      { value: policy },
    ]),
  );
  return { 'main.tf.json': JSON.stringify({ ...NAMES, output }) };
}

function asOutputsHcl(text: string): Record<string, string> {
  const outputs = [
    ...withoutProvider(text).matchAll(
      /^resource "aws_s3_bucket_policy" "access-(\d+)" \{\nbucket = [^\n]*\n(policy = [^\n]*)\n/gm,
    ),
  ].map(([, index, policy]) => `output "policy-${index}" {\n${policy!.replace('policy', 'value')}\n}\n`);
  return { 'main.tf': outputs.join(''), 'names.tf.json': JSON.stringify(NAMES) };
}

/** What IAM takes a resource without wildcards for. */
function keyOf(resource: string, bucket: string): string {
  return resource.slice(`arn:aws:s3:::${bucket}/`.length).replace(/\$\{([*?$])\}/g, '$1');
}

describeTerraform('Terraform reads the intended policy', () => {
  it.each([
    ['from the JSON output', false],
    ['from the HCL output', true],
  ])(`for ${KEYS} unusual keys, in buckets known at synth and at plan time, %s`, (_, hcl) => {
    const policies = readBack(hcl);
    keysByBucket().forEach((keys, index) => {
      const [ours, theirs] = JSON.parse(policies[index]!).Statement;
      const granted = (ours.Resource as string[]).map((resource) => keyOf(resource, `bucket-${index}`));
      expect(granted.sort()).toEqual([...new Set(keys)].sort());
      expect(theirs.Condition.StringLike['aws:userid']).toEqual(keys.slice(0, 3));
    });
  });
});
