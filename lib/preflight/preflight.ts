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
 * What the apply would do to a bucket as it is, that may not be meant.
 * @param objects those that get grants in ACLs, where they were looked at
 */
export function preflight(
  planned: ResolvedBucket,
  live: BucketFacts | NoBucket,
  now: Date,
  given: GivenOptions,
  objects?: PlannedObjects,
): Report {
  return reportOf(
    isMissing(live)
      ? [missing(planned)]
      : [
          ...checkRegion(planned, live),
          ...checkCurrentPolicy(planned, live, given),
          ...checkKeptStatements(planned, live, now),
          ...checkAcls(planned, live),
          ...(objects === undefined ? [] : checkPlannedObjects(planned, objects, given)),
          ...checkDefaultKey(planned, live, given),
        ],
  );
}

function missing({ bucket, stack }: ResolvedBucket): Finding {
  const changes = [{ what: `Correct its name in stack ${stack}, or make it first` }];
  const why = 'The apply fails: it makes no buckets.';
  return cause(Level.PROBLEM, 'bucket', `There is no bucket ${quoted(bucket)}.`, why, changes);
}

/** Whether the bucket is where the file says. */
export function checkRegion({ bucket, region }: ResolvedBucket, live: BucketFacts): Finding[] {
  if (!live.region.known) {
    return [notObserved(`the region of ${bucket}`, live.region)];
  }
  const { value } = live.region;
  if (region === undefined || region === value) {
    return [];
  }
  const seen = `The bucket is in ${value}, and the file says ${region}.`;
  const why = 'The apply fails, and the URLs among the outputs would be wrong.';
  const changes = [{ what: 'Correct it in zencoder.yaml', yaml: bucketYaml(bucket, [`region: ${value}`]) }];
  return [cause(Level.PROBLEM, 'region', seen, why, changes)];
}

const BY_ACL: readonly ZencoderObjectMethod[] = [ZencoderObjectMethod.ACL, ZencoderObjectMethod.ACL_COPY];

/** S3 refuses grants where ACLs are disabled: AccessControlListNotSupported. */
function checkAcls({ bucket, objects = [], objectOwnership }: ResolvedBucket, { ownership }: BucketFacts): Finding[] {
  const byAcl = objects.filter((object) => BY_ACL.includes(methodOf(object)));
  if (byAcl.length === 0 || objectOwnership !== undefined) {
    return [];
  }
  const ofFile = `${counted(byAcl.length, 'object')} of the file`;
  if (!ownership.known) {
    return [notObserved(`whether ${bucket} takes ACLs, which ${ofFile} need`, ownership)];
  }
  if (ownership.value !== ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED) {
    return [];
  }
  const seen = `ACLs are disabled in the bucket (BucketOwnerEnforced), and ${ofFile} get grants in ACLs.`;
  const why = 'The apply fails: S3 answers AccessControlListNotSupported.';
  const changes = [
    { what: 'Enable ACLs, in zencoder.yaml', yaml: bucketYaml(bucket, ['objectOwnership: BucketOwnerPreferred']) },
    { what: 'Allow Zencoder by the policy: leave out the method of the objects', isAlternative: true },
  ];
  return [cause(Level.PROBLEM, 'acls', seen, why, changes)];
}
