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

/** What is to be known of the objects that get grants in ACLs. */
export interface PlannedObjects {
  /** Undefined where it does not matter. */
  readonly keepsVersions?: Observed<boolean>;
  /** In the order of the file, those by `acl` and then the originals of copies. */
  readonly objects: readonly PlannedObject[];
}

export interface PlannedObject {
  readonly key: string;
  readonly versionId?: string;
  readonly isCopied: boolean;
  readonly isThere: Observed<boolean>;
}

const { ACL, ACL_COPY } = ZencoderObjectMethod;

const AT_A_TIME = 4;

/** Looks at the objects: by what an apply needs as well, their ACL where it sets a grant and their head where it copies. */
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
    const isThere: Observed<boolean> = observation.known
      ? { known: true, value: observation.value !== null }
      : observation;
    return { key, versionId, isCopied, isThere };
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

function presence({ bucket }: ResolvedBucket, { key, versionId, isCopied, isThere }: PlannedObject): Finding[] {
  const name = `${shown(key)}${versionId === undefined ? '' : ` in version ${shown(versionId)}`}`;
  if (!isThere.known) {
    const operation = isCopied ? 'HeadObject' : 'GetObjectAcl';
    return [notObserved(`whether there is an object ${name} in ${bucket} (${operation})`, isThere)];
  }
  const seen = `There is no object ${name} in the bucket, and the file ${isCopied ? 'has it copied' : 'sets a grant in its ACL'}.`;
  const changes = [{ what: 'Upload it first, or correct its key in zencoder.yaml' }];
  const why = 'The apply fails: S3 answers NoSuchKey.';
  return isThere.value ? [] : [cause(Level.PROBLEM, 'object', seen, why, changes)];
}

const MAX_NAMED = 5;

/** A grant is set on the version that is current then, and one that is current later does not have it. */
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
  const seen = `The bucket keeps versions, and ${counted(keys.length, 'object')} by acl ${has} no versionId: ${names.join(', ')}${more}.`;
  const why = `An upload makes another version without the grant, and the older one keeps it when the object is taken out of the file.`;
  const options = (key: string) => ({ bucket, key, query: 'VersionId', output: 'text' });
  const changes = keys.slice(0, MAX_NAMED).map((key) => ({
    what: `Name ${it} versionId in zencoder.yaml, as this gives it for ${shown(key)}`,
    command: awsCommand('s3api', 'head-object', options(key), given),
  }));
  return cause(Level.WARNING, 'versions', seen, why, changes);
}
