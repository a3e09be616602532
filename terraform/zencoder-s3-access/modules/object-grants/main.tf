locals {
  bits = { for i, c in length(var.objects) == 0 ? [] : split("", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") : c => format("%06b", i) }
  # Key and version as ASCII JSON, which the AWS CLI reads the same in every locale. Other characters are escaped as UTF-16 units.
  objects = { for o in var.objects : "${substr(replace(reverse(split("/", o.key))[0], "/[^\\w.-]+/", "-"), 0, 40)}-${substr(sha256(o.key), 0, 16)}" => {
    permissions = sort(distinct(try(o.permissions, null) == null ? ["READ"] : [for p in o.permissions : p]))
    request = join(",", concat(["{\"Bucket\":\"${var.bucket}\""], [for name, text in { Key = o.key, VersionId = try(o.version_id, null) } :
      "\"${name}\":\"${join("", [for run in regexall("([\\x00-\\x7f]*)([^\\x00-\\x7f]*)", text) : join("", concat([
        trimsuffix(trimprefix(jsonencode(run[0]), "\""), "\"")], [
        for unit in regexall("[01]{16}", join("", [for c in regexall("[A-Za-z0-9+/]", textencodebase64(run[1], "UTF-16BE")) : local.bits[c]])) :
        format("\\u%04x", parseint(unit, 2))
    ]))])}\"" if text != null]))
  } if o != null }
  grantees = sort(distinct(concat([var.canonical_user_id], [for a in var.also : a.canonical_user_id])))
  # The environment of the commands for an object.
  grants = { for name, o in local.objects : name => { for variable, value in {
    ZENCODER_REQUEST = "${o.request}}"
    ZENCODER_GRANTEE = join(" ", local.grantees)
    ZENCODER_GRANTS = "`${jsonencode(flatten([for id in local.grantees : [
    for p in o.permissions : { Grantee = { Type = "CanonicalUser", ID = id }, Permission = p }]]))}`"
    AWS_REGION = var.region, AWS_DEFAULT_REGION = var.region, AWS_PROFILE = var.cli_profile, AWS_ENDPOINT_URL_S3 = var.endpoint_url
  } : variable => value if value != null } }
  # Without this step every instance of `set` would refer to all of `revoke`, and Terraform's graph would grow with the square of their number.
  revocable = { for name, grant in terraform_data.revoke : name => grant.input }
}

resource "terraform_data" "revoke" {
  for_each         = local.grants
  input            = each.value
  triggers_replace = [for name in ["ZENCODER_REQUEST", "ZENCODER_GRANTEE", "AWS_ENDPOINT_URL_S3"] : lookup(each.value, name, "")]
  provisioner "local-exec" {
    when        = destroy
    command     = "${file("${path.module}/object-acl.sh")}${file("${path.module}/revoke.sh")}"
    interpreter = ["/bin/sh", "-c"]
    environment = merge({ ZENCODER_CLI_PROFILE = try(self.input.AWS_PROFILE, "") }, self.input)
    quiet       = true
  }
}

resource "terraform_data" "set" {
  for_each         = local.revocable
  input            = each.value
  triggers_replace = [for name in ["ZENCODER_REQUEST", "ZENCODER_GRANTEE", "AWS_ENDPOINT_URL_S3", "ZENCODER_GRANTS"] : lookup(each.value, name, "")]
  provisioner "local-exec" {
    command     = "${file("${path.module}/object-acl.sh")}${file("${path.module}/set.sh")}"
    interpreter = ["/bin/sh", "-c"]
    environment = merge({ ZENCODER_CLI_PROFILE = try(self.input.AWS_PROFILE, "") }, self.input)
    quiet       = true
  }
  lifecycle {
    precondition {
      condition     = length(local.bucket_faults) == 0
      error_message = join("", local.bucket_faults)
    }
  }
}
