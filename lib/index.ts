export { ZencoderBucketAccess } from './bucket-access';
export type { ZencoderBucketAccessProps } from './bucket-access-props';
export { ZencoderIamUser } from './iam-user';
export type { ZencoderIamUserProps } from './iam-user-props';
export { ZencoderObjectCopy, type ZencoderObjectCopyProps } from './object-copy';
export { ZencoderObjectGrants } from './object-grants';
export type { ZencoderObjectGrant, ZencoderObjectGrantsProps } from './object-grants-props';
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
