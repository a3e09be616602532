import type { ResolvedBucket } from '../config/resolve';
import { methodOf, ZencoderObjectMethod } from '../grants/object-access';
import { type BucketFacts, isMissing, type NoBucket } from '../live/facts';
import { counted, quoted } from '../messages/wording';
import { bucketYaml, cause, type Finding, Level, notObserved, type Report, reportOf } from '../report/cause';
import type { GivenOptions } from '../report/shell';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import { checkCurrentPolicy } from './current-policy';
import { checkDefaultKey } from './default-key';
import { checkKeptStatements } from './kept-statements';
import { checkPlannedObjects, type PlannedObjects } from './planned-objects';

/**
 * What the apply would change in a bucket that may be unintended.
 * @param current the bucket as it is
 * @param objects the objects that get grants in ACLs, if they were read
 */
export function preflight(
  planned: ResolvedBucket,
  current: BucketFacts | NoBucket,
  now: Date,
  given: GivenOptions,
  objects?: PlannedObjects,
): Report {
  return reportOf(
    isMissing(current)
      ? [missing(planned)]
      : [
          ...checkRegion(planned, current),
          ...checkCurrentPolicy(planned, current, given),
          ...checkKeptStatements(planned, current, now),
          ...checkAcls(planned, current),
          ...(objects === undefined ? [] : checkPlannedObjects(planned, objects, given)),
          ...checkDefaultKey(planned, current, given),
        ],
  );
}

function missing({ bucket, stack }: ResolvedBucket): Finding {
  const changes = [{ what: `Correct its name in stack ${stack}, or create the bucket first` }];
  const why = 'The apply fails: it does not create buckets.';
  return cause(Level.PROBLEM, 'bucket', `There is no bucket ${quoted(bucket)}.`, why, changes);
}

/** Whether the bucket is in the region that the file names. */
export function checkRegion({ bucket, region }: ResolvedBucket, current: BucketFacts): Finding[] {
  if (!current.region.known) {
    return [notObserved(`the region of ${bucket}`, current.region)];
  }
  const { value } = current.region;
  if (region === undefined || region === value) {
    return [];
  }
  const observation = `The bucket is in ${value}, but zencoder.yaml says ${region}.`;
  const why = 'The apply fails, and the URLs in the outputs would be wrong.';
  const changes = [{ what: 'Correct the region in zencoder.yaml', yaml: bucketYaml(bucket, [`region: ${value}`]) }];
  return [cause(Level.PROBLEM, 'region', observation, why, changes)];
}

const BY_ACL: readonly ZencoderObjectMethod[] = [ZencoderObjectMethod.ACL, ZencoderObjectMethod.ACL_COPY];

/** Whether S3 accepts the grants in ACLs: if ACLs are disabled, it answers AccessControlListNotSupported. */
function checkAcls({ bucket, objects = [], objectOwnership }: ResolvedBucket, { ownership }: BucketFacts): Finding[] {
  const byAcl = objects.filter((object) => BY_ACL.includes(methodOf(object)));
  if (byAcl.length === 0 || objectOwnership !== undefined) {
    return [];
  }
  const withGrants = `${counted(byAcl.length, 'object')} in zencoder.yaml`;
  if (!ownership.known) {
    return [notObserved(`whether ACLs are enabled in ${bucket}, for the grants of ${withGrants}`, ownership)];
  }
  if (ownership.value !== ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED) {
    return [];
  }
  const observation = `ACLs are disabled in the bucket (BucketOwnerEnforced), but ${withGrants} ${byAcl.length === 1 ? 'gets' : 'get'} grants in ACLs.`;
  const why = 'The apply fails: S3 answers AccessControlListNotSupported.';
  const changes = [
    { what: 'Enable ACLs in zencoder.yaml', yaml: bucketYaml(bucket, ['objectOwnership: BucketOwnerPreferred']) },
    { what: 'Grant the access in the bucket policy instead: remove the method of the objects', isAlternative: true },
  ];
  return [cause(Level.PROBLEM, 'acls', observation, why, changes)];
}
