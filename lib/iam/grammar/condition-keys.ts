import { type Diagnostic, findingsOfEach, Severity } from '../../messages/diagnostic';
import type { JsonObject } from '../../messages/json';
import { quoted } from '../../messages/wording';
import type { S3Action } from '../../s3/actions';
import { comparable } from '../policy';
import { placedTexts } from './placed';

/**
 * What is doubtful in the condition keys of one operator. Keys have no case.
 * Sources: IAM's "IAM JSON policy elements: Condition"; Access Analyzer's "Duplicate keys with different case" and "Invalid
 * condition key format".
 * @param nonListingAction an action of the statement that is no listing, where it has one
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
            `is the same condition key as ${quoted(twin)}, since keys have no case; put the values of both into one list`,
          ]),
      ...(name.includes(':')
        ? []
        : [`${quoted(key)} names no service; write ${quoted(`aws:${key}`)} or ${quoted(`s3:${key}`)}`]),
      ...(nonListingAction !== undefined && LISTING_KEYS.includes(name)
        ? [listingKeyDoubt(key, nonListingAction)]
        : []),
    ];
    return messages.map((message) => ({ path: [key], message, severity: Severity.WARNING }));
  });
}

/** Keys of a listing's parameters, and the only actions that have them. Source: S3's page of the Service Authorization Reference. */
export const LISTING_KEYS = ['s3:prefix', 's3:delimiter', 's3:max-keys'];
const LIST_BUCKET: S3Action = 's3:ListBucket';
export const LISTING_ACTIONS = [LIST_BUCKET, 's3:ListBucketVersions'].map(comparable);

/** The first action of a statement that has no keys of a listing; an action with a wildcard is passed over, as S3 does. */
export function firstNonListingAction({ Action }: JsonObject): string | undefined {
  return placedTexts(Action, []).find(
    ({ value }) => !/[*?]/.test(value) && !LISTING_ACTIONS.includes(comparable(value)),
  )?.value;
}

/**
 * S3 answers "Conditions do not apply to combination of actions and resources in statement". Brightcove's page on Dynamic Ingest
 * has `s3:prefix` on GetObject, GetObjectAcl and GetBucketLocation.
 */
function listingKeyDoubt(key: string, action: string): string {
  return (
    `${quoted(action)} does not have the condition key ${key}, which belongs to ${LIST_BUCKET}: S3 refuses the statement; ` +
    `leave the condition out, and put the prefix of objects into Resource, such as "arn:aws:s3:::BUCKET/PREFIX*"; for Zencoder, prefixes on a grant with role video-cloud-ingest is what is meant`
  );
}
