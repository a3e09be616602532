/** The AWS partition of Zencoder's account, and so of all resources here. */
export const PARTITION = 'aws';

/** The ARN of a bucket, the resource of bucket actions. */
export function bucketArn(bucket: string): string {
  return `arn:${PARTITION}:s3:::${bucket}`;
}

/** The path pattern of all objects. */
export const EVERY_OBJECT = '*';

/** The path pattern that matches exactly this key. */
export function exactly(key: string): string {
  return literal(key);
}

/** The path pattern that matches all keys that start with this prefix. */
export function startingWith(prefix: string): string {
  return `${literal(prefix)}*`;
}

/** Escapes a text for a policy, where `*` and `?` are wildcards and `${…}` is a variable. IAM reads `${*}`, `${?}` and `${$}` as the characters themselves. */
function literal(text: string): string {
  return text.replace(/[*?$]/g, (char) => `\${${char}}`);
}
