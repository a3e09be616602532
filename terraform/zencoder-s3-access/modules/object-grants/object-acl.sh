# What set.sh and revoke.sh begin with: a request of the AWS CLI is one document of JSON, and no name is ever part of a command.
set -eu
say() { printf 'zencoder: %s\n' "$*"; }
fail() { say "$*" >&2; exit 1; }
command -v aws >/dev/null 2>&1 || fail 'the AWS CLI is not installed; install version 2, or take the object out of method acl'
version=$(aws --version 2>&1 | sed -n 's|^aws-cli/\([0-9]*\)\.\([0-9]*\)\..*|\1 \2|p')
case "$version" in
  '2 '?|'2 '1[0-2]|'1 '?|'1 '1?|'1 '2[0-8]|'') fail "the AWS CLI is too old ($(aws --version 2>&1 | head -n 1)); 2.13 or 1.29 and later will do" ;;
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
    *'(AccessControlListNotSupported)'*) fail "the bucket has ACLs disabled, so no grant can be set on $ZENCODER_REQUEST; set its \
object ownership to BucketOwnerPreferred, or let Zencoder in by the bucket policy" ;;
    *) cat "$errors" >&2; fail "could not $1 the ACL of $ZENCODER_REQUEST" ;;
  esac
}
ours="contains(['$(printf %s "$ZENCODER_GRANTEE" | sed "s/ /','/g")'], Grantee.ID)"
write() {
  printf '%s' "$1" | grep -q '"Owner"' || fail "the ACL of $ZENCODER_REQUEST was not readable"
  acl put "${ZENCODER_REQUEST%?},${1#?}" >/dev/null || explain write
}
