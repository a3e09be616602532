terraform {
required_providers {
  aws = {
version = "…"
source = "aws"
}
}
backend "s3" {
bucket = "state"
key = "live.tfstate"
region = "eu-west-1"
use_lockfile = true
}


}

provider "aws" {
}
resource "aws_s3_bucket_policy" "a_b_c" {
bucket = "a.b.c"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucketef8efa16\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::a.b.c\"]},{\"Sid\":\"ZencoderReadWrited8c4e195\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\",\"s3:ListMultipartUploadParts\",\"s3:PutObject\",\"s3:PutObjectAcl\"],\"Resource\":[\"arn:aws:s3:::a.b.c/*\"]}]}"
}
resource "aws_s3_bucket_policy" "films" {
bucket = "films"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucketef8efa16\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::films\"]},{\"Sid\":\"ZencoderReadcbc7f402\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::films/*\"]}]}"
}

output "policy_json" {
value = {
"a.b.c" = "${aws_s3_bucket_policy.a_b_c.policy}"
films = "${aws_s3_bucket_policy.films.policy}"
}
description = "The policy of each bucket."
}

output "input_url_base" {
value = {
"a.b.c" = "s3://a.b.c/"
films = "s3://films/"
}
description = "The base of input URLs of jobs, by bucket: append a key."
}

output "output_url_base" {
value = {
"a.b.c" = "s3://a.b.c/"
films = "s3://films/"
}
description = "The base of output URLs of jobs, by bucket: append a key. Zencoder can write to a.b.c."
}