import { unreadable } from '../../files/text-file';
import { JsonSource } from '../../iam/json-source';
import { listed, statementsOf } from '../../iam/policy';
import { isObject, type Json, type JsonObject } from '../../messages/json';
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
    return readPasted(text);
  } catch (error) {
    throw new Failure(`${where}: ${unreadable(error)}`, ExitCode.PROBLEMS);
  }
}

/** A policy document in another, as a tool wraps it, is not nested deeper. */
const MOST_WRAPPINGS = 6;

/**
 * The policy document in a text: as it is, alone in a list, as JSON text within JSON, or as `Policy` of what the AWS CLI
 * prints.
 * @throws an error that says why it is none
 */
function readPasted(text: string): JsonObject {
  let value: Json = text;
  for (let wrapping = 0; wrapping < MOST_WRAPPINGS; wrapping++) {
    if (typeof value === 'string') {
      value = parse(value);
    } else if (Array.isArray(value) && value.length === 1 && isObject(value[0])) {
      value = value[0];
    } else if (isObject(value) && typeof value.Policy === 'string' && value.Statement === undefined) {
      value = value.Policy;
    }
  }
  if (!isObject(value) || value.Statement === undefined) {
    throw new Error('is not a policy document: give a JSON object with Statement');
  }
  return value;
}

function parse(text: string): Json {
  const json = text.replace(/^\ufeff/, '');
  // It tells what JSON.parse takes without a word: names given twice.
  new JsonSource(json);
  return JSON.parse(json, (_, value) => {
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Error('holds a number with more digits than can be kept; write it as a string');
    }
    return value;
  }) as Json;
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
    .flatMap(({ Resource, NotResource }) => listed(Resource ?? NotResource));
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
