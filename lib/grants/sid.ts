import { asSet } from '../messages/text';
import { ZencoderAction } from '../zencoder/zencoder';
import type { KmsAction } from './kms-key';
import { sha256 } from './sha256';
import type { StatementConditions } from './statement-conditions';

/** The Sids that are ours: a word that helps the reader, then 8 hexadecimal digits. */
export const OUR_SID = /^Zencoder(Bucket|Object|Read|Write|ReadWrite|Kms)[0-9a-f]{8}$/;

/**
 * The Sid of a statement on objects: it follows from what the statement says, not from the bucket, the account or the other
 * grants, so that it stays when those change. Each pattern is hashed by itself, so that no character of a key can be
 * mistaken for the border between two, and so that every language sorts them alike.
 *
 * @param actions as a set in order
 */
export function objectStatementSid(
  actions: readonly ZencoderAction[],
  patterns: readonly string[],
  conditions: StatementConditions,
): string {
  return sid(word(actions), [actions.join(','), asSet(patterns.map(digest)).join(',')], conditions);
}

/**
 * The Sid of the statement on the bucket itself. There is one for each set of conditions, so these name it; its actions do
 * not, since they are those of several grants and another grant's Sid must not change with one of them.
 *
 * @param actions as a set in order: none but in a policy over several buckets, which may have different ones
 */
export function bucketStatementSid(conditions: StatementConditions, actions: readonly ZencoderAction[]): string {
  return sid('Bucket', ['bucket', actions.join(',')], conditions);
}

/** The Sid of a statement on KMS keys: as buckets do not name that of theirs, keys do not name it. */
export function kmsStatementSid(actions: readonly KmsAction[], conditions: StatementConditions): string {
  return sid('Kms', ['kms', actions.join(',')], conditions);
}

function sid(name: string, says: readonly string[], { expires, requireTls }: StatementConditions): string {
  return `Zencoder${name}${digest([...says, expires, requireTls ? 'tls' : ''].join('\n')).slice(0, 8)}`;
}

function word(actions: readonly ZencoderAction[]): string {
  const reads = actions.includes(ZencoderAction.GET_OBJECT) ? 'Read' : '';
  const writes = actions.includes(ZencoderAction.PUT_OBJECT) ? 'Write' : '';
  return `${reads}${writes}` || 'Object';
}

const MOST_REMEMBERED = 1000;
const digests = new Map<string, string>();

/** Remembered, since buckets tend to have the same grants, and hashing is the dearest part of a policy. */
function digest(text: string): string {
  let known = digests.get(text);
  if (known === undefined) {
    if (digests.size >= MOST_REMEMBERED) {
      digests.clear();
    }
    known = sha256(text);
    digests.set(text, known);
  }
  return known;
}
