import { withoutSecrets } from '../messages/secrets';
import { codePoint } from '../messages/wording';
import { bucketNameFault, hasNoOlderNames, MAX_BUCKET_NAME_LENGTH } from '../s3/bucket-name';
import { regionFault } from '../s3/region';
import { nearestRegion, olderNameDoubt, ZencoderS3UrlFault } from './problems';
import { ZencoderS3Url } from './s3-url';

/** What is wrong with a URL, or may be. */
export interface PastedUrlProblem {
  readonly level: 'wrong' | 'warning';
  /** The kind of fault, for programs. */
  readonly fault: string;
  /** One line. */
  readonly message: string;
}

/** What came of one text. */
export interface PastedUrl {
  /** The text, with `…` for names, passwords, access keys and signatures. */
  readonly given: string;
  /** To give Zencoder; absent where the text names no object of S3. */
  readonly url?: string;
  readonly problems: readonly PastedUrlProblem[];
}

export interface PastedUrlContext {
  /** Of the bucket, where the URL does not say it. */
  readonly region?: string;
  /** What messages call that region. */
  readonly regionName: string;
  /** Where a URL is got that is no line of text; undefined where it is given all the same. */
  readonly unprintableIn?: string;
}

/** What only people write, beside what is found in every URL. */
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

/** What only the name of an older bucket in us-east-1 has: a doubt where that may be meant. */
const OF_OLDER_NAMES: readonly string[] = [
  ZencoderS3UrlFault.UPPER_CASE_BUCKET,
  Fault.UNDERSCORE_BUCKET,
  Fault.LONG_BUCKET,
];

/** Doubts: the URL may be just what is meant. */
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
  const isDoubt = WARNINGS.includes(fault) || (OF_OLDER_NAMES.includes(fault) && !hasNoOlderNames(region));
  return { level: isDoubt ? 'warning' : 'wrong', fault, message };
}

/** Reads a URL as people paste it: with quotes around it, or white space behind it. */
export function readPastedUrl(text: string, context: PastedUrlContext): PastedUrl {
  const given = withoutSecrets(text);
  const bare = unwrapped(text);
  const pasted = bare.trimEnd();
  try {
    const url = ZencoderS3Url.parse(pasted, context.region);
    const right = url.toString();
    const unseen = context.unprintableIn === undefined ? undefined : CONTROL_CHARACTER.exec(right)?.[0];
    const problems = [
      ...url.problems.map(({ fault, message }) => problem(fault, message, nearestRegion(url.region))),
      ...problemsOfPasting(url, { ...context, isTrimmed: pasted !== bare, unseen }),
    ];
    return { given, url: unseen === undefined ? right : undefined, problems };
  } catch (error) {
    return { given, problems: [problem(Fault.UNREADABLE, (error as Error).message)] };
  }
}

/** Quotes or angle brackets, as people paste them, belong to no URL. */
function unwrapped(text: string): string {
  return (
    /^\s*(?:"(.*)"|'(.*)'|`(.*)`|<(.*)>)\s*$/s
      .exec(text)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? text
  );
}

/** What would end the line, or a terminal would obey. */
const CONTROL_CHARACTER = /[\p{Cc}\p{Zl}\p{Zp}]/u;

interface Pasting extends PastedUrlContext {
  readonly isTrimmed: boolean;
  readonly unseen?: string;
}

/** What a library does not check: it does not stop at a region that is newer than itself. */
function problemsOfPasting(url: ZencoderS3Url, pasting: Pasting): PastedUrlProblem[] {
  const { region, regionName, unprintableIn, isTrimmed, unseen } = pasting;
  const has = (sought: ZencoderS3UrlFault) => url.problems.some(({ fault }) => fault === sought);
  const ofRegion = url.region && !has(ZencoderS3UrlFault.MALFORMED_REGION) && regionFault(url.region);
  const ofBucket = !has(ZencoderS3UrlFault.INVALID_BUCKET) && bucketNameFault(url.bucket);
  const nearest = nearestRegion(url.region);
  const doubtOf = (has: string) => olderNameDoubt(url.bucket, has, nearest);
  const found = {
    [Fault.UNKNOWN_REGION]: ofRegion && `region ${ofRegion}`,
    [Fault.OTHER_REGION]:
      region !== undefined &&
      url.region !== region &&
      `${regionName} ${region} is not taken, since the URL says ${url.region}: write the URL with ${region} if the bucket is there`,
    [ZencoderS3UrlFault.INVALID_BUCKET]: ofBucket && `bucket ${ofBucket}`,
    [Fault.UNDERSCORE_BUCKET]: url.bucket.includes('_') && doubtOf('an underscore'),
    [Fault.LONG_BUCKET]:
      !ofBucket &&
      url.bucket.length > MAX_BUCKET_NAME_LENGTH &&
      doubtOf(`${url.bucket.length} characters, over ${MAX_BUCKET_NAME_LENGTH}`),
    [Fault.FOLDER_KEY]:
      url.key.endsWith('/') &&
      `the key ends in "/", as the name of a folder does: for one object, write ${JSON.stringify(`${url}file.mp4`)}; as the base of outputs it is right`,
    [Fault.TRAILING_SPACE]: isTrimmed && 'white space behind the URL was dropped: put it back if the key ends in it',
    [Fault.UNPRINTABLE]:
      unseen !== undefined &&
      `the key holds ${codePoint(unseen.codePointAt(0)!)}, so the URL is no line of text; take it from ${unprintableIn}`,
  };
  return Object.entries(found).flatMap(([fault, message]) => (message ? [problem(fault, message, nearest)] : []));
}
