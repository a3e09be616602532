import { firstBroken } from '../messages/attributes';
import { quoted } from '../messages/wording';
import { bucketOfEndpoint, isAwsDomain } from './endpoint';

export const LONGEST_BUCKET_NAME = 63;

/** In the syntax that JavaScript and Terraform share. */
export const BUCKET_NAME_FORM = '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$';
export const IP_ADDRESS_FORM = '^\\d+\\.\\d+\\.\\d+\\.\\d+$';

export const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
export const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** Why a name cannot be the name of a general purpose bucket, or undefined. Source: S3's "General purpose bucket naming rules". */
export function bucketNameFault(name: string): string | undefined {
  return fault(name, brokenRule(name));
}

/** Why not even a bucket from before 2018 has the name: those in us-east-1 may have upper-case letters and underscores. */
export function olderBucketNameFault(name: string): string | undefined {
  return fault(name, brokenRule(name.toLowerCase().replace(/_/g, '-')));
}

function fault(name: string, rule: string | undefined): string | undefined {
  return rule && `${quoted(name)} is not a bucket name: ${rule}`;
}

function brokenRule(name: string): string | undefined {
  const [, inArn] = /^arn:[^:]*:s3:::([^/]+)/.exec(name) ?? [];
  const ofEndpoint = bucketOfEndpoint(name);
  const [odd] = /[^a-z0-9.-]/u.exec(name.toLowerCase()) ?? [];
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
      name.length < 3 || name.length > LONGEST_BUCKET_NAME,
      `it has ${name.length} characters, S3 takes 3 to ${LONGEST_BUCKET_NAME}`,
    ],
    [odd, `S3 takes a-z, 0-9, "." and "-", not ${quoted(odd)}`],
    [/[A-Z]/.test(name), `S3 takes lower case only, ${quoted(name.toLowerCase())}`],
    [!/^[a-z0-9].*[a-z0-9]$/.test(name), 'it must begin and end with a letter or a digit'],
    [name.includes('..'), 'two dots must not stand side by side'],
    [new RegExp(IP_ADDRESS_FORM).test(name), 'it must not look like an IP address'],
    [prefix, `AWS keeps names that begin with ${quoted(prefix)} for itself`],
    [suffix, `AWS keeps names that end with ${quoted(suffix)} for itself`],
  ]);
}
