import type { Diagnostic } from '../../messages/diagnostic';
import { quoted } from '../../messages/wording';
import { bucketArn, PARTITION } from '../../s3/escaped-arn';
import { error, type Fault, ofTexts, type Placed, valueFindings, warning } from './placed';

/** What is wrong with `Resource` or `NotResource` in the policy of a bucket, whose name may be unknown. */
export function resourceFindings(element: Placed, bucket: string | undefined): Diagnostic[] {
  return valueFindings(
    element,
    ofTexts('resource', (text) => resourceFault(text, element.path[0] === 'NotResource', bucket)),
  );
}

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s;
/** What an ARN of S3 with a region or an account is about, by its first word. */
const OF_AN_ACCOUNT = /^(?:accesspoint|access-grants|async-request|job|storage-lens|storage-lens-group)[:/]/;

/**
 * S3 answers "Policy has invalid resource".
 * Sources: S3's "Policy resources for Amazon S3"; IAM's "IAM JSON policy elements: Resource", by which wildcards can stand for
 * everything but the service, and a last one for the rest of an ARN; Access Analyzer's "ARN Region not allowed", "ARN account not
 * allowed", "Missing ARN field" and "Invalid partition".
 */
function resourceFault(text: string, isNegated: boolean, bucket: string | undefined): Fault | undefined {
  if (/^\*+$/.test(text)) {
    return isNegated ? undefined : warning(everythingFault(text, bucket));
  }
  const [, partition, service = '', region, account, resource = ''] = ARN.exec(text) ?? [];
  if (partition === undefined) {
    return OPEN_ENDED.test(text) ? undefined : error(`${quoted(text)} is no ARN: write ${quoted(asArn(text, bucket))}`);
  }
  if (service !== 's3') {
    const meant = service.toLowerCase() === 's3' ? `write ${quoted(text.replace(/:s3:/i, ':s3:'))}` : OF_THE_BUCKET;
    return error(`${quoted(text)} is no ARN of S3: ${meant}`);
  }
  if (!couldBe(partition, PARTITION)) {
    return error(
      `${quoted(text)} is of the partition ${quoted(partition)}: the bucket is in ${PARTITION}, where Zencoder's account lives; write ${quoted(bucketArn(resource))}`,
    );
  }
  if (region !== '' || account !== '') {
    return OF_AN_ACCOUNT.test(resource)
      ? undefined
      : error(
          `${quoted(text)} has a region or an account, which ARNs of buckets and objects have not; write ${quoted(bucketArn(resource))}`,
        );
  }
  return bucketFault(text, resource, bucket);
}

const OF_THE_BUCKET = 'the policy of a bucket is about that bucket and its objects alone';

function everythingFault(text: string, bucket = 'BUCKET'): string {
  const arn = bucketArn(bucket);
  return `${quoted(text)} is reported to be refused by S3 in the policy of a bucket; write ${quoted(arn)} and ${quoted(`${arn}/*`)}`;
}

/** An ARN whose end is left to a wildcard, which goes on over colons. */
const OPEN_ENDED = /^arn(?::[^:]*(?::s3(?::\*?){0,2})?)?\*$/;

/** The ARN that a bucket, a path in it or an `s3://` URL stands for. */
function asArn(text: string, bucket = 'BUCKET'): string {
  const path = text.replace(/^s3(?:\+[^:/]*)?:\/\//i, '').replace(/^arn:.*:/s, '');
  return bucketArn(path.startsWith('/') || path === '' ? `${bucket}${path}` : path);
}

function bucketFault(text: string, resource: string, bucket: string | undefined): Fault | undefined {
  const named = resource.replace(/\/.*/s, '');
  if (named === '') {
    return error(`${quoted(text)} names no bucket; write ${quoted(bucketArn(`${bucket ?? 'BUCKET'}${resource}`))}`);
  }
  return bucket === undefined || couldBeOf(resource, bucket)
    ? undefined
    : error(
        `${quoted(text)} is about the bucket ${quoted(named)}, and S3 refuses a policy that names another bucket than its own; write ${quoted(bucketArn(`${bucket}${resource.slice(named.length)}`))}, or move it to the policy of that bucket`,
      );
}

/** Whether wildcards or a variable in a resource can make it this bucket, or an object in it. */
function couldBeOf(resource: string, bucket: string): boolean {
  const path = `${bucket}/`;
  const [beginning = '', ...open] = resource.split(/\*|\$\{/);
  return (open.length > 0 || beginning.length >= bucket.length) && isLike(beginning.slice(0, path.length), path);
}

/** The same for a word that is the whole of a segment: generous where it has a `*`. */
function couldBe(pattern: string, word: string): boolean {
  const [beginning = '', ...open] = pattern.split('*');
  return (open.length > 0 || beginning.length === word.length) && isLike(beginning, word);
}

function isLike(pattern: string, word: string): boolean {
  return [...pattern].every((char, at) => char === '?' || char === word[at]);
}
