variable "objects" {
  description = "The objects; an object that leaves the list has its grant revoked."
  type        = any
  default     = []
  nullable    = false
  validation { # Each as JSON, without what is null, is of this form; null stands for no object.
    condition = startswith(jsonencode(var.objects), "[") && alltrue([for o in try([for o in var.objects : o if o != null], []) : can(regex(
      "^{\"key\":\"([^\"\\\\]|\\\\.)+\"(,\"permissions\":\\[(\"(READ|READ_ACP|WRITE_ACP|FULL_CONTROL)\",?)+\\])?(,\"version_id\":\"([^\"\\\\]|\\\\.)+\")?}$",
    jsonencode({ for name, v in o : name => v if v != null })))])
    error_message = "objects: give a list of { key, permissions, version_id } with texts, and permissions of READ, READ_ACP, WRITE_ACP, FULL_CONTROL"
  }
  validation {
    condition = alltrue([for at in values({ for i, o in try([for o in var.objects : o], []) : try(o.key, "") => i... if o != null }) : length(at) == 1])
    error_message = join("\n", [for key, at in { for i, o in try([for o in var.objects : o], []) : try(o.key, "") => i... if o != null } :
    "objects[${at[1]}].key: ${jsonencode(key)} has a grant in its ACL already in entry ${at[0]}; put both into one" if length(at) > 1])
  }
}
