variable "region" {
  description = "The region of the bucket, where it is not that of the provider or, for grants in place, of the AWS CLI."
  type        = string
  default     = null
  validation {
    condition = can(regex(join("", ["^(af-south-1|ap-(east-[12]|northeast-[1-3]|south-[12]|southeast-[1-7])|ca-(central|west)-1|il-central-1|mx-central-1|",
    "eu-(central-[12]|north-1|south-[12]|west-[1-3])|me-(central|south|west)-1|sa-(east|west)-1|us-(east|west)-[12])$"]), coalesce(var.region, "us-east-1")))
    error_message = join(" ", ["region: ${jsonencode(var.region)} is not a region of the partition aws, which is the one Zencoder's account lives in:",
    "no policy can name an account of another partition"])
  }
}

variable "grants" {
  description = "What Zencoder may do; the order does not matter."
  type        = any # By modules/policy each attribute is checked.
  default     = []
  nullable    = false
  validation {
    condition     = startswith(jsonencode(var.grants), "[")
    error_message = "grants: ${substr(jsonencode(var.grants), 0, 80)} is not a list; write [{ … }]"
  }
}

variable "objects" {
  description = "Single objects that Zencoder may read, each by a method."
  type        = any
  default     = []
  nullable    = false
  validation { # Each as JSON, without what is null, is of the form of its method.
    condition = startswith(jsonencode(var.objects), "[") && alltrue([for o in try([for o in var.objects : o], []) : can(regex(replace(replace(join("|", [
      "^{\"key\":<text>(,\"method\":\"policy\")?}$", "^{\"key\":<text>,\"method\":\"acl\"<permissions>(,\"version_id\":<text>)?}$",
      "^{(\"content_type\":<text>,)?(\"copy_to\":<text>,)?\"key\":<text>,\"method\":\"acl-copy\"<permissions>(,\"storage_class\":<text>)?}$"
      ]), "<text>", "\"([^\"\\\\]|\\\\.)+\""), "<permissions>", "(,\"permissions\":\\[(\"(READ|READ_ACP|WRITE_ACP|FULL_CONTROL)\",?)+\\])?"),
    jsonencode({ for name, v in o : name => v if v != null })))])
    error_message = replace(!startswith(jsonencode(var.objects), "[") ? "objects: ${jsonencode(var.objects)} is not a list; write [{ … }]" : join("\n", [
      for i, o in [for o in var.objects : o] : join(" ", [
        "objects[${i}]: ${jsonencode(o)} is none of { key }, { key, method = \"acl\", permissions, version_id },",
      "{ key, method = \"acl-copy\", permissions, copy_to, storage_class, content_type }, with permissions of READ, READ_ACP, WRITE_ACP, FULL_CONTROL"])
      if !can(regex(replace(replace(join("|", ["^{\"key\":<text>(,\"method\":\"policy\")?}$",
        "^{\"key\":<text>,\"method\":\"acl\"<permissions>(,\"version_id\":<text>)?}$",
        "^{(\"content_type\":<text>,)?(\"copy_to\":<text>,)?\"key\":<text>,\"method\":\"acl-copy\"<permissions>(,\"storage_class\":<text>)?}$"
        ]), "<text>", "\"([^\"\\\\]|\\\\.)+\""), "<permissions>", "(,\"permissions\":\\[(\"(READ|READ_ACP|WRITE_ACP|FULL_CONTROL)\",?)+\\])?"),
    jsonencode({ for name, v in o : name => v if v != null })))]), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
  validation {
    condition = alltrue([for o in try([for o in var.objects : o if try(o.method, null) == "acl-copy"], []) :
    !contains([for each in var.objects : try(each.key, null)], try(o.copy_to, null) == null ? "zencoder/${o.key}" : o.copy_to)])
    error_message = join("\n", [for i, o in try([for o in var.objects : o], []) :
      "objects[${i}]: its copy would overwrite an original that is itself named here, and be deleted with the grant; choose another place by copy_to"
      if try(o.method == "acl-copy" && contains([for each in var.objects : try(each.key, null)],
    try(o.copy_to, null) == null ? "zencoder/${o.key}" : o.copy_to), false)])
  }
}

variable "require_tls" {
  description = "Let Zencoder in over TLS only. Statements of others are not touched."
  type        = bool
  default     = false
}

variable "source_policy_documents" {
  description = "The bucket policies of others as JSON, whose statements are kept beside those for Zencoder. They may be known only after apply."
  type        = list(string)
  default     = []
}

variable "accepted_denies" {
  description = "Sids of Deny statements that are kept on purpose although they refuse Zencoder what a grant allows: no warning for them."
  type        = list(string)
  default     = []
}

variable "attach_policy" {
  description = "Make the bucket policy. False for who puts `policy_json` into a policy of their own."
  type        = bool
  default     = true
}
