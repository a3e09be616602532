module "zencoder_acme_media" {
  source = "git::https://github.com/YOUR-ORG/cdktf-zencoder-s3.git//terraform/zencoder-s3-access?ref=v0.1.0"

  bucket      = "acme-media"
  region      = "eu-central-1"
  require_tls = true

  grants = [
    { role = "input", prefixes = ["in/"], expires = "2027-06-30T00:00:00Z" },
    { role = "output", prefixes = ["out/"] },
  ]
}
