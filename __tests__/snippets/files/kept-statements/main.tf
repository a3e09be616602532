module "zencoder_films" {
  source = "git::https://github.com/YOUR-ORG/cdktf-zencoder-s3.git//terraform/zencoder-s3-access?ref=v0.1.0"

  bucket = "films"
  region = "eu-west-1"

  grants = [
    { role = "write-only" },
  ]

  source_policy_documents = [file("${path.module}/policies/films.json")]
}

import {
  to = module.zencoder_films.aws_s3_bucket_policy.this[0]
  id = "films@eu-west-1"
}
