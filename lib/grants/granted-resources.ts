import type { ResourceSet } from '../iam/coverage';
import { bucketArn } from '../s3/resource-arn';
import { Zencoder, type ZencoderAction, ZencoderResourceType } from '../zencoder/zencoder';
import { grantedActions, type ZencoderGrant } from './grant';

/** An action of a grant, and what it is granted on. */
export interface GrantedResources {
  readonly action: ZencoderAction;
  readonly resources: readonly ResourceSet[];
}

/** Each action of a grant with the bucket, or with the objects that its prefixes and keys name. */
export function grantedResources(grant: ZencoderGrant, bucket: string): GrantedResources[] {
  const { prefixes = [], keys = [] } = grant;
  const arn = bucketArn(bucket);
  const named = [
    ...prefixes.map((prefix) => ({ arn: `${arn}/${prefix}`, isPrefix: true })),
    ...keys.map((key) => ({ arn: `${arn}/${key}`, isPrefix: false })),
  ];
  const objects = named.length === 0 ? [{ arn: `${arn}/`, isPrefix: true }] : named;
  return grantedActions(grant).map((action) => ({
    action,
    resources: Zencoder.resourceType(action) === ZencoderResourceType.BUCKET ? [{ arn, isPrefix: false }] : objects,
  }));
}
