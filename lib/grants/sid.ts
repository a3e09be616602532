import { asSet } from '../messages/text';
import { ZencoderAction } from '../zencoder/account-and-roles';
import { type AccessWindow, expiresOf, requiresTls } from './access-window';
import type { KmsAction } from './kms-key';
import { sha256 } from './sha256';

/** The Sids of this library: a word for the reader, then 8 hexadecimal digits. */
export const OUR_SID = /^Zencoder(Bucket|Object|Read|Write|ReadWrite|Kms)[0-9a-f]{8}$/;

/**
 * The Sid of a statement on objects. It depends on the actions, objects and conditions of the statement, not on the bucket, the account
 * or the other grants, so it does not change with those. Each pattern is hashed separately, so that no character of a key can act as
 * a separator, and so that all languages sort the patterns in the same way.
 *
 * @param actions as a sorted set
 */
export function objectStatementSid(
  actions: readonly ZencoderAction[],
  patterns: readonly string[],
  window: AccessWindow,
): string {
  return sid(word(actions), [actions.join(','), asSet(patterns.map(digest)).join(',')], window);
}

/**
 * The Sid of the statement on the bucket itself. There is one such statement for each access window, so the window determines the Sid.
 * The actions come from several grants and are not part of it: a change of one grant must not change the Sid of another.
 *
 * @param actions as a sorted set, only in a policy for several buckets, whose actions can differ; otherwise empty
 */
export function bucketStatementSid(window: AccessWindow, actions: readonly ZencoderAction[]): string {
  return sid('Bucket', ['bucket', actions.join(',')], window);
}

/** The Sid of a statement on KMS keys. It does not depend on the keys, as the Sids above do not depend on the buckets. */
export function kmsStatementSid(actions: readonly KmsAction[], window: AccessWindow): string {
  return sid('Kms', ['kms', actions.join(',')], window);
}

function sid(name: string, parts: readonly string[], window: AccessWindow): string {
  const conditions = [expiresOf(window) ?? '', requiresTls(window) ? 'tls' : ''];
  return `Zencoder${name}${digest([...parts, ...conditions].join('\n')).slice(0, 8)}`;
}

function word(actions: readonly ZencoderAction[]): string {
  const reads = actions.includes(ZencoderAction.GET_OBJECT) ? 'Read' : '';
  const writes = actions.includes(ZencoderAction.PUT_OBJECT) ? 'Write' : '';
  return `${reads}${writes}` || 'Object';
}

const MAX_CACHED = 1000;
const digests = new Map<string, string>();

/** Cached, since buckets often have the same grants, and hashing is the slowest part of writing a policy. */
function digest(text: string): string {
  let known = digests.get(text);
  if (known === undefined) {
    if (digests.size >= MAX_CACHED) {
      digests.clear();
    }
    known = sha256(text);
    digests.set(text, known);
  }
  return known;
}
