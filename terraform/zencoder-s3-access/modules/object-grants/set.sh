# Sets ZENCODER_GRANTS in the ACL of an object. Keeps the grants to other grantees, and replaces earlier grants to ZENCODER_GRANTEE.
new=$(acl get "$ZENCODER_REQUEST" --query "{AccessControlPolicy:{Owner:Owner,\
Grants:[Grants[?!$ours],$ZENCODER_GRANTS][]}}") || explain read
write "$new"
