/** The part of the library that works without CDKTF: facts about Zencoder, policy documents, URLs. */

export type { ZencoderPolicyDocumentProps } from './grants/bucket-policy';
export type { ZencoderGrant } from './grants/grant';
export { type ZencoderObject, ZencoderObjectMethod, ZencoderPermission } from './grants/object-access';
export type { ZencoderUserGrant } from './grants/user-policy';
export { ZencoderS3UrlFault, type ZencoderS3UrlProblem } from './job-urls/problems';
export { ZencoderS3Url, type ZencoderS3UrlProps } from './job-urls/s3-url';
export { ZencoderPolicyDocument } from './judgement/policy-document';
export { ZencoderAccessLevel, ZencoderResourceType } from './s3/actions';
export { ZencoderObjectOwnership } from './s3/object-ownership';
export { Zencoder, ZencoderAction, ZencoderRole } from './zencoder/account-and-roles';
export type { ZencoderAccount, ZencoderIdentity } from './zencoder/another-zencoder';
