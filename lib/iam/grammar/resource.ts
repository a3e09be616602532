import type { Diagnostic } from '../../messages/diagnostic';
import { quoted } from '../../messages/wording';
import { bucketNameFault } from '../../s3/bucket-name';
import { bucketArn, PARTITION } from '../../s3/escaped-arn';
import { error, type Fault, ofTexts, type Placed, valueFindings, warning } from './placed';

/** Checks `Resource` or `NotResource`. If the name of the bucket is not known, no resource is compared with it. */
export function resourceFindings(element: Placed, bucket: string | undefined): Diagnostic[] {
  return valueFindings(
    element,
    ofTexts('a resource', (text) => resourceFault(text, element.path[0] === 'NotResource', bucket)),
  );
}

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/s;
/** The beginnings of S3 resources whose ARN has a Region or an account ID. */
const OF_AN_ACCOUNT = /^(?:accesspoint|access-grants|async-request|job|storage-lens|storage-lens-group)[:/]/;

/**
 * Why S3 answers "Policy has invalid resource". A wildcard can replace every part of an ARN except the service, and one
 * at the end can replace all remaining parts.
 * Sources: S3's "Policy resources for Amazon S3"; IAM's "IAM JSON policy elements: Resource"; Access Analyzer's "ARN
 * Region not allowed", "ARN account not allowed", "Missing ARN field" and "Invalid partition".
 */
function resourceFault(text: string, isNegated: boolean, bucket: string | undefined): Fault | undefined {
  if (/^\*+$/.test(text)) {
    return isNegated ? undefined : warning(everythingFault(text, bucket));
  }
  const [, partition, service = '', region, account, resource = ''] = ARN.exec(text) ?? [];
  if (partition === undefined) {
    return OPEN_ENDED.test(text) ? undefined : error(`${quoted(text)} is not an ARN: write ${quotedArn(text, bucket)}`);
  }
  if (service !== 's3') {
    const meant = service.toLowerCase() === 's3' ? `write ${quoted(text.replace(/:s3:/i, ':s3:'))}` : OF_THE_BUCKET;
    return error(`${quoted(text)} is not an S3 ARN: ${meant}`);
  }
  if (!couldBe(partition, PARTITION)) {
    return error(
      `${quoted(text)} is in the partition ${quoted(partition)}, but the bucket and Zencoder's account are in ${PARTITION}; write ${quoted(bucketArn(resource))}`,
    );
  }
  if (region !== '' || account !== '') {
    return OF_AN_ACCOUNT.test(resource)
      ? undefined
      : error(
          `${quoted(text)} has a Region or an account ID, but ARNs of buckets and objects have neither; write ${quoted(bucketArn(resource))}`,
        );
  }
  return bucketFault(text, resource, bucket);
}

const OF_THE_BUCKET = 'a bucket policy can contain only the ARNs of its bucket and of objects in it';

function everythingFault(text: string, bucket = 'BUCKET'): string {
  const arn = bucketArn(bucket);
  return `S3 is reported to refuse ${quoted(text)} in a bucket policy; write ${quoted(arn)} and ${quoted(`${arn}/*`)}`;
}

/** An ARN that ends early with a wildcard, which matches all remaining parts. */
const OPEN_ENDED = /^arn(?::[^:]*(?::s3(?::\*?){0,2})?)?\*$/;

/** The ARN of a bucket name, of a path or of an `s3://` URL. For any other text, the ARNs that a bucket policy can contain. */
function quotedArn(text: string, bucket = 'BUCKET'): string {
  const path = text.replace(/^s3(?:\+[^:/]*)?:\/\//i, '').replace(/^arn:.*:/s, '');
  if (path.startsWith('/')) {
    return quoted(bucketArn(`${bucket}${path}`));
  }
  return bucketNameFault(path.replace(/\/.*/s, '')) === undefined
    ? quoted(bucketArn(path))
    : `the ARN of the bucket, ${quoted(bucketArn(bucket))}, or of objects, such as ${quoted(bucketArn(`${bucket}/*`))}`;
}

function bucketFault(text: string, resource: string, bucket: string | undefined): Fault | undefined {
  const named = resource.replace(/\/.*/s, '');
  if (named === '') {
    return error(
      `${quoted(text)} contains no bucket name; write ${quoted(bucketArn(`${bucket ?? 'BUCKET'}${resource}`))}`,
    );
  }
  return bucket === undefined || couldBeOf(resource, bucket)
    ? undefined
    : error(
        `${quoted(text)} names the bucket ${quoted(named)}, but S3 refuses a bucket policy that names another bucket; write ${quoted(bucketArn(`${bucket}${resource.slice(named.length)}`))}, or move it to the policy of that bucket`,
      );
}

/** Whether a resource can match the bucket or an object in it. Wildcards and variables match anything. */
function couldBeOf(resource: string, bucket: string): boolean {
  const path = `${bucket}/`;
  const [beginning = '', ...open] = resource.split(/\*|\$\{/);
  return (open.length > 0 || beginning.length >= bucket.length) && isLike(beginning.slice(0, path.length), path);
}

/** Whether a pattern can match the whole of a word. After a `*`, everything matches. */
function couldBe(pattern: string, word: string): boolean {
  const [beginning = '', ...open] = pattern.split('*');
  return (open.length > 0 || beginning.length === word.length) && isLike(beginning, word);
}

function isLike(pattern: string, word: string): boolean {
  return [...pattern].every((char, at) => char === '?' || char === word[at]);
}
