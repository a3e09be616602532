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
  description = "Zencoder's statements, for a policy of your own."
  value       = local.statements
}

output "kms_key_statement" {
  description = "What the policy of a customer-managed key of the bucket has to allow, by S3 in var.region; null where nothing is read or written."
  value = one([for actions in [distinct(flatten([for g in local.grants : [for a in g.actions : lookup(local.facts.kms_actions, a, [])]]))] : jsonencode({
    Sid = "ZencoderUseOfTheKey", Effect = "Allow", Principal = local.principal, Action = actions, Resource = "*"
    Condition = merge(var.region == null ? {} : { StringEquals = { "kms:ViaService" = "s3.${var.region}.amazonaws.com" } }, { StringLike = merge(
      var.region == null ? { "kms:ViaService" = "s3.*.amazonaws.com" } : {},
    { "kms:EncryptionContext:aws:s3:arn" = [local.bucket_arn, "${local.bucket_arn}/*"] }) })
  }) if length(actions) > 0])
}
