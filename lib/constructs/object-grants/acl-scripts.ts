/**
 * The shell commands that set and revoke Zencoder's grants in the ACL of an object with the AWS CLI. The commands are
 * the same for every object. The values of an object are environment variables, and never part of a command's text.
 *
 * - `ZENCODER_REQUEST`: the object, as a JSON document in ASCII. Each request is one JSON document, because the AWS CLI
 *   reads an argument that looks like a file or a URL as one, and an argument that starts with `-` as an option.
 * - `ZENCODER_GRANTEE`: one or more canonical user IDs, separated by spaces.
 * - `ZENCODER_GRANTS`: the grants to set, as a JMESPath literal. The CLI computes the new ACL with JMESPath.
 * - `ZENCODER_CLI_PROFILE`: the profile of the object, or empty. It becomes an option, because access keys in the
 *   environment override `AWS_PROFILE` but not `--profile`.
 */
const COMMON = String.raw`set -eu
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
s3api() { aws s3api "$@" \${ZENCODER_CLI_PROFILE:+"--profile=$ZENCODER_CLI_PROFILE"}; }
acl() {
  command=$1; request=$2; shift 2
  s3api "$command-object-acl" --cli-input-json "$request" --output json "$@" 2>"$errors"
}
explain() {
  case "$(cat "$errors")" in
    *'(AccessControlListNotSupported)'*) fail "ACLs are disabled on the bucket, so no grant can be set on $ZENCODER_REQUEST; set its object ownership to BucketOwnerPreferred, or grant access in the bucket policy" ;;
    *) cat "$errors" >&2; fail "could not $1 the ACL of $ZENCODER_REQUEST" ;;
  esac
}
ours="contains(['$(printf %s "$ZENCODER_GRANTEE" | sed "s/ /','/g")'], Grantee.ID)"
write() {
  printf '%s' "$1" | grep -q '"Owner"' || fail "could not read the ACL of $ZENCODER_REQUEST"
  acl put "\${ZENCODER_REQUEST%?},\${1#?}" >/dev/null || explain write
}
`.replace(/\\\$\{/g, '${');

/** Sets the grants. It keeps the grants to other grantees, and replaces earlier grants to Zencoder. */
export const SET_COMMAND = `${COMMON}new=$(acl get "$ZENCODER_REQUEST" --query "{AccessControlPolicy:{Owner:Owner,Grants:[Grants[?!$ours],$ZENCODER_GRANTS][]}}") || explain read
write "$new"
`;

/**
 * Revokes the grants, and prints a message if there is nothing to revoke. If an error has no message, as from Ceph, the
 * CLI fails before it prints the error code. A `HEAD` request, whose response has no body, then shows whether the
 * object exists.
 */
export const REVOKE_COMMAND = `${COMMON}gone() {
  case "$(cat "$errors")" in
    *'(NoSuchKey)'*|*'(NoSuchVersion)'*|*'(NoSuchBucket)'*|*'(MethodNotAllowed)'*) return 0 ;;
    *'An error occurred ('*) return 1 ;;
  esac
  s3api head-object --cli-input-json "$ZENCODER_REQUEST" 2>&1 | grep -q 'An error occurred (404)'
}
case "$ZENCODER_REQUEST" in
  *'"VersionId":'*) older= ;;
  *) older='; in a versioned bucket, an overwritten version keeps the grant that was set on it' ;;
esac
if ! new=$(acl get "$ZENCODER_REQUEST" --query "Grants[?$ours] && {AccessControlPolicy:{Owner:Owner,Grants:Grants[?!$ours]}}"); then
  gone || explain read
  say "$ZENCODER_REQUEST does not exist, nothing to revoke$older"
  exit 0
fi
if [ "$new" = '[]' ]; then
  say "$ZENCODER_REQUEST has no grant to Zencoder, nothing to revoke$older"
  exit 0
fi
write "$new"
`;
