export { ZencoderBucketAccess } from './constructs/bucket-access/bucket-access';
export { ZencoderIamUser } from './constructs/iam-user/iam-user';
export { ZencoderObjectCopy, type ZencoderObjectCopyProps } from './constructs/object-copy/object-copy';
export { ZencoderObjectGrants } from './constructs/object-grants/object-grants';
export type { ZencoderObjectGrant, ZencoderObjectGrantsProps } from './constructs/object-grants/props';
export {
  Zencoder,
  ZencoderAccessLevel,
  type ZencoderAccount,
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
export type { ZencoderBucketAccessProps } from './grants/bucket-access-props';
export type { ZencoderIamUserProps } from './grants/iam-user';
