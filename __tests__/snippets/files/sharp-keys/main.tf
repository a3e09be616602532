module "zencoder_acme_odd" {
  source = "git::https://github.com/YOUR-ORG/cdktf-zencoder-s3.git//terraform/zencoder-s3-access?ref=v0.1.0"

  bucket = "acme-odd"

  grants = [
    {
      role     = "input"
      prefixes = ["*/", "$${var.x}/", "%%{ if true }/", "it's/", "say \"it\"/", "back\\slash/"]
      keys = [
        "null",
        "1e3",
        "- a",
        "a: b #c",
        "</script>",
        "`$${1}`",
        "tab\tend",
        "line\nend",
        "nbsp\u00a0end",
        "über.mp4",
      ]
    },
  ]
}
