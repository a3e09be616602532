# Zencoder reads from one prefix of a bucket and writes to another.

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
  region = "eu-central-1"
}

resource "aws_s3_bucket" "media" {
  bucket_prefix = "acme-media-"
}

module "zencoder" {
  source = "../.."

  bucket      = aws_s3_bucket.media.id
  require_tls = true

  grants = [
    { role = "input", prefixes = ["incoming/"] },
    { role = "output", prefixes = ["renditions/"] },
  ]
}

# In a job: "input": "${input_url_base}incoming/film.mp4"
output "input_url_base" {
  value = module.zencoder.input_url_base
}

output "output_url_base" {
  value = module.zencoder.output_url_base
}
