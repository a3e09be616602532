export { ZencoderBucketAccess, type ZencoderBucketAccessProps } from './bucket-access';
export { ZencoderPolicyDocument, type ZencoderPolicyDocumentProps } from './policy/document';
export type { ZencoderGrant } from './policy/grant';
export type { ZencoderIdentity } from './policy/identity';
export { ZencoderObjectOwnership } from './policy/object-ownership';
export {
  ZencoderS3Url,
  ZencoderS3UrlFault,
  type ZencoderS3UrlProblem,
  type ZencoderS3UrlProps,
} from './s3-url';
export { Zencoder, ZencoderAccessLevel, ZencoderAction, ZencoderResourceType, ZencoderRole } from './zencoder';
