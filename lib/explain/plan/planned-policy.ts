import { isTooDeep } from '../../iam/grammar/document';
import { JsonSource } from '../../iam/json-source';
import { asList, hasVariables, NO_POLICY, statementsOf } from '../../iam/policy';
import { asText, isObject, type Json, type JsonObject } from '../../messages/json';

/** Longer policies are not read. S3 accepts a fifth of it. */
const MAX_LENGTH = 100 * 1024;

/** A policy of a plan, or the reason why it cannot be read. */
export type PlannedPolicy = { readonly policy: JsonObject } | { readonly error: string };

export const NONE: PlannedPolicy = { policy: JSON.parse(NO_POLICY) as JsonObject };

/** @param text the attribute `policy` of a resource: null or empty for a bucket without a policy */
export function readPlannedPolicy(text: Json): PlannedPolicy {
  if (text === null || text === '') {
    return NONE;
  }
  if (typeof text !== 'string') {
    return { error: 'is not a string' };
  }
  if (text.length > MAX_LENGTH) {
    return { error: `has ${text.length} characters, more than the 20 KB that S3 accepts` };
  }
  let policy: Json;
  try {
    new JsonSource(text);
    policy = JSON.parse(text) as Json;
  } catch {
    return { error: 'is not JSON, or has a duplicate member' };
  }
  if (!isObject(policy) || policy.Statement === undefined || isTooDeep(policy)) {
    return { error: 'is not a policy document' };
  }
  return hasVariables(policy) === undefined ? { error: 'has an unknown Version' } : { policy };
}

const NAMED_BUCKET = /^arn:[^:]*:s3:::([^/*?$]+)(?:\/|$)/;

/** The other buckets that the policy of a bucket names in a `Resource`. */
export function otherBucketsNamedBy(policy: JsonObject, bucket: string): string[] {
  const Statement = statementsOf(policy).filter((one) => isObject(one) && one.Resource !== undefined);
  return bucketsNamedBy({ Statement }).filter((name) => name !== bucket);
}

/** The buckets that the statements name. S3 rejects a policy that names another bucket. */
export function bucketsNamedBy(policy: JsonObject): string[] {
  const resources = statementsOf(policy)
    .filter(isObject)
    .flatMap(({ Resource, NotResource }) => asList(Resource ?? NotResource));
  return [...new Set(resources.flatMap((resource) => NAMED_BUCKET.exec(asText(resource))?.[1] ?? []))];
}
