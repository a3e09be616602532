output "policy_json" {
  description = "The policy as JSON text; null without a policy."
  value       = one(module.policy[*].policy_json)
  precondition {
    condition     = length(local.faults) == 0
    error_message = replace(join("\n", local.faults), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
}

output "statements" {
  description = "Zencoder's statements, for your own policy."
  value       = flatten(module.policy[*].statements)
}

output "bucket_policy_id" {
  description = "The ID of the bucket policy; null without a policy."
  value       = one(aws_s3_bucket_policy.this[*].id)
}

output "input_url_base" {
  description = "The base of input URLs of jobs: append a key."
  value       = local.url_base
}

output "output_url_base" {
  description = "The base of output URLs of jobs: append a key."
  value       = local.url_base
}

output "copy_urls" {
  description = "The URLs of the copies, for the input of jobs, by the key of the original."
  value = { for key, urls in { for c in local.copies : c.key =>
    "${local.url_base}${replace(replace(replace(c.copy_to, "/%(3F|3f|23|25)/", "%25$1"), "?", "%3F"), "#", "%23")}"...
  } : key => urls[0] }
}

output "kms_key_statement" {
  description = "The statement for the policy of a customer managed KMS key, limited to S3 in the region of the bucket; null if no grant reads or writes."
  value       = one(module.policy[*].kms_key_statement)
}
