# The policy as a document: no provider and no AWS account. `terraform init && terraform apply` prints it.

terraform {
  required_version = ">= 1.5"
}

module "zencoder" {
  source = "../../modules/policy"

  bucket = "acme-masters"
  grants = [
    { role = "input", prefixes = ["incoming/"] },
    { actions = ["s3:GetObject"], keys = ["trailers/this file is great.mp4"], expires = "2027-06-30T00:00:00Z" },
  ]

  # Existing statements of the bucket policy.
  source_policy_documents = [jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Archive"
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/archive" }
      Action    = "s3:GetObject"
      Resource  = "arn:aws:s3:::acme-masters/*"
    }]
  })]
}

output "policy" {
  value = module.zencoder.policy_json
}
