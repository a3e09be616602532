terraform {
required_providers {
  aws = {
version = "…"
source = "aws"
}
}
backend "local" {
path = "../../../terraform.live.tfstate"
}


}

locals {
    ObjectGrants_Revocable_C3CEF8AB = "${{for name, grant in terraform_data.ObjectGrants_Revoke_D577BD0F : name => grant.input}}"
}

provider "aws" {
region = "eu-west-1"
}
resource "aws_s3_bucket_ownership_controls" "films_Ownership_AAB2C12C" {
bucket = "films"
rule {
object_ownership = "BucketOwnerPreferred"
}
}
resource "aws_s3_object_copy" "films_Copy-a37268abbbf4_90455168" {
bucket = "films"
content_type = "video/mp4"
key = "copies/c.mov"
metadata_directive = "REPLACE"
source = "films/c.mov"
storage_class = "STANDARD_IA"
tagging_directive = "COPY"
grant {
id = "${data.aws_canonical_user_id.ZencoderCopyOwner.id}"
permissions = [
"FULL_CONTROL"
]
type = "CanonicalUser"
}
grant {
id = "6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd"
permissions = [
"READ"
]
type = "CanonicalUser"
}
depends_on = [
"aws_s3_bucket_ownership_controls.films_Ownership_AAB2C12C",
]
}
data "aws_canonical_user_id" "ZencoderCopyOwner" {
}
resource "terraform_data" "ObjectGrants_Revoke_D577BD0F" {
depends_on = [
"aws_s3_bucket_ownership_controls.films_Ownership_AAB2C12C",
]
for_each = {
"a.mov-6a0dcacf58a42c94" = {
ZENCODER_REQUEST = "{\"Bucket\":\"films\",\"Key\":\"a.mov\"}"
ZENCODER_GRANTEE = "6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd"
ZENCODER_GRANTS = "`[{\"Grantee\":{\"Type\":\"CanonicalUser\",\"ID\":\"6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd\"},\"Permission\":\"READ\"},{\"Grantee\":{\"Type\":\"CanonicalUser\",\"ID\":\"6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd\"},\"Permission\":\"READ_ACP\"}]`"
AWS_REGION = "eu-west-1"
AWS_DEFAULT_REGION = "eu-west-1"
AWS_PROFILE = "media"
AWS_ENDPOINT_URL_S3 = "https://s3.example.com"
}
"b.mov-f8b78fa9c9c9c089" = {
ZENCODER_REQUEST = "{\"Bucket\":\"films\",\"Key\":\"b.mov\",\"VersionId\":\"v1\"}"
ZENCODER_GRANTEE = "6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd"
ZENCODER_GRANTS = "`[{\"Grantee\":{\"Type\":\"CanonicalUser\",\"ID\":\"6c8583d84664a381db0c6af0e79b285ede571885fbe768e7ea50e5d3760597dd\"},\"Permission\":\"READ\"}]`"
AWS_REGION = "eu-west-1"
AWS_DEFAULT_REGION = "eu-west-1"
AWS_PROFILE = "media"
AWS_ENDPOINT_URL_S3 = "https://s3.example.com"
}
}
input = "${each.value}"
triggers_replace = "${[try(each.value.ZENCODER_REQUEST, ""), try(each.value.ZENCODER_GRANTEE, ""), try(each.value.AWS_ENDPOINT_URL_S3, "")]}"
provisioner "local-exec" {
when = "destroy"
command = "set -eu\nsay() { printf 'zencoder: %s\\n' \"$*\"; }\nfail() { say \"$*\" >&2; exit 1; }\ncommand -v aws >/dev/null 2>&1 || fail 'the AWS CLI is not installed; install version 2, or do not use method acl for the object'\nversion=$(aws --version 2>&1 | sed -n 's|^aws-cli/\\([0-9]*\\)\\.\\([0-9]*\\)\\..*|\\1 \\2|p')\ncase \"$version\" in\n  '2 '?|'2 '1[0-2]|'1 '?|'1 '1?|'1 '2[0-8]|'') fail \"AWS CLI version 2.13 (or 1.29) or later is required, found: $(aws --version 2>&1 | head -n 1)\" ;;\nesac\nexport AWS_PAGER= AWS_CLI_AUTO_PROMPT=off PYTHONIOENCODING=utf-8\nerrors=$(mktemp)\ntrap 'rm -f \"$errors\"' EXIT\ns3api() { aws s3api \"$@\" $${ZENCODER_CLI_PROFILE:+\"--profile=$ZENCODER_CLI_PROFILE\"}; }\nacl() {\n  command=$1; request=$2; shift 2\n  s3api \"$command-object-acl\" --cli-input-json \"$request\" --output json \"$@\" 2>\"$errors\"\n}\nexplain() {\n  case \"$(cat \"$errors\")\" in\n    *'(AccessControlListNotSupported)'*) fail \"ACLs are disabled on the bucket, so no grant can be set on $ZENCODER_REQUEST; set its object ownership to BucketOwnerPreferred, or grant access in the bucket policy\" ;;\n    *) cat \"$errors\" >&2; fail \"could not $1 the ACL of $ZENCODER_REQUEST\" ;;\n  esac\n}\nours=\"contains(['$(printf %s \"$ZENCODER_GRANTEE\" | sed \"s/ /','/g\")'], Grantee.ID)\"\nwrite() {\n  printf '%s' \"$1\" | grep -q '\"Owner\"' || fail \"could not read the ACL of $ZENCODER_REQUEST\"\n  acl put \"$${ZENCODER_REQUEST%?},$${1#?}\" >/dev/null || explain write\n}\ngone() {\n  case \"$(cat \"$errors\")\" in\n    *'(NoSuchKey)'*|*'(NoSuchVersion)'*|*'(NoSuchBucket)'*|*'(MethodNotAllowed)'*) return 0 ;;\n    *'An error occurred ('*) return 1 ;;\n  esac\n  s3api head-object --cli-input-json \"$ZENCODER_REQUEST\" 2>&1 | grep -q 'An error occurred (404)'\n}\ncase \"$ZENCODER_REQUEST\" in\n  *'\"VersionId\":'*) older= ;;\n  *) older='; in a versioned bucket, an overwritten version keeps the grant that was set on it' ;;\nesac\nif ! new=$(acl get \"$ZENCODER_REQUEST\" --query \"Grants[?$ours] && {AccessControlPolicy:{Owner:Owner,Grants:Grants[?!$ours]}}\"); then\n  gone || explain read\n  say \"$ZENCODER_REQUEST does not exist, nothing to revoke$older\"\n  exit 0\nfi\nif [ \"$new\" = '[]' ]; then\n  say \"$ZENCODER_REQUEST has no grant to Zencoder, nothing to revoke$older\"\n  exit 0\nfi\nwrite \"$new\"\n"
interpreter = [
"/bin/sh",
"-c",
]
environment = "${merge({ ZENCODER_CLI_PROFILE = try(self.input.AWS_PROFILE, "") }, self.input)}"
quiet = true
}
}
resource "terraform_data" "ObjectGrants_Set_24E68373" {
for_each = "${local.ObjectGrants_Revocable_C3CEF8AB}"
input = "${each.value}"
triggers_replace = "${[try(each.value.ZENCODER_REQUEST, ""), try(each.value.ZENCODER_GRANTEE, ""), try(each.value.AWS_ENDPOINT_URL_S3, ""), try(each.value.ZENCODER_GRANTS, "")]}"
provisioner "local-exec" {
command = "set -eu\nsay() { printf 'zencoder: %s\\n' \"$*\"; }\nfail() { say \"$*\" >&2; exit 1; }\ncommand -v aws >/dev/null 2>&1 || fail 'the AWS CLI is not installed; install version 2, or do not use method acl for the object'\nversion=$(aws --version 2>&1 | sed -n 's|^aws-cli/\\([0-9]*\\)\\.\\([0-9]*\\)\\..*|\\1 \\2|p')\ncase \"$version\" in\n  '2 '?|'2 '1[0-2]|'1 '?|'1 '1?|'1 '2[0-8]|'') fail \"AWS CLI version 2.13 (or 1.29) or later is required, found: $(aws --version 2>&1 | head -n 1)\" ;;\nesac\nexport AWS_PAGER= AWS_CLI_AUTO_PROMPT=off PYTHONIOENCODING=utf-8\nerrors=$(mktemp)\ntrap 'rm -f \"$errors\"' EXIT\ns3api() { aws s3api \"$@\" $${ZENCODER_CLI_PROFILE:+\"--profile=$ZENCODER_CLI_PROFILE\"}; }\nacl() {\n  command=$1; request=$2; shift 2\n  s3api \"$command-object-acl\" --cli-input-json \"$request\" --output json \"$@\" 2>\"$errors\"\n}\nexplain() {\n  case \"$(cat \"$errors\")\" in\n    *'(AccessControlListNotSupported)'*) fail \"ACLs are disabled on the bucket, so no grant can be set on $ZENCODER_REQUEST; set its object ownership to BucketOwnerPreferred, or grant access in the bucket policy\" ;;\n    *) cat \"$errors\" >&2; fail \"could not $1 the ACL of $ZENCODER_REQUEST\" ;;\n  esac\n}\nours=\"contains(['$(printf %s \"$ZENCODER_GRANTEE\" | sed \"s/ /','/g\")'], Grantee.ID)\"\nwrite() {\n  printf '%s' \"$1\" | grep -q '\"Owner\"' || fail \"could not read the ACL of $ZENCODER_REQUEST\"\n  acl put \"$${ZENCODER_REQUEST%?},$${1#?}\" >/dev/null || explain write\n}\nnew=$(acl get \"$ZENCODER_REQUEST\" --query \"{AccessControlPolicy:{Owner:Owner,Grants:[Grants[?!$ours],$ZENCODER_GRANTS][]}}\") || explain read\nwrite \"$new\"\n"
interpreter = [
"/bin/sh",
"-c",
]
environment = "${merge({ ZENCODER_CLI_PROFILE = try(self.input.AWS_PROFILE, "") }, self.input)}"
quiet = true
}
}

output "policy_json" {
value = {
}
description = "The policy of each bucket."
}

output "input_url_base" {
value = {
films = "s3+eu-west-1://films/"
}
description = "The base of input URLs of jobs, by bucket: append a key."
}

output "output_url_base" {
value = {
films = "s3+eu-west-1://films/"
}
description = "The base of output URLs of jobs, by bucket: append a key. Zencoder can write to none of them."
}

output "copy_urls" {
value = {
films = {
"c.mov" = "s3+eu-west-1://films/copies/c.mov"
}
}
description = "The URLs of the copies, for the input of jobs, by bucket and by the key of the original."
}