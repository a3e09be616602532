import { readPastedPolicy } from '../../adopt/pasted-policy';
import { readErrorReason } from '../../files/text-file';
import { asList, statementsOf } from '../../iam/policy';
import { asText, isObject, type JsonObject } from '../../messages/json';
import { bucketNameFault } from '../../s3/bucket-name';
import { ExitCode, Failure } from '../exit-code';
import { optionText, standardInput } from './given-text';

/**
 * Reads a policy document from a file, or from stdin if the path is `-`.
 * @throws Failure if it cannot be read or is not a policy
 */
export async function pastedPolicy(path: string): Promise<JsonObject> {
  return path === '-'
    ? policyIn(await standardInput('--policy -: pipe the document to stdin'), 'stdin')
    : policyIn(optionText('--policy', path), path);
}

/** Parses the policy document that was read from `where`. @throws Failure if it is not a policy document */
export function policyIn(text: string, where: string): JsonObject {
  try {
    return readPastedPolicy(text);
  } catch (error) {
    throw new Failure(`${where}: ${readErrorReason(error)}`, ExitCode.PROBLEMS);
  }
}

const BUCKET = /^arn:aws:s3:::([^/*?$]+)(?:\/|$)/;

/**
 * The bucket that a policy names.
 * @param region the region of the bucket, if given
 * @throws Failure if the policy names no bucket or several
 */
export function bucketOf(policy: JsonObject, region?: string): string {
  const arns = statementsOf(policy)
    .filter(isObject)
    .flatMap(({ Resource, NotResource }) => asList(Resource ?? NotResource));
  const named = [...new Set(arns.flatMap((arn) => BUCKET.exec(asText(arn))?.[1] ?? []))];
  const [bucket] = named;
  if (bucket === undefined || named.length > 1) {
    const buckets = bucket === undefined ? 'no bucket' : `the buckets ${named.join(', ')}`;
    throw new Failure(`the document names ${buckets}; name the bucket as an argument`, ExitCode.USAGE);
  }
  const error = bucketNameFault(bucket, region);
  if (error !== undefined) {
    throw new Failure(error, ExitCode.PROBLEMS);
  }
  return bucket;
}
