import { isObject } from '../messages/json';
import { isAccessKey, withoutCredentials, withoutSecrets } from '../messages/secrets';
import { quoted } from '../messages/wording';
import { isAwsDomain } from '../s3/endpoint';
import {
  messageOf,
  nearestRegion,
  problemsOfParts,
  problemsOfText,
  type UrlProblem,
  whole,
  type ZencoderS3UrlProblem,
} from './problems';
import { readS3Url, writeKey } from './url-forms';

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
    checkedText('text', text, 's3+eu-central-1://my-bucket/file.mp4');
    if (region !== undefined) {
      checkedText('region', region, 'eu-central-1');
    }
    if (isAccessKey(text)) {
      throw new Error(
        `${quoted(withoutSecrets(text))} has an access key in the place of the bucket: save it in the Zencoder account, and write as in "s3+eu-central-1://my-bucket/file.mp4"`,
      );
    }
    const foreign = OTHER_PARTITION.exec(withoutSecrets(text))?.[0];
    if (foreign) {
      throw new Error(`${quoted(foreign)} names another partition of AWS: ${ZENCODERS_PARTITION}${likeIn(text)}`);
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
    // All messages name the URL with the region that the one about the region names.
    const nearest = nearestRegion(reading.region) ?? reading.region;
    const urlWith = (key: string, bucket = reading.bucket) =>
      new ZencoderS3Url({ bucket, key, region: nearest }).toString();
    url.addProblems(problemsOfText(text, { ...reading, region: nearest }, urlWith));
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
  public readonly problems: ZencoderS3UrlProblem[] = [];

  /**
   * The same problems, with what is wrong apart from the advice.
   * @internal
   */
  public readonly _details: UrlProblem[] = [];

  /**
   * Names an object by its parts.
   *
   * @throws if the bucket or region is empty or holds a slash or white space, or if the region is in a partition other than `aws`
   */
  constructor(props: ZencoderS3UrlProps) {
    if (!isObject(props)) {
      throw new Error(`${quoted(props)} is given as the props; write { bucket: "my-bucket", key: "file.mp4" }`);
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

  /** The same object with its region named; what was wrong with the text that this URL was read from is not carried over. */
  public withRegion(region: string): ZencoderS3Url {
    return new ZencoderS3Url({ bucket: this.bucket, key: this.key, region });
  }

  private addProblems(problems: readonly UrlProblem[]): void {
    this._details.push(...problems);
    this.problems.push(...problems.map((problem) => ({ fault: problem.fault, message: messageOf(problem) })));
  }
}

const ZENCODERS_PARTITION =
  "Zencoder's account is in the partition aws and can be given no access there; use a bucket in a region such as eu-central-1";
const OTHER_PARTITIONS_REGION = /^(?:cn|us-gov|(?:us|eu)-iso[a-z]?|eusc)-/i;
const OTHER_PARTITION =
  /^\s*(?:arn:aws-[^:]*:s3:|(?:(?:https?|s3(?:\+[^\s/]+)?):\/\/)?[^\s/?#]+\.(?:amazonaws\.com\.cn|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws\.eu)(?![^:/?#]))/i;

const ACCESS_POINT =
  /^\s*(?:arn:aws:s3[\w-]*:(?<region>[\w-]*):\d*:accesspoint[/:]|(?:(?:https?|s3(?:\+[^\s/]+)?):\/\/)?[^\s/?#]+\.s3-accesspoint[^\s/?#]*\.amazonaws\.com(?![^:/?#]))/i;

/** The same object in a bucket that Zencoder can be given access to. */
function likeIn(text: string): string {
  const { bucket = '', key = '' } = readS3Url(text) ?? {};
  return /^[\w.-]+$/.test(bucket) && !isAwsDomain(bucket)
    ? `, as in ${whole(`s3+eu-central-1://${bucket}/${writeKey(key)}`)}`
    : '';
}

/** From JavaScript it may be of any type. */
function checkedText(part: string, value: string, example: string): string {
  if (typeof value !== 'string') {
    throw new Error(`${part} ${quoted(value)} is not a string: write it as in "${example}"`);
  }
  return value;
}

function checked(part: string, value: string, example: string): string {
  if (checkedText(part, value, example) === '' || /[\s/]/.test(value)) {
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
