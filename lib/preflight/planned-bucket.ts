import type { BucketConfig } from '../config/config';
import { documentGrants, type NamedGrant, type ZencoderPolicyDocumentProps } from '../grants/bucket-policy';
import { methodOf, ZencoderObjectMethod } from '../grants/object-access';

/** A bucket of the file, as it is to become. */
export interface PlannedBucket extends BucketConfig {
  readonly bucket: string;
  readonly stack: string;
  /** The path of the policy file whose text is in `otherStatements`. */
  readonly othersFile?: string;
}

/** What the policy will be; undefined where the file gives the bucket none. */
export function documentOf(planned: PlannedBucket): ZencoderPolicyDocumentProps | undefined {
  const { bucket, grants = [], objects = [], requireTls, otherStatements, acceptedDenies, zencoder } = planned;
  const byPolicy = objects.filter(isByPolicy);
  return grants.length + byPolicy.length === 0
    ? undefined
    : { bucket, grants: [...grants], objects: byPolicy, requireTls, otherStatements, acceptedDenies, ...zencoder };
}

/** The grants of the policy by their names in the file, where objects of other methods are between its objects. */
export function plannedGrants({ bucket, grants = [], objects = [] }: PlannedBucket): NamedGrant[] {
  const all = documentGrants({ bucket, grants: [...grants], objects: [...objects] });
  return all.filter((_, index) => index < grants.length || isByPolicy(objects[index - grants.length]!));
}

function isByPolicy(object: NonNullable<BucketConfig['objects']>[number]): boolean {
  return methodOf(object) === ZencoderObjectMethod.POLICY;
}
