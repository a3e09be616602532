import type { Acl, Observed } from './facts';
import { aclOf } from './object-inspector';
import { type Answer, type Refusal, readAnswer, type S3Reader } from './s3-reader';

/** Exactly this object: no other spelling of its key is looked for. */
export interface NamedObject {
  readonly bucket: string;
  /** Of the bucket, where it is known. */
  readonly region?: string;
  readonly key: string;
  readonly versionId?: string;
}

export interface ObjectHead {
  /** To the second. */
  readonly lastModified?: Date;
  readonly size?: number;
}

/** What S3 says of an object without its content; null where there is none. */
export async function headOf(reader: S3Reader, object: NamedObject): Promise<Observed<ObjectHead | null>> {
  const answer = await reader.ask('HeadObject', inputOf(object), object.region);
  return orNull(answer, ({ LastModified, ContentLength }): ObjectHead => {
    return { lastModified: LastModified, size: ContentLength };
  });
}

/** The ACL of an object; null where there is no object. */
export async function aclOfObject(reader: S3Reader, object: NamedObject): Promise<Observed<Acl | null>> {
  return orNull(await reader.ask('GetObjectAcl', inputOf(object), object.region), aclOf);
}

/** Whether a bucket keeps the versions of its objects; it does too where that was suspended, for those of before. */
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

/** 405 is of a version that is the mark of a deletion. Source: S3's "HeadObject". */
function isAbsent({ status }: Refusal): boolean {
  return status === 404 || status === 405;
}
