import { quoted } from '../messages/wording';
import { readS3Url, S3UrlForm, type S3UrlReading, withoutCredentials, writeKey } from './url-forms';

/** What can be wrong, or doubtful, with the URL of an S3 object that is meant for Zencoder. */
export enum ZencoderS3UrlFault {
  /** The region is not written like one of AWS's, such as `eu-central-1`. */
  MALFORMED_REGION = 'malformed-region',
  /** The bucket has upper-case letters. */
  UPPER_CASE_BUCKET = 'upper-case-bucket',
  /** The bucket holds a character that no bucket has. */
  INVALID_BUCKET = 'invalid-bucket',
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

/** The parts of the URL of an S3 object. */
export interface ZencoderS3UrlProps {
  /** The bucket's name. */
  readonly bucket: string;
  /** The object's key as S3 lists it, unescaped. An empty key names the bucket, as the base URL of outputs does. */
  readonly key: string;
  /**
   * The bucket's region, such as `eu-central-1`.
   *
   * @default - not named, which does for buckets in the regions that opened before 2014 only
   */
  readonly region?: string;
}

/**
 * The URL under which a Zencoder job names an S3 object: `s3+REGION://BUCKET/KEY`, or `s3://BUCKET/KEY`.
 *
 * The key stands raw in it: a space is a space and a plus sign a plus sign. Only `?` is written `%3F` and `#` `%23`, and for
 * their sake a `%` in front of `3F`, `23` or `25` is written `%25`. Only these three escapes are read back, so that every key
 * survives being written and read; any other `%XX` is part of the key.
 *
 * Source: Zencoder's page "Using Zencoder with S3" for the two forms, the plus sign and the space; that `%` is escaped is this
 * library's rule, for keys such as `%3F.mp4`.
 */
export class ZencoderS3Url {
  /**
   * Reads what people paste: s3 URLs, virtual-hosted and path-style HTTP URLs (also of dual-stack, FIPS, accelerate and website
   * endpoints), addresses of the S3 console, and ARNs.
   *
   * What can be read but would not work, or perhaps not as meant, is in `problems`. A plus sign in the path of an HTTP URL is
   * read as a space, as S3 does.
   *
   * @param region of the bucket, where the text does not say it
   * @throws an error of one line for a text that names no S3 object, or one in a partition other than `aws`
   */
  public static parse(text: string, region?: string): ZencoderS3Url {
    const foreign = OTHER_PARTITION.exec(withoutSecrets(text))?.[0];
    if (foreign) {
      throw new Error(`${quoted(foreign)} names another partition of AWS: ${ZENCODERS_PARTITION}`);
    }
    const accessPoint = ACCESS_POINT.exec(text)?.groups;
    if (accessPoint) {
      throw new Error(
        `${quoted(withoutSecrets(text))} is an access point, and Zencoder takes buckets: name the bucket behind it, as in "s3+${accessPoint.region || 'eu-central-1'}://my-bucket/file.mp4"`,
      );
    }
    const found = readS3Url(text);
    if (!found) {
      throw new Error(
        `${quoted(withoutSecrets(text))} is no S3 URL: Zencoder takes s3+REGION://BUCKET/KEY or s3://BUCKET/KEY, as in ${whole(nearestS3Url(withoutCredentials(text)))}`,
      );
    }
    const reading = { ...found, region: found.region ?? region };
    const url = new ZencoderS3Url(reading);
    url.problems.push(...problemsOfText(text, reading));
    return url;
  }

  /** The bucket's name. */
  public readonly bucket: string;
  /** The object's key, unescaped; empty when the URL names the bucket. */
  public readonly key: string;
  /** The bucket's region, or undefined when the URL does not say. */
  public readonly region?: string;
  /**
   * What is wrong or doubtful, always in the order of `ZencoderS3UrlFault`.
   *
   * A URL made from parts has only the problems of its bucket and region: its key is taken as meant.
   */
  public readonly problems: ZencoderS3UrlProblem[];

  /**
   * Names an object by its parts.
   *
   * @throws if the bucket or region is empty or holds a slash or white space, or if the region is in a partition other than `aws`
   */
  constructor(props: ZencoderS3UrlProps) {
    this.bucket = checked('bucket', props.bucket, 'my-bucket');
    this.key = props.key;
    this.region = props.region === undefined ? undefined : checked('region', props.region, 'eu-central-1');
    if (this.region && OTHER_PARTITIONS_REGION.test(this.region)) {
      throw new Error(`region ${quoted(this.region)} is in another partition of AWS: ${ZENCODERS_PARTITION}`);
    }
    this.problems = [...problemsOfParts(this.bucket, this.region)];
  }

  /** The URL to give to Zencoder: `s3+REGION://BUCKET/KEY`, or `s3://BUCKET/KEY` without a region. */
  public toString(): string {
    return `s3${this.region ? `+${this.region}` : ''}://${this.bucket}/${writeKey(this.key)}`;
  }

  /** The same object with its region named; what was wrong with the text that this URL was read from is not carried over. */
  public withRegion(region: string): ZencoderS3Url {
    return new ZencoderS3Url({ bucket: this.bucket, key: this.key, region });
  }
}

const ZENCODERS_PARTITION =
  "Zencoder's account is in the partition aws and can be given no access there; use a bucket in a region such as eu-central-1";
const OTHER_PARTITIONS_REGION = /^(?:cn|us-gov|(?:us|eu)-iso[a-z]?|eusc)-/i;
const OTHER_PARTITION =
  /^\s*(?:arn:aws-[^:]*:s3:|(?:https?:\/\/)?[^\s/?#]+\.(?:amazonaws\.com\.cn|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws\.eu)(?![^:/?#]))/i;

const ACCESS_POINT =
  /^\s*(?:arn:aws:s3[\w-]*:(?<region>[\w-]*):\d*:accesspoint[/:]|(?:https?:\/\/)?[^\s/?#]+\.s3-accesspoint[^\s/?#]*\.amazonaws\.com(?![^:/?#]))/i;

const REGION = /[a-z]{2,}(?:-[a-z]+)+-\d+/;

function nearestRegion(region: string | undefined): string | undefined {
  return region?.toLowerCase().replace(/_/g, '-').match(REGION)?.[0];
}

function* problemsOfParts(bucket: string, region?: string): Generator<ZencoderS3UrlProblem> {
  const nearest = nearestRegion(region);
  if (region !== nearest) {
    yield {
      fault: ZencoderS3UrlFault.MALFORMED_REGION,
      message: `region ${quoted(region)} is not written like a region of AWS, as in ${quoted(nearest ?? 'eu-central-1')}`,
    };
  }
  if (/[A-Z]/.test(bucket)) {
    yield {
      fault: ZencoderS3UrlFault.UPPER_CASE_BUCKET,
      message: `bucket ${quoted(bucket)} has upper-case letters, which S3 refuses in every new bucket since 2018: write ${quoted(bucket.toLowerCase())}, unless it is an older bucket in us-east-1`,
    };
  }
  const odd = /[^\w.-]/u.exec(bucket)?.[0];
  if (odd) {
    yield {
      fault: ZencoderS3UrlFault.INVALID_BUCKET,
      message: `bucket ${quoted(bucket)} holds ${quoted(odd)}: a bucket has only a-z, 0-9, "." and "-" in its name, as in "my-bucket"`,
    };
  }
}

function* problemsOfText(text: string, reading: S3UrlReading): Generator<ZencoderS3UrlProblem> {
  const { bucket, key, form } = reading;
  // All messages name the URL with the region that the one about the region names.
  const region = nearestRegion(reading.region) ?? reading.region;
  const withKey = (other: string) => whole(new ZencoderS3Url({ bucket, key: other, region }).toString());
  const read = withKey(key);

  if (reading.hasCredentials) {
    yield {
      fault: ZencoderS3UrlFault.CREDENTIALS,
      message: `credentials do not belong in a URL, but are saved in the Zencoder account, and those of this one were dropped: write ${read}`,
    };
  }
  if (form !== S3UrlForm.S3) {
    yield {
      fault: ZencoderS3UrlFault.NOT_SIGNED,
      message: `${quoted(withoutSecrets(text))} is ${form}, and Zencoder signs requests for s3 URLs only: write ${read}`,
    };
  }
  if (form === S3UrlForm.WEBSITE) {
    yield {
      fault: ZencoderS3UrlFault.WEBSITE_ENDPOINT,
      message: `${quoted(withoutSecrets(text))} is a website endpoint, which serves index and error pages and redirects: check that the bucket has an object ${whole(key)}, and write ${read}`,
    };
  }
  if (region === undefined) {
    yield {
      fault: ZencoderS3UrlFault.MISSING_REGION,
      message: `${read} names no region, which does for the regions opened before 2014 only: if the bucket is in another, such as eu-central-1, begin with "s3+eu-central-1://"`,
    };
  }
  if (key === '') {
    yield {
      fault: ZencoderS3UrlFault.EMPTY_KEY,
      message: `${read} has no key and names the whole bucket: for one object, write ${withKey('file.mp4')}`,
    };
  }
  if (reading.keyWithSpaces !== reading.keyWithPluses) {
    yield {
      fault: ZencoderS3UrlFault.PLUS_FOR_SPACE,
      message: `"+" may stand for a space, as where the S3 console wrote the URL, but Zencoder reads a plus sign: write ${withKey(reading.keyWithSpaces)} if spaces are meant, ${withKey(reading.keyWithPluses)} if plus signs are`,
    };
  }
  if (reading.keyDecoded !== key) {
    yield {
      fault: ZencoderS3UrlFault.LITERAL_ESCAPE,
      message: `${read} holds escapes, which Zencoder reads literally: write ${withKey(reading.keyDecoded)}, unless the key itself has a percent sign`,
    };
  }
  if (reading.hasRawDelimiter) {
    yield {
      fault: ZencoderS3UrlFault.RAW_DELIMITER,
      message: `"?" and "#" in a key must be written "%3F" and "%23": write ${read}, or leave out what is not part of the key`,
    };
  }
  if (reading.hasMalformedEscape) {
    yield {
      fault: ZencoderS3UrlFault.MALFORMED_ESCAPE,
      message: `${quoted(withoutSecrets(text))} has a percent sign that begins no escape of UTF-8, and should be written "%25" if it is meant: check that ${whole(key)} is the key`,
    };
  }
  if (reading.droppedQuery) {
    yield {
      fault: ZencoderS3UrlFault.DROPPED_QUERY,
      message: `the query (${reading.droppedQuery.map(quoted).join(', ')}) was dropped: Zencoder signs the request itself and reads the current version of the object, as ${read}`,
    };
  }
  if (reading.droppedFragment) {
    yield {
      fault: ZencoderS3UrlFault.DROPPED_FRAGMENT,
      message: `the fragment ${quoted(`#${reading.droppedFragment}`)} was dropped: if it is part of the key, write ${withKey(`${key}#${reading.droppedFragment}`)}`,
    };
  }
}

function checked(part: string, value: string, example: string): string {
  if (value === '' || /[\s/]/.test(value)) {
    throw new Error(
      `${part} ${quoted(value)} must not be empty or hold a slash or white space: write it as in "${example}"`,
    );
  }
  return value;
}

function nearestS3Url(text: string): string {
  const named = /^\s*(?:s3[^:/]*:\/*)?([\w.-]+\/[^?]*)/i.exec(text)?.[1];
  return named ? `s3://${named}` : 's3+eu-central-1://my-bucket/file.mp4';
}

/** The query of a presigned URL is a credential, as is what stands in front of an `@`: no message repeats them. */
function withoutSecrets(text: string): string {
  return withoutCredentials(text, '…@')
    .replace(/\?.*/s, '?…')
    .replace(/\/\/[^/]*@/, '//…@');
}

/** A URL as a message shows it: on one line, and whole, so that it can be copied. */
function whole(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
