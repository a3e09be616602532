import { quoted } from '../messages/wording';

export const LONGEST_BUCKET_NAME = 63;

/** In the syntax that JavaScript and Terraform share. */
export const BUCKET_NAME_FORM = '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$';
export const IP_ADDRESS_FORM = '^\\d+\\.\\d+\\.\\d+\\.\\d+$';

export const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
export const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];

/** Why a name cannot be the name of a general purpose bucket, or undefined. Source: S3's "General purpose bucket naming rules". */
export function bucketNameFault(name: string): string | undefined {
  const refuse = (rule: string) => `${quoted(name)} is not a bucket name: ${rule}`;
  if (name.startsWith('arn:')) {
    const bucket = /^arn:[^:]*:s3:::([^/]+)/.exec(name)?.[1];
    return refuse(bucket === undefined ? 'it is the ARN of something else' : `write the name alone, ${quoted(bucket)}`);
  }
  if (/^s3(\+[^:]*)?:\/\//i.test(name)) {
    return refuse('write the name alone, without s3://');
  }
  if (/^https?:\/\//i.test(name)) {
    return refuse('write the name alone, not a URL');
  }
  if (name.length < 3 || name.length > LONGEST_BUCKET_NAME) {
    return refuse(`it has ${name.length} characters, S3 takes 3 to ${LONGEST_BUCKET_NAME}`);
  }
  const odd = /[^a-z0-9.-]/u.exec(name.toLowerCase());
  if (odd) {
    return refuse(`S3 takes a-z, 0-9, "." and "-", not ${quoted(odd[0])}`);
  }
  if (/[A-Z]/.test(name)) {
    return refuse(`S3 takes lower case only, ${quoted(name.toLowerCase())}`);
  }
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name)) {
    return refuse('it must begin and end with a letter or a digit');
  }
  if (name.includes('..')) {
    return refuse('two dots must not stand side by side');
  }
  if (new RegExp(IP_ADDRESS_FORM).test(name)) {
    return refuse('it must not look like an IP address');
  }
  const prefix = RESERVED_PREFIXES.find((reserved) => name.startsWith(reserved));
  const suffix = RESERVED_SUFFIXES.find((reserved) => name.endsWith(reserved));
  if (prefix ?? suffix) {
    return refuse(`AWS keeps names that ${prefix ? 'begin' : 'end'} with ${quoted(prefix ?? suffix)} for itself`);
  }
  return undefined;
}
