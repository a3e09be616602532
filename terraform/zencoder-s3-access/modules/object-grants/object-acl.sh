# The common first part of set.sh and revoke.sh. Each AWS CLI request is one JSON document, and no name is part of a command.
set -eu
say() { printf 'zencoder: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }
command -v aws >/dev/null 2>&1 || fail 'the AWS CLI is not installed; install version 2, or do not use method acl for the object'
version=$(aws --version 2>&1 | sed -n 's|^aws-cli/\([0-9]*\)\.\([0-9]*\)\..*|\1 \2|p')
case "$version" in
  '2 '?|'2 '1[0-2]|'1 '?|'1 '1?|'1 '2[0-8]|'') fail "AWS CLI version 2.13 (or 1.29) or later is required, found: $(aws --version 2>&1 | head -n 1)" ;;
esac
export AWS_PAGER= AWS_CLI_AUTO_PROMPT=off PYTHONIOENCODING=utf-8
errors=$(mktemp)
trap 'rm -f "$errors"' EXIT
s3api() { aws s3api "$@" ${ZENCODER_CLI_PROFILE:+"--profile=$ZENCODER_CLI_PROFILE"}; }
acl() {
  command=$1; request=$2; shift 2
  s3api "$command-object-acl" --cli-input-json "$request" --output json "$@" 2>"$errors"
}
explain() {
  case "$(cat "$errors")" in
    *'(AccessControlListNotSupported)'*) fail "ACLs are disabled on the bucket, so no grant can be set on $ZENCODER_REQUEST; set its \
object ownership to BucketOwnerPreferred, or grant access in the bucket policy" ;;
    *) cat "$errors" >&2; fail "could not $1 the ACL of $ZENCODER_REQUEST" ;;
  esac
}
ours="contains(['$(printf %s "$ZENCODER_GRANTEE" | sed "s/ /','/g")'], Grantee.ID)"
write() {
  printf '%s' "$1" | grep -q '"Owner"' || fail "could not read the ACL of $ZENCODER_REQUEST"
  acl put "${ZENCODER_REQUEST%?},${1#?}" >/dev/null || explain write
}
