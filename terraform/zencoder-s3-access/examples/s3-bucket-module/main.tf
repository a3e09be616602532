# The document as part of the policy that the public S3 bucket module makes: that module stays the one owner of the policy.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  # Its name, not an output of the bucket's module, which waits for the policy.
  bucket = "acme-masters"
}

module "zencoder" {
  source = "../../modules/policy"

  bucket = local.bucket
  grants = [{ role = "input", prefixes = ["incoming/"] }]
}

module "bucket" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 5.0"

  bucket        = local.bucket
  attach_policy = true
  policy        = module.zencoder.policy_json

  # The module adds its own statements to Zencoder's.
  attach_deny_insecure_transport_policy = true
}
