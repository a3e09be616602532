terraform {
required_providers {
  aws = {
version = "…"
source = "aws"
}
}
backend "local" {
path = "../../../terraform.one.tfstate"
}


}

provider "aws" {
region = "eu-west-1"
}
resource "aws_s3_bucket_policy" "films" {
bucket = "films"
policy = "{\"Version\":\"2012-10-17\",\"Id\":\"ZencoderBucketPolicy\",\"Statement\":[{\"Sid\":\"ZencoderBucketef8efa16\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::films\"]},{\"Sid\":\"ZencoderReadcbc7f402\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::395540211253:root\"},\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::films/*\"]}]}"
}

output "policy_json" {
value = {
films = "${aws_s3_bucket_policy.films.policy}"
}
description = "The policy of each bucket."
}

output "input_url_base" {
value = {
films = "s3+eu-west-1://films/"
}
description = "The base of input URLs of jobs, by bucket: append a key."
}

output "output_url_base" {
value = {
films = "s3+eu-west-1://films/"
}
description = "The base of output URLs of jobs, by bucket: append a key. Zencoder can write to none of them."
}