import { readPastedPolicy } from '../../adopt/pasted-policy';
import { readErrorReason } from '../../files/text-file';
import { asList, statementsOf } from '../../iam/policy';
import { isObject, type JsonObject } from '../../messages/json';
import { bucketNameFault } from '../../s3/bucket-name';
import { ExitCode, Failure } from '../exit-code';
import { optionText, standardInput } from './given-text';

/**
 * A policy document from a file, or from stdin where the path is `-`.
 * @throws Failure where there is none
 */
export async function pastedPolicy(path: string): Promise<JsonObject> {
  return path === '-'
    ? policyIn(await standardInput('--policy -: pipe a document in'), 'stdin')
    : policyIn(optionText('--policy', path), path);
}

/** @throws Failure where the text, which is from `where`, is no policy document */
export function policyIn(text: string, where: string): JsonObject {
  try {
    return readPastedPolicy(text);
  } catch (error) {
    throw new Failure(`${where}: ${readErrorReason(error)}`, ExitCode.PROBLEMS);
  }
}

const BUCKET = /^arn:aws:s3:::([^/*?$]+)(?:\/|$)/;

/**
 * The one bucket that a policy names.
 * @param region of the bucket, where that is given
 * @throws Failure where it names none, or several
 */
export function bucketOf(policy: JsonObject, region?: string): string {
  const arns = statementsOf(policy)
    .filter(isObject)
    .flatMap(({ Resource, NotResource }) => asList(Resource ?? NotResource));
  const named = [...new Set(arns.flatMap((arn) => BUCKET.exec(String(arn))?.[1] ?? []))];
  const [bucket] = named;
  if (bucket === undefined || named.length > 1) {
    const buckets = bucket === undefined ? 'no bucket' : `the buckets ${named.join(', ')}`;
    throw new Failure(`the document names ${buckets}; say which bucket it is of`, ExitCode.USAGE);
  }
  const fault = bucketNameFault(bucket, region);
  if (fault !== undefined) {
    throw new Failure(fault, ExitCode.PROBLEMS);
  }
  return bucket;
}
