module "zencoder_my_bucket" {
  source = "git::https://github.com/YOUR-ORG/cdktf-zencoder-s3.git//terraform/zencoder-s3-access?ref=v0.1.0"

  bucket = "my-bucket"

  grants = [
    { role = "input-and-output" },
  ]
}
