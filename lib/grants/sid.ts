import { asSet } from '../messages/text';
import { ZencoderAction } from '../zencoder/account-and-roles';
import { type AccessWindow, expiresOf, requiresTls } from './access-window';
import type { KmsAction } from './kms-key';
import { sha256 } from './sha256';

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
  window: AccessWindow,
): string {
  return sid(word(actions), [actions.join(','), asSet(patterns.map(digest)).join(',')], window);
}

/**
 * The Sid of the statement on the bucket itself. There is one for each window of time, so that names it; its actions do
 * not, since they are those of several grants and another grant's Sid must not change with one of them.
 *
 * @param actions as a set in order: none but in a policy over several buckets, which may have different ones
 */
export function bucketStatementSid(window: AccessWindow, actions: readonly ZencoderAction[]): string {
  return sid('Bucket', ['bucket', actions.join(',')], window);
}

/** The Sid of a statement on KMS keys: as buckets do not name that of theirs, keys do not name it. */
export function kmsStatementSid(actions: readonly KmsAction[], window: AccessWindow): string {
  return sid('Kms', ['kms', actions.join(',')], window);
}

function sid(name: string, says: readonly string[], window: AccessWindow): string {
  const conditions = [expiresOf(window) ?? '', requiresTls(window) ? 'tls' : ''];
  return `Zencoder${name}${digest([...says, ...conditions].join('\n')).slice(0, 8)}`;
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
