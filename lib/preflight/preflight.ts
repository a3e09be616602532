import { methodOf, ZencoderObjectMethod } from '../grants/object-access';
import { type BucketFacts, isMissing, type NoBucket, observedValue } from '../live/facts';
import { quoted } from '../messages/wording';
import { type Cause, found, type Judgement, Level, NOTHING, notSeen, together } from '../report/cause';
import { counted } from '../report/statement-words';
import { ZencoderObjectOwnership } from '../s3/object-ownership';
import { PreflightCheck } from './check';
import { checkCurrentPolicy } from './current-policy';
import { checkKeptStatements } from './kept-statements';
import { bucketLine, type PlannedBucket } from './planned-bucket';

/** What the apply would do to a bucket as it is, that may not be meant: problems first. */
export function preflight(planned: PlannedBucket, live: BucketFacts | NoBucket, now: Date): Judgement {
  if (isMissing(live)) {
    return found(missing(planned));
  }
  const { findings, unknown } = together([
    checkRegion(planned, live),
    checkCurrentPolicy(planned, live),
    checkKeptStatements(planned, live, now),
    checkAcls(planned, live),
  ]);
  const ofLevel = (isProblem: boolean) => findings.filter(({ level }) => isProblem === (level === Level.PROBLEM));
  return { findings: [...ofLevel(true), ...ofLevel(false)], unknown };
}

function missing({ bucket, stack }: PlannedBucket): Cause {
  return {
    check: PreflightCheck.BUCKET,
    level: Level.PROBLEM,
    seen: `There is no bucket ${quoted(bucket)}.`,
    why: 'The apply fails: it makes no buckets.',
    changes: [{ what: `Correct its name in stack ${stack}, or make it first` }],
  };
}

function checkRegion(planned: PlannedBucket, live: BucketFacts): Judgement {
  const { bucket, region } = planned;
  if (!live.region.known) {
    return notSeen(`the region of ${bucket}`, live.region);
  }
  return region === undefined || region === live.region.value
    ? NOTHING
    : found({
        check: PreflightCheck.REGION,
        level: Level.PROBLEM,
        seen: `The bucket is in ${live.region.value}, and the file says ${region}.`,
        why: 'The apply fails, and the URLs among the outputs would be wrong.',
        changes: [{ what: 'Correct it in zencoder.yaml', yaml: bucketLine(planned, `region: ${live.region.value}`) }],
      });
}

const BY_ACL: readonly ZencoderObjectMethod[] = [ZencoderObjectMethod.ACL, ZencoderObjectMethod.ACL_COPY];

/** S3 refuses grants where ACLs are disabled: AccessControlListNotSupported. */
function checkAcls(planned: PlannedBucket, { ownership }: BucketFacts): Judgement {
  const { bucket, objects = [], objectOwnership } = planned;
  const byAcl = objects.filter((object) => BY_ACL.includes(methodOf(object)));
  if (byAcl.length === 0 || objectOwnership !== undefined) {
    return NOTHING;
  }
  if (!ownership.known) {
    return notSeen(
      `whether ${bucket} takes ACLs, which ${counted(byAcl.length, 'object')} of the file need`,
      ownership,
    );
  }
  return observedValue(ownership) !== ZencoderObjectOwnership.BUCKET_OWNER_ENFORCED
    ? NOTHING
    : found({
        check: PreflightCheck.ACLS,
        level: Level.PROBLEM,
        seen: `ACLs are disabled in the bucket (BucketOwnerEnforced), and ${counted(byAcl.length, 'object')} of the file get grants in ACLs.`,
        why: 'The apply fails: S3 answers AccessControlListNotSupported.',
        changes: [
          {
            what: 'Enable ACLs, in zencoder.yaml',
            yaml: bucketLine(planned, 'objectOwnership: BucketOwnerPreferred'),
          },
          { what: 'Allow Zencoder by the policy: leave out the method of the objects', isAlternative: true },
        ],
      });
}
