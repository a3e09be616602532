import { statementsOfText } from '../iam/policy';
import { isObject } from '../messages/json';
import type { BucketFacts, NoBucket } from './bucket-facts';
import { lookAtBucket } from './inspect-bucket';
import { ObjectLook } from './inspect-object';
import type { ObjectFacts } from './object-facts';
import { observedValue } from './observed';
import type { S3Api } from './s3-answer';

/** Looks at buckets and objects: at each bucket once, however many URLs are about it. */
export class Inspector {
  private readonly buckets = new Map<string, Promise<BucketFacts | NoBucket>>();
  private readonly objects = new Map<string, ObjectLook>();

  public constructor(private readonly asker: S3Api) {}

  public atBucket(bucket: string): Promise<BucketFacts | NoBucket> {
    const known = this.buckets.get(bucket) ?? lookAtBucket(this.asker, bucket);
    this.buckets.set(bucket, known);
    return known;
  }

  public atObject(facts: BucketFacts, key: string): Promise<ObjectFacts> {
    const { bucket, region } = facts;
    const look =
      this.objects.get(bucket) ?? new ObjectLook(this.asker, bucket, observedValue(region), prefixesIn(facts));
    this.objects.set(bucket, look);
    return look.at(key);
  }
}

/** The prefixes that the policy is about: under one of them an object may lie whose prefix was left out. */
function prefixesIn({ bucket, policy }: BucketFacts): string[] {
  const start = `arn:aws:s3:::${bucket}/`;
  return statementsOfText(observedValue(policy) ?? null)
    .flatMap((statement) => (isObject(statement) ? [statement.Resource].flat() : []))
    .filter((resource) => typeof resource === 'string')
    .filter((resource) => resource.startsWith(start) && /^[^*?$]+\/\*$/.test(resource.slice(start.length)))
    .map((resource) => resource.slice(start.length, -1));
}
