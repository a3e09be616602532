import type { ResolvedBucket } from '../../config/resolve';
import { atMost } from '../../live/at-most';
import { type BucketFacts, isMissing } from '../../live/facts';
import { Inspector } from '../../live/inspector';
import type { S3Reader } from '../../live/s3-reader';
import { quoted } from '../../messages/wording';
import { checkDefaultKey } from '../../preflight/default-key';
import { checkRegion } from '../../preflight/preflight';
import { cause, Level, notObserved, unseenBucket } from '../../report/cause';
import type { GivenOptions } from '../../report/shell';
import { objectLooks } from './bucket-objects';
import { applyOf, lookAtPolicy } from './bucket-policy';
import { type Ending, endingFindings } from './ending';
import { type InForce, inForce, type Looked, looked, State, Thing } from './looked';

/** Of the objects of one bucket. */
const OBJECTS_AT_A_TIME = 4;

/** All that the file says of a bucket. @throws S3Unavailable where S3 cannot be asked */
export async function lookAtBucket(
  planned: ResolvedBucket,
  reader: S3Reader,
  ending: Ending,
  given: GivenOptions,
): Promise<InForce & { readonly region?: string }> {
  const ends = endingFindings(planned.grants ?? [], ending);
  const facts = await new Inspector(reader)
    .atBucket(planned.bucket)
    .catch((error) => unseenBucket(planned.bucket, error));
  if ('what' in facts) {
    return inForce([looked(Thing.BUCKET, undefined, [facts])], ends);
  }
  if (isMissing(facts)) {
    return inForce([missing(planned)], ends);
  }
  const ownership = lookAtOwnership(planned, facts);
  const policy = lookAtPolicy(planned, facts, ending.now, given);
  const objects = await atMost(OBJECTS_AT_A_TIME, objectLooks(planned, facts, reader, given), (look) => look());
  const all = [looked(Thing.BUCKET, undefined, checkRegion(planned, facts)), policy, ownership, ...objects];
  const found = inForce(
    all.filter((one) => one !== undefined),
    [...checkDefaultKey(planned, facts, given), ...ends],
  );
  return facts.region.known ? { region: facts.region.value, ...found } : found;
}

function missing({ bucket, stack }: ResolvedBucket): Looked {
  const changes = [{ what: `Correct its name in stack ${stack}, or make it and apply` }];
  const seen = `There is no bucket ${quoted(bucket)}.`;
  const finding = cause(Level.PROBLEM, 'bucket', seen, 'Nothing that the file says of it is in force.', changes);
  return looked(Thing.BUCKET, undefined, [finding], State.MISSING);
}

function lookAtOwnership({ bucket, stack, objectOwnership }: ResolvedBucket, { ownership }: BucketFacts) {
  if (objectOwnership === undefined) {
    return undefined;
  }
  const thing = Thing.OBJECT_OWNERSHIP;
  if (!ownership.known) {
    const what = `whether ${bucket} has the object ownership of the file (GetBucketOwnershipControls)`;
    return looked(thing, undefined, [notObserved(what, ownership, { decides: true })]);
  }
  if (ownership.value === objectOwnership) {
    return looked(thing, undefined, []);
  }
  const seen = `The object ownership of the bucket is ${ownership.value}, and the file says ${objectOwnership}.`;
  const why = 'It decides who owns what Zencoder writes, and whether grants in ACLs have an effect.';
  return looked(thing, undefined, [cause(Level.PROBLEM, 'object-ownership', seen, why, [applyOf(stack)])]);
}
