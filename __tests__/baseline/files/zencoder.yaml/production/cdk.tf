terraform {
required_providers {
  aws = {
version = "…"
source = "aws"
}
}
backend "local" {
path = "../../../terraform.production.tfstate"
}


}

provider "aws" {
region = "eu-central-1"
}
resource "aws_s3_bucket_policy" "acme-masters" {
bucket = "acme-masters"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucket3bf36e91\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::acme-masters\"],\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}},{\"Sid\":\"ZencoderRead42299443\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::acme-masters/trailers/this file is great.mp4\"],\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"},\"DateLessThan\":{\"aws:CurrentTime\":\"2027-06-30T00:00:00Z\"}}},{\"Sid\":\"ZencoderRead8fb68834\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::acme-masters/incoming/*\"],\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}},{\"Sid\":\"DenyInsecureTransport\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":[\"arn:aws:s3:::acme-masters\",\"arn:aws:s3:::acme-masters/*\"],\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}},{\"Sid\":\"EditorsUpload\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/editors\"},\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::acme-masters/incoming/$${aws:PrincipalTag/team}/*\"}]}"
}
resource "aws_s3_bucket_policy" "acme-renditions" {
bucket = "acme-renditions"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucketef8efa16\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::acme-renditions\"]},{\"Sid\":\"ZencoderReadWrited8c4e195\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\",\"s3:ListMultipartUploadParts\",\"s3:PutObject\",\"s3:PutObjectAcl\"],\"Resource\":[\"arn:aws:s3:::acme-renditions/*\"]}]}"
region = "us-east-1"
depends_on = [
"aws_s3_bucket_ownership_controls.acme-renditions_Ownership_D4A6CE19",
]
}
resource "aws_s3_bucket_ownership_controls" "acme-renditions_Ownership_D4A6CE19" {
bucket = "acme-renditions"
region = "us-east-1"
rule {
object_ownership = "BucketOwnerEnforced"
}
}

output "policy_json" {
value = {
acme-masters = "${aws_s3_bucket_policy.acme-masters.policy}"
acme-renditions = "${aws_s3_bucket_policy.acme-renditions.policy}"
}
description = "The policy of each bucket."
}

output "input_url_base" {
value = {
acme-masters = "s3+eu-central-1://acme-masters/"
acme-renditions = "s3+us-east-1://acme-renditions/"
}
description = "The base of input URLs of jobs, by bucket: append a key."
}

output "output_url_base" {
value = {
acme-masters = "s3+eu-central-1://acme-masters/"
acme-renditions = "s3+us-east-1://acme-renditions/"
}
description = "The base of output URLs of jobs, by bucket: append a key. Zencoder can write to acme-renditions."
}