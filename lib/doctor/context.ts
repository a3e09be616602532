import { ZencoderS3Url } from '../job-urls/s3-url';
import { type BucketFacts, type ObjectFacts, observedValue, Presence } from '../live/facts';
import type { GivenOptions } from '../report/shell';
import { ZencoderRole } from '../zencoder/account-and-roles';
import type { KnownIdentity } from '../zencoder/another-zencoder';

/** What Zencoder uses a URL for. */
export enum Purpose {
  INPUT = 'input',
  OUTPUT = 'output',
}

/** The role with the actions that each purpose needs. */
export const ROLES: Readonly<Record<Purpose, ZencoderRole>> = {
  [Purpose.INPUT]: ZencoderRole.INPUT,
  [Purpose.OUTPUT]: ZencoderRole.OUTPUT,
};

export interface DiagnosisOptions {
  readonly purpose: Purpose;
  readonly zencoder: KnownIdentity;
  readonly now: Date;
  /** The options for commands in the advice. */
  readonly given: GivenOptions;
}

/** Everything that the checks need: they send no requests. */
export interface CheckContext extends DiagnosisOptions {
  readonly url: ZencoderS3Url;
  readonly bucket: BucketFacts;
  /** Undefined for outputs, which do not have to exist yet. */
  readonly object?: ObjectFacts;
}

/** The key of the object that exists, or else the one in the URL. */
export function actualKey({ url, object }: Pick<CheckContext, 'url' | 'object'>): string {
  return object?.spelling?.key ?? url.key;
}

/** A key to judge the policy by. The URL of an output can name a folder, to which Zencoder adds a file name. */
export function keyToJudge(context: Pick<CheckContext, 'url' | 'object' | 'purpose'>): string {
  const key = actualKey(context);
  const isFolder = context.purpose === Purpose.OUTPUT && (key === '' || key.endsWith('/'));
  return isFolder ? `${key}output.mp4` : key;
}

/** The URL to give Zencoder, without the faults of the one in the context. */
export function correctedUrl(context: Pick<CheckContext, 'url' | 'object' | 'bucket'>): string {
  const { bucket, region } = context.url;
  const key = actualKey(context);
  return new ZencoderS3Url({ bucket, key, region: observedValue(context.bucket.region) ?? region }).toString();
}

/** Whether the object exists, under its key or under a similar one. */
export function hasObject({ object }: Pick<CheckContext, 'object'>): boolean {
  return observedValue(object?.presence) === Presence.THERE || object?.spelling !== undefined;
}
