import { policyJson } from '../grants/bucket-policy';
import { type BucketAccess, documentProps } from './bucket-access';

/** The bucket policy, to paste into the console of S3. */
export function policySnippet(access: BucketAccess): string {
  return overLines(policyJson(documentProps(access)));
}

/** The same of a policy that is there as text. */
export function overLines(json: string): string {
  return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
}
