/** What needs no CDKTF: who Zencoder is, policies as documents, URLs. */
export { ZencoderPolicyDocument } from './judgement/policy-document';
export type { ZencoderPolicyDocumentProps } from './policy/document';
export type { ZencoderGrant } from './policy/grant';
export { type ZencoderObject, ZencoderObjectMethod, ZencoderPermission } from './policy/object-access';
export type { ZencoderUserGrant } from './policy/user-policy';
export { ZencoderObjectOwnership } from './s3/object-ownership';
export {
  ZencoderS3Url,
  ZencoderS3UrlFault,
  type ZencoderS3UrlProblem,
  type ZencoderS3UrlProps,
} from './s3-url';
export type { ZencoderIdentity } from './zencoder/identity';
export { Zencoder, ZencoderAccessLevel, ZencoderAction, ZencoderResourceType, ZencoderRole } from './zencoder/zencoder';
