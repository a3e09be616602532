import { isObject } from '../messages/json';
import { isAccessKey, withoutCredentials, withoutSecrets } from '../messages/secrets';
import { quoted } from '../messages/wording';
import { isAwsDomain } from '../s3/endpoint';
import {
  messageOf,
  nearestRegion,
  problemsOfParts,
  problemsOfText,
  quotedInFull,
  type UrlProblem,
  type ZencoderS3UrlProblem,
} from './problems';
import { readS3Url, writeKey } from './url-forms';

/** The parts of the URL of an S3 object. */
export interface ZencoderS3UrlProps {
  /** The bucket's name. */
  readonly bucket: string;
  /** The object's key as S3 lists it, unescaped. An empty key means the bucket itself, as in the base URL of outputs. */
  readonly key: string;
  /**
   * The bucket's region, such as `eu-central-1`.
   *
   * @default - no region in the URL, which works only for buckets in regions launched before 2014
   */
  readonly region?: string;
}

/**
 * The URL of an S3 object in a Zencoder job: `s3+REGION://BUCKET/KEY`, or `s3://BUCKET/KEY`.
 *
 * The key is not escaped in the URL: a space is a space, and a plus sign is a plus sign. Only `?` is written `%3F` and `#` is written
 * `%23`, and so a `%` before `3F`, `23` or `25` is written `%25`. Only these three escapes are read back, so that writing and reading
 * a key does not change it. Any other `%XX` is part of the key.
 *
 * Source: Zencoder's page "Using Zencoder with S3" for the two forms, the plus sign and the space. The escape of `%` is a rule of
 * this library, for keys such as `%3F.mp4`.
 */
export class ZencoderS3Url {
  /**
   * Reads a URL in any common format: s3 URLs, virtual-hosted and path-style HTTP URLs (also of dual-stack, FIPS, accelerate and website
   * endpoints), addresses of the S3 console, and ARNs.
   *
   * The property `problems` lists everything in the text that does not work, or that may not be intended. A plus sign in the path of
   * an HTTP URL is read as a space, as S3 does.
   *
   * @param region the region of the bucket, used if the text has no region
   * @throws an error of one line if the text does not name an S3 object, or names one in a partition other than `aws`
   */
  public static parse(text: string, region?: string): ZencoderS3Url {
    checkedText('text', text, 's3+eu-central-1://my-bucket/file.mp4');
    if (region !== undefined) {
      checkedText('region', region, 'eu-central-1');
    }
    if (isAccessKey(text)) {
      throw new Error(
        `${quoted(withoutSecrets(text))} has an access key in place of the bucket: save the key in the Zencoder account, and write the URL as in "s3+eu-central-1://my-bucket/file.mp4"`,
      );
    }
    const otherPartition = OTHER_PARTITION.exec(withoutSecrets(text))?.[0];
    if (otherPartition) {
      throw new Error(
        `${quoted(otherPartition)} is in another partition of AWS: ${ZENCODERS_PARTITION}${exampleFrom(text)}`,
      );
    }
    const accessPoint = ACCESS_POINT.exec(text)?.groups;
    if (accessPoint) {
      throw new Error(
        `${quoted(withoutSecrets(text))} is an access point, but Zencoder accepts only buckets: name the bucket of the access point, as in "s3+${accessPoint.region || 'eu-central-1'}://my-bucket/file.mp4"`,
      );
    }
    const found = readS3Url(text);
    if (!found) {
      throw new Error(
        `${quoted(withoutSecrets(text))} is not an S3 URL: Zencoder accepts s3+REGION://BUCKET/KEY or s3://BUCKET/KEY, as in ${quotedInFull(nearestS3Url(withoutCredentials(text)))}`,
      );
    }
    const reading = { ...found, region: found.region ?? region };
    const url = new ZencoderS3Url(reading);
    // All messages show the URL with the region that the message about the region suggests.
    const nearest = nearestRegion(reading.region) ?? reading.region;
    const urlWith = (key: string, bucket = reading.bucket) =>
      new ZencoderS3Url({ bucket, key, region: nearest }).toString();
    url.addProblems(problemsOfText(text, { ...reading, region: nearest }, urlWith));
    return url;
  }

  /** The bucket's name. */
  public readonly bucket: string;
  /** The object's key, unescaped; empty if the URL names the bucket. */
  public readonly key: string;
  /** The bucket's region, or undefined if the URL has no region. */
  public readonly region?: string;
  /**
   * The problems, in the order of `ZencoderS3UrlFault`.
   *
   * A URL created from parts has only problems of its bucket and region: its key is not checked.
   */
  public readonly problems: ZencoderS3UrlProblem[] = [];

  /**
   * The same problems, with the advice separate from the description.
   * @internal
   */
  public readonly _details: UrlProblem[] = [];

  /**
   * Creates the URL of an object from its parts.
   *
   * @throws if the bucket or region is empty or contains a slash or white space, or if the region is in a partition other than `aws`
   */
  constructor(props: ZencoderS3UrlProps) {
    if (!isObject(props)) {
      throw new Error(`the props are ${quoted(props)}; write { bucket: "my-bucket", key: "file.mp4" }`);
    }
    this.bucket = checked('bucket', props.bucket, 'my-bucket');
    this.key = checkedText('key', props.key, 'file.mp4');
    this.region = props.region === undefined ? undefined : checked('region', props.region, 'eu-central-1');
    if (this.region && OTHER_PARTITIONS_REGION.test(this.region)) {
      throw new Error(`region ${quoted(this.region)} is in another partition of AWS: ${ZENCODERS_PARTITION}`);
    }
    this.addProblems(problemsOfParts(this.bucket, this.region));
  }

  /** The URL to give to Zencoder: `s3+REGION://BUCKET/KEY`, or `s3://BUCKET/KEY` without a region. */
  public toString(): string {
    return `s3${this.region ? `+${this.region}` : ''}://${this.bucket}/${writeKey(this.key)}`;
  }

  /** The URL of the same object with this region. It does not have the problems of the text that this URL was read from. */
  public withRegion(region: string): ZencoderS3Url {
    return new ZencoderS3Url({ bucket: this.bucket, key: this.key, region });
  }

  private addProblems(problems: readonly UrlProblem[]): void {
    this._details.push(...problems);
    this.problems.push(...problems.map((problem) => ({ fault: problem.fault, message: messageOf(problem) })));
  }
}

const ZENCODERS_PARTITION =
  "Zencoder's account is in the partition aws and cannot get access there; use a bucket in a region such as eu-central-1";
const OTHER_PARTITIONS_REGION = /^(?:cn|us-gov|(?:us|eu)-iso[a-z]?|eusc)-/i;
const OTHER_PARTITION =
  /^\s*(?:arn:aws-[^:]*:s3:|(?:(?:https?|s3(?:\+[^\s/]+)?):\/\/)?[^\s/?#]+\.(?:amazonaws\.com\.cn|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws\.eu)(?![^:/?#]))/i;

const ACCESS_POINT =
  /^\s*(?:arn:aws:s3[\w-]*:(?<region>[\w-]*):\d*:accesspoint[/:]|(?:(?:https?|s3(?:\+[^\s/]+)?):\/\/)?[^\s/?#]+\.s3-accesspoint[^\s/?#]*\.amazonaws\.com(?![^:/?#]))/i;

/** The URL of the same object in a bucket that Zencoder can get access to. */
function exampleFrom(text: string): string {
  const { bucket = '', key = '' } = readS3Url(text) ?? {};
  return /^[\w.-]+$/.test(bucket) && !isAwsDomain(bucket)
    ? `, as in ${quotedInFull(`s3+eu-central-1://${bucket}/${writeKey(key)}`)}`
    : '';
}

/** Throws an error if the value is not a string. A JavaScript caller can pass any type. */
function checkedText(part: string, value: string, example: string): string {
  if (typeof value !== 'string') {
    throw new Error(`${part} ${quoted(value)} is not a string: write it as in "${example}"`);
  }
  return value;
}

function checked(part: string, value: string, example: string): string {
  if (checkedText(part, value, example) === '' || /[\s/]/.test(value)) {
    throw new Error(
      `${part} ${quoted(value)} must not be empty or contain a slash or white space: write it as in "${example}"`,
    );
  }
  return value;
}

function nearestS3Url(text: string): string {
  const named = /^\s*(?:s3[^:/]*:\/*)?([\w.-]+\/[^?]*)/i.exec(text)?.[1];
  return named ? `s3://${named}` : 's3+eu-central-1://my-bucket/file.mp4';
}
