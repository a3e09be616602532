export { ZencoderBucketAccess } from './bucket-access';
export type { ZencoderBucketAccessProps } from './bucket-access-props';
export {
  Zencoder,
  ZencoderAccessLevel,
  ZencoderAction,
  type ZencoderGrant,
  type ZencoderIdentity,
  type ZencoderObject,
  ZencoderObjectMethod,
  ZencoderObjectOwnership,
  ZencoderPermission,
  ZencoderPolicyDocument,
  type ZencoderPolicyDocumentProps,
  ZencoderResourceType,
  ZencoderRole,
  ZencoderS3Url,
  ZencoderS3UrlFault,
  type ZencoderS3UrlProblem,
  type ZencoderS3UrlProps,
  type ZencoderUserGrant,
} from './core';
export { ZencoderIamUser } from './iam-user';
export type { ZencoderIamUserProps } from './iam-user-props';
export { ZencoderObjectCopy, type ZencoderObjectCopyProps } from './object-copy';
export { ZencoderObjectGrants } from './object-grants';
export type { ZencoderObjectGrant, ZencoderObjectGrantsProps } from './object-grants-props';
