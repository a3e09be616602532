import type { Json, JsonObject } from '../messages/json';
import { matchesResource } from './arn-pattern';
import { type PatternOptions, readPattern } from './pattern';
import { asList } from './policy';

/** One resource, or all whose ARN begins so. */
export interface ResourceSet {
  readonly arn: string;
  readonly isPrefix: boolean;
}

/** How much of a set a statement is about. */
export enum Coverage {
  ALL = 'all',
  PART = 'part',
  NONE = 'none',
  /** It depends on a variable, or is not understood. */
  UNKNOWN = 'unknown',
}

const { ALL, PART, NONE, UNKNOWN } = Coverage;

/** How much of a set the `Resource` or `NotResource` of a statement names. */
export function coverageOf(statement: JsonObject, set: ResourceSet, variables: PatternOptions['variables']): Coverage {
  const { Resource, NotResource } = statement;
  const named = together(asList(Resource ?? NotResource).map((entry) => coverageByEntry(entry, set, variables)));
  return Resource !== undefined ? named : OPPOSITE[named];
}

const OPPOSITE: Readonly<Record<Coverage, Coverage>> = {
  [ALL]: NONE,
  [PART]: PART,
  [NONE]: ALL,
  [UNKNOWN]: UNKNOWN,
};

/** Two parts that are the whole together are still taken for a part. */
function together(coverages: readonly Coverage[]): Coverage {
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
  const told = matchesResource(pattern, arn, isPrefix);
  if (told !== undefined) {
    return told ? ALL : NONE;
  }
  return isPrefix && pattern.unknown.length === 0 ? PART : UNKNOWN;
}
