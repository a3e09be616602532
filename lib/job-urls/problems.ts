import { withoutSecrets } from '../messages/secrets';
import { quoted } from '../messages/wording';
import { hasNoOlderNames, OLDER_NAMES_REGION } from '../s3/bucket-name';
import { bucketOfEndpoint, isAwsDomain } from '../s3/endpoint';
import { S3UrlForm, type S3UrlReading } from './url-forms';

/** What can be wrong, or doubtful, with the URL of an S3 object that is meant for Zencoder. */
export enum ZencoderS3UrlFault {
  /** The region is not written like one of AWS's, such as `eu-central-1`. */
  MALFORMED_REGION = 'malformed-region',
  /** The bucket, or the host name that names it, has upper-case letters. */
  UPPER_CASE_BUCKET = 'upper-case-bucket',
  /** The bucket holds a character that no bucket has. */
  INVALID_BUCKET = 'invalid-bucket',
  /** The value has the domain of an S3 endpoint instead of the name of a bucket, or in front of it. */
  ENDPOINT_FOR_BUCKET = 'endpoint-for-bucket',
  /** A name and a password stand in front of the bucket; they were dropped, and no message repeats them. */
  CREDENTIALS = 'credentials',
  /** It is no s3 URL: Zencoder sends its request unsigned, or not at all. */
  NOT_SIGNED = 'not-signed',
  /** It is the URL of a static website, whose index and error pages are not objects of that key. */
  WEBSITE_ENDPOINT = 'website-endpoint',
  /** No region is named, which only the older regions forgive. */
  MISSING_REGION = 'missing-region',
  /** There is no key, so that the whole bucket is named. */
  EMPTY_KEY = 'empty-key',
  /** A plus sign that probably means a space; a doubt, since a key may have plus signs. */
  PLUS_FOR_SPACE = 'plus-for-space',
  /** An escape such as `%20`, which an s3 URL takes literally; a doubt, since a key may have percent signs. */
  LITERAL_ESCAPE = 'literal-escape',
  /** A `?` or `#` stands in the key of an s3 URL; it was taken for a part of the key. */
  RAW_DELIMITER = 'raw-delimiter',
  /** A percent sign of an HTTP URL that begins no escape of UTF-8; it was left as it stands. */
  MALFORMED_ESCAPE = 'malformed-escape',
  /** The query (a signature, a version) was dropped. */
  DROPPED_QUERY = 'dropped-query',
  /** The fragment was dropped. */
  DROPPED_FRAGMENT = 'dropped-fragment',
}

/** One thing that is wrong, or doubtful, with a URL. */
export interface ZencoderS3UrlProblem {
  /** The kind of problem, for programs. */
  readonly fault: ZencoderS3UrlFault;
  /** The value, the rule and the nearest right thing, for people: one line. */
  readonly message: string;
}

/** A problem with what is wrong apart from what to write or check instead. */
export interface UrlProblem {
  readonly fault: ZencoderS3UrlFault;
  readonly what: string;
  readonly advice?: string;
}

export function messageOf({ what, advice }: UrlProblem): string {
  return advice === undefined ? what : `${what}: ${advice}`;
}

/** What was found, in the order of the faults; nothing where there is no such problem. */
type Found = Partial<Record<ZencoderS3UrlFault, readonly [what: string, advice?: string] | false>>;

function listed(found: Found): UrlProblem[] {
  return Object.entries(found).flatMap(([fault, texts]) =>
    texts ? [{ fault: fault as ZencoderS3UrlFault, what: texts[0], advice: texts[1] }] : [],
  );
}

const REGION = /[a-z]{2,}(?:-[a-z]+)+-\d+/;

/** What in a text is written like a region of AWS. */
export function nearestRegion(region: string | undefined): string | undefined {
  return region?.toLowerCase().replace(/_/g, '-').match(REGION)?.[0];
}

const UNLESS_OLDER = `, unless it is an older bucket in ${OLDER_NAMES_REGION}`;

/** Where S3 refuses what only names of the older form have. */
function refusesIn(region: string | undefined): string {
  return hasNoOlderNames(region) ? `refuses in every bucket of ${region}` : 'refuses in every new bucket since 2018';
}

/** What is wrong with what only a name of the older form has. @param region as near to one of AWS's as it is written */
export function olderNameDoubt(bucket: string, has: string, region: string | undefined): string {
  const advice = hasNoOlderNames(region) ? 'check the name' : `check the name${UNLESS_OLDER}`;
  return `bucket ${quoted(bucket)} has ${has}, which S3 ${refusesIn(region)}: ${advice}`;
}

/** What is wrong with a bucket and a region, wherever they come from. */
export function problemsOfParts(bucket: string, region?: string): UrlProblem[] {
  const nearest = nearestRegion(region);
  const odd = /[^\w.-]/u.exec(bucket)?.[0];
  return listed({
    [ZencoderS3UrlFault.MALFORMED_REGION]: region !== nearest && [
      `region ${quoted(region)} is not written like a region of AWS, as in ${quoted(nearest ?? 'eu-central-1')}`,
    ],
    [ZencoderS3UrlFault.UPPER_CASE_BUCKET]: /[A-Z]/.test(bucket) && [
      `bucket ${quoted(bucket)} has upper-case letters, which S3 ${refusesIn(nearest)}`,
      `write ${quoted(bucket.toLowerCase())}${hasNoOlderNames(nearest) ? '' : UNLESS_OLDER}`,
    ],
    [ZencoderS3UrlFault.INVALID_BUCKET]: odd !== undefined && [
      `bucket ${quoted(bucket)} holds ${quoted(odd)}`,
      'a bucket has only a-z, 0-9, "." and "-" in its name, as in "my-bucket"',
    ],
    [ZencoderS3UrlFault.ENDPOINT_FOR_BUCKET]: isAwsDomain(bucket) && [
      `${quoted(bucket)} is a domain of AWS and not the name of a bucket`,
      `write the name alone, as in ${quoted(bucketOfEndpoint(bucket) ?? 'my-bucket')}`,
    ],
  });
}

/**
 * What is wrong or doubtful in the text that a URL was read from.
 * @param urlWith the URL with another key, or of another bucket
 */
export function problemsOfText(
  text: string,
  reading: S3UrlReading,
  urlWith: (key: string, bucket?: string) => string,
): UrlProblem[] {
  const { key, form, region, keyWithSpaces, keyWithPluses, droppedQuery, droppedFragment } = reading;
  const withKey = (other: string) => whole(urlWith(other));
  const read = withKey(key);
  const given = quoted(withoutSecrets(text));
  return listed({
    [ZencoderS3UrlFault.UPPER_CASE_BUCKET]: reading.bucketInHost !== undefined &&
      !hasNoOlderNames(region) && [
        `${given} has upper-case letters in its host name, which do not count, so that it names the bucket ${quoted(reading.bucket)}`,
        `write ${whole(urlWith(key, reading.bucketInHost))} for an older bucket in ${OLDER_NAMES_REGION}`,
      ],
    [ZencoderS3UrlFault.ENDPOINT_FOR_BUCKET]: reading.endpoint !== undefined && [
      `${quoted(reading.endpoint)} is the domain of an S3 endpoint and not the name of a bucket`,
      `write ${read}`,
    ],
    [ZencoderS3UrlFault.CREDENTIALS]: reading.hasCredentials && [
      'credentials do not belong in a URL, but are saved in the Zencoder account, and those of this one were dropped',
      `write ${read}`,
    ],
    [ZencoderS3UrlFault.NOT_SIGNED]: form !== S3UrlForm.S3 && [
      `${given} is ${form}, and Zencoder signs requests for s3 URLs only`,
      `write ${read}`,
    ],
    [ZencoderS3UrlFault.WEBSITE_ENDPOINT]: form === S3UrlForm.WEBSITE && [
      `${given} is a website endpoint, which serves index and error pages and redirects`,
      `check that the bucket has an object ${whole(key)}, and write ${read}`,
    ],
    [ZencoderS3UrlFault.MISSING_REGION]: region === undefined && [
      `${read} names no region, which does for the regions opened before 2014 only`,
      'if the bucket is in another, such as eu-central-1, begin with "s3+eu-central-1://"',
    ],
    [ZencoderS3UrlFault.EMPTY_KEY]: key === '' && [
      `${read} has no key and names the whole bucket`,
      `for one object, write ${withKey('file.mp4')}`,
    ],
    [ZencoderS3UrlFault.PLUS_FOR_SPACE]: keyWithSpaces !== keyWithPluses && [
      '"+" may stand for a space, as where the S3 console wrote the URL, but Zencoder reads a plus sign',
      `write ${withKey(keyWithSpaces)} if spaces are meant, ${withKey(keyWithPluses)} if plus signs are`,
    ],
    [ZencoderS3UrlFault.LITERAL_ESCAPE]: reading.keyDecoded !== key && [
      `${read} holds escapes, which Zencoder reads literally`,
      `write ${withKey(reading.keyDecoded)}, unless the key itself has a percent sign`,
    ],
    [ZencoderS3UrlFault.RAW_DELIMITER]: reading.hasRawDelimiter && [
      '"?" and "#" in a key must be written "%3F" and "%23"',
      `write ${read}, or leave out what is not part of the key`,
    ],
    [ZencoderS3UrlFault.MALFORMED_ESCAPE]: reading.hasMalformedEscape && [
      `${given} has a percent sign that begins no escape of UTF-8, and should be written "%25" if it is meant`,
      `check that ${whole(key)} is the key`,
    ],
    [ZencoderS3UrlFault.DROPPED_QUERY]: droppedQuery !== undefined && [
      `the query (${droppedQuery.map(quoted).join(', ')}) was dropped`,
      `Zencoder signs the request itself and reads the current version of the object, as ${read}`,
    ],
    [ZencoderS3UrlFault.DROPPED_FRAGMENT]: droppedFragment !== undefined && [
      `the fragment ${quoted(`#${droppedFragment}`)} was dropped`,
      `if it is part of the key, write ${withKey(`${key}#${droppedFragment}`)}`,
    ],
  });
}

/** A URL as a message shows it: on one line, and whole, so that it can be copied. */
export function whole(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
