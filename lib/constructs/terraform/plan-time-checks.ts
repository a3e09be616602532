import { Token } from 'cdktf';
import { BUCKET_NAME_PATTERN, hasNoOlderNames, OLDER_BUCKET_NAME_PATTERN } from '../../s3/bucket-name';
import { conditionOn } from './escaped-text';

/** What Terraform checks, in its own language, and what it says when that does not hold. */
export interface Condition {
  readonly condition: string;
  readonly errorMessage: string;
}

/** What has to hold of a value, as long as that is a token. */
export interface Check {
  readonly on: string;
  /** In Terraform's language, of the value as a quoted text. */
  readonly condition: (quoted: string) => string;
  readonly errorMessage: string;
}

/** What Terraform has to check of the tokens, since it was not known at synth. */
export function conditionsOnTokens(checks: readonly Check[]): Condition[] {
  return checks
    .filter((check) => Token.isUnresolved(check.on))
    .map(({ on, condition, errorMessage }) => ({ condition: conditionOn(on, condition), errorMessage }));
}

/** That a value has a form, which is a regular expression. */
export function formCheck(on: string, form: string, errorMessage: string): Check {
  return { on, condition: (quoted) => `can(regex("${form}", ${quoted}))`, errorMessage };
}

/**
 * @param place what the error calls it
 * @param region where it is known at synth
 */
export function bucketNameCheck(bucket: string, place: string, region?: string): Check {
  const errorMessage = `${place} is not the name of an S3 bucket: 3 to 63 of a-z, 0-9, "." and "-".`;
  return formCheck(bucket, hasNoOlderNames(region) ? BUCKET_NAME_PATTERN : OLDER_BUCKET_NAME_PATTERN, errorMessage);
}
