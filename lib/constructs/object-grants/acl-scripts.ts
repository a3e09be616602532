/**
 * The shell commands that set and revoke Zencoder's grants in the ACL of an object by the AWS CLI. They are the same for
 * every object: what differs comes by the environment and is never part of a command's text.
 *
 * - `ZENCODER_REQUEST`: which object, as a JSON document in ASCII. Requests go out as one document each, since the AWS CLI
 *   reads files and URLs where an argument's value looks like one, and options where it begins with `-`.
 * - `ZENCODER_GRANTEE`: the canonical user ID, or several with a space between them.
 * - `ZENCODER_GRANTS`: the grants to set, as a literal of JMESPath, in which the CLI computes the new ACL.
 * - `ZENCODER_CLI_PROFILE`: the profile that is given for the object, if there is one. As an option it wins over keys in the
 *   environment, over which `AWS_PROFILE` loses.
 */
const COMMON = String.raw`set -eu
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
s3api() { aws s3api "$@" \${ZENCODER_CLI_PROFILE:+"--profile=$ZENCODER_CLI_PROFILE"}; }
acl() {
  command=$1; request=$2; shift 2
  s3api "$command-object-acl" --cli-input-json "$request" --output json "$@" 2>"$errors"
}
explain() {
  case "$(cat "$errors")" in
    *'(AccessControlListNotSupported)'*) fail "the bucket has ACLs disabled, so no grant can be set on $ZENCODER_REQUEST; set its object ownership to BucketOwnerPreferred, or let Zencoder in by the bucket policy" ;;
    *) cat "$errors" >&2; fail "could not $1 the ACL of $ZENCODER_REQUEST" ;;
  esac
}
ours="contains(['$(printf %s "$ZENCODER_GRANTEE" | sed "s/ /','/g")'], Grantee.ID)"
write() {
  printf '%s' "$1" | grep -q '"Owner"' || fail "the ACL of $ZENCODER_REQUEST was not readable"
  acl put "\${ZENCODER_REQUEST%?},\${1#?}" >/dev/null || explain write
}
`.replace(/\\\$\{/g, '${');

/** Sets the grants: other grants stay, older ones of the same grantee are replaced. */
export const SET_COMMAND = `${COMMON}new=$(acl get "$ZENCODER_REQUEST" --query "{AccessControlPolicy:{Owner:Owner,Grants:[Grants[?!$ours],$ZENCODER_GRANTS][]}}") || explain read
write "$new"
`;

/**
 * Revokes the grants, and says so where there is nothing to revoke. The CLI stumbles over an error without a message, as
 * Ceph answers, before it names it: then a request whose answer has no body tells whether the object has gone.
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
  *) older='; a version that was overwritten since, if the bucket keeps versions, still has the grant that it got' ;;
esac
if ! new=$(acl get "$ZENCODER_REQUEST" --query "Grants[?$ours] && {AccessControlPolicy:{Owner:Owner,Grants:Grants[?!$ours]}}"); then
  gone || explain read
  say "$ZENCODER_REQUEST is gone, there is nothing to revoke$older"
  exit 0
fi
if [ "$new" = '[]' ]; then
  say "$ZENCODER_REQUEST has no grant of Zencoder's any more, there is nothing to revoke$older"
  exit 0
fi
write "$new"
`;
