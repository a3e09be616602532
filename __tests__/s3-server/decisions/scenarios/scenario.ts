import type { GrantWords } from '../../../support/meaning';
import type { BucketEntry, KeptStatement } from '../words';

/** A bucket, what `zencoder.yaml` says about it, and the keys that are asked about. */
export interface Scenario {
  readonly name: string;
  readonly entry: BucketEntry;
  /** The first is covered, the last one is mostly not. Each object is copied to the key behind it, the last one to the first. */
  readonly keys: readonly string[];
  /** Statements of others to keep. `BUCKET` in them is its name. */
  readonly others?: readonly KeptStatement[];
  /** Asked over https too. */
  readonly https?: boolean;
  /** The stack of which `zencoder` is another account. */
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
