# Existing statements. Errors: they allow Zencoder, name another bucket, or S3 would refuse them. Warnings: they are probably not intended.
locals {
  # Each statement with its place, and a row for each value. The path of a row is such as "Condition.StringLike.aws:Referer"; a missing level is "".
  source = flatten([for i, d in var.source_policy_documents : [for json in [jsonencode(jsondecode(d).Statement)] : [
    for j, s in jsondecode(startswith(json, "[") ? json : "[${json}]") : {
      at        = "source_policy_documents[${i}].Statement${startswith(json, "[") ? "[${j}]" : ""}", sid = try(s.Sid, ""), allow = s.Effect == "Allow",
      everybody = try(s.Principal == "*", false) || try(contains(flatten([s.Principal.AWS]), "*"), false), not_principal = can(s.NotPrincipal),
      actions   = flatten([try(s.Action, [])]), resources = flatten([try(s.Resource, [])]), plain = length(regexall("[^\\x00-\\x{2ff}]", jsonencode(s))) == 0,
      # The kinds of all resources: "<>" for buckets, "</>" for objects. The actions without the condition keys of a listing. Empty members.
      kinds  = join("", distinct([for r in flatten([try(s.Resource, [])]) : replace(r, "/^(?s:arn:[^:]*:s3:::[^/*?$]+(/|$).*)$/", "<$1>")])),
      beside = join(",", [for a in flatten([try(s.Action, [])]) : a if length(regexall(local.facts.listing, a)) == 0]),
      empty  = regexall("\"((?:[^\"\\\\]|\\\\.)*)\":(?:\\[]|{})", jsonencode(s)),
      rows = flatten([for name, e in s : [for one, x in try(merge(e), { "" = e }) : [for two, y in try(merge([x][name == "Condition" ? 0 : 1]), { "" = x }) : [
        for n, v in flatten([y]) : { path = "${name}.${one}.${two}", operator = one, key = lower(two), value = tostring(v), at = join("", [
          name, strcontains(one, ":") ? "[\"${one}\"]" : one == "" ? "" : ".${one}", two == "" ? "" : "[${jsonencode(two)}]", can(y[0]) ? "[${n}]" : ""]),
        rules = lookup(local.facts.source_rows, "${name}.${trimsuffix(reverse(split(":", one))[0], "IfExists")}", "") }
      ]]]])
    }
  ]]])
  # A pattern of all names of each Zencoder account, by account ID.
  zencoders = { for id, forms in { for a in local.accounts : a.account_id =>
  "^(${a.account_id}|${coalesce(a.canonical_user_id, a.account_id)}|arn:[^:]*:[^:]*:[^:]*:${a.account_id}:(?s:.*))$"... } : id => join("|", forms) }
  # By the rules of facts.tf.json for the element: for a value, for a value after the kinds of resources, or for a condition key after the actions.
  source_broken = flatten([for e in local.source : [for r in e.rows : [for rule in lookup(local.facts.source_rules, r.rules, []) :
    { doubtful = rule.doubtful, says = "${e.at}.${r.at}: ${substr(jsonencode(r.value), 0, 80)} ${rule.says}" } if rule.forbidden == (length(regexall(
  rule.form, { value = r.value, kinds = "${e.kinds} ${r.value}", key = "${e.beside} ${r.key}" }[rule.of])) > 0)]]])
  source_faults = concat([for broken in local.source_broken : broken.says if !broken.doubtful], flatten([for e in local.source : [for r in e.rows : [
    for text in regexall("(?s)^.*[^\\x00-\\x{2ff}].*$", "${r.at} ${r.value}") : "${e.at}.${r.at}: ${substr(jsonencode(r.value), 0, 80)} ${local.facts.odd_text}"
  if anytrue([for odd in local.facts.odd_texts : length(regexall(odd, text)) > 0])]] if !e.plain]))
  source_access = flatten([for e in local.source : [for r in e.rows : [for named, form in local.zencoders :
    "${e.at}.${r.at}: ${jsonencode(r.value)} also gives access to Zencoder's account ${named}; remove it, and write what Zencoder needs as a grant"
    if length(regexall(form, r.value)) > 0
  ] if e.allow && (startswith(r.path, "Principal.") || e.everybody && contains(local.facts.who, r.key) && contains(local.facts.positive, r.operator))]])
  # Another bucket: the part of an ARN before its first wildcard or variable does not fit this bucket.
  source_elsewhere = flatten([for e in local.source : [for r in e.rows : [for known in regexall("^(?:[^*$]|[$][^{])*", r.value) :
    "${e.at}.${r.at}: ${jsonencode(r.value)} is outside ${local.bucket_arn}, and S3 refuses a policy for another bucket; move the statement there"
    if !startswith("${r.value}/", "${local.bucket_arn}/") && (known == r.value && length(known) < length(local.bucket_arn) || !can(regex(
    "^${replace(replace(substr(known, 0, length(local.bucket_arn) + 1), "/[^A-Za-z0-9?]/", "\\$0"), "?", ".")}", "${local.bucket_arn}/")))
  ] if contains(["Resource", "NotResource"], r.rules) && length(regexall("^arn:[^:]*:s3:::", r.value)) > 0]])
  # Statements that allow everybody, unless a condition names somebody else.
  source_open = [for e in local.source :
    "${e.at}: allows everybody${e.not_principal ? " except its NotPrincipal" : ""}, including Zencoder, regardless of the grants"
    if e.allow && (e.everybody || e.not_principal) && !anytrue([for literal in values({ for r in e.rows : r.path => can(regex(local.facts.literal, r.value))...
  if contains(local.facts.somebody, r.key) && contains(local.facts.positive, r.operator) }) : alltrue(literal)])]
  exempted = length(local.zencoders) > 1 ? jsonencode(keys(local.zencoders)) : jsonencode(keys(local.zencoders)[0])
  # Actions that a Deny denies to each Zencoder request for all resources of one of Zencoder's statements, independent of the request.
  source_covered = { for e in local.source : e.at => distinct(flatten([for open in [[
    for p in concat(e.actions, e.resources) : p if length(regexall("^[^*?$]*[*]+$", p)) > 0]] : [for s in local.statements : [for a in flatten([s.Action]) :
    a if anytrue([for p in e.actions : lower(p) == lower(a) || contains(open, p) && startswith(lower(a), lower(trim(p, "*")))])]
    if alltrue([for arn in flatten([s.Resource]) : anytrue([for p in e.resources : p == arn || contains(open, p) && startswith(arn, trim(p, "*"))])])
  ]])) if !e.allow && !contains(var.accepted_denies, e.sid) }
  source_denies = [for e in [for e in local.source : e if length(lookup(local.source_covered, e.at, [])) > 0] : join("", [
    "${e.at}${e.sid == "" ? "" : " (Sid ${jsonencode(e.sid)})"}: denies Zencoder every request of ${join(", ", local.source_covered[e.at])}, ",
    "which the grants allow; add \"StringNotEquals\": {\"aws:PrincipalAccount\": ${local.exempted}} to its Condition, or",
    "${e.sid == "" ? " give it a Sid and" : ""} name its Sid in accepted_denies"]) if anytrue([for id, zencoder in local.zencoders : alltrue([
      for r in e.rows : contains(local.facts.customers, r.key) && contains(local.facts.negated, r.operator) && length(regexall(zencoder, r.value)) == 0 &&
      (!startswith(r.key, "aws:principala") || length(regexall(local.facts.one_account, r.value)) > 0) if startswith(r.path, "Condition.")
      ]) && (e.everybody || anytrue([for r in e.rows : startswith(r.path, "Principal.") && length(regexall("^(.*:root|[^:]*)$", r.value)) > 0 &&
      length(regexall(zencoder, r.value)) > 0]) ||
  e.not_principal && !anytrue([for r in e.rows : startswith(r.path, "NotPrincipal.") && (r.value == "*" || length(regexall(zencoder, r.value)) > 0)]))])]
  source_doubts = concat(local.source_open, [for broken in local.source_broken : broken.says if broken.doubtful], flatten([for e in local.source : [
    [for name in e.empty : "${e.at}: ${jsonencode(name[0])} is empty; add a value, or remove it"],
    [for all in values({ for r in e.rows : lower(r.path) => r.path... }) : "${e.at}: ${join(" and ", toset(all))} are the same key" if length(toset(all)) > 1]
    ]]), flatten([for sid, at in { for e in local.source : e.sid => e.at... } : [
  for j, place in at : "${place}.Sid: ${jsonencode(sid)} is already the Sid of ${at[0]}; rename one of the two" if j > 0] if sid != ""]))
  open_prefixes = flatten([for i, g in var.grants : [for j, v in try([for v in g.prefixes : v], []) : join("", ["grants[${i}].prefixes[${j}]: ",
    "${jsonencode(v)} has no delimiter at its end: it covers ${jsonencode("${v}/a.mp4")} and also ${jsonencode("${v}-old.mp4")}; ",
    "for the folder write ${jsonencode("${v}/")}"])
  if can(regex(local.facts.open_prefix, v)) && !anytrue([for form in values(local.facts.name_doubts) : can(regex(form, v))])]])
  doubts = concat(local.bucket_doubts, flatten([for i, g in var.grants : [
    [for name in ["prefixes", "keys"] : [for j, v in try([for v in g[name] : v], []) : [for says, form in local.facts.name_doubts :
    "grants[${i}].${name}[${j}]: ${jsonencode(v)} ${says}" if can(regex(form, v)) && (name == "prefixes" || form != "[*]$")]]],
    try(timecmp(local.grants[i].expires, plantimestamp()) <= 0, false) ? ["grants[${i}].expires: ${g.expires} is in the past: this grant has expired"] : [],
    length(setintersection(keys(g), ["prefixes", "keys"])) > 0 && try(g.prefixes, null) == null && try(g.keys, null) == null ? [
    "grants[${i}]: prefixes and keys are null, so this grant covers the whole bucket; leave them out if that is meant"] : []
    ]]), [for j, note in local.open_prefixes : join("", [note, length(local.open_prefixes) == 1 ? "" :
  " (and ${length(local.open_prefixes) - 1} more such prefixes)"]) if j == 0])
}

check "doubts" {
  assert {
    condition     = length(local.doubts) == 0
    error_message = replace(join("\n", local.doubts), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
  assert {
    condition     = local.policy_bytes <= local.facts.large_policy
    error_message = "The policy exceeds ${local.facts.large_policy} bytes; the limit of S3 is ${local.facts.largest_policy}. ${local.facts.smaller}"
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
