import { withoutSecrets } from '../messages/secrets';
import { quoted } from '../messages/wording';
import { hasNoOlderNames, OLDER_NAMES_REGION } from '../s3/bucket-name';
import { bucketOfEndpoint, isAwsDomain } from '../s3/endpoint';
import { S3UrlForm, type S3UrlReading } from './url-forms';

/** The possible problems of a URL of an S3 object for Zencoder. */
export enum ZencoderS3UrlFault {
  /** The region does not have the form of an AWS region, such as `eu-central-1`. */
  MALFORMED_REGION = 'malformed-region',
  /** The bucket, or the host name with the bucket, has upper-case letters. */
  UPPER_CASE_BUCKET = 'upper-case-bucket',
  /** The bucket contains a character that bucket names cannot have. */
  INVALID_BUCKET = 'invalid-bucket',
  /** The value has the domain of an S3 endpoint in place of the bucket, or before it. */
  ENDPOINT_FOR_BUCKET = 'endpoint-for-bucket',
  /** The URL has a name and a password before the bucket. They are removed, and no message shows them. */
  CREDENTIALS = 'credentials',
  /** It is not an s3 URL: Zencoder sends its request unsigned, or not at all. */
  NOT_SIGNED = 'not-signed',
  /** It is the URL of a static website, whose index and error pages are not objects of that key. */
  WEBSITE_ENDPOINT = 'website-endpoint',
  /** The URL has no region, which works only for older regions. */
  MISSING_REGION = 'missing-region',
  /** The URL has no key, so it names the whole bucket. */
  EMPTY_KEY = 'empty-key',
  /** A plus sign that probably means a space. It can be intended, since keys can have plus signs. */
  PLUS_FOR_SPACE = 'plus-for-space',
  /** An escape such as `%20`, which is literal in an s3 URL. It can be intended, since keys can have percent signs. */
  LITERAL_ESCAPE = 'literal-escape',
  /** The key of an s3 URL has a `?` or `#`, which was read as a part of the key. */
  RAW_DELIMITER = 'raw-delimiter',
  /** A percent sign in an HTTP URL that does not start a UTF-8 escape. It was not changed. */
  MALFORMED_ESCAPE = 'malformed-escape',
  /** The query, such as a signature or a version, was removed. */
  DROPPED_QUERY = 'dropped-query',
  /** The fragment was removed. */
  DROPPED_FRAGMENT = 'dropped-fragment',
}

/** One problem of a URL. */
export interface ZencoderS3UrlProblem {
  /** The kind of problem, for programs. */
  readonly fault: ZencoderS3UrlFault;
  /** The value, the rule and the nearest valid value for people, in one line. */
  readonly message: string;
}

/** A problem whose advice is separate from the description. */
export interface UrlProblem {
  readonly fault: ZencoderS3UrlFault;
  readonly what: string;
  readonly advice?: string;
}

export function messageOf({ what, advice }: UrlProblem): string {
  return advice === undefined ? what : `${what}: ${advice}`;
}

/** The texts for each fault, in the order of the faults; `false` if the URL does not have the fault. */
type Found = Partial<Record<ZencoderS3UrlFault, readonly [what: string, advice?: string] | false>>;

function problemsIn(found: Found): UrlProblem[] {
  return Object.entries(found).flatMap(([fault, texts]) =>
    texts ? [{ fault: fault as ZencoderS3UrlFault, what: texts[0], advice: texts[1] }] : [],
  );
}

const REGION = /[a-z]{2,}(?:-[a-z]+)+-\d+/;

/** The part of a text that has the form of an AWS region. */
export function nearestRegion(region: string | undefined): string | undefined {
  return region?.toLowerCase().replace(/_/g, '-').match(REGION)?.[0];
}

const UNLESS_OLDER = `, unless it is an older bucket in ${OLDER_NAMES_REGION}`;

/** Where S3 does not allow the names of older buckets. */
function notAllowedIn(region: string | undefined): string {
  return hasNoOlderNames(region) ? `does not allow in ${region}` : 'does not allow in buckets created since 2018';
}

/** The message for a property that only the names of older buckets have. @param region the nearest valid spelling of the region */
export function messageForOlderName(bucket: string, has: string, region: string | undefined): string {
  const advice = hasNoOlderNames(region) ? 'check the name' : `check the name${UNLESS_OLDER}`;
  return `bucket ${quoted(bucket)} has ${has}, which S3 ${notAllowedIn(region)}: ${advice}`;
}

/** The problems of a bucket and a region, from a URL or given as parts. */
export function problemsOfParts(bucket: string, region?: string): UrlProblem[] {
  const nearest = nearestRegion(region);
  const forbidden = /[^\w.-]/u.exec(bucket)?.[0];
  return problemsIn({
    [ZencoderS3UrlFault.MALFORMED_REGION]: region !== nearest && [
      `region ${quoted(region)} does not have the form of an AWS region, such as ${quoted(nearest ?? 'eu-central-1')}`,
    ],
    [ZencoderS3UrlFault.UPPER_CASE_BUCKET]: /[A-Z]/.test(bucket) && [
      `bucket ${quoted(bucket)} has upper-case letters, which S3 ${notAllowedIn(nearest)}`,
      `write ${quoted(bucket.toLowerCase())}${hasNoOlderNames(nearest) ? '' : UNLESS_OLDER}`,
    ],
    [ZencoderS3UrlFault.INVALID_BUCKET]: forbidden !== undefined && [
      `bucket ${quoted(bucket)} contains ${quoted(forbidden)}`,
      'a bucket name contains only a-z, 0-9, "." and "-", as in "my-bucket"',
    ],
    [ZencoderS3UrlFault.ENDPOINT_FOR_BUCKET]: isAwsDomain(bucket) && [
      `${quoted(bucket)} is a domain of AWS, not the name of a bucket`,
      `write the name alone, as in ${quoted(bucketOfEndpoint(bucket) ?? 'my-bucket')}`,
    ],
  });
}

/**
 * The problems of the text that a URL was read from.
 * @param urlWith returns the URL with another key, or for another bucket
 */
export function problemsOfText(
  text: string,
  reading: S3UrlReading,
  urlWith: (key: string, bucket?: string) => string,
): UrlProblem[] {
  const { key, form, region, keyWithSpaces, keyWithPluses, droppedQuery, droppedFragment } = reading;
  const withKey = (other: string) => quotedInFull(urlWith(other));
  const read = withKey(key);
  const given = quoted(withoutSecrets(text));
  return problemsIn({
    [ZencoderS3UrlFault.UPPER_CASE_BUCKET]: reading.bucketInHost !== undefined &&
      !hasNoOlderNames(region) && [
        `${given} has upper-case letters in its host name, which is not case-sensitive, so it names the bucket ${quoted(reading.bucket)}`,
        `write ${quotedInFull(urlWith(key, reading.bucketInHost))} for an older bucket in ${OLDER_NAMES_REGION}`,
      ],
    [ZencoderS3UrlFault.ENDPOINT_FOR_BUCKET]: reading.endpoint !== undefined && [
      `${quoted(reading.endpoint)} is the domain of an S3 endpoint, not the name of a bucket`,
      `write ${read}`,
    ],
    [ZencoderS3UrlFault.CREDENTIALS]: reading.hasCredentials && [
      'the credentials in this URL were removed; save credentials in the Zencoder account, not in a URL',
      `write ${read}`,
    ],
    [ZencoderS3UrlFault.NOT_SIGNED]: form !== S3UrlForm.S3 && [
      `${given} is ${form}, and Zencoder signs requests for S3 URLs (s3:// or s3+REGION://) only`,
      `write ${read}`,
    ],
    [ZencoderS3UrlFault.WEBSITE_ENDPOINT]: form === S3UrlForm.WEBSITE && [
      `${given} is a website endpoint, which serves index and error pages and redirects`,
      `check that the bucket has an object ${quotedInFull(key)}, and write ${read}`,
    ],
    [ZencoderS3UrlFault.MISSING_REGION]: region === undefined && [
      `${read} has no region, which works only for regions launched before 2014`,
      'if the bucket is in another region, such as eu-central-1, start the URL with "s3+eu-central-1://"',
    ],
    [ZencoderS3UrlFault.EMPTY_KEY]: key === '' && [
      `${read} has no key and names the whole bucket`,
      `for one object, write ${withKey('file.mp4')}`,
    ],
    [ZencoderS3UrlFault.PLUS_FOR_SPACE]: keyWithSpaces !== keyWithPluses && [
      '"+" can mean a space, for example in a URL from the S3 console, but Zencoder reads it as a plus sign',
      `write ${withKey(keyWithSpaces)} if you mean spaces, or ${withKey(keyWithPluses)} if you mean plus signs`,
    ],
    [ZencoderS3UrlFault.LITERAL_ESCAPE]: reading.keyDecoded !== key && [
      `${read} contains escapes, which Zencoder reads literally`,
      `write ${withKey(reading.keyDecoded)}, unless the key itself has a percent sign`,
    ],
    [ZencoderS3UrlFault.RAW_DELIMITER]: reading.hasRawDelimiter && [
      '"?" and "#" in a key must be written "%3F" and "%23"',
      `write ${read}, or leave out what is not part of the key`,
    ],
    [ZencoderS3UrlFault.MALFORMED_ESCAPE]: reading.hasMalformedEscape && [
      `${given} has a percent sign that does not start a UTF-8 escape; a literal percent sign must be written "%25"`,
      `check that ${quotedInFull(key)} is the key`,
    ],
    [ZencoderS3UrlFault.DROPPED_QUERY]: droppedQuery !== undefined && [
      `the query (${droppedQuery.map(quoted).join(', ')}) was removed`,
      `Zencoder signs the request itself and reads the current version of the object, as ${read}`,
    ],
    [ZencoderS3UrlFault.DROPPED_FRAGMENT]: droppedFragment !== undefined && [
      `the fragment ${quoted(`#${droppedFragment}`)} was removed`,
      `if it is part of the key, write ${withKey(`${key}#${droppedFragment}`)}`,
    ],
  });
}

/** A URL for a message: on one line and not shortened, so that it can be copied. */
export function quotedInFull(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
