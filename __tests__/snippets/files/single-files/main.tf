module "zencoder_1_acme_masters" {
  source = "git::https://github.com/YOUR-ORG/cdktf-zencoder-s3.git//terraform/zencoder-s3-access?ref=v0.1.0"

  bucket = "1.acme-masters"
  region = "us-east-1"

  grants = [
    { actions = ["s3:GetObject", "s3:GetObjectAcl"], keys = ["this file is great.mp4"] },
    {
      role     = "video-cloud-ingest"
      prefixes = ["a/"]
      keys = [
        "trailers/a film of some length, part 1.mp4",
        "trailers/a film of some length, part 2.mp4",
        "trailers/a film of some length, part 3.mp4",
        "trailers/a film of some length, part 4.mp4",
        "trailers/a film of some length, part 5.mp4",
        "trailers/a film of some length, part 6.mp4",
        "trailers/a film of some length, part 7.mp4",
        "trailers/a film of some length, part 8.mp4",
        "trailers/a film of some length, part 9.mp4",
      ]
      expires = "2027-06-30T00:00:00Z"
    },
  ]
}
