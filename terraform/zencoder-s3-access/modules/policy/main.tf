# The statements of var.grants: one for the objects of each grant, and one for the bucket itself for each end date.
locals {
  facts      = jsondecode(file("${path.module}/facts.tf.json"))["//"].facts
  bucket_arn = "arn:aws:s3:::${var.bucket}"
  accounts = concat([{ account_id = var.account_id, canonical_user_id = var.canonical_user_id }], [
    for a in var.also : { account_id = a.account_id, canonical_user_id = try(coalesce(a.canonical_user_id),
  lookup(local.facts.production, a.account_id, null)) }])
  roots     = [for id in sort(distinct([for a in local.accounts : a.account_id])) : "arn:aws:iam::${id}:root"]
  principal = { AWS = jsondecode(length(local.roots) > 1 ? jsonencode(local.roots) : jsonencode(local.roots[0])) }
  grants = [for g in var.grants : {
    actions = sort(distinct(try(g.role, null) == null ? [for a in g.actions : a] : local.facts.roles[g.role]))
    # IAM reads ${*}, ${?} and ${$} as the characters themselves; in a replacement "$$" is a dollar sign.
    patterns = sort(distinct(concat(
      [for p in try([for p in g.prefixes : p], []) : "${replace(p, "/([*?$])/", "${"$$"}{$1}")}*"],
      [for k in try([for k in g.keys : k], []) : replace(k, "/([*?$])/", "${"$$"}{$1}")],
    )))
    # In UTC, because S3 compares in UTC; timeadd alone would keep the offset.
    expires = try(g.expires, null) == null ? "" : timeadd("${substr(g.expires, 0, 19)}Z", length(g.expires) == 20 ? "0s" :
    "${substr(g.expires, 19, 1) == "+" ? "-" : ""}${substr(g.expires, 20, 2)}h${substr(g.expires, 23, 2)}m")
  }]
  object_grants = [for g in local.grants : merge(g, {
    actions  = [for a in g.actions : a if !contains(local.facts.bucket_actions, a)]
    patterns = length(g.patterns) == 0 ? ["*"] : g.patterns
  }) if length(setsubtract(g.actions, local.facts.bucket_actions)) > 0]
  bucket_grants = { for g in local.grants : g.expires => [for a in g.actions : a if contains(local.facts.bucket_actions, a)]... }
  # The Sid depends only on the content of its statement, so it stays when other grants are added or removed.
  tls = var.require_tls ? "tls" : ""
  all = concat(
    [for g in local.object_grants : {
      Sid = "Zencoder${coalesce(join("", [for a, word in local.facts.words : word if contains(g.actions, a)]), "Object")}${substr(sha256(
      join("\n", [join(",", g.actions), join(",", sort([for p in g.patterns : sha256(p)])), g.expires, local.tls])), 0, 8)}"
      Action = g.actions, Resource = [for p in g.patterns : "${local.bucket_arn}/${p}"], expires = g.expires
    }],
    [for expires, actions in local.bucket_grants : {
      Sid    = "ZencoderBucket${substr(sha256(join("\n", ["bucket", "", expires, local.tls])), 0, 8)}"
      Action = sort(keys({ for a in flatten(actions) : a => true... })), Resource = [local.bucket_arn], expires = expires
    } if length(flatten(actions)) > 0],
  )
  by_sid = { for s in local.all : s.Sid => s... }
  statements = [for sid in sort(keys(local.by_sid)) : { for name, member in {
    Sid       = sid
    Effect    = "Allow"
    Principal = local.principal
    Action    = local.by_sid[sid][0].Action
    Resource  = local.by_sid[sid][0].Resource
    Condition = { for operator, test in {
      Bool         = { "aws:SecureTransport" = "true" }
      DateLessThan = { "aws:CurrentTime" = local.by_sid[sid][0].expires }
    } : operator => test if operator == "Bool" ? var.require_tls : local.by_sid[sid][0].expires != "" }
  } : name => member if name != "Condition" || length(member) > 0 }]
  policy = jsonencode({ Version = "2012-10-17", Id = "ZencoderBucketPolicy", Statement = concat(local.statements,
  flatten([for d in var.source_policy_documents : jsondecode(d).Statement])) })
  policy_bytes = floor(length(trim(base64encode(local.policy), "=")) * 3 / 4) # length counts grapheme clusters; Base64 has 4 characters for 3 bytes.
  policy_faults = concat(local.bucket_faults, local.source_elsewhere,
    local.policy_bytes > local.facts.largest_policy ? ["The policy exceeds ${local.facts.largest_policy} bytes, the limit of S3. ${local.facts.smaller}"] : [],
  [for sid, same in local.by_sid : "Two grants have the Sid ${sid} by coincidence: merge them, or add a key." if length(distinct(same)) > 1])
}
