import { type Diagnostic, findingsOfEach, Severity } from '../../messages/diagnostic';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import type { S3Action } from '../../s3/actions';
import { comparable } from '../policy';
import { placedTexts } from './placed';

/**
 * Warns about the condition keys of one operator. Keys are not case-sensitive.
 * Sources: IAM's "IAM JSON policy elements: Condition"; Access Analyzer's "Duplicate keys with different case" and
 * "Invalid condition key format".
 * @param nonListingAction an action of the statement that does not list objects, if it has one
 */
export function keyFindings(keys: readonly string[], nonListingAction: string | undefined): Diagnostic[] {
  const firstSpellings = new Map<string, string>();
  return findingsOfEach(keys, (key) => {
    const name = comparable(key);
    const twin = firstSpellings.get(name);
    firstSpellings.set(name, twin ?? key);
    const messages = [
      ...(twin === undefined
        ? []
        : [
            `is the same condition key as ${quoted(twin)}: keys are not case-sensitive; put the values of both in one list`,
          ]),
      ...(name.includes(':')
        ? []
        : [`${quoted(key)} has no service prefix; write ${quoted(`aws:${key}`)} or ${quoted(`s3:${key}`)}`]),
      ...(nonListingAction !== undefined && LISTING_KEYS.includes(name)
        ? [listingKeyWarning(key, nonListingAction)]
        : []),
    ];
    return messages.map((message) => ({ path: [key], message, severity: Severity.WARNING }));
  });
}

/**
 * Condition keys for the parameters of a listing, and the only actions that support them. Source: S3's page of the
 * Service Authorization Reference.
 */
export const LISTING_KEYS = ['s3:prefix', 's3:delimiter', 's3:max-keys'];
const LIST_BUCKET: S3Action = 's3:ListBucket';
export const LISTING_ACTIONS = [LIST_BUCKET, 's3:ListBucketVersions'].map(comparable);

/**
 * The first action of a statement that does not support the keys of a listing. Like S3, it ignores actions with a
 * wildcard.
 */
export function firstNonListingAction({ Action }: JsonObject): string | undefined {
  return placedTexts(Action, []).find(
    ({ value }) => !/[*?]/.test(value) && !LISTING_ACTIONS.includes(comparable(value)),
  )?.value;
}

/**
 * S3 answers "Conditions do not apply to combination of actions and resources in statement". Brightcove's page on
 * Dynamic Ingest has `s3:prefix` on GetObject, GetObjectAcl and GetBucketLocation.
 */
function listingKeyWarning(key: string, action: string): string {
  return (
    `${quoted(action)} does not support the condition key ${key}, which is for ${LIST_BUCKET}: S3 refuses the statement; ` +
    `remove the condition, and put the prefix of the objects in Resource, such as "arn:aws:s3:::BUCKET/PREFIX*"; for Zencoder, write a grant with role video-cloud-ingest and prefixes`
  );
}
