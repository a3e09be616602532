/** The partition of AWS that everything here is in, as Zencoder's account is. */
export const PARTITION = 'aws';

/** The ARN of a bucket, which bucket actions are granted on. */
export function bucketArn(bucket: string): string {
  return `arn:${PARTITION}:s3:::${bucket}`;
}

/** The path pattern of all objects. */
export const EVERY_OBJECT = '*';

/** The path pattern of the one object whose key is exactly this. */
export function exactly(key: string): string {
  return literal(key);
}

/** The path pattern of all objects whose keys start with this. */
export function startingWith(prefix: string): string {
  return `${literal(prefix)}*`;
}

/** In a policy `*` and `?` are wildcards and `${…}` is a variable; IAM reads `${*}`, `${?}`, `${$}` as the characters themselves. */
function literal(text: string): string {
  return text.replace(/[*?$]/g, (char) => `\${${char}}`);
}
