import { policyJson } from '../grants/bucket-policy';
import { type BucketAccess, documentProps } from './bucket-access';

/** The bucket policy, to paste into the console of S3. */
export function policySnippet(access: BucketAccess): string {
  return `${JSON.stringify(JSON.parse(policyJson(documentProps(access))), null, 2)}\n`;
}
