import { isTooDeep } from '../../iam/grammar/document';
import { JsonSource } from '../../iam/json-source';
import { asList, hasVariables, NO_POLICY, statementsOf } from '../../iam/policy';
import { isObject, type Json, type JsonObject } from '../../messages/json';

/** Five times what S3 takes: what is longer is not judged. */
const LONGEST = 100 * 1024;

/** A policy of a plan that can be read, or why it cannot. */
export type PlannedPolicy = { readonly policy: JsonObject } | { readonly fault: string };

export const NONE: PlannedPolicy = { policy: JSON.parse(NO_POLICY) as JsonObject };

/** @param text the attribute `policy` of a resource; a bucket without a policy has none */
export function readPlannedPolicy(text: Json): PlannedPolicy {
  if (text === null || text === '') {
    return NONE;
  }
  if (typeof text !== 'string') {
    return { fault: 'is no text' };
  }
  if (text.length > LONGEST) {
    return { fault: `has ${text.length} characters, and S3 takes no policy of more than 20 KB` };
  }
  let policy: Json;
  try {
    new JsonSource(text);
    policy = JSON.parse(text) as Json;
  } catch {
    return { fault: 'is not JSON, or names something twice' };
  }
  if (!isObject(policy) || policy.Statement === undefined || isTooDeep(policy)) {
    return { fault: 'is not a policy document' };
  }
  return hasVariables(policy) === undefined ? { fault: 'is of a Version that is not known here' } : { policy };
}

const NAMED_BUCKET = /^arn:[^:]*:s3:::([^/*?$]+)(?:\/|$)/;

/** Buckets other than its own that a policy names in a `Resource`. */
export function otherBucketsNamedBy(policy: JsonObject, bucket: string): string[] {
  const Statement = statementsOf(policy).filter((one) => isObject(one) && one.Resource !== undefined);
  return bucketsNamedBy({ Statement }).filter((name) => name !== bucket);
}

/** The buckets that the statements name. S3 takes no policy of a bucket that names another one. */
export function bucketsNamedBy(policy: JsonObject): string[] {
  const resources = statementsOf(policy)
    .filter(isObject)
    .flatMap(({ Resource, NotResource }) => asList(Resource ?? NotResource));
  return [...new Set(resources.flatMap((resource) => NAMED_BUCKET.exec(String(resource))?.[1] ?? []))];
}
