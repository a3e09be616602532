import { policyJson } from '../grants/bucket-policy';
import { type BucketAccess, documentProps } from './bucket-access';

/** The bucket policy, to paste into the S3 console. */
export function policySnippet(access: BucketAccess): string {
  return overLines(policyJson(documentProps(access)));
}

/** Formats the text of a policy in the same way. */
export function overLines(json: string): string {
  return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
}
