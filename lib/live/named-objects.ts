import type { Acl, Observed } from './facts';
import { aclOf } from './object-inspector';
import { type Answer, type Refusal, readAnswer, type S3Reader } from './s3-reader';

/** Exactly this object: similar keys are not searched for. */
export interface NamedObject {
  readonly bucket: string;
  /** The region of the bucket, if it is known. */
  readonly region?: string;
  readonly key: string;
  readonly versionId?: string;
}

export interface ObjectHead {
  /** The time of the last change, to the second. */
  readonly lastModified?: Date;
  readonly size?: number;
}

/** The metadata of an object; null if the object does not exist. */
export async function headOf(reader: S3Reader, object: NamedObject): Promise<Observed<ObjectHead | null>> {
  const answer = await reader.ask('HeadObject', inputOf(object), object.region);
  return orNull(answer, ({ LastModified, ContentLength }): ObjectHead => {
    return { lastModified: LastModified, size: ContentLength };
  });
}

/** The ACL of an object; null if the object does not exist. */
export async function aclOfObject(reader: S3Reader, object: NamedObject): Promise<Observed<Acl | null>> {
  return orNull(await reader.ask('GetObjectAcl', inputOf(object), object.region), aclOf);
}

/**
 * Whether a bucket keeps versions of its objects. After versioning was suspended, it still keeps the earlier versions.
 */
export async function versioningOf(reader: S3Reader, bucket: string, region?: string): Promise<Observed<boolean>> {
  const answer = await reader.ask('GetBucketVersioning', { Bucket: bucket }, region);
  return readAnswer(answer, ({ Status }) => Status !== undefined);
}

function inputOf({ bucket, key, versionId }: NamedObject) {
  return { Bucket: bucket, Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
}

function orNull<Given, T>(answer: Answer<Given>, read: (value: Given) => T | undefined): Observed<T | null> {
  return !answer.known && isAbsent(answer) ? { known: true, value: null } : readAnswer(answer, read);
}

/** S3 answers 405 for a version that is a delete marker. Source: S3's "HeadObject". */
function isAbsent({ status }: Refusal): boolean {
  return status === 404 || status === 405;
}
