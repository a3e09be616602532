variable "objects" {
  description = "The objects. Terraform revokes the grant of an object that you remove from the list."
  type        = any
  default     = []
  nullable    = false
  validation { # Each object as JSON, without nulls, has this form; null is no object.
    condition = startswith(jsonencode(var.objects), "[") && alltrue([for o in try([for o in var.objects : o if o != null], []) : can(regex(
      "^{\"key\":\"([^\"\\\\]|\\\\.)+\"(,\"permissions\":\\[(\"(READ|READ_ACP|WRITE_ACP|FULL_CONTROL)\",?)+\\])?(,\"version_id\":\"([^\"\\\\]|\\\\.)+\")?}$",
    jsonencode({ for name, v in o : name => v if v != null })))])
    error_message = "objects: write a list of { key, permissions, version_id } with strings; permissions are READ, READ_ACP, WRITE_ACP, FULL_CONTROL"
  }
  validation {
    condition = alltrue([for at in values({ for i, o in try([for o in var.objects : o], []) : try(o.key, "") => i... if o != null }) : length(at) == 1])
    error_message = join("\n", [for key, at in { for i, o in try([for o in var.objects : o], []) : try(o.key, "") => i... if o != null } :
    "objects[${at[1]}].key: ${jsonencode(key)} is already in entry ${at[0]}; merge the two entries" if length(at) > 1])
  }
}
