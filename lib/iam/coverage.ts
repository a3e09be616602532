import type { Json, JsonObject } from '../messages/json';
import { matchesResource } from './arn-pattern';
import { type PatternOptions, readPattern } from './pattern';
import { asList } from './policy';

/** One resource, or all resources whose ARN begins with a prefix. */
export interface ResourceSet {
  readonly arn: string;
  readonly isPrefix: boolean;
}

/** How much of a set of resources a statement covers. */
export enum Coverage {
  ALL = 'all',
  PART = 'part',
  NONE = 'none',
  /** The resource has a variable, or is not understood. */
  UNKNOWN = 'unknown',
}

const { ALL, PART, NONE, UNKNOWN } = Coverage;

/** How much of a set of resources the `Resource` or `NotResource` of a statement covers. */
export function coverageOf(statement: JsonObject, set: ResourceSet, variables: PatternOptions['variables']): Coverage {
  const { Resource, NotResource } = statement;
  const covered = combine(asList(Resource ?? NotResource).map((entry) => coverageByEntry(entry, set, variables)));
  return Resource !== undefined ? covered : OPPOSITE[covered];
}

const OPPOSITE: Readonly<Record<Coverage, Coverage>> = {
  [ALL]: NONE,
  [PART]: PART,
  [NONE]: ALL,
  [UNKNOWN]: UNKNOWN,
};

/** Two parts that together cover the whole set still count as a part. */
function combine(coverages: readonly Coverage[]): Coverage {
  return [ALL, UNKNOWN, PART].find((coverage) => coverages.includes(coverage)) ?? NONE;
}

function coverageByEntry(
  entry: Json,
  { arn, isPrefix }: ResourceSet,
  variables: PatternOptions['variables'],
): Coverage {
  if (typeof entry !== 'string') {
    return UNKNOWN;
  }
  const pattern = readPattern(entry, { wildcards: true, variables });
  const isMatch = matchesResource(pattern, arn, isPrefix);
  if (isMatch !== undefined) {
    return isMatch ? ALL : NONE;
  }
  return isPrefix && pattern.unknown.length === 0 ? PART : UNKNOWN;
}
