import { ZencoderS3Url } from '../job-urls/s3-url';
import { type BucketFacts, type ObjectFacts, observedValue, Presence } from '../live/facts';
import type { GivenOptions } from '../report/shell';
import { ZencoderRole } from '../zencoder/account-and-roles';
import type { KnownIdentity } from '../zencoder/another-zencoder';

/** What Zencoder is to do with a URL. */
export enum Purpose {
  INPUT = 'input',
  OUTPUT = 'output',
}

/** The actions that it needs for that. */
export const ROLES: Readonly<Record<Purpose, ZencoderRole>> = {
  [Purpose.INPUT]: ZencoderRole.INPUT,
  [Purpose.OUTPUT]: ZencoderRole.OUTPUT,
};

export interface DiagnosisOptions {
  readonly purpose: Purpose;
  readonly zencoder: KnownIdentity;
  readonly now: Date;
  /** For the commands to copy. */
  readonly given: GivenOptions;
}

/** All that the checks judge by: they look nothing up. */
export interface CheckContext extends DiagnosisOptions {
  readonly url: ZencoderS3Url;
  readonly bucket: BucketFacts;
  /** None for outputs, which need not be there yet. */
  readonly object?: ObjectFacts;
}

/** The key that Zencoder should be given: that of the object which is there. */
export function actualKey({ url, object }: Pick<CheckContext, 'url' | 'object'>): string {
  return object?.spelling?.key ?? url.key;
}

/** A key that what the URL names covers: outputs may be given a folder, to which Zencoder adds names. */
export function keyToJudge(context: Pick<CheckContext, 'url' | 'object' | 'purpose'>): string {
  const key = actualKey(context);
  const isFolder = context.purpose === Purpose.OUTPUT && (key === '' || key.endsWith('/'));
  return isFolder ? `${key}output.mp4` : key;
}

/** The URL to give Zencoder, with all that is wrong in this one put right. */
export function correctedUrl(context: Pick<CheckContext, 'url' | 'object' | 'bucket'>): string {
  const { bucket, region } = context.url;
  const key = actualKey(context);
  return new ZencoderS3Url({ bucket, key, region: observedValue(context.bucket.region) ?? region }).toString();
}

/** Whether there is an object, there or under the spelling that was meant. */
export function hasObject({ object }: Pick<CheckContext, 'object'>): boolean {
  return observedValue(object?.presence) === Presence.THERE || object?.spelling !== undefined;
}
