terraform {
required_providers {
  aws = {
version = "…"
source = "aws"
}
}
backend "local" {
path = "../../../terraform.live.tfstate"
}


}

provider "aws" {
region = "eu-west-1"
}
resource "aws_iam_user" "User-encoder" {
name = "encoder"
permissions_boundary = "arn:aws:iam::111122223333:policy/bound"
}
resource "aws_iam_user_policy" "User-encoder_Policy_73F7D3F9" {
name = "ZencoderUserPolicy"
policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"ZencoderBucket921678dc\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetBucketLocation\",\"s3:ListBucketMultipartUploads\"],\"Resource\":[\"arn:aws:s3:::films\",\"arn:aws:s3:::shorts\"]},{\"Sid\":\"ZencoderReadWrited8c4e195\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:ListMultipartUploadParts\",\"s3:PutObject\",\"s3:PutObjectAcl\"],\"Resource\":[\"arn:aws:s3:::shorts/*\"]},{\"Sid\":\"ZencoderReadaf86efb5\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\"],\"Resource\":[\"arn:aws:s3:::films/in/*\"]}]}"
user = "${aws_iam_user.User-encoder.name}"
}
resource "aws_iam_access_key" "User-encoder_AccessKey_19C5A47D" {
user = "${aws_iam_user.User-encoder.name}"
}

output "access_keys" {
value = {
encoder = {
access_key_id = "${aws_iam_access_key.User-encoder_AccessKey_19C5A47D.id}"
secret_access_key = "${aws_iam_access_key.User-encoder_AccessKey_19C5A47D.secret}"
}
}
description = "The access key of each user, to be saved in the Zencoder account."
sensitive = true
}