variable "grants" {
  description = "What Zencoder can do, in any order."
  type        = any # An object type would drop a misspelled `prefixes`, and open the whole bucket.
  validation {      # Each grant as JSON, without nulls, has one of three forms: a role, actions of which some are on objects, or actions on the bucket.
    condition = can(regex("^\\[[^]]", jsonencode(var.grants))) && alltrue([for form in [replace(replace(replace(replace(replace(join("|", [
      "^({(\"expires\":<date>,)?(\"(keys|prefixes)\":<names>,)*\"role\":<role>}", "{\"actions\":\\[<any>(,<any>)*\\](,\"expires\":<date>)?}",
      "{\"actions\":\\[(<any>,)*<object>(,<any>)*\\](,\"expires\":<date>)?(,\"(keys|prefixes)\":<names>)*})$"
      ]), "<role>", "\"(input|output|write-only|input-and-output|video-cloud-ingest)\""), "<any>",
      "(<object>|\"s3:(GetBucketLocation|ListBucketMultipartUploads|ListBucket)\")"), "<object>",
      "\"s3:(GetObject|GetObjectAcl|PutObject|PutObjectAcl|ListMultipartUploadParts|AbortMultipartUpload)\""),
      "<names>", "\\[(\"([^\"\\\\]|\\\\.)+\",?)+\\]"), "<date>", "\"\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}(Z|[+-]\\d\\d:\\d\\d)\"")] : alltrue([
      for g in try([for g in var.grants : jsonencode({ for name, v in g : name => v if v != null })], ["no object"]) : replace(g, "/${form}/", "") == ""
    ])])
    error_message = replace(jsonencode(var.grants) == "[]" ? "grants: is empty; a bucket needs at least one grant" : join("\n", flatten([
      [for json in [jsonencode(var.grants)] : "grants: ${substr(json, 0, 80)} is not a list; write [{ … }]" if !startswith(json, "[")],
      # The condition is on the list, because one on its grants would encode all of them for each.
      [for list in [var.grants] : [for i, g in [for g in list : g] : [for at in ["grants[${i}]"] : !startswith(jsonencode(g), "{") ? [
        "${at}: ${jsonencode(g)} is not a grant; give { role = … } or { actions = […] }"
        ] : flatten([
          [for known in [["role", "expires", "actions", "prefixes", "keys"]] : [for name in keys(g) : join("", [
            "${at}.${name}: unknown attribute, a grant takes ${join(", ", known)}",
          try([for k in known : "; did you mean \"${k}\"?" if startswith(k, substr(name, 0, 3))][0], "")]) if !contains(known, name)]],
          [for roles in ["input|output|write-only|input-and-output|video-cloud-ingest"] : [for v in [jsonencode(try(g.role, null))] :
          "${at}.role: unknown role ${v}, the roles are ${replace(roles, "|", ", ")}" if replace(v, "/^(null|\"(${roles})\")$/", "") != ""]],
          [for actions in [join("", ["GetObject|GetObjectAcl|PutObject|PutObjectAcl|ListMultipartUploadParts|GetBucketLocation|",
            "ListBucketMultipartUploads|AbortMultipartUpload|ListBucket"])] : [for j, v in try([for v in g.actions : jsonencode(v)], []) :
          "${at}.actions[${j}]: unknown action ${v}, the actions are s3:${replace(actions, "|", ", s3:")}" if replace(v, "/^\"s3:(${actions})\"$/", "") != ""]],
          [for name in ["actions", "prefixes", "keys"] : [for v in [jsonencode(try(g[name], null))] : "${at}.${name}: ${
            v != "[]" ? "${v} is not a list; write [${v}]" : name == "actions" ? "an empty list grants nothing; name at least one action" :
          "an empty list covers nothing; leave ${name} out to grant the whole bucket"}" if v == "[]" || v != "null" && !startswith(v, "[")]],
          [for name in ["prefixes", "keys"] : [for j, v in try([for v in g[name] : jsonencode(v)], []) : "${at}.${name}[${j}]: ${
            v != "\"\"" ? "${v} is not a string" : name == "keys" ? "an empty key matches no object; remove it, or leave keys out to grant the whole bucket" :
          "an empty prefix would open the whole bucket; leave ${name} out if that is meant"}" if v == "\"\"" || !startswith(v, "\"")]],
          [for v in [jsonencode(try(g.expires, null))] : "${at}.expires: ${v} is not a date with time and offset; write YYYY-MM-DDThh:mm:ssZ or …±hh:mm"
          if replace(v, "/^(null|\"\\d{4}-\\d\\d-\\d\\dT[0-9:]{8}(Z|[+-]\\d\\d:\\d\\d)\")$/", "") != ""],
          try(g.role, null) == null && try(g.actions, null) == null ? ["${at}: has neither role nor actions; a grant needs one of the two"] : [],
          try(g.role, null) != null && try(g.actions, null) != null ? ["${at}.actions: cannot be combined with role; a grant needs one of the two"] : [],
          [for name in try([[for n in ["keys", "prefixes"] : n if try(g[n], null) != null][0]], []) : join(" ", ["${at}.${name}: has no effect:",
            "these actions can only be granted on the whole bucket; leave it out, or add an object action"]) if try(
          length(g.actions) > 0 && length(setsubtract(g.actions, ["s3:GetBucketLocation", "s3:ListBucketMultipartUploads", "s3:ListBucket"])) == 0, false)]
      ])]] if startswith(jsonencode(list), "[")]
    ])), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
  validation { # Names that S3 accepts and Terraform does not change; valid dates whose year has four digits in UTC too.
    condition = alltrue(flatten([for g in try([for g in var.grants : g], []) : [
      [for v in flatten([for n in ["prefixes", "keys"] : try([for v in g[n] : v], [])]) : try(length(trim(base64encode(v), "=")) <= 1366, true) &&
        alltrue([for odd in [for v in [v] : v if try(replace(v, "/[\\x01-\\x7f]+/", ""), "") != ""] : !can(regex(join("", [
          "\\x00|[\\p{M}\\x{1160}-\\x{11ff}]{31}|[\\x01-\\x1f<>]\\p{M}|[\\x{600}-\\x{605}\\x{6dd}\\x{70f}\\x{890}\\x{891}\\x{8e2}\\x{d4e}\\x{110bd}",
      "\\x{110cd}\\x{111c2}\\x{111c3}\\x{113d1}\\x{1193f}\\x{11941}\\x{11a3a}\\x{11a84}-\\x{11a89}\\x{11d46}\\x{11f02}](?:[^\\pL\\p{N}\\p{M}]|$)"]), odd))])],
      [for e in try([tostring(g.expires)], []) : can(regex("^(19[7-9]|[2-9]..)\\d-.*(Z|([01]\\d|2[0-3]):[0-5]\\d) (19[7-9]|[2-9]..)",
        try("${e} ${timeadd("${substr(e, 0, 19)}Z", length(e) == 20 ? "0s" : "${substr(e, 19, 1) == "+" ? "-" : ""}${substr(e, 20, 2)}h${substr(e, 23, 2)}m")}",
      ""))) if can(regex("^[0-9-]{10}T.{8}(Z|[+-]..:..)$", e))]
    ]]))
    error_message = replace(join("\n", flatten([for i, g in try([for g in var.grants : g], []) : [
      [for n in ["prefixes", "keys"] : [for j, v in try([for v in g[n] : v], []) : "grants[${i}].${n}[${j}]: ${substr(jsonencode(v), 0, 80)} ${
        strcontains(v, "\u0000") ? "contains NUL (U+0000), which S3 keys cannot contain" : length(trim(base64encode(v), "=")) > 1366 ?
        "has more than 1024 bytes in UTF-8, the limit of S3" : join(" ", ["contains characters that Terraform would change: more than 30",
        "combining characters in a row, one after a control character, \"<\" or \">\", or a joining sign without a letter or digit after it"])}"
        if try(length(trim(base64encode(v), "=")) > 1366, false) || anytrue([
          for odd in [for v in [v] : v if try(replace(v, "/[\\x01-\\x7f]+/", ""), "") != ""] : can(regex(join("", [
            "\\x00|[\\p{M}\\x{1160}-\\x{11ff}]{31}|[\\x01-\\x1f<>]\\p{M}|[\\x{600}-\\x{605}\\x{6dd}\\x{70f}\\x{890}\\x{891}\\x{8e2}\\x{d4e}\\x{110bd}",
      "\\x{110cd}\\x{111c2}\\x{111c3}\\x{113d1}\\x{1193f}\\x{11941}\\x{11a3a}\\x{11a84}-\\x{11a89}\\x{11d46}\\x{11f02}](?:[^\\pL\\p{N}\\p{M}]|$)"]), odd))])]],
      [for e in try([tostring(g.expires)], []) : "grants[${i}].expires: ${jsonencode(e)} is not a date from 1970 to 9999; write YYYY-MM-DDThh:mm:ssZ" if
        can(regex("^[0-9-]{10}T.{8}(Z|[+-]..:..)$", e)) && !can(regex("^(19[7-9]|[2-9]\\d\\d)\\d-.*(Z|([01]\\d|2[0-3]):[0-5]\\d) (19[7-9]|[2-9]..)",
          try("${e} ${timeadd("${substr(e, 0, 19)}Z", length(e) == 20 ? "0s" :
      "${substr(e, 19, 1) == "+" ? "-" : ""}${substr(e, 20, 2)}h${substr(e, 23, 2)}m")}", "")))]
    ]])), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
}

variable "require_tls" {
  description = "Allow Zencoder's requests over TLS only. Other statements do not change."
  type        = bool
  default     = false
  nullable    = false
}

variable "source_policy_documents" {
  description = "Existing bucket policies as JSON, whose statements are kept in addition to those for Zencoder. They can be known only after apply."
  type        = list(string)
  default     = []
  nullable    = false
  validation { # Each is a policy that Terraform reads without changing its meaning, with statements of this form as JSON; see also checks.tf.
    condition = alltrue(flatten([for d in var.source_policy_documents : [for p in [try(jsondecode(d), null)] : [
      can(regex("^{(\"Id\":\"([^\"\\\\]|\\\\.)*\",)?\"Statement\":({.*}|\\[{.*}\\])(,\"Version\":\"20(08|12)-10-17\")?}$", jsonencode(p))),
      length(regexall("\"\\s*:", d)) <= length(regexall("\"\\s*:", jsonencode(p))), !strcontains(d, "$${") || try(p.Version, "") == "2012-10-17",
      [for t in distinct(regexall("\"(?:[^\"\\\\]|\\\\.)*\\\\u(?:[^\"\\\\]|\\\\.)*\"", p == null ? "" : d)) : urlencode(jsondecode(t)) == join("", [
        for part in regexall("\\\\u[dD][89abAB]..\\\\u[dD][c-fC-F]..|\\\\u.{4}|\\\\.|[^\\\\]+", regex("^.(.*).$", t)[0]) : can(regex(
      "(?i)^\\\\u(03(4[0134]|7[4e]|87)|1f7[13579bd]|212[6ab]|232[9a]|f9..|fa[0-9a-d].|d[89a-f]..$)", part)) ? "" : urlencode(jsondecode("\"${part}\""))])],
      [for s in flatten([try(p.Statement, [])]) : [
        can(s.Effect), [for name in ["Principal", "Action", "Resource"] : can(s[name]) != can(s["Not${name}"])],
        [for name, v in try(merge(s), {}) : can(regex(replace(join("|", ["^(Effect \"(Allow|Deny)\"", "Sid \".*\"",
          "Condition {.*", "(Not)?(Action|Resource) <>", "(Not)?Principal (\"[*]\"", "{(\"(AWS|Service|Federated|CanonicalUser)\":<>,?)+}))$"]), "<>",
        "(\"([^\"\\\\]|\\\\.)*\"|\\[(\"([^\"\\\\]|\\\\.)*\",?)*\\])"), "${name} ${jsonencode(v)}"))],
        !can(regex("^Zencoder(Bucket|Object|Read|Write|ReadWrite|Kms)[0-9a-f]{8}$", s.Sid)),
        [for operator, tests in try(merge(s.Condition), {}) : [
          can(keys(tests)), can(regex(join("", ["^(ForAllValues:|ForAnyValue:)?(((String|Arn)(Not)?(Equals|Like)|String(Not)?EqualsIgnoreCase|Bool|",
          "BinaryEquals|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|(Not)?IpAddress)(IfExists)?|Null)$"]), operator)),
          [for of in try(values(tests), []) : [for v in jsondecode(startswith(jsonencode(of), "[") ? jsonencode(of) : "[${jsonencode(of)}]") :
            can(regex("^(\".*\"|true|false)$", jsonencode(v))) || try(abs(v) < 1e308 &&
          length(replace(replace(tostring(v), "/^[-0.]+|[0.]+$/", ""), ".", "")) <= 15 || abs(v) <= 9007199254740991 && floor(v) == v, false)]]
        ]]
      ]]
    ]]]))
    error_message = replace(join("\n", flatten([for i, d in var.source_policy_documents : [for p in [try(jsondecode(d), null)] : [
      for at in ["source_policy_documents[${i}]"] : !startswith(jsonencode(p), "{") ? [
        "${at}: is not a policy document: give a JSON object with Statement"] : flatten([
          length(regexall("\"\\s*:", d)) > length(regexall("\"\\s*:", jsonencode(p))) ? ["${at}: has a member twice; JSON keeps only the last one"] : [],
          strcontains(d, "$${") && try(p.Version, "") != "2012-10-17" ? ["${at}.Version: a dollar sign before a brace would become a policy variable"] : [],
          [for t in distinct(regexall("\"(?:[^\"\\\\]|\\\\.)*\\\\u(?:[^\"\\\\]|\\\\.)*\"", d)) :
            "${at}: ${substr(t, 0, 80)} is not in Unicode NFC; Terraform changes strings to NFC"
            if urlencode(jsondecode(t)) != join("", [
              for part in regexall("\\\\u[dD][89abAB]..\\\\u[dD][c-fC-F]..|\\\\u.{4}|\\\\.|[^\\\\]+", regex("^.(.*).$", t)[0]) : can(regex(
          "(?i)^\\\\u(03(4[0134]|7[4e]|87)|1f7[13579bd]|212[6ab]|232[9a]|f9..|fa[0-9a-d].|d[89a-f]..$)", part)) ? "" : urlencode(jsondecode("\"${part}\""))])],
          [for name, v in merge({ Statement = null }, p) :
            "${at}.${name}: ${substr(jsonencode(v), 0, 80)} is not valid in a policy, which has Version \"2012-10-17\", Id and Statement"
          if !can(regex("^(Version \"20(08|12)-10-17\"$|Id \"|Statement ({|\\[[^]]))", "${name} ${jsonencode(v)}"))],
          [for json in [jsonencode(try(p.Statement, []))] : [for j, s in jsondecode(startswith(json, "[") ? json : length(json) > 9 ? "[${json}]" : "[]") : [
            for at in ["${at}.Statement${startswith(json, "[") ? "[${j}]" : ""}"] : !startswith(jsonencode(s), "{") ? [
              "${at}: ${substr(jsonencode(s), 0, 80)} is not a statement: give a JSON object"] : flatten([
                [for name in ["Principal", "Action", "Resource"] :
                  "${at}: the statement contains ${can(s[name]) ? "both" : "neither"} ${name} ${can(s[name]) ? "and" : "nor"} Not${name}; write one of them"
                if can(s[name]) == can(s["Not${name}"])],
                [for name, v in merge({ Effect = null }, s) : "${at}.${name}: ${substr(jsonencode(v), 0, 80)} is not ${lookup({
                  Effect    = "an Effect: write \"Allow\" or \"Deny\"", Sid = "a string", Condition = "an object of conditions",
                  Action    = "an action or a list of actions",
                  Principal = "a principal: write \"*\", or a value such as {\"AWS\": \"111122223333\"}", Resource = "a resource or a list of resources"
                  }, trimprefix(name, "Not"), "an element of a statement")}" if 0 == length(regexall(replace(join("|", [
                    "^(Effect \"(Allow|Deny)\"", "Sid \".*\"", "Condition {.*", "(Not)?(Action|Resource) <>",
                  "(Not)?Principal (\"[*]\"", "{(\"(AWS|Service|Federated|CanonicalUser)\":<>,?)+}))$"]), "<>",
                "(\"([^\"\\\\]|\\\\.)*\"|\\[(\"([^\"\\\\]|\\\\.)*\",?)*\\])"), "${name} ${jsonencode(v)}"))],
                [for sid in [try(s.Sid, "")] : "${at}.Sid: ${substr(jsonencode(sid), 0, 80)} is reserved for Zencoder's statements; remove or rename it"
                if can(regex("^Zencoder(Bucket|Object|Read|Write|ReadWrite|Kms)[0-9a-f]{8}$", sid))],
                [for operator, tests in try(merge(s.Condition), {}) : [
                  for at in ["${at}.Condition${strcontains(operator, ":") ? "[\"${operator}\"]" : ".${operator}"}"] : !startswith(jsonencode(tests), "{") ||
                  !can(regex(join("", ["^(ForAllValues:|ForAnyValue:)?(((String|Arn)(Not)?(Equals|Like)|String(Not)?EqualsIgnoreCase|Bool|BinaryEquals|",
                    "(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)|(Not)?IpAddress)(IfExists)?|Null)$"]), operator)) ? [
                    "${at}: ${substr(jsonencode(tests), 0, 80)} is not a condition: write {\"Bool\": {\"aws:SecureTransport\": \"false\"}}"] : flatten([
                      for key, of in tests : [for v in jsondecode(startswith(jsonencode(of), "[") ? jsonencode(of) : "[${jsonencode(of)}]") :
                        "${at}[${jsonencode(key)}]: ${substr(jsonencode(v), 0, 80)} is not a string, true, false, or a number of at most 15 digits"
                        if 0 == length(regexall("^(\".*\"|true|false)$", jsonencode(v))) && !try(abs(v) < 1e308 &&
                  length(replace(replace(tostring(v), "/^[-0.]+|[0.]+$/", ""), ".", "")) <= 15 || abs(v) <= 9007199254740991 && floor(v) == v, false)]])
                ]]
            ])
          ]]]
      ])
    ]]])), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
}

variable "accepted_denies" {
  description = "Sids of Deny statements that intentionally deny Zencoder what a grant allows. They cause no warning."
  type        = list(string)
  default     = []
  nullable    = false
}
