variable "region" {
  description = "The region of the bucket. Default: the region of the provider, and of the AWS CLI for grants in ACLs."
  type        = string
  default     = null
  validation {
    condition = can(regex(join("", ["^(af-south-1|ap-(east-[12]|northeast-[1-3]|south-[12]|southeast-[1-7])|ca-(central|west)-1|il-central-1|mx-central-1|",
    "eu-(central-[12]|north-1|south-[12]|west-[1-3])|me-(central|south|west)-1|sa-(east|west)-1|us-(east|west)-[12])$"]), coalesce(var.region, "us-east-1")))
    error_message = join(" ", ["region: ${jsonencode(var.region)} is not a region of the partition aws, the partition of Zencoder's account:",
    "a policy cannot name an account of another partition"])
  }
}

variable "grants" {
  description = "What Zencoder can do, in any order."
  type        = any # modules/policy checks each attribute.
  default     = []
  nullable    = false
  validation {
    condition     = startswith(jsonencode(var.grants), "[")
    error_message = "grants: ${substr(jsonencode(var.grants), 0, 80)} is not a list; write [{ … }]"
  }
}

variable "objects" {
  description = "Single objects that Zencoder can read, each with a method."
  type        = any
  default     = []
  nullable    = false
  validation { # Each object as JSON, without nulls, has the form of its method.
    condition = startswith(jsonencode(var.objects), "[") && alltrue([for o in try([for o in var.objects : o], []) : can(regex(replace(replace(join("|", [
      "^{\"key\":<text>(,\"method\":\"policy\")?}$", "^{\"key\":<text>,\"method\":\"acl\"<permissions>(,\"version_id\":<text>)?}$",
      "^{(\"content_type\":<text>,)?(\"copy_to\":<text>,)?\"key\":<text>,\"method\":\"acl-copy\"<permissions>(,\"storage_class\":<text>)?}$"
      ]), "<text>", "\"([^\"\\\\]|\\\\.)+\""), "<permissions>", "(,\"permissions\":\\[(\"(READ|READ_ACP|WRITE_ACP|FULL_CONTROL)\",?)+\\])?"),
    jsonencode({ for name, v in o : name => v if v != null })))])
    error_message = replace(!startswith(jsonencode(var.objects), "[") ? "objects: ${jsonencode(var.objects)} is not a list; write [{ … }]" : join("\n", [
      for i, o in [for o in var.objects : o] : join(" ", [
        "objects[${i}]: ${jsonencode(o)} is not one of { key }, { key, method = \"acl\", permissions, version_id },",
      "{ key, method = \"acl-copy\", permissions, copy_to, storage_class, content_type }; permissions are READ, READ_ACP, WRITE_ACP, FULL_CONTROL"])
      if !can(regex(replace(replace(join("|", ["^{\"key\":<text>(,\"method\":\"policy\")?}$",
        "^{\"key\":<text>,\"method\":\"acl\"<permissions>(,\"version_id\":<text>)?}$",
        "^{(\"content_type\":<text>,)?(\"copy_to\":<text>,)?\"key\":<text>,\"method\":\"acl-copy\"<permissions>(,\"storage_class\":<text>)?}$"
        ]), "<text>", "\"([^\"\\\\]|\\\\.)+\""), "<permissions>", "(,\"permissions\":\\[(\"(READ|READ_ACP|WRITE_ACP|FULL_CONTROL)\",?)+\\])?"),
    jsonencode({ for name, v in o : name => v if v != null })))]), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
  validation {
    condition = alltrue(flatten([for copies in [try([for o in var.objects : o if try(o.method, null) == "acl-copy"], [])] : [
      for names in [[for each in var.objects : try(each.key, null)]] : [for o in copies :
    !contains(names, try(o.copy_to, null) == null ? "zencoder/${o.key}" : o.copy_to)]] if length(copies) > 0]))
    error_message = join("\n", flatten([for names in [try([for each in var.objects : try(each.key, null)], [])] : [
      for i, o in try([for o in var.objects : o], []) : [for to in try([try(o.copy_to, null) == null ? "zencoder/${o.key}" : o.copy_to], []) :
        "objects[${i}]: its copy would overwrite another object of the list, and later be deleted; change copy_to" if contains(names, to)
    ] if try(o.method == "acl-copy", false)]]))
  }
}

variable "require_tls" {
  description = "Allow Zencoder's requests over TLS only. Other statements do not change."
  type        = bool
  default     = false
}

variable "source_policy_documents" {
  description = "Existing bucket policies as JSON, whose statements are kept in addition to those for Zencoder. They can be known only after apply."
  type        = list(string)
  default     = []
}

variable "accepted_denies" {
  description = "Sids of Deny statements that intentionally deny Zencoder what a grant allows. They cause no warning."
  type        = list(string)
  default     = []
}

variable "attach_policy" {
  description = "Create the bucket policy. Set to false to use `policy_json` in your own policy."
  type        = bool
  default     = true
}
