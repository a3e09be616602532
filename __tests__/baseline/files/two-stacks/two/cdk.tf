terraform {
required_providers {
  aws = {
version = "…"
source = "aws"
}
}
backend "local" {
path = "../../../terraform.two.tfstate"
}


}

provider "aws" {
}
resource "aws_s3_bucket_policy" "shorts" {
bucket = "shorts"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucketef8efa16\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::shorts\"]},{\"Sid\":\"ZencoderReadWrited8c4e195\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\",\"s3:ListMultipartUploadParts\",\"s3:PutObject\",\"s3:PutObjectAcl\"],\"Resource\":[\"arn:aws:s3:::shorts/*\"]}]}"
}

output "policy_json" {
value = {
shorts = "${aws_s3_bucket_policy.shorts.policy}"
}
description = "The policy of each bucket."
}

output "input_url_base" {
value = {
shorts = "s3://shorts/"
}
description = "The base of input URLs of jobs, by bucket: append a key."
}

output "output_url_base" {
value = {
shorts = "s3://shorts/"
}
description = "The base of output URLs of jobs, by bucket: append a key. Zencoder can write to shorts."
}