# The statements of others: refused where they let Zencoder in, are about another bucket or not in a form that S3 takes; warned of where doubtful.
locals {
  # Each with its place, and a row for each value: "Condition.StringLike.aws:Referer" is the path of one; a level that is missing is "".
  source = flatten([for i, d in var.source_policy_documents : [for json in [jsonencode(jsondecode(d).Statement)] : [
    for j, s in jsondecode(startswith(json, "[") ? json : "[${json}]") : {
      at        = "source_policy_documents[${i}].Statement${startswith(json, "[") ? "[${j}]" : ""}"
      sid       = try(s.Sid, "")
      allow     = s.Effect == "Allow"
      everybody = try(s.Principal == "*", false) || try(contains(flatten([s.Principal.AWS]), "*"), false)
      others    = can(s.NotPrincipal)
      rows = flatten([for name, e in s : [for one, x in try(merge(e), { "" = e }) : [for two, y in try(merge([x][name == "Condition" ? 0 : 1]), { "" = x }) : [
        for n, v in flatten([y]) : { path = "${name}.${one}.${two}", operator = one, key = lower(two), value = tostring(v), at = join("", [
        name, strcontains(one, ":") ? "[\"${one}\"]" : one == "" ? "" : ".${one}", two == "" ? "" : "[\"${two}\"]", can(y[0]) ? "[${n}]" : ""]) }
      ]]]])
    }
  ]]])
  zencoder = "^(${var.account_id}|${var.canonical_user_id}|arn:[^:]*:[^:]*:[^:]*:${var.account_id}:(?s:.*))$"
  # The form of each value, by the rules of facts.tf.json: the first that it breaks.
  source_broken = flatten([for e in local.source : [for r in e.rows : [for rules in [[for rule in local.facts.source_rules : rule
    if can(regex(rule.of, r.path)) && can(regex(rule.form, r.value)) == rule.forbidden]] :
  { doubtful = rules[0].doubtful, says = "${e.at}.${r.at}: ${jsonencode(r.value)} ${rules[0].says}" } if length(rules) > 0]]])
  source_faults = concat([for broken in local.source_broken : broken.says if !broken.doubtful], flatten([for e in local.source : [for r in e.rows :
    "${e.at}.${r.at}: ${jsonencode(r.value)} allows Zencoder's account ${var.account_id} something beside the grants; make it a grant where it is wanted"
    if can(regex(local.zencoder, r.value)) && (startswith(r.path, "Principal.") ||
    e.everybody && contains(local.facts.who, r.key) && can(regex(local.facts.positive, r.operator)))
  ] if e.allow]))
  # Another bucket: what an ARN names up to its first wildcard or variable, behind which anything can follow, is not this one.
  source_elsewhere = flatten([for e in local.source : [for r in e.rows :
    "${e.at}.${r.at}: ${jsonencode(r.value)} is not about ${local.bucket_arn}, and S3 refuses a policy that names another bucket; move it there"
    if can(regex("^(Not)?Resource.*arn:[^:]*:s3:::", "${r.path}${r.value}")) && !startswith("${r.value}/", "${local.bucket_arn}/") && !anytrue([
      for known in regexall("^(?:[^*$]|[$][^{])*", r.value) : (known != r.value || length(known) >= length(local.bucket_arn)) && can(regex(
      "^${replace(replace(substr(known, 0, length(local.bucket_arn) + 1), "/[^A-Za-z0-9?]/", "\\$0"), "?", ".")}", "${local.bucket_arn}/"))
  ])]])
  # Everybody, unless a condition names somebody else.
  source_open = [for e in local.source : "${e.at}: allows everybody${e.others ? " else" : ""}, Zencoder included, whatever the grants allow"
    if e.allow && (e.everybody || e.others) && !anytrue([for literal in values({ for r in e.rows : r.path => can(regex(local.facts.literal, r.value))...
  if contains(local.facts.somebody, r.key) && can(regex(local.facts.positive, r.operator)) }) : alltrue(literal)])]
  # What is denied to each request of Zencoder's for all that a statement of ours is about: nothing in the Deny depends on the request.
  source_covered = { for e in local.source : e.at => distinct(flatten([for s in local.statements : [for a in s.Action : a if anytrue([for r in e.rows :
    startswith(r.path, "Action.") && can(regex("^[^*?$]*([*]+|)$", r.value)) && can(regex("(?i)^${replace(r.value, "/[*]+/", ".*")}$", a))])]
    if alltrue([for arn in s.Resource : anytrue([for r in e.rows : startswith(r.path, "Resource.") &&
  (r.value == arn || can(regex("^[^*?$]*[*]+$", r.value)) && startswith(arn, trim(r.value, "*")))])])])) if !e.allow && !contains(var.accepted_denies, e.sid) }
  source_denies = [for e in local.source : join("", ["${e.at}${e.sid == "" ? "" : " (Sid \"${e.sid}\")"}: denies Zencoder every request of ",
    "${join(", ", local.source_covered[e.at])}, which the grants allow; add \"StringNotEquals\": {\"aws:PrincipalAccount\": \"${var.account_id}\"} to its ",
    "Condition, or${e.sid == "" ? " give it a Sid and" : ""} name its Sid in accepted_denies"]) if length(lookup(local.source_covered, e.at, [])) > 0 && (
    e.everybody || anytrue([for r in e.rows : startswith(r.path, "Principal.") && can(regex("^(.*:root|[^:]*)$", r.value)) &&
    can(regex(local.zencoder, r.value))]) ||
    e.others && !anytrue([for r in e.rows : startswith(r.path, "NotPrincipal.") && (r.value == "*" || can(regex(local.zencoder, r.value)))])) &&
    alltrue([for r in e.rows : contains(local.facts.customers, r.key) && can(regex(local.facts.negated, r.operator)) && !can(regex(local.zencoder, r.value)) &&
  (!startswith(r.key, "aws:principala") || can(regex(local.facts.one_account, r.value))) if startswith(r.path, "Condition.")])]
  source_doubts = concat(local.source_open, [for broken in local.source_broken : broken.says if broken.doubtful], [
    for sid, at in { for e in local.source : e.sid => e.at... } : "${at[1]}.Sid: ${jsonencode(sid)} is the Sid of ${at[0]} already; rename one"
  if sid != "" && length(at) > 1])
  doubts = flatten([
    [for i, g in var.grants : [
      [for name in ["prefixes", "keys"] : [for j, v in try([for v in g[name] : v], []) : [for says, form in local.facts.name_doubts :
      "grants[${i}].${name}[${j}]: ${jsonencode(v)} ${says}" if can(regex(form, v)) && (name == "prefixes" || form != "[*]$")]]],
      try(timecmp(local.grants[i].expires, plantimestamp()) <= 0, false) ? ["grants[${i}].expires: ${g.expires} is past: it no longer lets Zencoder in"] : [],
      length(setintersection(keys(g), ["prefixes", "keys"])) > 0 && try(g.prefixes, null) == null && try(g.keys, null) == null ? [
      "grants[${i}]: prefixes and keys are null, so this grant covers the whole bucket; leave them out if that is meant"] : []
    ]]
  ])
}

check "doubts" {
  assert {
    condition     = length(local.doubts) == 0
    error_message = replace(join("\n", local.doubts), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
  assert {
    condition     = local.policy_bytes <= local.facts.large_policy
    error_message = "The policy has over ${local.facts.large_policy} of at most ${local.facts.largest_policy} bytes. ${local.facts.smaller}"
  }
  assert {
    condition     = length(local.source_doubts) == 0
    error_message = replace(join("\n", local.source_doubts), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
  assert {
    condition     = length(local.source_denies) == 0
    error_message = replace(join("\n", local.source_denies), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
}
