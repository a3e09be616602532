import type { ResolvedBucket } from '../../config/resolve';
import { type BucketFacts, isMissing } from '../../live/facts';
import { Inspector } from '../../live/inspector';
import { mapConcurrently } from '../../live/map-concurrently';
import type { S3Reader } from '../../live/s3-reader';
import { quoted } from '../../messages/wording';
import { checkDefaultKey } from '../../preflight/default-key';
import { checkRegion } from '../../preflight/preflight';
import { cause, Level, notObserved, unreadableBucket } from '../../report/cause';
import type { GivenOptions } from '../../report/shell';
import { objectChecks } from './bucket-objects';
import { applyOf, checkBucketPolicy } from './bucket-policy';
import { type ExpiryWindow, expiryFindings } from './expiring-grants';
import { type CheckedThing, checkedThing, type InForce, inForce, State, Thing } from './in-force';

/** How many objects of one bucket are checked at the same time. */
const OBJECTS_AT_A_TIME = 4;

/** Checks everything that the file says about a bucket. @throws S3Unavailable if S3 cannot be reached */
export async function checkBucket(
  planned: ResolvedBucket,
  reader: S3Reader,
  expiry: ExpiryWindow,
  given: GivenOptions,
): Promise<InForce & { readonly region?: string }> {
  const ends = expiryFindings(planned.grants ?? [], expiry);
  const facts = await new Inspector(reader)
    .atBucket(planned.bucket)
    .catch((error) => unreadableBucket(planned.bucket, error));
  if ('what' in facts) {
    return inForce([checkedThing(Thing.BUCKET, undefined, [facts])], ends);
  }
  if (isMissing(facts)) {
    return inForce([missing(planned)], ends);
  }
  const ownership = checkOwnership(planned, facts);
  const policy = checkBucketPolicy(planned, facts, expiry.now, given);
  const objects = await mapConcurrently(OBJECTS_AT_A_TIME, objectChecks(planned, facts, reader, given), (check) =>
    check(),
  );
  const all = [checkedThing(Thing.BUCKET, undefined, checkRegion(planned, facts)), policy, ownership, ...objects];
  const found = inForce(
    all.filter((one) => one !== undefined),
    [...checkDefaultKey(planned, facts, given), ...ends],
  );
  return facts.region.known ? { region: facts.region.value, ...found } : found;
}

function missing({ bucket, stack }: ResolvedBucket): CheckedThing {
  const changes = [{ what: `Correct its name in stack ${stack}, or create the bucket and apply` }];
  const observation = `There is no bucket ${quoted(bucket)}.`;
  const finding = cause(
    Level.PROBLEM,
    'bucket',
    observation,
    'Nothing that zencoder.yaml sets for it is in force.',
    changes,
  );
  return checkedThing(Thing.BUCKET, undefined, [finding], State.MISSING);
}

function checkOwnership({ bucket, stack, objectOwnership }: ResolvedBucket, { ownership }: BucketFacts) {
  if (objectOwnership === undefined) {
    return undefined;
  }
  const thing = Thing.OBJECT_OWNERSHIP;
  if (!ownership.known) {
    const what = `whether ${bucket} has the object ownership that zencoder.yaml sets (GetBucketOwnershipControls)`;
    return checkedThing(thing, undefined, [notObserved(what, ownership, { decides: true })]);
  }
  if (ownership.value === objectOwnership) {
    return checkedThing(thing, undefined, []);
  }
  const observation = `The object ownership of the bucket is ${ownership.value}, but zencoder.yaml says ${objectOwnership}.`;
  const why = 'It decides who owns the outputs of Zencoder, and whether grants in ACLs have an effect.';
  return checkedThing(thing, undefined, [cause(Level.PROBLEM, 'object-ownership', observation, why, [applyOf(stack)])]);
}
