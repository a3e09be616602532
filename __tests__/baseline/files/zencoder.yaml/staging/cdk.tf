terraform {
required_providers {
  aws = {
version = "…"
source = "aws"
}
}
backend "local" {
path = "../../../terraform.staging.tfstate"
}


}

provider "aws" {
region = "us-west-2"
}
resource "aws_s3_bucket_policy" "acme-staging-ingest" {
bucket = "acme-staging-ingest"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucketef8efa16\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\"],\"Resource\":[\"arn:aws:s3:::acme-staging-ingest\"]},{\"Sid\":\"ZencoderRead1dffa607\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\",\"s3:GetObjectAcl\"],\"Resource\":[\"arn:aws:s3:::acme-staging-ingest/*\"]}]}"
}
resource "aws_s3_bucket_policy" "acme-staging-media" {
bucket = "acme-staging-media"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucketef8efa16\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::acme-staging-media\"]},{\"Sid\":\"ZencoderReadWrite629554d5\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\",\"s3:ListMultipartUploadParts\",\"s3:PutObject\",\"s3:PutObjectAcl\"],\"Resource\":[\"arn:aws:s3:::acme-staging-media/out/*\"]},{\"Sid\":\"ZencoderReadaf86efb5\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::acme-staging-media/in/*\"]}]}"
}

output "policy_json" {
value = {
acme-staging-ingest = "${aws_s3_bucket_policy.acme-staging-ingest.policy}"
acme-staging-media = "${aws_s3_bucket_policy.acme-staging-media.policy}"
}
description = "The policy of each bucket."
}

output "input_url_base" {
value = {
acme-staging-ingest = "s3+us-west-2://acme-staging-ingest/"
acme-staging-media = "s3+us-west-2://acme-staging-media/"
}
description = "The base of input URLs of jobs, by bucket: append a key."
}

output "output_url_base" {
value = {
acme-staging-ingest = "s3+us-west-2://acme-staging-ingest/"
acme-staging-media = "s3+us-west-2://acme-staging-media/"
}
description = "The base of output URLs of jobs, by bucket: append a key. Zencoder can write to acme-staging-media."
}