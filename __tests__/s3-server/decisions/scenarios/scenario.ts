import type { GrantWords } from '../../../support/meaning';
import type { BucketEntry, KeptStatement } from '../words';

/** A bucket, its settings in `zencoder.yaml`, and the keys of the requests. */
export interface Scenario {
  readonly name: string;
  readonly entry: BucketEntry;
  /** A grant covers the first key, and mostly not the last one. Each object is copied to the next key, the last one to the first. */
  readonly keys: readonly string[];
  /** Existing statements to keep. `BUCKET` in them is the name of the bucket. */
  readonly others?: readonly KeptStatement[];
  /** Requests are also sent over https. */
  readonly https?: boolean;
  /** The bucket is in the stack whose `zencoder` is another account. */
  readonly staging?: boolean;
}

export interface ScenarioGroup {
  readonly title: string;
  readonly scenarios: readonly Scenario[];
}

export function granting(name: string, grants: readonly GrantWords[], keys: readonly string[]): Scenario {
  return { name, entry: { grants }, keys };
}

/** The name of a scenario's bucket. */
export function bucketOf({ name }: Scenario): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export function keptStatements({ others = [], ...scenario }: Scenario): readonly KeptStatement[] {
  const bucket = bucketOf(scenario);
  return JSON.parse(JSON.stringify(others).replaceAll('BUCKET', bucket)) as KeptStatement[];
}
