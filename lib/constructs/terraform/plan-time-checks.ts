import { Token } from 'cdktf';
import { BUCKET_NAME_PATTERN, hasNoOlderNames, OLDER_BUCKET_NAME_PATTERN } from '../../s3/bucket-name';
import { conditionOn } from './escaped-text';

/** A condition in Terraform's language, and the error message that Terraform shows if it is false. */
export interface Condition {
  readonly condition: string;
  readonly errorMessage: string;
}

/** A plan-time check of a value that may be a token. */
export interface Check {
  readonly on: string;
  /** The condition in Terraform's language, for the value as a quoted string. */
  readonly condition: (quoted: string) => string;
  readonly errorMessage: string;
}

/** The conditions of the checks whose value is a token. Other values are checked at synth. */
export function conditionsOnTokens(checks: readonly Check[]): Condition[] {
  return checks
    .filter((check) => Token.isUnresolved(check.on))
    .map(({ on, condition, errorMessage }) => ({ condition: conditionOn(on, condition), errorMessage }));
}

/** A check that a value matches a regular expression. */
export function patternCheck(on: string, pattern: string, errorMessage: string): Check {
  return { on, condition: (quoted) => `can(regex("${pattern}", ${quoted}))`, errorMessage };
}

/**
 * A check that a value is the name of a bucket.
 * @param place the name of the value in the error
 * @param region undefined if it is not known at synth
 */
export function bucketNameCheck(bucket: string, place: string, region?: string): Check {
  const errorMessage = `${place} is not a valid S3 bucket name: use 3 to 63 characters of a-z, 0-9, "." and "-".`;
  return patternCheck(bucket, hasNoOlderNames(region) ? BUCKET_NAME_PATTERN : OLDER_BUCKET_NAME_PATTERN, errorMessage);
}
