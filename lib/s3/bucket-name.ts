import { type Attribute, firstBroken } from '../messages/attributes';
import { containsToken } from '../messages/token';
import { quoted } from '../messages/wording';
import { bucketOfEndpoint, isAwsDomain } from './endpoint';

export const MAX_BUCKET_NAME_LENGTH = 63;
const MAX_OLDER_BUCKET_NAME_LENGTH = 255;

/** In the syntax that JavaScript and Terraform share. */
export const BUCKET_NAME_PATTERN = '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$';
/** The pattern for buckets created in us-east-1 before March 2018. It includes today's names. Source: S3's "Bucket restrictions and limitations" of that time. */
export const OLDER_BUCKET_NAME_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$';
export const IP_ADDRESS_PATTERN = '^\\d+\\.\\d+\\.\\d+\\.\\d+$';

export const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
export const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** The only region whose buckets can have names of the older form. */
export const OLDER_NAMES_REGION = 'us-east-1';
/** How messages call the buckets that can have such names. */
export const OLDER_BUCKET = `a bucket created in ${OLDER_NAMES_REGION} before March 2018`;

/** The rules of S3 for the names of buckets of some age. */
interface NameForm {
  readonly maxLength: number;
  readonly forbidden: RegExp;
  readonly upperCase: boolean;
  readonly ends: RegExp;
}

const CURRENT: NameForm = {
  maxLength: MAX_BUCKET_NAME_LENGTH,
  forbidden: /[^A-Za-z0-9.-]/u,
  upperCase: false,
  ends: /^[a-z0-9].*[a-z0-9]$/,
};
const OLDER: NameForm = {
  maxLength: MAX_OLDER_BUCKET_NAME_LENGTH,
  forbidden: /[^\w.-]/u,
  upperCase: true,
  ends: /^[A-Za-z0-9].*[A-Za-z0-9_]$/,
};

/**
 * Returns why a name cannot be the name of a general purpose bucket, or undefined if it can. Source: S3's "General purpose bucket naming rules".
 * @param region the region of the bucket. Names of the older form are refused only if the region is known and is not us-east-1
 */
export function bucketNameFault(name: string, region?: unknown): string | undefined {
  const rule = brokenRule(name, CURRENT);
  const always = rule && brokenRule(name, OLDER);
  if (rule === undefined || (always === undefined && !hasNoOlderNames(region))) {
    return undefined;
  }
  const why = always ?? `${rule}; only ${OLDER_BUCKET} can have such a name`;
  return `${quoted(name)} is not a bucket name: ${why}`;
}

/** Returns a warning for a valid name of the older form, which may be misspelt, or undefined. */
export function bucketNameWarning(name: string): string | undefined {
  const rule = brokenRule(name, CURRENT);
  return rule && brokenRule(name, OLDER) === undefined
    ? `${quoted(name)} is an older bucket name, which only ${OLDER_BUCKET} can have: ${rule}`
    : undefined;
}

/** Whether only an older bucket can have such a name. */
export function isOlderBucketName(name: string): boolean {
  return brokenRule(name, CURRENT) !== undefined && brokenRule(name, OLDER) === undefined;
}

/** Whether the region is known and has no buckets with names of the older form. The region of a token is not known. */
export function hasNoOlderNames(region: unknown): boolean {
  return region !== undefined && region !== OLDER_NAMES_REGION && !containsToken(region);
}

/** The maximum length of a name that is not known. */
export function longestBucketName(region?: unknown): number {
  return hasNoOlderNames(region) ? MAX_BUCKET_NAME_LENGTH : MAX_OLDER_BUCKET_NAME_LENGTH;
}

/**
 * The checks of the name of a bucket in a region.
 * @param regionOf returns the region. It is called only for names of the older form, since the lookup takes time
 */
export function bucketNameOf(regionOf: () => unknown = () => undefined): Attribute {
  return {
    fault: (name) =>
      PLAIN_NAME.test(name) ? undefined : bucketNameFault(name, isOlderBucketName(name) ? regionOf() : undefined),
    warning: bucketNameWarning,
  };
}

/** Matches most valid names, without the cost of all rules. */
const PLAIN_NAME = new RegExp(
  `^(?!${RESERVED_PREFIXES.join('|')})[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$(?<!${RESERVED_SUFFIXES.join('|').replace(/[.]/g, '[.]')})`,
);

function brokenRule(name: string, form: NameForm): string | undefined {
  if (PLAIN_NAME.test(name)) {
    return undefined;
  }
  const [, inArn] = /^arn:[^:]*:s3:::([^/]+)/.exec(name) ?? [];
  const ofEndpoint = bucketOfEndpoint(name);
  const [forbidden] = form.forbidden.exec(name) ?? [];
  const prefix = RESERVED_PREFIXES.find((reserved) => name.startsWith(reserved));
  const suffix = RESERVED_SUFFIXES.find((reserved) => name.endsWith(reserved));
  return firstBroken([
    [inArn, `write the name alone, ${quoted(inArn)}`],
    [name.startsWith('arn:'), 'it is an ARN, but not of a bucket'],
    [ofEndpoint, `write the name alone, not a URL or a domain: ${quoted(ofEndpoint)}`],
    [isAwsDomain(name), 'write the name alone, not a domain of AWS'],
    [/^s3(\+[^:]*)?:\/\//i.test(name), 'write the name alone, without s3://'],
    [/^https?:\/\//i.test(name), 'write the name alone, not a URL'],
    [
      name.length < 3 || name.length > form.maxLength,
      `it has ${name.length} characters, S3 accepts 3 to ${MAX_BUCKET_NAME_LENGTH}`,
    ],
    [forbidden, `S3 accepts a-z, 0-9, "." and "-", not ${quoted(forbidden)}`],
    [!form.upperCase && /[A-Z]/.test(name), `S3 accepts lower case only, ${quoted(name.toLowerCase())}`],
    [!form.ends.test(name), 'it must begin and end with a letter or a digit'],
    [name.includes('..'), 'it must not contain two dots in a row'],
    [new RegExp(IP_ADDRESS_PATTERN).test(name), 'it must not look like an IP address'],
    [prefix, `AWS reserves names that begin with ${quoted(prefix)}`],
    [suffix, `AWS reserves names that end with ${quoted(suffix)}`],
  ]);
}
