# Puts ZENCODER_GRANTS into the ACL of an object: other grants stay, older ones of the same grantee are replaced.
new=$(acl get "$ZENCODER_REQUEST" --query "{AccessControlPolicy:{Owner:Owner,\
Grants:[Grants[?!$ours],$ZENCODER_GRANTS][]}}") || explain read
write "$new"
