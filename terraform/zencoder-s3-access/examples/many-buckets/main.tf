# One call of the module for each of many buckets, which have different grants.

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
  region = "eu-west-1"
}

locals {
  buckets = {
    acme-masters = {
      grants = [{ role = "input", prefixes = ["incoming/"] }]
    }
    acme-renditions = {
      region = "us-east-1"
      grants = [{ role = "output" }, { actions = ["s3:AbortMultipartUpload"], prefixes = ["tmp/"] }]
    }
    acme-archive = {
      grants = [{ actions = ["s3:GetObject"], keys = ["1999/first film.mov"], expires = "2027-06-30T00:00:00Z" }]
    }
  }
}

module "zencoder" {
  source   = "../.."
  for_each = local.buckets

  bucket = each.key
  region = try(each.value.region, null)
  grants = each.value.grants
}

output "input_url_base" {
  value = { for bucket, access in module.zencoder : bucket => access.input_url_base }
}
