output "policy_json" {
  description = "The policy as JSON text."
  value       = local.policy
  precondition {
    condition     = length(local.source_faults) + length(local.source_access) == 0
    error_message = replace(join("\n", concat(local.source_faults, local.source_access)), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
  precondition {
    condition     = length(local.policy_faults) == 0
    error_message = replace(join("\n", local.policy_faults), "/[^\\n\\P{C}]|\\p{Zl}|\\p{Zp}/", "?")
  }
}

output "statements" {
  description = "Zencoder's statements, for your own policy."
  value       = local.statements
}

output "kms_key_statement" {
  description = "The statement for the policy of a customer managed KMS key, limited to S3 in var.region; null if no grant reads or writes."
  value = one([for actions in [distinct(flatten([for a in flatten(distinct(local.grants[*].actions)) : lookup(local.facts.kms_actions, a, [])]))] : jsonencode({
    Sid = "ZencoderUseOfTheKey", Effect = "Allow", Principal = local.principal, Action = actions, Resource = "*"
    Condition = merge(var.region == null ? {} : { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }, { StringLike = merge(
      var.region == null ? { "kms:ViaService" = "s3.*.amazonaws.com" } : {},
    { "kms:EncryptionContext:aws:s3:arn" = [local.bucket_arn, "${local.bucket_arn}/*"] }) })
  }) if length(actions) > 0])
}
