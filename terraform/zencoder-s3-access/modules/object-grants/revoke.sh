# Takes the grants of ZENCODER_GRANTEE out of the ACL of an object, and says so where there is nothing to take.
gone() {
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
if ! new=$(acl get "$ZENCODER_REQUEST" --query "Grants[?$ours] && \
{AccessControlPolicy:{Owner:Owner,Grants:Grants[?!$ours]}}"); then
  gone || explain read
  say "$ZENCODER_REQUEST is gone, there is nothing to revoke$older"
  exit 0
fi
if [ "$new" = '[]' ]; then
  say "$ZENCODER_REQUEST has no grant of Zencoder's any more, there is nothing to revoke$older"
  exit 0
fi
write "$new"
