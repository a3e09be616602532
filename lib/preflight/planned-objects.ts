import { objectsBy, type ResolvedBucket } from '../config/resolve';
import { ZencoderObjectMethod } from '../grants/object-access';
import type { BucketFacts, Observed } from '../live/facts';
import { observedValue } from '../live/facts';
import { awsRegion } from '../live/inspector';
import { mapConcurrently } from '../live/map-concurrently';
import { aclOfObject, headOf, versioningOf } from '../live/named-objects';
import type { S3Reader } from '../live/s3-reader';
import { counted, shown } from '../messages/wording';
import { type Cause, cause, type Finding, Level, notObserved } from '../report/cause';
import { awsCommand, type GivenOptions } from '../report/shell';

/** What S3 reports about the objects that get grants in ACLs. */
export interface PlannedObjects {
  /** Whether the bucket keeps versions; undefined if that does not matter. */
  readonly keepsVersions?: Observed<boolean>;
  /** The objects with method `acl`, and then the originals of copies, each in the order of the file. */
  readonly objects: readonly PlannedObject[];
}

export interface PlannedObject {
  readonly key: string;
  readonly versionId?: string;
  readonly isCopied: boolean;
  readonly exists: Observed<boolean>;
}

const { ACL, ACL_COPY } = ZencoderObjectMethod;

const AT_A_TIME = 4;

/**
 * Reads the objects with the requests that an apply sends too: for the ACL if it sets a grant, and for the head if it
 * copies.
 */
export async function inspectPlannedObjects(
  planned: ResolvedBucket,
  facts: BucketFacts,
  reader: S3Reader,
): Promise<PlannedObjects> {
  const { bucket } = planned;
  const region = awsRegion(observedValue(facts.region));
  const [byAcl, copied] = [objectsBy(planned, ACL), objectsBy(planned, ACL_COPY)];
  const keepsVersions = byAcl.some(({ versionId }) => versionId === undefined)
    ? await versioningOf(reader, bucket, region)
    : undefined;
  const objects = await mapConcurrently(AT_A_TIME, [...byAcl, ...copied], async ({ key, versionId, method }) => {
    const isCopied = method === ACL_COPY;
    const named = { bucket, region, key, versionId };
    const observation = await (isCopied ? headOf(reader, named) : aclOfObject(reader, named));
    const exists: Observed<boolean> = observation.known
      ? { known: true, value: observation.value !== null }
      : observation;
    return { key, versionId, isCopied, exists };
  });
  return { keepsVersions, objects };
}

export function checkPlannedObjects(
  planned: ResolvedBucket,
  { keepsVersions, objects }: PlannedObjects,
  given: GivenOptions,
): Finding[] {
  return [...objects.flatMap((object) => presence(planned, object)), ...versions(planned, keepsVersions, given)];
}

function presence({ bucket }: ResolvedBucket, { key, versionId, isCopied, exists }: PlannedObject): Finding[] {
  const name = `${shown(key)}${versionId === undefined ? '' : ` in version ${shown(versionId)}`}`;
  if (!exists.known) {
    const operation = isCopied ? 'HeadObject' : 'GetObjectAcl';
    return [notObserved(`whether there is an object ${name} in ${bucket} (${operation})`, exists)];
  }
  const observation = `There is no object ${name} in the bucket, but zencoder.yaml ${isCopied ? 'copies it' : 'sets a grant in its ACL'}.`;
  const changes = [{ what: 'Upload it first, or correct its key in zencoder.yaml' }];
  const why = 'The apply fails: S3 answers NoSuchKey.';
  return exists.value ? [] : [cause(Level.PROBLEM, 'object', observation, why, changes)];
}

const MAX_NAMED = 5;

/**
 * A warning if versions are kept: a grant is set on the version that is current at that time, and later versions do not
 * have it.
 */
function versions(
  planned: ResolvedBucket,
  keepsVersions: Observed<boolean> | undefined,
  given: GivenOptions,
): Finding[] {
  if (keepsVersions === undefined) {
    return [];
  }
  if (!keepsVersions.known) {
    return [notObserved(`whether ${planned.bucket} keeps versions (GetBucketVersioning)`, keepsVersions)];
  }
  return keepsVersions.value ? [unnamedVersions(planned, given)] : [];
}

function unnamedVersions(planned: ResolvedBucket, given: GivenOptions): Cause {
  const { bucket } = planned;
  const keys = objectsBy(planned, ACL).flatMap(({ key, versionId }) => (versionId === undefined ? [key] : []));
  const names = keys.slice(0, MAX_NAMED).map((key) => shown(key));
  const more = keys.length > MAX_NAMED ? ` and ${keys.length - MAX_NAMED} more` : '';
  const [has, it] = keys.length === 1 ? ['has', 'its'] : ['have', 'their'];
  const observation = `The bucket keeps versions, but ${counted(keys.length, 'object')} with method acl ${has} no versionId: ${names.join(', ')}${more}.`;
  const why =
    'An upload creates a version without the grant, and the earlier version keeps it after the object is removed from zencoder.yaml.';
  const options = (key: string) => ({ bucket, key, query: 'VersionId', output: 'text' });
  const changes = keys.slice(0, MAX_NAMED).map((key) => ({
    what: `Set ${it} versionId in zencoder.yaml; this command prints it for ${shown(key)}`,
    command: awsCommand('s3api', 'head-object', options(key), given),
  }));
  return cause(Level.WARNING, 'versions', observation, why, changes);
}
