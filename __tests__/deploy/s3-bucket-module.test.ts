import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ZencoderPolicyDocument, ZencoderRole } from '../../lib/core';
import { MODULE } from '../terraform-module/modules';
import { fitModule } from './lab/fitted';
import { meaningOf, type Policy } from './lab/meaning';
import { describeDeployment } from './lab/suite';

const BUCKET = 'acme-masters';

/** What `terraform-aws-modules/s3-bucket/aws` does with the policy that it is given: it joins its own statements to it. */
const BUCKET_MODULE = `
variable "bucket" {}
variable "attach_policy" {}
variable "policy" {}
variable "attach_deny_insecure_transport_policy" {}

resource "aws_s3_bucket" "this" {
  bucket = var.bucket
}

data "aws_iam_policy_document" "deny_insecure_transport" {
  statement {
    sid       = "denyInsecureTransport"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this.arn, "\${aws_s3_bucket.this.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

data "aws_iam_policy_document" "combined" {
  source_policy_documents = [data.aws_iam_policy_document.deny_insecure_transport.json, var.policy]
}

resource "aws_s3_bucket_policy" "this" {
  bucket = aws_s3_bucket.this.id
  policy = data.aws_iam_policy_document.combined.json
}
`;

const DENY_INSECURE_TRANSPORT = {
  Sid: 'denyInsecureTransport',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

describeDeployment(
  'The module s3-bucket/aws of the registry, replaced by a stub in examples/s3-bucket-module,',
  (cloud) => {
    it("adds Zencoder's statements to its own, with the same meaning", async () => {
      const module = join(cloud().folder, 'module');
      cpSync(MODULE, module, { recursive: true });
      fitModule(module, cloud().provider);
      const folder = join(module, 'examples', 's3-bucket-module');
      mkdirSync(join(folder, 'bucket'));
      writeFileSync(join(folder, 'bucket', 'main.tf'), BUCKET_MODULE);
      const example = readFileSync(join(folder, 'main.tf'), 'utf8');
      const played = example.replace(/source *= "terraform-aws-modules.*\n.*/, 'source = "./bucket"');
      expect(played).not.toBe(example);
      writeFileSync(join(folder, 'main.tf'), played);

      await cloud().init(folder);
      await cloud().terraform(folder, 'apply', '-auto-approve', '-input=false');
      expect(await cloud().terraform(folder, 'plan', '-input=false')).toContain('No changes.');

      const grants = [{ role: ZencoderRole.INPUT, prefixes: ['incoming/'] }];
      const ours = JSON.parse(new ZencoderPolicyDocument({ bucket: BUCKET, grants }).toJson()) as Policy;
      const policy = (await cloud().policyOf(BUCKET)) as Policy;
      expect(meaningOf(policy)).toEqual(meaningOf({ Statement: [DENY_INSECURE_TRANSPORT, ...ours.Statement] }));
    });
  },
);
