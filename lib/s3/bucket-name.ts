import { type Attribute, firstBroken } from '../messages/attributes';
import { containsToken } from '../messages/token';
import { quoted } from '../messages/wording';
import { bucketOfEndpoint, isAwsDomain } from './endpoint';

export const MAX_BUCKET_NAME_LENGTH = 63;
const MAX_OLDER_BUCKET_NAME_LENGTH = 255;

/** In the syntax that JavaScript and Terraform share. */
export const BUCKET_NAME_PATTERN = '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$';
/** That of buckets in us-east-1 from before March 2018, which includes today's. Source: S3's "Bucket restrictions and limitations" of then. */
export const OLDER_BUCKET_NAME_PATTERN = '^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9_]$';
export const IP_ADDRESS_PATTERN = '^\\d+\\.\\d+\\.\\d+\\.\\d+$';

export const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
export const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** The one region whose buckets can have names of the older form. */
export const OLDER_NAMES_REGION = 'us-east-1';
/** Which buckets those are, in messages. */
export const OLDER_BUCKET = `a bucket in ${OLDER_NAMES_REGION} from before March 2018`;

/** What S3 takes in a name. */
interface NameForm {
  readonly longest: number;
  readonly odd: RegExp;
  readonly upperCase: boolean;
  readonly ends: RegExp;
}

const TODAYS: NameForm = {
  longest: MAX_BUCKET_NAME_LENGTH,
  odd: /[^A-Za-z0-9.-]/u,
  upperCase: false,
  ends: /^[a-z0-9].*[a-z0-9]$/,
};
const OLDER: NameForm = {
  longest: MAX_OLDER_BUCKET_NAME_LENGTH,
  odd: /[^\w.-]/u,
  upperCase: true,
  ends: /^[A-Za-z0-9].*[A-Za-z0-9_]$/,
};

/**
 * Why a name cannot be the name of a general purpose bucket, or undefined. Source: S3's "General purpose bucket naming rules".
 * @param region of the bucket: only where it is known to be another than us-east-1 are names of the older form refused
 */
export function bucketNameFault(name: string, region?: unknown): string | undefined {
  const rule = brokenRule(name, TODAYS);
  const always = rule && brokenRule(name, OLDER);
  if (rule === undefined || (always === undefined && !hasNoOlderNames(region))) {
    return undefined;
  }
  const why = always ?? `${rule}; ${OLDER_BUCKET} can have it`;
  return `${quoted(name)} is not a bucket name: ${why}`;
}

/** Why a name that has no fault may be misspelt, or undefined: it is of the older form. */
export function bucketNameDoubt(name: string): string | undefined {
  const rule = brokenRule(name, TODAYS);
  return rule && brokenRule(name, OLDER) === undefined
    ? `${quoted(name)} is a name of the older form, which only ${OLDER_BUCKET} can have: ${rule}`
    : undefined;
}

/** Whether a name is one that only older buckets have. */
export function isOlderBucketName(name: string): boolean {
  return brokenRule(name, TODAYS) !== undefined && brokenRule(name, OLDER) === undefined;
}

/** Whether a region is known to have no bucket with a name of the older form. A token is not known. */
export function hasNoOlderNames(region: unknown): boolean {
  return region !== undefined && region !== OLDER_NAMES_REGION && !containsToken(region);
}

/** How long a name that is not known can be. */
export function longestBucketName(region?: unknown): number {
  return hasNoOlderNames(region) ? MAX_BUCKET_NAME_LENGTH : MAX_OLDER_BUCKET_NAME_LENGTH;
}

/**
 * What is checked of the name of a bucket in a region.
 * @param regionOf is called only for names of the older form, since looking a region up takes time
 */
export function bucketNameOf(regionOf: () => unknown = () => undefined): Attribute {
  return {
    fault: (name) => bucketNameFault(name, isOlderBucketName(name) ? regionOf() : undefined),
    doubt: bucketNameDoubt,
  };
}

/** Names that keep every rule at first sight, as most do. */
const PLAIN_NAME = new RegExp(
  `^(?!${RESERVED_PREFIXES.join('|')})[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$(?<!${RESERVED_SUFFIXES.join('|').replaceAll('.', '[.]')})`,
);

function brokenRule(name: string, form: NameForm): string | undefined {
  if (PLAIN_NAME.test(name)) {
    return undefined;
  }
  const [, inArn] = /^arn:[^:]*:s3:::([^/]+)/.exec(name) ?? [];
  const ofEndpoint = bucketOfEndpoint(name);
  const [odd] = form.odd.exec(name) ?? [];
  const prefix = RESERVED_PREFIXES.find((reserved) => name.startsWith(reserved));
  const suffix = RESERVED_SUFFIXES.find((reserved) => name.endsWith(reserved));
  return firstBroken([
    [inArn, `write the name alone, ${quoted(inArn)}`],
    [name.startsWith('arn:'), 'it is the ARN of something else'],
    [ofEndpoint, `write the name alone, not a URL or a domain: ${quoted(ofEndpoint)}`],
    [isAwsDomain(name), 'write the name alone, not a domain of AWS'],
    [/^s3(\+[^:]*)?:\/\//i.test(name), 'write the name alone, without s3://'],
    [/^https?:\/\//i.test(name), 'write the name alone, not a URL'],
    [
      name.length < 3 || name.length > form.longest,
      `it has ${name.length} characters, S3 takes 3 to ${MAX_BUCKET_NAME_LENGTH}`,
    ],
    [odd, `S3 takes a-z, 0-9, "." and "-", not ${quoted(odd)}`],
    [!form.upperCase && /[A-Z]/.test(name), `S3 takes lower case only, ${quoted(name.toLowerCase())}`],
    [!form.ends.test(name), 'it must begin and end with a letter or a digit'],
    [name.includes('..'), 'two dots must not stand side by side'],
    [new RegExp(IP_ADDRESS_PATTERN).test(name), 'it must not look like an IP address'],
    [prefix, `AWS keeps names that begin with ${quoted(prefix)} for itself`],
    [suffix, `AWS keeps names that end with ${quoted(suffix)} for itself`],
  ]);
}
