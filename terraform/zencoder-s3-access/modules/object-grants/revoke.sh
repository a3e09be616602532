# Removes the grants to ZENCODER_GRANTEE from the ACL of an object, and prints a message if there are none.
gone() {
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
if ! new=$(acl get "$ZENCODER_REQUEST" --query "Grants[?$ours] && \
{AccessControlPolicy:{Owner:Owner,Grants:Grants[?!$ours]}}"); then
  gone || explain read
  say "$ZENCODER_REQUEST does not exist, nothing to revoke$older"
  exit 0
fi
if [ "$new" = '[]' ]; then
  say "$ZENCODER_REQUEST has no grant to Zencoder, nothing to revoke$older"
  exit 0
fi
write "$new"
