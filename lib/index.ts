export { ZencoderBucketAccess } from './constructs/bucket-access/bucket-access';
export type { ZencoderBucketAccessProps } from './constructs/bucket-access/props';
export { ZencoderIamUser } from './constructs/iam-user/iam-user';
export type { ZencoderIamUserProps } from './constructs/iam-user/props';
export { ZencoderObjectCopy } from './constructs/object-copy/object-copy';
export type { ZencoderObjectCopyProps } from './constructs/object-copy/props';
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
