export { ZencoderBucketAccess, type ZencoderBucketAccessProps } from './bucket-access';
export { ZencoderIamUser, type ZencoderIamUserProps } from './iam-user';
export { ZencoderObjectCopy, type ZencoderObjectCopyProps } from './object-copy';
export { type ZencoderObjectGrant, ZencoderObjectGrants, type ZencoderObjectGrantsProps } from './object-grants';
export { ZencoderPolicyDocument, type ZencoderPolicyDocumentProps } from './policy/document';
export type { ZencoderGrant } from './policy/grant';
export type { ZencoderIdentity } from './policy/identity';
export { type ZencoderObject, ZencoderObjectMethod, ZencoderPermission } from './policy/object-access';
export { ZencoderObjectOwnership } from './policy/object-ownership';
export type { ZencoderUserGrant } from './policy/user-policy';
export {
  ZencoderS3Url,
  ZencoderS3UrlFault,
  type ZencoderS3UrlProblem,
  type ZencoderS3UrlProps,
} from './s3-url';
export { Zencoder, ZencoderAccessLevel, ZencoderAction, ZencoderResourceType, ZencoderRole } from './zencoder';
