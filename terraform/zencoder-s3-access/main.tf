locals {
  facts   = jsondecode(file("${path.module}/facts.tf.json"))["//"].facts
  objects = { for method in ["policy", "acl", "acl-copy"] : method => [for o in var.objects : o if coalesce(try(o.method, null), "policy") == method] }
  policy_grants = concat([for g in var.grants : g], [
  for o in local.objects.policy : { actions = ["s3:GetObject"], keys = [contains(local.unfit, o.key) ? "unfit" : o.key] }])
  places = { for i, o in var.objects : try(o.copy_to, null) == null ? "zencoder/${o.key}" : o.copy_to => merge(o, { at = "objects[${i}]" })...
  if try(o.method, "") == "acl-copy" }
  copies = { for place, of in local.places : "${substr(replace(reverse(split("/", place))[0], "/[^\\w.-]+/", "-"), 0, 40)}-${substr(sha256(place), 0, 16)}" => {
    key           = of[0].key, copy_to = place
    permissions   = try(of[0].permissions, null) == null ? ["READ"] : sort(distinct([for p in of[0].permissions : p]))
    storage_class = try(of[0].storage_class, null), content_type = try(of[0].content_type, null)
  } }
  # Each account with its canonical user ID, if that is given or known. ACLs use these IDs.
  also = [for a in var.also : { account_id = a.account_id, canonical_user_id = try(coalesce(a.canonical_user_id),
  lookup(local.facts.production, a.account_id, null)) }]
  grantees = sort(distinct(concat([var.canonical_user_id], [for a in local.also : a.canonical_user_id if a.canonical_user_id != null])))
  unfit = [for name in concat(keys(local.places), [for o in var.objects : o.key]) : name # Names that S3 refuses or Terraform changes.
  if length(trim(base64encode(name), "=")) > 1366 || anytrue([for form in local.facts.odd_names : can(regex(form, name))])]
  faults = flatten([
    length(local.policy_grants) == 0 ? local.bucket_faults : [],
    coalesce(var.attach_policy, true) && length(local.policy_grants) + length(var.objects) == 0 ? [
    "grants: there are no grants and no objects; add one. To keep the module until its last grants in ACLs are revoked, set attach_policy = false."] : [],
    length(local.policy_grants) == 0 && (length(coalesce(var.source_policy_documents, [])) > 0 || coalesce(var.require_tls, false)) ? [
    "source_policy_documents and require_tls apply to the bucket policy, but this bucket has none: it has no grants and no object of method policy."] : [],
    var.object_ownership == "BucketOwnerEnforced" && length(local.objects.policy) < length(var.objects) ? [
    "objects: the methods acl and acl-copy need ACLs enabled, but BucketOwnerEnforced disables them; use BucketOwnerPreferred, or method policy."] : [],
    length(local.objects.policy) == length(var.objects) ? [] : [for i, a in local.also :
    "also[${i}]: needs canonical_user_id, which the methods acl and acl-copy write into ACLs" if a.canonical_user_id == null],
    [for place, of in local.places : "${of[1].at}: ${jsonencode(place)} is already the copy of ${of[0].at}; change copy_to" if length(of) > 1],
    [for place, of in local.places : "${of[0].at}: ${jsonencode(place)} is not a key for a copy: the provider removes a leading or double \"/\"; change copy_to"
    if can(regex("^/|//", place))],
    [for place, of in local.places : "${of[0].at}: ${substr(jsonencode(place), 0, 80)} ${local.facts.odd_name}" if contains(local.unfit, place)],
    [for i, o in var.objects : "objects[${i}].key: ${substr(jsonencode(o.key), 0, 80)} ${local.facts.odd_name}" if contains(local.unfit, o.key)]
  ])
  url_base = "s3+${data.aws_region.this.region}://${var.bucket}/"
}

module "policy" {
  source                  = "./modules/policy"
  count                   = length(local.policy_grants) > 0 ? 1 : 0
  bucket                  = var.bucket
  grants                  = local.policy_grants
  require_tls             = var.require_tls
  source_policy_documents = var.source_policy_documents
  accepted_denies         = var.accepted_denies
  account_id              = var.account_id
  canonical_user_id       = var.canonical_user_id
  also                    = var.also
  region                  = data.aws_region.this.region
}

resource "aws_s3_bucket_policy" "this" {
  count      = coalesce(var.attach_policy, true) && length(local.policy_grants) > 0 ? 1 : 0
  bucket     = var.bucket
  region     = var.region
  policy     = module.policy[0].policy_json
  depends_on = [aws_s3_bucket_ownership_controls.this]
}

resource "aws_s3_bucket_ownership_controls" "this" {
  count  = var.object_ownership == null ? 0 : 1
  bucket = var.bucket
  region = var.region
  rule { object_ownership = var.object_ownership }
}

module "object_grants" {
  source            = "./modules/object-grants"
  bucket            = var.bucket
  region            = var.region
  objects           = [for o in var.objects : try(o.method, null) == "acl" ? { for name, v in o : name => v if name != "method" } : null]
  canonical_user_id = var.canonical_user_id
  also              = [for a in local.also : a if a.canonical_user_id != null]
  cli_profile       = var.cli_profile
  endpoint_url      = var.endpoint_url
  depends_on        = [aws_s3_bucket_ownership_controls.this]
}

resource "aws_s3_object_copy" "this" {
  for_each           = local.copies
  bucket             = var.bucket
  region             = var.region
  key                = each.value.copy_to
  source             = "${var.bucket}/${each.value.key}"
  storage_class      = each.value.storage_class
  content_type       = each.value.content_type
  metadata_directive = each.value.content_type == null ? null : "REPLACE"
  tagging_directive  = "COPY"
  grant {
    type        = "CanonicalUser"
    id          = data.aws_canonical_user_id.owner[0].id
    permissions = ["FULL_CONTROL"]
  }
  dynamic "grant" {
    for_each = toset(local.grantees)
    content {
      type        = "CanonicalUser"
      id          = grant.value
      permissions = each.value.permissions
    }
  }
  depends_on = [aws_s3_bucket_ownership_controls.this]
}

data "aws_canonical_user_id" "owner" { count = length(local.copies) > 0 ? 1 : 0 }

data "aws_region" "this" { region = var.region }
