import { withoutSecrets } from '../messages/secrets';
import { codePoint, quoted } from '../messages/wording';
import { bucketNameFault, hasNoOlderNames, MAX_BUCKET_NAME_LENGTH } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import { messageForOlderName, nearestRegion, ZencoderS3UrlFault } from './problems';
import { ZencoderS3Url } from './s3-url';

/** An error or a warning about a URL. */
export interface PastedUrlProblem {
  readonly level: 'wrong' | 'warning';
  /** The kind of fault, for programs. */
  readonly fault: string;
  /** One line. */
  readonly message: string;
}

/** The result of reading one text. */
export interface PastedUrl {
  /** The text, with `…` for names, passwords, access keys and signatures. */
  readonly given: string;
  /** The URL to give to Zencoder; undefined if the text is not the URL of an S3 object. */
  readonly url?: string;
  readonly problems: readonly PastedUrlProblem[];
}

export interface PastedUrlContext {
  /** The region of the bucket, used if the URL has no region. */
  readonly region?: string;
  /** How messages call that region. */
  readonly regionName: string;
  /** The option that returns a URL with control characters; undefined if such a URL is returned without it. */
  readonly unprintableIn?: string;
}

/** Faults of pasted URLs, in addition to `ZencoderS3UrlFault`. */
enum Fault {
  UNKNOWN_REGION = 'unknown-region',
  OTHER_REGION = 'other-region',
  UNDERSCORE_BUCKET = 'underscore-bucket',
  LONG_BUCKET = 'long-bucket',
  FOLDER_KEY = 'folder-key',
  TRAILING_SPACE = 'trailing-space',
  UNPRINTABLE = 'unprintable',
  UNREADABLE = 'unreadable',
}

/** Faults that the names of older buckets in us-east-1 can have: only a warning if the bucket can be one of these. */
const OF_OLDER_NAMES: readonly string[] = [
  ZencoderS3UrlFault.UPPER_CASE_BUCKET,
  Fault.UNDERSCORE_BUCKET,
  Fault.LONG_BUCKET,
];

/** Faults that are only warnings: the URL can be intended. */
const WARNINGS: readonly string[] = [
  ZencoderS3UrlFault.MISSING_REGION,
  ZencoderS3UrlFault.PLUS_FOR_SPACE,
  ZencoderS3UrlFault.LITERAL_ESCAPE,
  ZencoderS3UrlFault.EMPTY_KEY,
  Fault.OTHER_REGION,
  Fault.FOLDER_KEY,
  Fault.TRAILING_SPACE,
];

function problem(fault: string, message: string, region?: string): PastedUrlProblem {
  const isWarning = WARNINGS.includes(fault) || (OF_OLDER_NAMES.includes(fault) && !hasNoOlderNames(region));
  return { level: isWarning ? 'warning' : 'wrong', fault, message };
}

/** Reads a pasted URL, which can have quotes around it or white space after it. */
export function readPastedUrl(text: string, context: PastedUrlContext): PastedUrl {
  const given = withoutSecrets(text);
  const bare = unwrapped(text);
  const pasted = bare.trimEnd();
  try {
    const url = ZencoderS3Url.parse(pasted, context.region);
    const corrected = url.toString();
    const controlCharacter = context.unprintableIn === undefined ? undefined : CONTROL_CHARACTER.exec(corrected)?.[0];
    const problems = [
      ...url.problems.map(({ fault, message }) => problem(fault, message, nearestRegion(url.region))),
      ...problemsOfPasting(url, { ...context, bare: pasted === bare ? undefined : bare, controlCharacter }),
    ];
    return { given, url: controlCharacter === undefined ? corrected : undefined, problems };
  } catch (error) {
    return { given, problems: [problem(Fault.UNREADABLE, (error as Error).message)] };
  }
}

/** Removes quotes or angle brackets around a pasted URL. */
function unwrapped(text: string): string {
  return (
    /^\s*(?:"(.*)"|'(.*)'|`(.*)`|<(.*)>)\s*$/s
      .exec(text)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? text
  );
}

/** A character that ends the line or controls a terminal. */
const CONTROL_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}]/u;

interface Pasting extends PastedUrlContext {
  /** The text before white space was removed from its end; undefined if it has none. */
  readonly bare?: string;
  readonly controlCharacter?: string;
}

/** Problems that `ZencoderS3Url` does not report. That class accepts regions that are newer than this library. */
function problemsOfPasting(url: ZencoderS3Url, pasting: Pasting): PastedUrlProblem[] {
  const { region, regionName, unprintableIn, bare, controlCharacter } = pasting;
  const has = (sought: ZencoderS3UrlFault) => url.problems.some(({ fault }) => fault === sought);
  const regionMessage = url.region && !has(ZencoderS3UrlFault.MALFORMED_REGION) && regionFault(url.region);
  const bucketMessage = !has(ZencoderS3UrlFault.INVALID_BUCKET) && bucketNameFault(url.bucket);
  const nearest = nearestRegion(url.region);
  const olderNameMessage = (has: string) => messageForOlderName(url.bucket, has, nearest);
  const found = {
    [Fault.UNKNOWN_REGION]: regionMessage && `region ${regionMessage}`,
    [Fault.OTHER_REGION]:
      region !== undefined &&
      url.region !== region &&
      `${regionName} ${region} is not used, since the URL has the region ${url.region}: if the bucket is in ${region}, write the URL with that region`,
    [ZencoderS3UrlFault.INVALID_BUCKET]: bucketMessage && `bucket ${bucketMessage}`,
    [Fault.UNDERSCORE_BUCKET]: url.bucket.includes('_') && olderNameMessage('an underscore'),
    [Fault.LONG_BUCKET]:
      !bucketMessage &&
      url.bucket.length > MAX_BUCKET_NAME_LENGTH &&
      olderNameMessage(`${url.bucket.length} characters, over ${MAX_BUCKET_NAME_LENGTH}`),
    [Fault.FOLDER_KEY]:
      url.key.endsWith('/') &&
      `the key ends with "/", like the name of a folder: for one object, write ${JSON.stringify(`${url}file.mp4`)}; as the base of outputs it is correct`,
    [Fault.TRAILING_SPACE]:
      bare !== undefined &&
      `the white space at the end of ${quoted(withoutSecrets(bare))} was removed; add it to the URL again if the key ends with it`,
    [Fault.UNPRINTABLE]:
      controlCharacter !== undefined &&
      `the key contains ${codePoint(controlCharacter.codePointAt(0)!)}, so the URL cannot be printed on one line; use ${unprintableIn}`,
  };
  return Object.entries(found).flatMap(([fault, message]) => (message ? [problem(fault, message, nearest)] : []));
}
